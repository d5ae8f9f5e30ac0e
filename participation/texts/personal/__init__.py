"""Hints of personal data in what people wrote.

A hint is a place to look at, never a verdict: names are words too, and what tells who somebody is
need not be a name. A person decides, and `docs/open-answers.md` says how many hints are right.
"""

from collections.abc import Callable

from participation.texts.personal.addresses import addresses
from participation.texts.personal.codes import accounts, identity_codes, plates
from participation.texts.personal.contact import e_mails, phones
from participation.texts.personal.hint import Hint, Kind
from participation.texts.personal.people import names

# What comes first keeps its place: the number in an e-mail address is no telephone's.
FINDERS: tuple[Callable[[str], list[Hint]], ...] = (
    e_mails,
    identity_codes,
    accounts,
    phones,
    addresses,
    plates,
    names,
)


def hints(words: str) -> list[Hint]:
    """Return the places that may tell who somebody is, in order and apart from each other."""
    found: list[Hint] = []
    for finder in FINDERS:
        for hint in finder(words):
            if not any(hint.overlaps(other) for other in found):
                found.append(hint)
    return sorted(found, key=lambda hint: hint.start)


__all__ = ["Hint", "Kind", "hints"]
