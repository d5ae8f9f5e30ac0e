"""What evaluations of an idea add up to, and where they put it among others.

Support is the lower bound of the Wilson interval (Wilson 1927), so that ten of ten come after
ninety-five of a hundred; on the scale of importance it is a mean drawn towards the middle.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import add, attrgetter, sub
from typing import Self

from participation.activities.domain.statistics.shares import wilson
from participation.brainstorming.domain.ratings import Given

LEAST, MIDDLE, MOST = 1, 3, 5
PRIOR = 5  # so many imagined people said the middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one person says of an idea: 1, 0 (pass) or -1; or how important, and how well done."""

    opinion: int | None = None
    importance: int | None = None
    realisation: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many said what of one idea, in the order in which `Idea` keeps them."""

    agreed: int = 0
    disagreed: int = 0
    passed: int = 0
    rated: int = 0
    importance_sum: int = 0
    importance_squares: int = 0
    realised: int = 0
    realisation_sum: int = 0
    realisation_squares: int = 0

    @classmethod
    def of(cls, said: Said) -> Self:
        """Return the counts of one evaluation."""
        importance, realisation = said.importance or 0, said.realisation or 0
        return cls(
            int(said.opinion == 1),
            int(said.opinion == -1),
            int(said.opinion == 0),
            int(bool(importance)),
            importance,
            importance**2,
            int(bool(realisation)),
            realisation,
            realisation**2,
        )

    @classmethod
    def total(cls, every: Iterable[Said]) -> Self:
        """Return the counts of all evaluations together."""
        found = cls()
        for said in every:
            found += cls.of(said)
        return found

    def __add__(self, other: Self) -> Self:
        return type(self)(*map(add, EACH(self), EACH(other)))

    def __sub__(self, other: Self) -> Self:
        return type(self)(*map(sub, EACH(self), EACH(other)))

    @property
    def seen(self) -> int:
        """How many weighed the idea, those included who passed."""
        return self.agreed + self.disagreed + self.passed + self.rated

    @property
    def favour(self) -> float:
        """How many were for it; of those who rated it, each by how important they find it."""
        return self.agreed + (self.importance_sum - LEAST * self.rated) / (MOST - LEAST)

    @property
    def importance(self) -> Given:
        """What ratings of importance add up to."""
        return Given(self.rated, self.importance_sum, self.importance_squares)

    @property
    def realisation(self) -> Given:
        """What ratings of how well it is done add up to."""
        return Given(self.realised, self.realisation_sum, self.realisation_squares)

    @property
    def support(self) -> float:
        """Return from 0 to 1 how well supported the idea surely is."""
        if not self.rated:
            return _surely(self.agreed, self.seen)
        mean = (PRIOR * MIDDLE + self.importance_sum) / (PRIOR + self.rated)
        return (mean - LEAST) / (MOST - LEAST)

    @property
    def division(self) -> float:
        """Return from 0 to 1 how much people surely differ about the idea."""
        if not self.rated:
            return _surely(min(self.agreed, self.disagreed), self.seen)
        mean = self.importance_sum / self.rated
        variance = max(0.0, self.importance_squares / self.rated - mean**2)
        return variance / ((MOST - LEAST) / 2) ** 2 * self.rated / (self.rated + PRIOR)


EACH = attrgetter(*(each.name for each in fields(Counts)))


def _surely(number: int, of: int) -> float:
    """Return the lower bound of the Wilson interval of a share; 0 of nobody."""
    return wilson(number / of, of).low if of else 0.0
