"""How far statements measure one thing together.

L. Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16, 1951:
alpha = k/(k - 1) · (1 - Σ variances of items / variance of their sum), of those who answered all.
Beside it, for each item, the correlation with the sum of the others (G. Henrysson, Correction of
item-total correlations in item analysis, Psychometrika 28, 1963), and alpha without the item.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

import numpy as np
from numpy.typing import ArrayLike

from participation.activities.domain.statistics.refusals import Reason, Refused

LEAST_ITEMS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item: how it goes with the others, and alpha without it (None with too few others)."""

    with_others: float | None
    alpha_without: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Alpha of all items, and each beside the others."""

    alpha: float
    items: tuple[Item, ...]


def alpha(variances: Sequence[float], of_sum: float) -> float | Refused:
    """Return alpha from the variances of the items and of their sum."""
    items = len(variances)
    if items < LEAST_ITEMS:
        return Refused(Reason.TOO_FEW_ITEMS, {"needed": LEAST_ITEMS, "have": items})
    if of_sum <= 0:
        return Refused(Reason.ALL_ALIKE)
    return items / (items - 1) * (1 - fsum(variances) / of_sum)


def alpha_of(answers: ArrayLike) -> float | Refused:
    """Return alpha of a table of people (rows) by items; who left one out is NaN there."""
    table = np.asarray(answers, np.float64)
    if table.ndim != 2:  # noqa: PLR2004 -- rows and columns
        return Refused(Reason.NO_ANSWERS)
    whole = table[~np.isnan(table).any(axis=1)]
    if len(whole) < 2:  # noqa: PLR2004 -- one person has no variance
        return Refused(Reason.TOO_FEW_ANSWERS, {"needed": 2, "have": len(whole)})
    found = reliability(np.cov(whole, rowvar=False, ddof=1))
    return found if isinstance(found, Refused) else found.alpha


def reliability(covariance: ArrayLike) -> Reliability | Refused:
    """Return alpha, and each item beside the others, from the covariances of items."""
    table = np.atleast_2d(np.asarray(covariance, np.float64))
    whole = alpha(np.diag(table).tolist(), float(table.sum()))
    if isinstance(whole, Refused):
        return whole
    items = tuple(_item(table, at) for at in range(len(table)))
    return Reliability(alpha=whole, items=items)


def _item(table: np.ndarray[tuple[int, int], np.dtype[np.float64]], at: int) -> Item:
    others = np.delete(np.delete(table, at, axis=0), at, axis=1)
    own, rest = float(table[at, at]), float(others.sum())
    shared = float(table[at].sum()) - own
    without = alpha(np.diag(others).tolist(), rest)
    return Item(
        with_others=shared / sqrt(own * rest) if own > 0 and rest > 0 else None,
        alpha_without=None if isinstance(without, Refused) else without,
    )
