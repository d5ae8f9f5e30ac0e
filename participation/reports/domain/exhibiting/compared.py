"""Exhibits of findings that compare: groups side by side, weighted beside unweighted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.exhibiting.parts import or_dash, people, threshold_of
from participation.reports.domain.exhibits import (
    Cell,
    Chart,
    Hidden,
    Kind,
    Marked,
    Row,
    RowKind,
    Series,
    Table,
)
from participation.reports.domain.measures import Measure, label_of, measures, primary
from participation.reports.domain.said import Phrase, Said, Unit, Value, phrase
from participation.reports.domain.ties import TINY, first, last

Group = Mapping[str, Any]
Found = Mapping[tuple[str, str], Measure]
Valued = tuple[Said, Value]
MOST_GROUPS, MOST_BARS = 8, 48
# A difference between fewer people than these is not worth a sentence.
LEAST_TO_COMPARE = 10


def split_chart(finding: Finding) -> Iterator[Chart]:
    """Draw each group's measures beside one another; what is told of no group has no bars."""
    groups = _seen(finding)
    lines = primary(finding.figures, _of(finding.figures, finding.answered, finding.asked))
    if not groups or not lines or len(groups) > MOST_GROUPS:
        return
    found = [_by_code(group) for group in groups]
    drawn = [m for m in lines if any(_number(by.get(_key(m))) is not None for by in found)]
    if not drawn or len(groups) * len(drawn) > MOST_BARS:
        return
    unit = next(line.value.unit for line in lines if line.value)
    yield Chart(
        kind=Kind.GROUPED,
        title=split_title(finding),
        categories=tuple(line.label for line in drawn),
        series=tuple(
            Series(name=label_of(group), values=tuple(_number(by.get(_key(m))) for m in drawn))
            for group, by in zip(groups, found, strict=True)
        ),
        unit=unit,
        answered=finding.answered,
        alternative=tuple(_widest(finding, lines)),
    )


def split_table(finding: Finding) -> Table:
    """Return every measure of the whole and of each group."""
    by = finding.figures["by"]
    lines = _of(finding.figures, finding.answered, finding.asked)
    found = [_by_code(group) for group in by["groups"]]
    rows = [
        Row(
            head=line.label,
            cells=(
                _cell(line, finding.figures),
                *(
                    _tested(line, measured, group, by)
                    for measured, group in zip(found, by["groups"], strict=True)
                ),
            ),
        )
        for line in lines
    ]
    cells = (people(finding.answered), *(_answered(group) for group in by["groups"]))
    rows.append(Row(head=phrase("answered"), cells=cells, kind=RowKind.TOTAL))
    return Table(
        title=split_title(finding),
        stub=phrase("answer"),
        columns=(phrase("all"), *(label_of(group) for group in by["groups"])),
        rows=tuple(rows),
        notes=tuple(_notes(by, rows)),
    )


def split_title(finding: Finding) -> Phrase:
    """Return the question, and what people are grouped by."""
    by = finding.figures["by"]
    part = Text.from_json(by.get("part"))
    variable: Said = Text.from_json(by.get("label")) or phrase(str(by["variable"]).strip("@"))
    if part:
        variable = phrase("row_answer", row=variable, answer=part)
    return phrase("split_by", title=finding.label, variable=variable)


def _answered(group: Group) -> Cell:
    if "hidden" in group["figures"]:
        return _cell(None, group["figures"])
    return people(group["answered"])


def _notes(by: Mapping[str, Any], rows: Sequence[Row]) -> Iterator[Said]:
    if any(isinstance(cell, Marked) for row in rows for cell in row.cells):
        yield phrase("tests_note")
    if by.get("overlap"):
        yield phrase("overlap_note")


def _tested(line: Measure, measured: Found, group: Group, by: Mapping[str, Any]) -> Cell:
    """Mark what a group says more or less often than the others, by the tests of the finding."""
    cell = _cell(measured.get(_key(line)), group["figures"])
    tests = by.get("tests", {})
    means = tests.get("means", {}) if line.code == "mean" else {}
    found = tests.get("columns", {}).get(line.code) or means
    than = found.get(group["code"], {}).get("than")
    if isinstance(cell, Value) and than in ("more", "less"):
        return Marked(value=cell, is_more=than == "more")
    return cell


def weighted_table(finding: Finding) -> Table:
    """Return weighted figures beside unweighted ones."""
    weighted = _of(finding.figures, finding.answered, finding.asked)
    raw = {
        _key(each): each
        for each in _of(finding.figures["unweighted"], finding.answered, finding.asked)
    }
    notes: list[Said] = []
    own = finding.figures.get("n_effective")
    if (effective := own or finding.weights.get("n_effective")) is not None:
        value = Value(number=effective, unit=Unit.PEOPLE, decimals=0)
        notes.append(phrase("n_effective", value=value))
    if (effect := finding.weights.get("design_effect")) is not None:
        value = Value(number=effect, unit=Unit.MEAN)
        notes.append(phrase("design_effect", value=value))
    return Table(
        title=phrase("weighted_beside", title=finding.label),
        stub=phrase("answer"),
        columns=(phrase("weighted"), phrase("unweighted")),
        rows=tuple(
            Row(
                head=each.label,
                cells=(
                    _cell(each, finding.figures),
                    _cell(raw.get(_key(each)), finding.figures["unweighted"]),
                ),
            )
            for each in weighted
        ),
        notes=tuple(notes),
    )


def _of(figures: Mapping[str, Any], answered: float, asked: float) -> list[Measure]:
    """Return measures; weighted counts are divided by their own sum, which `figures` may hold."""
    return measures(figures, figures.get("answered", answered), figures.get("asked", asked))


def _seen(finding: Finding) -> list[Group]:
    groups = finding.figures["by"]["groups"]
    return [group for group in groups if "hidden" not in group["figures"] and group["answered"]]


def _by_code(group: Group) -> dict[tuple[str, str], Measure]:
    found = _of(group["figures"], group["answered"], group["asked"])
    return {_key(each): each for each in found}


def _key(measure: Measure) -> tuple[str, str]:
    """Tell measures apart: those without a code by what they are."""
    name = getattr(measure.label, "key", "") if not measure.code else ""
    return measure.code, name


def _number(measure: Measure | None) -> float | None:
    return measure.value.number if measure and measure.value else None


def _cell(measure: Measure | None, figures: Mapping[str, Any]) -> Cell:
    if measure is not None and not measure.is_hidden:
        return or_dash(measure.value)
    if measure is not None or "hidden" in figures:
        threshold = threshold_of(figures)
        return Hidden(why=phrase("fewer", threshold=threshold) if threshold else phrase("hidden"))
    return "\N{EN DASH}"


def _widest(finding: Finding, lines: Sequence[Measure]) -> Iterator[Said]:
    """Say where groups differ most; not where a number is hidden, which may differ more."""
    found = None if has_hidden(finding) else widest(finding, lines)
    if found:
        line, high, low = found
        yield phrase(
            "widest",
            label=line.label,
            high=high[0],
            high_value=high[1],
            low=low[0],
            low_value=low[1],
        )


def has_hidden(finding: Finding) -> bool:
    """Tell whether a number of a group is hidden."""
    return any(
        "hidden" in group["figures"] or any(each.is_hidden for each in _by_code(group).values())
        for group in finding.figures["by"]["groups"]
    )


def widest(
    finding: Finding, lines: Sequence[Measure]
) -> tuple[Measure, tuple[Said, Value], tuple[Said, Value]] | None:
    """Return the measure in which two groups differ most, with the highest and the lowest.

    Nothing is told where two measures tie, or more groups than can be named.
    """
    found = [
        (label_of(group), _by_code(group))
        for group in _seen(finding)
        if group["answered"] >= LEAST_TO_COMPARE
    ]
    best: list[tuple[float, Measure, list[Valued]]] = []
    for line in lines:
        values = [
            (label, each.value)
            for label, by in found
            if (each := by.get(_key(line))) and each.value is not None
        ]
        if len(values) > 1:
            numbers = [value.number for _label, value in values]
            best.append((max(numbers) - min(numbers), line, values))
    gap = max((each for each, _line, _values in best), default=0.0)
    widest_ones = [(line, values) for each, line, values in best if each > gap - TINY]
    if gap <= TINY or len(widest_ones) > 1:
        return None
    ((line, values),) = widest_ones
    ends = _ends(values)
    return (line, *ends) if ends else None


def _ends(values: Sequence[Valued]) -> tuple[Valued, Valued] | None:
    """Return the highest and the lowest group; nothing where too many tie to be named."""
    standings = [(label, value.number) for label, value in values]
    high, low = first(standings), last(standings)
    if high is None or low is None:
        return None
    unit = values[0][1]
    return (high[0], replace(unit, number=high[1])), (low[0], replace(unit, number=low[1]))
