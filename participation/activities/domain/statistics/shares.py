"""How uncertain a share is.

E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927;
recommended for small numbers and shares near 0 or 1 by R. Newcombe, Statistics in Medicine 17,
1998 (his method 3), and by L. Brown, T. Cai and A. DasGupta, Statistical Science 16, 2001.
For a weighted share the number of answers is the effective one (see `weights`).
"""

from dataclasses import dataclass
from math import sqrt

from participation.activities.domain.statistics.distributions import normal_quantile


@dataclass(frozen=True, slots=True)
class Interval:
    """Between what a value lies, with a confidence."""

    low: float
    high: float
    confidence: float = 0.95


def wilson(share: float, answers: float, confidence: float = 0.95) -> Interval:
    """Return the Wilson interval of a share of so many answers; without answers, 0 to 1."""
    if answers <= 0:
        return Interval(0.0, 1.0, confidence)
    z = normal_quantile(confidence)
    spread = z * z / answers
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / answers + spread / (4 * answers)) / (1 + spread)
    low = 0.0 if share <= 0 else max(0.0, middle - half)
    high = 1.0 if share >= 1 else min(1.0, middle + half)
    return Interval(low, high, confidence)
