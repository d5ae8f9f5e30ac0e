"""Base forms that an inflected name may have; Finnish inflects names, and their stems change."""

import re
from collections.abc import Iterator

CLITIC = re.compile(r"(?:kin|kaan|kään|ko|kö|han|hän)$")
CASES = (
    "lle", "lta", "ltä", "lla", "llä", "ssa", "ssä", "sta", "stä", "ksi", "tta", "ttä", "ta", "tä",
    "na", "nä", "n", "a", "ä", "s", "t", "ni", "nsa", "nsä", "mme",
)  # fmt: skip
GENITIVE = re.compile(r"[:’'](?:s|n|in|lle|lla|llä|lta|ssa|ssä|sta|ia|a|ä|ään|aan)$")
# A weak consonant of the stem, and the strong one of the base form: Heikin – Heikki.
STRONG = (
    (re.compile(r"k([aeiouyäö])$"), r"kk\1"),
    (re.compile(r"p([aeiouyäö])$"), r"pp\1"),
    (re.compile(r"t([aeiouyäö])$"), r"tt\1"),
    (re.compile(r"d([aeiouyäö])$"), r"t\1"),
    (re.compile(r"v([aeiouyäö])$"), r"p\1"),
    (re.compile(r"nn([aeiouyäö])$"), r"nt\1"),
    (re.compile(r"ng([aeiouyäö])$"), r"nk\1"),
    (re.compile(r"ll([aeiouyäö])$"), r"lt\1"),
    (re.compile(r"rr([aeiouyäö])$"), r"rt\1"),
    (re.compile(r"mm([aeiouyäö])$"), r"mp\1"),
    (re.compile(r"kse$"), "s"),
    (re.compile(r"([aäiu])\1$"), r"\1s"),
    (re.compile(r"([aeiouyäö])se$"), r"\1nen"),
    (re.compile(r"([aeiouyäö])s$"), r"\1nen"),
    (re.compile(r"äe$"), "äki"),
    (re.compile(r"e$"), "i"),
    (re.compile(r"i$"), ""),
)


def bases(word: str) -> set[str]:
    """Return what the base form of a word in lower case may be, itself included."""
    bare = GENITIVE.sub("", word)
    found = {bare}
    for form in {bare, CLITIC.sub("", bare)}:
        found.add(form)
        for stem in _stems(form):
            found.add(stem)
            found.update(
                strong for pattern, base in STRONG if (strong := pattern.sub(base, stem)) != stem
            )
    return found


def _stems(form: str) -> Iterator[str]:
    yield form
    for case in CASES:
        if form.endswith(case) and len(form) - len(case) > 1:
            yield form[: -len(case)]
    if re.search(r"([aeiouyäö])\1n$", form):  # into somebody: Mattiin
        yield form[:-2]
