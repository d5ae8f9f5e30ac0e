"""Tests of shares, with one added to every count so that few votes never say much.

The tests of a conversation are not corrected for their number: they choose what to show and are
indications, not findings. See the package for the source.
"""

from math import erfc, sqrt

import numpy as np

from participation.brainstorming.domain.opinions.votes import Integers, Numbers

Z_90, Z_95 = 1.2816, 1.6449  # one-sided


def share_z(successes: Integers, tries: Integers) -> Numbers:
    """Test whether more than half succeed: 2·√(n+1)·((k+1)/(n+1) - ½)."""
    more = tries + 1
    found: Numbers = 2 * np.sqrt(more) * ((successes + 1) / more - 0.5)
    return found


def difference_z(
    successes: Integers, tries: Integers, other_successes: Integers, other_tries: Integers
) -> Numbers:
    """Test whether a share is larger than another: pooled variance; 0 where everybody succeeds."""
    n, m = tries + 1, other_tries + 1
    share, other = (successes + 1) / n, (other_successes + 1) / m
    pooled = (successes + other_successes + 2) / (n + m)
    error = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / n + 1 / m))
    found: Numbers = np.where(error > 0, (share - other) / np.where(error > 0, error, 1), 0.0)
    return found


def tail(z: float) -> float:
    """Return how probable a z at least so large is by chance alone: one-sided."""
    return erfc(z / sqrt(2)) / 2
