"""Words for what figures join: in which versions a question was asked, and what changed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from participation.platform.i18n.text import Text
from surveys.wording import Speaker


def ranges(numbers: Collection[int]) -> str:
    """Write numbers of versions as people do: 1–3, 5."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    dash = "\N{EN DASH}"
    return ", ".join(dash.join(str(n) for n in dict.fromkeys((p[0], p[-1]))) for p in parts)


def history_of(
    versions: Sequence[int], told: Mapping[str, Any], every: Collection[int], speaker: Speaker
) -> list[str]:
    """Say what of a question's versions a reader must know; nothing when there is only one.

    `told` is what `domain.counting.history` tells, as in the figures of a finding.
    """
    return list(_history(versions, told, every, speaker)) if len(every) > 1 else []


def _history(
    versions: Sequence[int], told: Mapping[str, Any], every: Collection[int], speaker: Speaker
) -> Iterator[str]:
    history, apart = told.get("history", ()), told.get("apart", ())
    if history or set(versions) != set(every):
        yield asked_in(versions)
    for each in history:
        yield _change(each, speaker)
    if apart:
        yield ngettext(
            "In version %(numbers)s the question means something else. Those answers are counted "
            "apart.",
            "In versions %(numbers)s the question means something else. Those answers are counted "
            "apart.",
            len(apart),
            numbers=ranges(apart),
        )


def asked_in(versions: Sequence[int]) -> str:
    """Say in which versions of the questionnaire a question was asked."""
    words: str = ngettext(
        "Asked in version %(numbers)s of the questionnaire.",
        "Asked in versions %(numbers)s of the questionnaire.",
        len(versions),
        numbers=ranges(versions),
    )
    return words


def label_of(label: Text, versions: Sequence[int], speaker: Speaker, *, is_apart: bool) -> str:
    """Return a question's words, with its versions where another question has the same code."""
    words = speaker.say(label)
    return with_versions(versions) % {"question": words} if is_apart else words


def with_versions(versions: Sequence[int]) -> str:
    """Return a pattern that puts versions after the words of a question."""
    pattern: str = ngettext(
        "%(question)s (version %(numbers)s)",
        "%(question)s (versions %(numbers)s)",
        len(versions),
        question="%(question)s",
        numbers=ranges(versions),
    )
    return pattern


def _change(change: Mapping[str, Any], speaker: Speaker) -> str:
    facts = {
        "number": change["version"],
        "part": speaker.option(Text.from_json(change["label"])),
    }
    sentences = {
        "reworded": _("The wording was corrected in version %(number)s.", **facts),
        "option_new": _("“%(part)s” could be chosen from version %(number)s on.", **facts),
        "option_gone": _("“%(part)s” could no longer be chosen from version %(number)s.", **facts),
        "row_new": _("“%(part)s” was asked from version %(number)s on.", **facts),
        "row_gone": _("“%(part)s” was no longer asked from version %(number)s.", **facts),
        "ways": _("The ways not to choose an option changed in version %(number)s.", **facts),
        "limits": _("What could be answered changed in version %(number)s.", **facts),
        "condition": _("Who was asked changed in version %(number)s.", **facts),
    }
    return str(sentences[change["what"]])
