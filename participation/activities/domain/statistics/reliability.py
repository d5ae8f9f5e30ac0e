"""How far statements measure one thing together.

L. Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16, 1951:
alpha = k/(k - 1) · (1 - Σ variances of items / variance of their sum), of those who answered all.
"""

from collections.abc import Sequence
from math import fsum

import numpy as np
from numpy.typing import ArrayLike

from participation.activities.domain.statistics.refusals import Reason, Refused

LEAST_ITEMS = 2


def alpha(variances: Sequence[float], of_sum: float) -> float | Refused:
    """Return alpha from the variances of the items and of their sum."""
    items = len(variances)
    if items < LEAST_ITEMS:
        return Refused(Reason.TOO_FEW_ITEMS, {"needed": LEAST_ITEMS, "have": items})
    if not of_sum:
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
    return alpha(whole.var(axis=0, ddof=1).tolist(), float(whole.sum(axis=1).var(ddof=1)))
