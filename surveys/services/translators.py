"""Taking in what a translator made of a survey's texts outside the house."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from participation.activities.models import Activity
from participation.platform.i18n.text import Text, TextState
from surveys.interchange.translations import Line, Translations
from surveys.services import building, translating

PLACES = re.compile(r"\{[a-z0-9_.]+\}")


@dataclass(slots=True)
class TakenIn:
    """What became of every row: keys of texts, by what happened to them.

    `saved` is approved. `stale` is saved but must be checked: its source has changed since.
    `changed` was translated here meanwhile and is left alone, `broken` lost or gained an answer's
    place such as `{q1}`, `unknown` is no text of this survey any more.
    """

    saved: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    same: int = 0
    empty: int = 0


def take_in(activity: Activity, work: Translations) -> TakenIn:
    """Save a translator's work text by text; whatever cannot be saved is told."""
    survey = building.locked(activity)
    texts = translating.texts_in(activity, survey)
    told, changed = TakenIn(), {}
    for line, text in _known(work, texts, told):
        state = _judged(line, text, work, told)
        if state is not None:
            changed[line.key] = _translated(text, work.target, line.words, state)
    if changed:
        translating.store(activity, survey, changed)
    return told


def _known(
    work: Translations, texts: Mapping[str, Text], told: TakenIn
) -> Iterator[tuple[Line, Text]]:
    for line in work.lines:
        text = texts.get(line.key)
        if not line.words:
            told.empty += 1
        elif text is None:
            told.unknown.append(line.key)
        elif line.words == _as_in_file(text.translations.get(work.target, "")):
            told.same += 1
        else:
            yield line, text


def _translated(text: Text, target: str, words: str, state: TextState) -> Text:
    others = {code: mark for code, mark in text.marks.items() if code != target}
    return Text({**text.translations, target: words}, {**others, target: state})


def _as_in_file(words: str) -> str:
    """Return words as they come back from a workbook: without what stands around them unseen."""
    return words.replace("\N{NO-BREAK SPACE}", " ").strip()


def _places(words: str) -> list[str]:
    """Return the places for answers in some order: another language may say them in another."""
    return sorted(PLACES.findall(words))


def _judged(line: Line, text: Text, work: Translations, told: TakenIn) -> TextState | None:
    now = translating.trace_of(text, work.source, work.target).split(".")
    then = line.mark.partition(".")[::2]
    if _places(line.words) != _places(text.translations.get(work.source, line.words)):
        told.broken.append(line.key)
    elif now[1] != then[1]:
        told.changed.append(line.key)
    elif now[0] != then[0]:
        told.stale.append(line.key)
        return TextState.STALE
    else:
        told.saved.append(line.key)
        return TextState.APPROVED
    return None
