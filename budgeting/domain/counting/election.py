"""What is counted: projects, money and ballots in groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[Any]  # 64 bits where they are enough, else Python's whole numbers
ENOUGH = 2**62  # sums below it fit into 64 bits
Mark = tuple[int, Fraction]  # a project's place in the list, and the points it got


@dataclass(frozen=True, slots=True)
class Project:
    """A project on the ballot; `cost` in whole or broken currency, never in floats."""

    code: str
    cost: Fraction
    name: str = ""


@dataclass(frozen=True, slots=True)
class Supporters:
    """Who gave a project points: groups of identical ballots, their sizes, and the points."""

    groups: NDArray[np.intp]
    sizes: Whole
    points: Whole

    @property
    def votes(self) -> int:
        """How many people gave it more than nothing."""
        return int(self.sizes.sum())


@dataclass(frozen=True, slots=True)
class Ballots:
    """Ballots grouped by what they say.

    `sizes` tells how many ballots a group has, `group_of` the group of each ballot in the order
    they came. Points are whole numbers of `1 / fineness`.
    """

    sizes: Whole
    group_of: NDArray[np.intp]
    supporters: tuple[Supporters, ...]
    scores: tuple[Fraction, ...]
    fineness: int

    @property
    def voters(self) -> int:
        """How many ballots there are, empty ones too."""
        return len(self.group_of)

    def funded(self, winners: Iterable[int]) -> Whole:
        """Count for each group of ballots how many of its projects are funded."""
        count = np.zeros(len(self.sizes), dtype=np.int64)
        for number in winners:
            count[self.supporters[number].groups] += 1
        return count


def grouped(ballots: Iterable[Sequence[Mark]], projects: int) -> Ballots:
    """Group identical ballots; the order of marks on a ballot means nothing."""
    numbers: dict[tuple[Mark, ...], int] = {}
    group_of = np.array(
        [numbers.setdefault(tuple(sorted(marks)), len(numbers)) for marks in ballots], dtype=np.intp
    )
    sizes = np.bincount(group_of, minlength=len(numbers)).astype(np.int64)
    fineness = lcm(1, *{points.denominator for marks in numbers for _, points in marks})
    largest = max((abs(points) for marks in numbers for _, points in marks), default=0)
    kind: Any = np.int64 if largest * fineness * len(group_of) < ENOUGH else object
    columns: list[list[tuple[int, int]]] = [[] for _ in range(projects)]
    for marks, number in numbers.items():
        for project, points in marks:
            columns[project].append((number, points.numerator * (fineness // points.denominator)))
    supporters = []
    scores = []
    for column in columns:
        groups = np.array([group for group, _ in column], dtype=np.intp)
        given = np.array([points for _, points in column], dtype=kind)
        weights = sizes[groups]
        scores.append(Fraction(int((given * weights).sum()), fineness))
        likes = (given > 0).astype(bool)
        supporters.append(Supporters(groups[likes], weights[likes], given[likes]))
    return Ballots(sizes, group_of, tuple(supporters), tuple(scores), fineness)


@dataclass(frozen=True)
class Election:
    """Everything a rule may look at."""

    projects: tuple[Project, ...]
    budget: Fraction
    ballots: Ballots

    @cached_property
    def unit(self) -> int:
        """Into how many parts a unit of currency is cut so that every amount is whole."""
        return lcm(self.budget.denominator, *(each.cost.denominator for each in self.projects))

    @cached_property
    def costs(self) -> tuple[int, ...]:
        """What projects cost, in whole units."""
        return tuple(int(each.cost * self.unit) for each in self.projects)

    @cached_property
    def money(self) -> int:
        """The budget in whole units."""
        return int(self.budget * self.unit)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """How many people supported each project."""
        return tuple(each.votes for each in self.ballots.supporters)

    def spent(self, winners: Iterable[int]) -> Fraction:
        """Return the cost of some projects together."""
        return sum((self.projects[each].cost for each in winners), Fraction(0))
