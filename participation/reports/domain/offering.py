"""The figures that a text can speak of, with their names and what they are now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from participation.activities.domain.findings import Finding
from participation.reports.domain.blocks import Source
from participation.reports.domain.live import ANSWERS, figure, references
from participation.reports.domain.measures import label_of
from participation.reports.domain.said import Said, Value, phrase

NAMES: Mapping[str, str] = {
    "share": "share",
    "count": "people",
    "answered": "answered",
    "mean": "mean",
    "median": "median",
    "net": "net",
    "score": "nps",
    "borda": "borda",
    "first": "put_first",
    "mean_rank": "mean_rank",
    ANSWERS: "answers_in_all",
}
OF_WHOLE = ("answered", "mean", "median", "score")
OF_OPTION = ("share", "count")
OF_ROW = ("answered", "mean", "net", "borda", "first", "mean_rank", "share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A figure as it is written in a text, what it is called, and its value."""

    written: str
    label: Said
    value: Value


def everybody(activity: str, home: str, findings: Iterable[Finding]) -> Iterator[Offer]:
    """Offer how many took part."""
    written = f"{{{ANSWERS}}}" if home else f"{{{activity}:{ANSWERS}}}"
    yield from _offered(written, phrase(NAMES[ANSWERS]), home, findings)


def offers(finding: Finding, home: str) -> Iterator[Offer]:
    """Offer every figure of a finding."""
    for part, what, label in _parts(finding):
        named = [Source.of(finding).subject, part, what]
        named = named if home else [finding.activity, *named]
        written = f"{{{':'.join(name for name in named if name)}}}"
        name = phrase(NAMES[what])
        said = phrase("named", name=label, value=name) if label else name
        yield from _offered(written, said, home, [finding])


def _offered(written: str, label: Said, home: str, findings: Iterable[Finding]) -> Iterator[Offer]:
    known = {Source.of(each).key: each for each in findings}
    for reference in references(written, home):
        value = figure(reference, known)
        if value is not None:
            yield Offer(written=written, label=label, value=value)


def _parts(finding: Finding) -> Iterator[tuple[str, str, Said]]:
    """Yield part, kind of figure, and what the part is called."""
    figures = finding.figures
    yield from (("", what, "") for what in OF_WHOLE)
    rows = figures.get("rows", ())
    options = figures.get("options", ())
    for option in () if rows else options:
        yield from ((option["code"], what, label_of(option)) for what in OF_OPTION)
    for row in rows:
        yield from _of_row(row, options)


def _of_row(
    row: Mapping[str, Any], options: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, str, Said]]:
    yield from ((row["code"], what, label_of(row)) for what in OF_ROW)
    if "second" in row:
        yield f"{row['code']}.second", "mean", phrase("second_of", row=label_of(row))
    for option in options:
        said = phrase("row_answer", row=label_of(row), answer=label_of(option))
        yield f"{row['code']}.{option['code']}", "share", said
