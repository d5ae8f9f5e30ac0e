"""Whether answers go together with the group: chi² of independence and Cramér's V.

K. Pearson, Philosophical Magazine 50, 1900. The approximation holds when every expected count is
at least 1 and at most a fifth of them are below 5 (W. Cochran, Some methods for strengthening the
common chi² tests, Biometrics 10, 1954). Cramér's V: H. Cramér, Mathematical Methods of
Statistics, 1946, p. 282; without its upward bias: W. Bergsma, Journal of the Korean Statistical
Society 42, 2013. Weighted tables: the statistic is divided by the design effect of the weights,
the first-order correction of J. Rao and A. Scott, JASA 76, 1981, with one design effect for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from participation.activities.domain.statistics.distributions import chi_squared_tail
from participation.activities.domain.statistics.refusals import Reason, Refused

LEAST_EXPECTED, SMALL_EXPECTED, MOST_SMALL = 1, 5, 0.2
Counts = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """What the test says. `cramers_v` is between 0 and 1, `corrected_v` without its bias."""

    statistic: float
    freedom: int
    p: float
    cramers_v: float
    corrected_v: float
    least_expected: float


def independence(table: Counts, design_effect: float = 1.0) -> Independence | Refused:
    """Test rows (groups) against columns (options); empty ones are left out."""
    rows = [row for row in table if fsum(row) > 0]
    columns = [at for at in range(len(rows[0])) if any(row[at] for row in rows)] if rows else []
    kept = [[row[at] for at in columns] for row in rows]
    lacking = _lacking(kept)
    if lacking:
        return lacking
    total = fsum(map(fsum, kept))
    expected = _expected(kept, total)
    effective = [cell / design_effect for row in expected for cell in row]
    small = sum(cell < SMALL_EXPECTED for cell in effective)
    if min(effective) < LEAST_EXPECTED or small > MOST_SMALL * len(effective):
        facts = {"least": min(effective), "small": small, "cells": len(effective)}
        return Refused(Reason.EXPECTED_TOO_SMALL, facts)
    raw = fsum(
        (n - e) ** 2 / e
        for row, means in zip(kept, expected, strict=True)
        for n, e in zip(row, means, strict=True)
    )
    return _told(raw, total, (len(kept), len(columns)), design_effect, min(effective))


def _lacking(kept: Counts) -> Refused | None:
    if not kept:
        return Refused(Reason.NO_ANSWERS)
    if len(kept) < 2:  # noqa: PLR2004 -- one group is compared with nothing
        return Refused(Reason.TOO_FEW_GROUPS)
    if len(kept[0]) < 2:  # noqa: PLR2004 -- everybody chose the same
        return Refused(Reason.ALL_ALIKE)
    return None


def _expected(table: Counts, total: float) -> list[list[float]]:
    columns = [fsum(column) for column in zip(*table, strict=True)]
    return [[fsum(row) * column / total for column in columns] for row in table]


def _told(
    raw: float, total: float, shape: tuple[int, int], design_effect: float, least: float
) -> Independence:
    rows, columns = shape
    freedom = (rows - 1) * (columns - 1)
    statistic = raw / design_effect
    return Independence(
        statistic=statistic,
        freedom=freedom,
        p=chi_squared_tail(statistic, freedom),
        cramers_v=sqrt(raw / total / (min(shape) - 1)),
        corrected_v=_corrected(raw / total, total / design_effect, rows, columns),
        least_expected=least,
    )


def _corrected(phi_squared: float, answers: float, rows: int, columns: int) -> float:
    """Return Cramér's V with Bergsma's correction."""
    freedom = (rows - 1) * (columns - 1)
    phi = max(0.0, phi_squared - freedom / (answers - 1))
    r, c = (size - (size - 1) ** 2 / (answers - 1) for size in (rows, columns))
    return sqrt(phi / (min(r, c) - 1))
