"""Whether means differ between groups: each against the others together.

B. L. Welch, The generalization of Student's problem when several different population variances
are involved, Biometrika 34, 1947, with the degrees of freedom of F. Satterthwaite, Biometrics
Bulletin 2, 1946: groups may vary differently and have different sizes. All groups of a question
are adjusted together by Holm 1979. Hedges' g (L. Hedges, Journal of Educational Statistics 6,
1981) says how large a difference is in standard deviations. Numbers are the effective ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt

from participation.activities.domain.statistics.columns import LEVEL, Compared, Than
from participation.activities.domain.statistics.distribution import Moments
from participation.activities.domain.statistics.distributions import t_tails
from participation.activities.domain.statistics.holm import holm
from participation.activities.domain.statistics.refusals import Reason, Refused

LEAST = 10  # answers on either side: fewer are told, not tested


@dataclass(frozen=True, slots=True, kw_only=True)
class Welch:
    """What the test of two means says."""

    difference: float
    t: float
    freedom: float
    p: float
    hedges_g: float


def welch(a: Moments, b: Moments) -> Welch | Refused:
    """Compare two means."""
    if a.variance is None or b.variance is None:
        return Refused(Reason.TOO_FEW_ANSWERS)
    errors = (a.variance / a.n_effective, b.variance / b.n_effective)
    error = fsum(errors)
    if not error:
        return Refused(Reason.ALL_ALIKE)
    difference = a.mean - b.mean
    t = difference / sqrt(error)
    freedom = error**2 / fsum(
        e * e / (each.n_effective - 1) for e, each in zip(errors, (a, b), strict=True)
    )
    p, g = t_tails(t, freedom), _hedges(difference, a, b)
    return Welch(difference=difference, t=t, freedom=freedom, p=p, hedges_g=g)


def _hedges(difference: float, a: Moments, b: Moments) -> float:
    """Return the difference in pooled standard deviations, without the bias of small numbers."""
    freedom = a.n_effective + b.n_effective - 2
    pooled = fsum((each.n_effective - 1) * (each.variance or 0.0) for each in (a, b)) / freedom
    return difference / sqrt(pooled) * (1 - 3 / (4 * freedom - 1))


def together(groups: Iterable[Moments]) -> Moments | None:
    """Return mean and variance of groups put together."""
    kept = list(groups)
    weight = fsum(each.weight for each in kept)
    if not weight:
        return None
    mean = fsum(each.weight * each.mean for each in kept) / weight
    squares = fsum(each.weight**2 / each.n_effective for each in kept)
    spread = fsum(each.weight * (_spread(each) + (each.mean - mean) ** 2) for each in kept)
    n_effective = weight**2 / squares
    variance = spread / (weight - squares / weight) if n_effective > 1 else None
    return Moments(mean=mean, variance=variance, n_effective=n_effective, weight=weight)


def _spread(each: Moments) -> float:
    return (each.variance or 0.0) * (1 - 1 / each.n_effective)


def means_against_others(
    groups: Mapping[str, Moments], level: float = LEVEL
) -> dict[str, Compared]:
    """Compare the mean of each group with that of all the others together."""
    tests = {name: _against_rest(groups, name) for name in groups}
    sound = {name: test for name, test in tests.items() if test is not None}
    adjusted = dict(zip(sound, holm([test.p for test in sound.values()]), strict=True))
    return {name: _judged(sound.get(name), adjusted.get(name, 1.0), level) for name in groups}


def _against_rest(groups: Mapping[str, Moments], name: str) -> Welch | None:
    rest = together(each for other, each in groups.items() if other != name)
    if rest is None or min(groups[name].n_effective, rest.n_effective) < LEAST:
        return None
    test = welch(groups[name], rest)
    return None if isinstance(test, Refused) else test


def _judged(test: Welch | None, p: float, level: float) -> Compared:
    if test is None:
        return Compared(Than.UNKNOWN)
    if p > level:
        return Compared(Than.ALIKE, test.difference, p)
    return Compared(Than.MORE if test.difference > 0 else Than.LESS, test.difference, p)
