"""Linear programmes small enough for a page: the simplex method (G. Dantzig, 1947) with numpy.

What it finds is a guess in floating point. Nothing is believed before it has been checked in whole
numbers (see `puzzle`).
"""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
TINY = 1e-7
MOST_STEPS = 4_000


def maximise(gain: Array, limits: Array, room: Array) -> Array:
    """Return x ≥ 0 that makes `gain·x` great where `limits·x ≤ room`; no room is below zero.

    Stops at the best found after many steps, or where x could grow for ever.
    """
    rows, width = limits.shape
    table = np.hstack([limits, np.eye(rows), room[:, None]]).astype(float)
    cost = np.concatenate([gain, np.zeros(rows + 1)]).astype(float)
    basis = np.arange(width, width + rows)
    for step in range(MOST_STEPS):
        enters = _entering(cost[:-1], is_stalled=step > rows)
        leaves = -1 if enters < 0 else _leaving(table, enters, basis)
        if leaves < 0:
            break
        table[leaves] /= table[leaves, enters]
        column = table[:, enters].copy()
        column[leaves] = 0
        turning = np.flatnonzero(column)
        table[turning] -= column[turning, None] * table[leaves]
        cost -= cost[enters] * table[leaves]
        basis[leaves] = enters
    found = np.zeros(width + rows)
    found[basis] = table[:, -1]
    return found[:width]


def _entering(cost: Array, *, is_stalled: bool) -> int:
    """Choose the steepest column; after many steps the first (R. Bland's rule, 1977: no cycles)."""
    if is_stalled:
        rising = np.flatnonzero(cost > TINY)
        return int(rising[0]) if rising.size else -1
    best = int(np.argmax(cost))
    return best if cost[best] > TINY else -1


def _leaving(table: Array, enters: int, basis: Array) -> int:
    """Choose the row that stops the column first; of several, the one with the first variable."""
    column = table[:, enters]
    falling = np.flatnonzero(column > TINY)
    if not falling.size:
        return -1
    ratios = table[falling, -1] / column[falling]
    ties = falling[ratios <= ratios.min() + TINY]
    return int(ties[np.argmin(basis[ties])])


def null_space(known: Array) -> Array:
    """Return columns that span what `known` does not decide, by elimination."""
    table = known.astype(float).copy()
    rows, width = table.shape
    pivots: list[int] = []
    for column in range(width):
        place = len(pivots)
        if place == rows:
            break
        best = place + int(np.argmax(np.abs(table[place:, column])))
        if abs(table[best, column]) <= TINY:
            continue
        table[[place, best]] = table[[best, place]]
        table[place] /= table[place, column]
        factors = table[:, column].copy()
        factors[place] = 0
        turning = np.flatnonzero(factors)
        table[turning] -= factors[turning, None] * table[place]
        pivots.append(column)
    free = [column for column in range(width) if column not in set(pivots)]
    span = np.zeros((width, len(free)))
    span[free, np.arange(len(free))] = 1
    span[pivots] = -table[: len(pivots)][:, free]
    span[np.abs(span) < TINY] = 0
    return span
