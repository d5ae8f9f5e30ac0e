"""Support, importance and how well something is done: few votes count for little.

Support: the lower end of Wilson's interval (see `participation.activities.domain.statistics`).
Means are drawn towards the mean of the whole brainstorm as if five more people had given it
(Bayesian average). Intervals are Student's (W. S. Gosset, The probable error of a mean,
Biometrika 6, 1908).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, sqrt

from participation.activities.domain.statistics.distribution import moments
from participation.activities.domain.statistics.distributions import t_tails
from participation.activities.domain.statistics.shares import Interval, wilson

LEAST = 5
DRAWN = 5.0
HALVINGS = 200


class Quadrant(StrEnum):
    """What the two ratings of an idea say together."""

    ACT = "act"  # important, and not done well
    KEEP = "keep"  # important and done well
    WATCH = "watch"  # neither
    ENOUGH = "enough"  # done well, not so important


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


def support(agrees: int, seen: int) -> float:
    """Return the share that agrees at least, 95 times of 100: what "most supported" sorts by."""
    return wilson(agrees / seen, seen).low if seen else 0.0


def drawn_mean(values: Sequence[float], towards: float, people: float = DRAWN) -> float:
    """Return the mean as if some people more had given the mean of the whole."""
    return (people * towards + fsum(values)) / (people + len(values))


def rating(values: Sequence[float], towards: float) -> Rating | None:
    """Return what people gave; None when nobody did."""
    found = moments((value, 1.0, 1.0) for value in values)
    if found is None:
        return None
    n = len(values)
    interval = None
    if n >= LEAST and found.variance:
        half = t_quantile(0.95, n - 1) * sqrt(found.variance / n)
        interval = Interval(found.mean - half, found.mean + half)
    return Rating(n=n, mean=found.mean, drawn=drawn_mean(values, towards), interval=interval)


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
