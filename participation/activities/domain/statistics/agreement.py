"""Agreement of coders beyond what chance gives.

Two coders: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20, 1960, with the standard error of J. Fleiss, J. Cohen and B. Everitt, Psychological
Bulletin 72, 1969. More coders of the same answers: the mean of all pairs (R. Light, Psychological
Bulletin 76, 1971). Coders who are not the same from answer to answer: J. Fleiss, Measuring nominal
scale agreement among many raters, Psychological Bulletin 76, 1971.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, sqrt

from participation.activities.domain.statistics.distributions import normal_quantile
from participation.activities.domain.statistics.refusals import Reason, Refused
from participation.activities.domain.statistics.shares import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Kappa:
    """Agreement beyond chance: 1 is complete, 0 what chance gives."""

    kappa: float
    observed: float
    expected: float
    answers: int
    error: float | None = None
    interval: Interval | None = None


def cohen(pairs: Iterable[tuple[str, str]], confidence: float = 0.95) -> Kappa | Refused:
    """Compare the codes that two coders gave to the same answers."""
    table = Counter(pairs)
    n = table.total()
    if not n:
        return Refused(Reason.NO_ANSWERS)
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (a, b), number in table.items():
        first[a] += number
        second[b] += number
    observed = sum(number for (a, b), number in table.items() if a == b) / n
    expected = sum(first[code] * second[code] for code in first) / n**2
    if expected == 1:
        return Refused(Reason.ALL_ALIKE)
    kappa = (observed - expected) / (1 - expected)
    error = _error(table, first, second, (observed, expected))
    half = normal_quantile(confidence) * error
    interval = Interval(max(-1.0, kappa - half), min(1.0, kappa + half), confidence)
    return Kappa(
        kappa=kappa,
        observed=observed,
        expected=expected,
        answers=n,
        error=error,
        interval=interval,
    )


def _error(
    table: Mapping[tuple[str, str], int],
    first: Mapping[str, int],
    second: Mapping[str, int],
    shares: tuple[float, float],
) -> float:
    """Return the standard error of kappa, not assuming that it is zero."""
    n, (observed, expected) = sum(table.values()), shares
    agreed, apart = 0.0, 0.0
    for (a, b), number in table.items():
        if a == b:
            chance = (first[a] + second[a]) / n
            agreed += number / n * (1 - expected - chance * (1 - observed)) ** 2
        else:
            apart += number / n * ((second[a] + first[b]) / n) ** 2
    last = (observed * expected - 2 * expected + observed) ** 2
    variance = (agreed + (1 - observed) ** 2 * apart - last) / (n * (1 - expected) ** 4)
    return sqrt(max(0.0, variance))


def light(codings: Sequence[Sequence[str]]) -> Kappa | Refused:
    """Return the mean of Cohen's kappas of all pairs of coders, who all coded the same answers."""
    if len(codings) < 2:  # noqa: PLR2004 -- nobody agrees alone
        return Refused(Reason.TOO_FEW_CODERS)
    found = [cohen(zip(a, b, strict=True)) for a, b in combinations(codings, 2)]
    kappas = [each for each in found if isinstance(each, Kappa)]
    if len(kappas) < len(found):
        return next(each for each in found if isinstance(each, Refused))
    return Kappa(
        kappa=fsum(each.kappa for each in kappas) / len(kappas),
        observed=fsum(each.observed for each in kappas) / len(kappas),
        expected=fsum(each.expected for each in kappas) / len(kappas),
        answers=kappas[0].answers,
    )


def fleiss(answers: Sequence[Mapping[str, int]]) -> Kappa | Refused:
    """Return Fleiss' kappa; each answer tells how many coders gave it which code."""
    coders = {sum(codes.values()) for codes in answers}
    if not answers:
        return Refused(Reason.NO_ANSWERS)
    if min(coders) < 2:  # noqa: PLR2004 -- nobody agrees alone
        return Refused(Reason.TOO_FEW_CODERS)
    if len(coders) > 1:
        return Refused(Reason.NOT_COMPARABLE)
    (each,), n = coders, len(answers)
    alike = sum(number * (number - 1) for codes in answers for number in codes.values())
    observed = alike / (n * each * (each - 1))
    totals: Counter[str] = Counter()
    for codes in answers:
        totals.update(codes)
    expected = fsum((number / (n * each)) ** 2 for number in totals.values())
    if expected == 1:
        return Refused(Reason.ALL_ALIKE)
    kappa = (observed - expected) / (1 - expected)
    return Kappa(kappa=kappa, observed=observed, expected=expected, answers=n)
