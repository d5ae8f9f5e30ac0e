"""Weights of a survey: what staff chose, and what comes of it for the answers there are.

A respect is a question that asks what the population figures know: its options are categories of
the figures by their codes. Categories may be joined, so that a small one counts with another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import product
from math import fsum, prod
from typing import Any, Self

from participation.activities.domain.statistics.raking import Cell, Margin, Raked, Silent, rake
from participation.activities.domain.statistics.readiness import Measure, lacking
from participation.activities.domain.statistics.refusals import Reason, Refused
from surveys.domain.questions.base import Missing

MOST_COMBINATIONS = 20_000
UNKNOWN = ""
MISSING = tuple(str(reason) for reason in Missing)
People = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Respect:
    """A question, the variable of the population it stands for, and which categories are joined."""

    question: str
    variable: str
    joined: Mapping[str, str] = field(default_factory=dict)

    def category(self, code: str, people: People) -> str:
        """Return the category of an answer, or nothing if the figures do not know it."""
        if code not in people:
            return UNKNOWN
        seen: list[str] = []
        while code in people and code not in seen:
            seen.append(code)
            code = self.joined.get(code, "")
        return min(seen[seen.index(code) :]) if code in seen else seen[-1]

    def together(self, people: People) -> dict[str, int]:
        """Return the people of the population by category, joined."""
        found: dict[str, int] = {}
        for code, number in people.items():
            category = self.category(code, people)
            found[category] = found.get(category, 0) + number
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was chosen: respects, the greatest weight, and what becomes of those who did not say."""

    respects: tuple[Respect, ...] = ()
    cap: float | None = None
    silent: Silent = Silent.KEEP

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object in which the plan is stored."""
        return {**asdict(self), "respects": [asdict(each) for each in self.respects]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild a plan from its JSON object."""
        respects = tuple(Respect(**each) for each in stored["respects"])
        return cls(respects=respects, cap=stored["cap"], silent=Silent(stored["silent"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A category of the population beside its respondents; shares are of those with a category."""

    codes: tuple[str, ...]
    people: int
    share: float
    population: int
    population_share: float
    weighted_share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighting:
    """Weights by what people said, the codes of `variables` in order, and what the weights cost.

    A combination that is not here weighs one. `answers` is how many there were in all, `off` how
    far the worst category still is from its share of the population, `trimmed` how many people
    have the greatest weight allowed, and `silent` how many have no category in each respect.
    """

    variables: tuple[str, ...]
    weights: Mapping[Cell, float]
    answers: int
    n: int
    n_effective: float
    design_effect: float
    least: float
    greatest: float
    trimmed: int
    rounds: int
    off: float
    silent: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object in which the weights are stored."""
        rows = [[*cell, weight] for cell, weight in self.weights.items()]
        told = {name: getattr(self, name) for name in self.__slots__ if name != "weights"}
        return {"format": 1, **told, "weights": rows}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild weights from their JSON object."""
        told = {name: stored[name] for name in cls.__slots__ if name != "weights"}
        lists = {name: tuple(told[name]) for name in ("variables", "silent")}
        weights = {tuple(row[:-1]): row[-1] for row in stored["weights"]}
        return cls(**{**told, **lists}, weights=weights)


def worked_out(
    plan: Plan,
    cells: Mapping[Cell, int],
    population: Sequence[People],
    options: Sequence[Sequence[str]],
) -> Weighting | Refused:
    """Work out weights; cells, population and options follow the respects of the plan."""
    refused = _refused(plan, cells)
    if refused:
        return refused
    joined = [each.together(p) for each, p in zip(plan.respects, population, strict=True)]
    margins = [
        Margin(at=(at,), population={(code,): float(n) for code, n in people.items()})
        for at, people in enumerate(joined)
    ]
    groups: dict[Cell, int] = {}
    for cell, people in cells.items():
        group = _group(plan, cell, population)
        groups[group] = groups.get(group, 0) + people
    raked = rake(groups, margins, cap=plan.cap, silent=plan.silent)
    if isinstance(raked, Refused):
        return raked
    every = dict.fromkeys([*cells, *_combinations(options)])
    weights = {cell: _weight(plan, _group(plan, cell, population), raked) for cell in every}
    names = ("n", "n_effective", "design_effect", "least", "greatest", "trimmed", "rounds", "off")
    told = {name: getattr(raked, name) for name in (*names, "silent")}
    variables, answers = tuple(r.question for r in plan.respects), sum(cells.values())
    return Weighting(variables=variables, weights=weights, answers=answers, **told)


def _refused(plan: Plan, cells: Mapping[Cell, int]) -> Refused | None:
    if not plan.respects:
        return Refused(Reason.NO_BACKGROUND)
    return lacking(Measure.WEIGHTS, answers=sum(cells.values()))


def _group(plan: Plan, cell: Cell, population: Sequence[People]) -> Cell:
    parts = zip(plan.respects, cell, population, strict=True)
    return tuple(respect.category(code, people) for respect, code, people in parts)


def _combinations(options: Sequence[Sequence[str]]) -> Iterator[Cell]:
    """Yield what could be answered, so that answers still to come have their weight."""
    said = [(*codes, *MISSING) for codes in options]
    if prod(map(len, said)) <= MOST_COMBINATIONS:
        yield from product(*said)


def _weight(plan: Plan, group: Cell, raked: Raked) -> float:
    if plan.silent is Silent.LEAVE_OUT and UNKNOWN in group:
        return 0.0
    return raked.weights.get(group, 1.0)


def beside(
    respect: Respect,
    at: int,
    cells: Mapping[Cell, int],
    population: People,
    weights: Mapping[Cell, float] | None = None,
) -> list[Line]:
    """Put respondents beside the population in one respect, the place `at` in the cells."""
    wanted = respect.together(population)
    people: dict[str, int] = dict.fromkeys(wanted, 0)
    weighted: dict[str, float] = dict.fromkeys(wanted, 0.0)
    for cell, number in cells.items():
        category = respect.category(cell[at], population)
        if category:
            people[category] += number
            weighted[category] += number * (weights or {}).get(cell, 1.0)
    told, known, total = sum(people.values()), sum(wanted.values()), fsum(weighted.values())
    return [
        Line(
            codes=tuple(c for c in population if respect.category(c, population) == code),
            people=people[code],
            share=people[code] / told if told else 0.0,
            population=number,
            population_share=number / known if known else 0.0,
            weighted_share=weighted[code] / total if weights is not None and total else None,
        )
        for code, number in wanted.items()
    ]
