"""Tails of the distributions that tests need, worked out here: no scipy at run time.

Incomplete gamma and beta functions by series and continued fractions: M. Abramowitz, I. Stegun,
Handbook of Mathematical Functions, 1964, formulas 6.5.29, 6.5.31 and 26.5.8; the fractions are
evaluated from the front (W. Lentz, Applied Optics 15, 1976, p. 668; with the guards of
I. Thompson and A. Barnett, J. Comput. Phys. 64, 1986). Right to about twelve digits.
"""

from collections.abc import Iterator
from math import erfc, exp, lgamma, log, sqrt
from statistics import NormalDist

TINY = 1e-300
CLOSE = 1e-15


def normal_quantile(confidence: float) -> float:
    """Return how many standard errors lie on either side: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def normal_tails(z: float) -> float:
    """Return how probable a deviation at least so large is, to either side."""
    return erfc(abs(z) / sqrt(2))


def chi_squared_tail(statistic: float, freedom: float) -> float:
    """Return how probable a chi² at least so large is."""
    a, x = freedom / 2, statistic / 2
    if x <= 0:
        return 1.0
    scale = exp(-x + a * log(x) - lgamma(a))
    if x < a + 1:
        return max(0.0, 1 - scale * _series(a, x))
    return scale / _from_the_front(x + 1 - a, _gamma_terms(a, x))


def t_tails(t: float, freedom: float) -> float:
    """Return how probable a Student's t at least so far from zero is, to either side."""
    whole = freedom + t * t
    return _beta(freedom / 2, 0.5, freedom / whole, t * t / whole)


def _series(a: float, x: float) -> float:
    """Return the lower incomplete gamma function without its scale."""
    term = total = 1 / a
    n = a
    while term >= total * CLOSE:
        n += 1
        term *= x / n
        total += term
    return total


def _gamma_terms(a: float, x: float) -> Iterator[tuple[float, float]]:
    n = 1
    while True:
        yield -n * (n - a), x + 2 * n + 1 - a
        n += 1


def _beta(a: float, b: float, x: float, y: float) -> float:
    """Return the regularised incomplete beta function; y is 1 - x, exact where it is small."""
    if x <= 0 or y <= 0:
        return float(x > 0)
    scale = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(y))
    if x > (a + 1) / (a + b + 2):
        return 1 - scale / (b * _from_the_front(1.0, _beta_terms(b, a, y)))
    return scale / (a * _from_the_front(1.0, _beta_terms(a, b, x)))


def _beta_terms(a: float, b: float, x: float) -> Iterator[tuple[float, float]]:
    yield -(a + b) * x / (a + 1), 1.0
    m = 1
    while True:
        yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1.0
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1.0
        m += 1


def _from_the_front(first: float, terms: Iterator[tuple[float, float]]) -> float:
    """Evaluate first + a1/(b1 + a2/(b2 + …)) until it no longer moves."""
    value = c = first or TINY
    d, step = 0.0, 0.0
    while abs(step - 1) >= CLOSE:
        a, b = next(terms)
        d = 1 / ((b + a * d) or TINY)
        c = (b + a / c) or TINY
        step = c * d
        value *= step
    return value
