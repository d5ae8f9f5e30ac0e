"""Middle and spread of numbers, each with how many people, or what weight, it has.

Quantiles are those of the step function of shares: where a share is reached exactly, the middle
between that value and the next (definition 2 of R. Hyndman and Y. Fan, The American Statistician
50, 1996), so the median of an even number of answers is the usual one. The variance of weighted
answers is Σw(x - mean)² / (Σw - Σw²/Σw), unbiased for weights that tell how reliable an answer is
(as `aweights` of numpy.cov); with equal weights it is the usual one with n - 1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

NEARLY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """A mean with its variance (None of one answer) and what they rest on."""

    mean: float
    variance: float | None
    n_effective: float
    weight: float


def moments(values: Iterable[tuple[float, float, float]]) -> Moments | None:
    """Return mean and variance of (value, people, weight of each); None without anybody."""
    kept = [(x, n * w, n * w * w) for x, n, w in values if n * w > 0]
    weight = fsum(w for _x, w, _s in kept)
    if not kept:
        return None
    mean = fsum(x * w for x, w, _s in kept) / weight
    squares = fsum(s for _x, _w, s in kept)
    n_effective = weight * weight / squares
    spread = fsum(w * (x - mean) ** 2 for x, w, _s in kept)
    variance = spread / (weight - squares / weight) if n_effective > 1 + NEARLY else None
    return Moments(mean=mean, variance=variance, n_effective=n_effective, weight=weight)


def of_counts(counts: Mapping[float, float], design_effect: float = 1.0) -> Moments | None:
    """Return mean and variance of a table of value and (weighted) number of people."""
    found = moments((value, number, 1.0) for value, number in counts.items())
    if found is None:
        return None
    n_effective = found.weight / design_effect
    variance = found.variance
    if variance is not None:
        spread = variance * (found.weight - 1) / found.weight
        variance = spread * n_effective / (n_effective - 1) if n_effective > 1 + NEARLY else None
    return Moments(mean=found.mean, variance=variance, n_effective=n_effective, weight=found.weight)


def quantile(counts: Mapping[float, float], share: float) -> float | None:
    """Return the value below which a share of the weight lies; None without anybody."""
    places = sorted((value, number) for value, number in counts.items() if number > 0)
    total = fsum(number for _value, number in places)
    reached = 0.0
    for at, (value, number) in enumerate(places):
        reached += number
        if abs(reached - share * total) <= NEARLY * total and at + 1 < len(places):
            return (value + places[at + 1][0]) / 2
        if reached >= share * total * (1 - NEARLY):
            return value
    return None


def median(counts: Mapping[float, float]) -> float | None:
    """Return the median of a table of value and (weighted) number of people."""
    return quantile(counts, 0.5)
