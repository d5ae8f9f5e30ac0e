"""Classes of people who weigh about the same: what public weighted figures are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from participation.activities.domain.statistics.raking import Cell

MOST, PEOPLE = 5, 100  # about so many classes at most, of about so many people at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The class of each combination of answers, and what people of each class weigh on average."""

    variables: tuple[str, ...]
    of: Mapping[Cell, str]
    weights: Mapping[str, float]

    def to_json(self) -> dict[str, Any]:
        """Return the JSON in which a release remembers who was in which class."""
        rows = [[*cell, name] for cell, name in self.of.items()]
        return {"variables": list(self.variables), "of": rows}


def earlier(stored: Mapping[str, Any]) -> dict[Cell, str]:
    """Return who was in which class in an earlier release."""
    return {tuple(row[:-1]): row[-1] for row in stored["of"]}


def classed(
    variables: tuple[str, ...],
    cells: Mapping[Cell, int],
    weights: Mapping[Cell, float],
    before: Mapping[Cell, str] | None = None,
) -> Classes:
    """Put combinations into classes by their weight; those of an earlier release stay.

    Who changed class between two releases would be known by the difference.
    """
    known = {cell: weights.get(cell, 1.0) for cell, people in cells.items() if people}
    of = {cell: name for cell, name in (before or {}).items() if cell in known}
    of = of or _divided(known, cells)
    means = _means(of, known, cells)
    for cell, weight in sorted(known.items()):
        if cell not in of:
            of[cell] = min(means, key=lambda name: (abs(means[name] - weight), name))
    means = _means(of, known, cells)
    return Classes(variables=variables, of=of | dict(before or {}), weights=means)


def _divided(known: Mapping[Cell, float], cells: Mapping[Cell, int]) -> dict[Cell, str]:
    """Cut the people, in order of their weights, into parts of about one size; ties stay."""
    everybody = sum(cells[cell] for cell in known)
    wanted = everybody / max(2, min(MOST, everybody // PEOPLE))
    found: list[list[Cell]] = []
    people, last = 0.0, None
    for weight, cell in sorted((weight, cell) for cell, weight in known.items()):
        is_full = people >= wanted / 2 and people + cells[cell] / 2 > wanted
        if not found or (is_full and weight != last):
            found.append([])
            people = 0
        found[-1].append(cell)
        people, last = people + cells[cell], weight
    if len(found) > 1 and people < wanted / 2:
        last_part = found.pop()
        found[-1] += last_part
    return {cell: str(at) for at, some in enumerate(found, 1) for cell in some}


def _means(
    of: Mapping[Cell, str], known: Mapping[Cell, float], cells: Mapping[Cell, int]
) -> dict[str, float]:
    """Return the mean weight in each class."""
    sums: dict[str, float] = {}
    people: dict[str, int] = {}
    for cell, name in of.items():
        sums[name] = sums.get(name, 0.0) + known[cell] * cells[cell]
        people[name] = people.get(name, 0) + cells[cell]
    return {name: sums[name] / people[name] for name in sorted(sums)}
