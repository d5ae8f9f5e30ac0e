"""Findings as rows of one long table: question, statement, answer, people, share."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.tables import Row
from surveys.domain.questions.base import Missing
from surveys.histories import label_of
from surveys.wording import REASONS, Speaker, ends_words, missing_words, month_words, theme_words


def summary_rows(findings: Iterable[Finding], speaker: Speaker) -> Iterator[Row]:
    """Yield the figures of findings; shares are of those who answered."""
    for finding in findings:
        apart = "apart" in finding.figures
        question = label_of(finding.label, finding.versions, speaker, is_apart=apart)
        for statement, answer, people, share in _of(finding, speaker):
            yield question, statement, answer, people, share


Line = tuple[str, str, int | float | str, float | None]


def _of(finding: Finding, speaker: Speaker) -> Iterator[Line]:
    figures = finding.figures
    if "hidden" in figures:
        yield "", "", hidden_words(), None
        return
    for option in figures.get("options", ()) if "rows" not in figures else ():
        yield "", *_choice(option, option["count"], finding.answered, speaker)
    for row in figures.get("rows", ()):
        told = _hidden if "hidden" in row else ROWS.get(figures["shape"], _row)
        yield from told(row, figures, speaker)
    for each in figures.get("classes", ()):
        yield "", _class(each, speaker), *_people(each["count"], finding.answered)
    for name, words in _numbers().items():
        if name in figures:
            yield "", words, figures[name], None
    yield from _any("", _("Wrote words for “Other”"), figures.get("others", 0))
    yield from _nps(figures.get("nps"), finding.answered)
    yield from _base("", finding.answered, finding.missing)
    yield from _any("", missing_words()[Missing.NOT_ASKED], figures["respondents"] - finding.asked)


def _nps(found: Mapping[str, Any] | None, answered: int) -> Iterator[Line]:
    if not found:
        return
    groups = {
        "promoters": _("Would recommend (9–10)"),
        "passives": _("In between (7–8)"),
        "detractors": _("Would not recommend (0–6)"),
    }
    for name, words in groups.items():
        yield "", words, *_people(found[name], answered)
    if "score" in found:
        yield "", _("Net promoter score"), found["score"], None


def hidden_words() -> str:
    """Say that a number is not told."""
    return str(pgettext("number", "hidden"))


def _hidden(row: Mapping[str, Any], figures: Mapping[str, Any], speaker: Speaker) -> Iterator[Line]:
    """Yield a row of which nothing is told."""
    yield speaker.option(Text.from_json(row["label"])), "", hidden_words(), None


def _people(count: int | None, answered: int) -> tuple[int | str, float | None]:
    """Return a number of people and its share, or that it is hidden."""
    return (hidden_words(), None) if count is None else (count, _share(count, answered))


def _row(row: Mapping[str, Any], figures: Mapping[str, Any], speaker: Speaker) -> Iterator[Line]:
    statement = _statement(row, speaker)
    for option in figures["options"]:
        count = row["counts"].get(option["code"], 0)
        yield statement, *_choice(option, count, row["answered"], speaker)
    if "mean" in row:
        yield statement, _("Mean"), row["mean"], None
    if "net" in row:
        yield statement, _("Net score: agree minus disagree, %"), row["net"], None
    yield from _base(statement, row["answered"], row["missing"])


def _ranked(row: Mapping[str, Any], figures: Mapping[str, Any], speaker: Speaker) -> Iterator[Line]:
    option = speaker.option(Text.from_json(row["label"]))
    for place in range(1, figures["places"] + 1):
        people = row["counts"].get(str(place), 0)
        words = _("Place %(place)s", place=place)
        yield option, words, *_people(people, row["answered"])
    unranked = row["counts"].get("unranked", 0)
    yield option, _("Not ranked"), *_people(unranked, row["answered"])
    if "mean_rank" in row:
        yield option, _("Mean place"), row["mean_rank"], None
    if "borda" in row:
        yield option, _("Borda score"), row["borda"], None
    yield from _base(option, row["answered"], row["missing"])


def _double(row: Mapping[str, Any], figures: Mapping[str, Any], speaker: Speaker) -> Iterator[Line]:
    scales = (("first", "options", row), ("second", "scale", row["second"]))
    for name, steps, found in scales:
        scale = speaker.say(Text.from_json(figures[name]))
        statement = f"{_statement(row, speaker)} ({scale})"
        for option in figures[steps]:
            count = found["counts"].get(option["code"], 0)
            yield statement, *_choice(option, count, found["answered"], speaker)
        if "mean" in found:
            yield statement, _("Mean"), found["mean"], None
        yield from _base(statement, found["answered"], found["missing"])


def _statement(row: Mapping[str, Any], speaker: Speaker) -> str:
    """Return a statement; a pair of opposites has both ends."""
    ends = (Text.from_json(row.get(name)) for name in ("label", "right"))
    return " \N{EN DASH} ".join(speaker.say(end) for end in ends if end)


def _given(row: Mapping[str, Any], figures: Mapping[str, Any], speaker: Speaker) -> Iterator[Line]:
    option = speaker.option(Text.from_json(row["label"]))
    yield option, _("Sum"), row["sum"], row.get("share")
    for name, words in {"mean": _("Mean"), "median": _("Median")}.items():
        if name in row:
            yield option, words, row[name], None
    yield from _base(option, row["answered"], row["missing"])


def _area(row: Mapping[str, Any], figures: Mapping[str, Any], speaker: Speaker) -> Iterator[Line]:
    yield "", speaker.option(Text.from_json(row["label"])), row["answered"], None


ROWS = {"allocation": _given, "point": _area, "double": _double, "ranking": _ranked}


def _class(found: Mapping[str, Any], speaker: Speaker) -> str:
    """Write a class of numbers, or of months."""
    ends = found["from"], found["to"]
    if isinstance(ends[0], str):
        return month_words(*ends, speaker.language)
    return ends_words(*(None if end is None else str(end) for end in ends))


def _base(statement: str, answered: int, missing: Mapping[str, int]) -> Iterator[Line]:
    yield statement, _("Answered"), answered, None
    for reason, people in missing.items():
        if reason == "hidden":
            yield from _any(statement, _("No answer to count"), people)
            continue
        words = missing_words()[REASONS[reason]]
        if REASONS[reason] is Missing.NO_ANSWER:
            yield statement, words, people, None
        else:
            yield from _any(statement, words, people)


def _any(statement: str, words: str, people: int) -> Iterator[Line]:
    """Yield a line of what not every question offers, if anybody took it; charts do the same."""
    if people:
        yield statement, words, people, None


def _choice(
    option: Mapping[str, Any], count: int | None, answered: int, speaker: Speaker
) -> tuple[str, int | str, float | None]:
    words = theme_words(option["code"]) or speaker.option(Text.from_json(option["label"]))
    return words, *_people(count, answered)


def _share(count: int, answered: int) -> float | None:
    return count / answered if answered else None


def _numbers() -> dict[str, str]:
    return {
        "mean": _("Mean"),
        "median": _("Median"),
        "min": _("Smallest"),
        "max": _("Largest"),
    }
