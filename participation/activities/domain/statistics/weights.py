"""What weights cost: effective number of answers and design effect.

L. Kish, Survey Sampling, 1965, section 11.7; Weighting for unequal Pi, Journal of Official
Statistics 8, 1992. n_eff = (Σw)² / Σw², and the design effect of weighting is n / n_eff, which is
1 + the squared coefficient of variation of the weights.
"""

from collections.abc import Iterable
from math import fsum


def effective(weights: Iterable[float], people: Iterable[float] | None = None) -> float:
    """Return the effective number of answers; `people` have each weight, or one person each."""
    pairs = _pairs(weights, people)
    squares = fsum(n * w * w for w, n in pairs)
    return fsum(n * w for w, n in pairs) ** 2 / squares if squares else 0.0


def design_effect(weights: Iterable[float], people: Iterable[float] | None = None) -> float:
    """Return by how much weights widen the variance of a mean: 1 when all are equal."""
    pairs = _pairs(weights, people)
    n_effective = effective([w for w, _n in pairs], [n for _w, n in pairs])
    counted = fsum(n for w, n in pairs if w)
    return counted / n_effective if n_effective else 1.0


def _pairs(weights: Iterable[float], people: Iterable[float] | None) -> list[tuple[float, float]]:
    if people is None:
        return [(weight, 1) for weight in weights]
    return list(zip(weights, people, strict=True))
