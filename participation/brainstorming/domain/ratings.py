"""How important ideas are and how well they are done: few ratings count for little.

Means are drawn towards the mean of the whole brainstorm as if five more people had given it
(Bayesian average). Intervals are Student's (W. S. Gosset, The probable error of a mean,
Biometrika 6, 1908).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Self

from participation.activities.domain.statistics.distributions import t_tails
from participation.activities.domain.statistics.shares import Interval

LEAST = 5
DRAWN = 5.0
HALVINGS = 200


class Quadrant(StrEnum):
    """What the two ratings of an idea say together."""

    ACT = "act"  # important, and not done well
    KEEP = "keep"  # important and done well
    WATCH = "watch"  # neither
    ENOUGH = "enough"  # done well, not so important


@dataclass(frozen=True, slots=True)
class Given:
    """What ratings add up to: how many, their sum and the sum of their squares."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    @classmethod
    def of(cls, values: Iterable[float]) -> Self:
        """Add ratings up."""
        every = list(values)
        return cls(len(every), sum(every), sum(value * value for value in every))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.n + other.n, self.total + other.total, self.squares + other.squares)

    @property
    def mean(self) -> float:
        """Their mean; 0 of none."""
        return self.total / self.n if self.n else 0.0

    @property
    def variance(self) -> float:
        """How much they differ; 0 of fewer than two, and where all are alike."""
        if self.n < 2:  # noqa: PLR2004
            return 0.0
        return max(0.0, (self.n * self.squares - self.total**2) / (self.n * (self.n - 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The mean of what people gave; the interval is None below five, or when all gave the same."""

    n: int
    mean: float
    drawn: float
    interval: Interval | None

    @property
    def is_enough(self) -> bool:
        """Tell whether so many rated that it may be shown."""
        return self.n >= LEAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """Importance and realisation of an idea; gap and quadrant where five rated either."""

    importance: Rating
    realisation: Rating
    gap: float | None
    quadrant: Quadrant | None


def drawn_mean(given: Given, towards: float, people: float = DRAWN) -> float:
    """Return the mean as if some people more had given the mean of the whole."""
    return (people * towards + given.total) / (people + given.n)


def rating(given: Given, towards: float) -> Rating | None:
    """Return what people gave; None when nobody did."""
    if not given.n:
        return None
    interval = None
    if given.n >= LEAST and given.variance:
        half = t_quantile(0.95, given.n - 1) * sqrt(given.variance / given.n)
        interval = Interval(given.mean - half, given.mean + half)
    return Rating(n=given.n, mean=given.mean, drawn=drawn_mean(given, towards), interval=interval)


def both(importance: Rating, realisation: Rating, middles: tuple[float, float]) -> Both:
    """Put the two ratings of an idea together; `middles` part important from not, well from not."""
    if not (importance.is_enough and realisation.is_enough):
        return Both(importance=importance, realisation=realisation, gap=None, quadrant=None)
    matters, done = importance.mean >= middles[0], realisation.mean >= middles[1]
    names = {
        (True, False): Quadrant.ACT,
        (True, True): Quadrant.KEEP,
        (False, False): Quadrant.WATCH,
        (False, True): Quadrant.ENOUGH,
    }
    return Both(
        importance=importance,
        realisation=realisation,
        gap=importance.mean - realisation.mean,
        quadrant=names[matters, done],
    )


def t_quantile(confidence: float, freedom: float) -> float:
    """Return how many standard errors lie on either side of a mean, by halving."""
    low, high = 0.0, 1.0
    while t_tails(high, freedom) > 1 - confidence:
        high *= 2
    for _turn in range(HALVINGS):
        middle = (low + high) / 2
        if t_tails(middle, freedom) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high
