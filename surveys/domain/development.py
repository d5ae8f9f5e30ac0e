"""Figures of one question in several surveys side by side, with intervals and tests.

Everything is made from findings, so what a finding does not tell is not told here either. Shares
have Wilson intervals. Differences from the other surveys are tested two by two (two proportions,
Welch's t), all of a question adjusted together by Holm 1979: see `docs/statistics.md`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from participation.activities.domain.findings import Finding
from participation.activities.domain.statistics.columns import (
    LEVEL,
    Compared,
    Part,
    Than,
    two_shares,
)
from participation.activities.domain.statistics.distribution import Moments, of_counts
from participation.activities.domain.statistics.holm import holm
from participation.activities.domain.statistics.means import LEAST, welch
from participation.activities.domain.statistics.readiness import Measure as Needed
from participation.activities.domain.statistics.readiness import lacking
from participation.activities.domain.statistics.refusals import Refused
from participation.activities.domain.statistics.shares import Interval, wilson
from participation.reports.domain.measures import Measure, measures
from participation.reports.domain.said import Phrase, Said, Unit, Value
from surveys.domain.counting.scales import places_of, scale_of
from surveys.domain.counting.shapes import choices
from surveys.domain.questionnaire import Question

Key = tuple[str, str]
Counts = Mapping[str, float | None]
OF_ROWS = ("matrix", "double", "ranking", "allocation")
# Shares that are of people: those of amounts are not.
OF_PEOPLE = ("single", "multiple", "point", "matrix", "themes")
# What depends on every option there is, and so needs the same ones.
OF_ALL_OPTIONS = ("mean", "nps")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A question in one survey. `values` are how many gave each number, where that is known."""

    finding: Finding
    question: Question
    values: Mapping[float, float] = field(default_factory=dict)
    has_same_options: bool = True

    @property
    def design(self) -> float:
        """The design effect of the weights; 1 without any."""
        return float(self.finding.weights.get("design_effect") or 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of one survey; `people` are those it is of."""

    value: Value | None
    people: float = 0
    interval: Interval | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measure in each survey; `changes` say how the one looked at compares with each other."""

    key: Key
    label: Said
    numbers: tuple[Number | None, ...]
    changes: tuple[Compared | None, ...] = ()


def development(sides: Sequence[Side | None], at: int) -> list[Line]:
    """Return the lines of a question; `at` is the survey looked at, None one without it."""
    found = [_measured(side) if side else {} for side in sides]
    keys = dict.fromkeys((*found[at], *(key for each in found for key in each)))
    tests = _tests(sides, found, at)
    return [
        Line(
            key=key,
            label=next(each[key] for each in (found[at], *found) if key in each).label,
            numbers=tuple(
                _number(side, each[key]) if side and key in each else None
                for side, each in zip(sides, found, strict=True)
            ),
            changes=tuple(tests.get((key, place)) for place in range(len(sides))),
        )
        for key in keys
    ]


def _measured(side: Side) -> dict[Key, Measure]:
    finding = side.finding
    found = {_key(m): m for m in measures(finding.figures, finding.answered, finding.asked)}
    if side.has_same_options:
        return found
    return {key: each for key, each in found.items() if key[1] not in OF_ALL_OPTIONS}


def _key(measure: Measure) -> Key:
    label = measure.label
    return measure.code, label.key if isinstance(label, Phrase) and not measure.code else ""


def _number(side: Side, measure: Measure) -> Number:
    people, value = _people(side.finding, measure.code), measure.value
    interval = None
    if value and _is_of_people(side, value) and lacking(Needed.INTERVAL, answers=people) is None:
        interval = wilson(value.number, people / side.design)
    return Number(
        value=value, people=people, interval=interval, is_hidden=value is None and people > 0
    )


def _is_of_people(side: Side, value: Value) -> bool:
    return value.unit is Unit.SHARE and side.finding.figures["shape"] in OF_PEOPLE


def _people(finding: Finding, code: str) -> float:
    """Return how many a number is of: those who answered the question, or its row."""
    if finding.figures["shape"] not in OF_ROWS:
        return finding.answered
    row = _row(finding, code)
    return float(row.get("answered", 0))


def _row(finding: Finding, code: str) -> Mapping[str, Any]:
    name, _dot, part = code.partition(".")
    row: Mapping[str, Any] = next((r for r in finding.figures["rows"] if r["code"] == name), {})
    return row.get("second", {}) if part == "second" else row


Test = tuple[float, float]  # the difference, and p


def _tests(
    sides: Sequence[Side | None], found: Sequence[Mapping[Key, Measure]], at: int
) -> dict[tuple[Key, int], Compared]:
    """Compare the survey looked at with each other one, measure by measure."""
    here = sides[at]
    raw: dict[tuple[Key, int], Test] = {}
    for place, there in enumerate(sides):
        if here is None or there is None or place == at:
            continue
        for key in found[at].keys() & found[place].keys():
            test = _test((here, found[at][key]), (there, found[place][key]))
            if test:
                raw[key, place] = test
    names = sorted(raw)
    adjusted = holm([raw[name][1] for name in names])
    return {n: _judged(raw[n][0], p) for n, p in zip(names, adjusted, strict=True)}


def _judged(difference: float, p: float) -> Compared:
    if p > LEVEL:
        return Compared(Than.ALIKE, difference, p)
    return Compared(Than.MORE if difference > 0 else Than.LESS, difference, p)


Measured = tuple[Side, Measure]


def _test(here: Measured, there: Measured) -> Test | None:
    values = here[1].value, there[1].value
    if values[0] is None or values[1] is None:
        return None
    if all(_is_of_people(side, m.value) for side, m in (here, there) if m.value):
        p = two_shares(_part(*here), _part(*there))
        return None if p is None else (values[0].number - values[1].number, p)
    return _of_means(_moments(*here), _moments(*there))


def _part(side: Side, measure: Measure) -> Part:
    people = _people(side.finding, measure.code) / side.design
    return Part(measure.value.number * people if measure.value else 0.0, people)


def _of_means(a: Moments | None, b: Moments | None) -> Test | None:
    if a is None or b is None or min(a.n_effective, b.n_effective) < LEAST:
        return None
    test = welch(a, b)
    return None if isinstance(test, Refused) else (test.difference, test.p)


def _moments(side: Side, measure: Measure) -> Moments | None:
    """Return mean and variance behind a mean; None where the finding does not tell them."""
    own = MOMENTS.get(side.finding.figures["shape"])
    counts = own(side, measure) if own else None
    return of_counts(counts, side.design) if counts else None


Table = Mapping[float, float] | None


def _on_scale(scale: Mapping[str, int] | None, counts: Counts) -> Table:
    told = {code: number for code, number in counts.items() if number}
    if scale is None or None in counts.values() or not told.keys() <= scale.keys():
        return None
    return {float(scale[code]): number for code, number in told.items()}


def _of_choice(side: Side, measure: Measure) -> Table:
    if _key(measure)[1] != "mean":
        return None
    counts = {option["code"]: option["count"] for option in side.finding.figures["options"]}
    return _on_scale(scale_of(side.question), counts)


def _of_row(side: Side, measure: Measure) -> Table:
    """Return the steps as numbers; a net score is a mean of 100, 0 and -100."""
    unit = measure.value.unit if measure.value else None
    scales: Mapping[Any, Callable[[], Mapping[str, int] | None]] = {
        Unit.MEAN: lambda: scale_of(side.question),
        Unit.NET: lambda: _around_middle(choices(side.question)),
    }
    counts = _row(side.finding, measure.code).get("counts", {})
    return _on_scale(scales[unit](), counts) if unit in scales else None


def _around_middle(codes: Sequence[str]) -> dict[str, int]:
    half = len(codes) // 2
    last = len(codes) - half
    return {c: -100 if at < half else 100 if at >= last else 0 for at, c in enumerate(codes)}


def _of_double(side: Side, measure: Measure) -> Table:
    is_second = measure.code.endswith(".second")
    steps = [s.code for s in side.question.scale] if is_second else choices(side.question)
    return _on_scale(places_of(steps), _row(side.finding, measure.code).get("counts", {}))


def _of_number(side: Side, measure: Measure) -> Table:
    return side.values if measure.code == "mean" else None


MOMENTS: Mapping[str, Callable[[Side, Measure], Table]] = {
    "single": _of_choice,
    "matrix": _of_row,
    "double": _of_double,
    "number": _of_number,
}


def told(lines: Sequence[Line]) -> Iterator[tuple[Line, int, Compared]]:
    """Yield the differences that chance would hardly make, the surest first."""
    found = [
        (line, place, change)
        for line in lines
        for place, change in enumerate(line.changes)
        if change and change.than_others in (Than.MORE, Than.LESS)
    ]
    yield from sorted(found, key=lambda each: each[2].p or 0.0)
