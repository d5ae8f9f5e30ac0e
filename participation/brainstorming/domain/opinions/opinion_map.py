"""A map of opinions: people who voted alike lie near each other.

Missing votes take the mean of their statement; the two directions in which people then differ most
are the axes (principal components). Somebody who voted about few statements would lie near the
middle for that alone, so a place is stretched by √(statements / votes). A statement lies where
somebody would who agrees with it and has seen nothing else; how far out that is is its extremity.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from participation.brainstorming.domain.opinions.votes import (
    UNSEEN,
    Cells,
    Mask,
    Numbers,
    steady_order,
)

AXES = 2
BLOCK = 512  # rows turned into fractions at a time
WIDEST = 2000  # statements whose products all fit; beyond, axes are found by iteration
EXTRA, STEPS = 10, 60


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class OpinionMap:
    """Places of participants and statements on the same two axes."""

    people: Numbers  # participants × 2
    statements: Numbers  # statements × 2
    axes: Numbers  # 2 × statements
    spread: Numbers  # the share of all differences along each axis

    @property
    def extremity(self) -> Numbers:
        """How far each statement lies from the middle."""
        found: Numbers = np.hypot(self.statements[:, 0], self.statements[:, 1])
        return found


def opinion_map(cells: Cells, left_out: Mask, before: Numbers | None = None) -> OpinionMap:
    """Draw the map; statements left out move nothing.

    `before` are the axes of an earlier map of these statements: the new ones point the same way.
    """
    order = steady_order(cells)
    table = _Deviations(cells[order], left_out)
    axes, spread = _axes(table)
    axes[:, left_out] = 0.0
    axes = _turned(axes, before)
    people = np.empty((len(cells), AXES))
    people[order] = table.times(axes.T)
    votes = np.maximum(1, np.count_nonzero(cells != UNSEEN, axis=1))
    people *= np.sqrt(cells.shape[1] / votes)[:, None]
    statements = np.sqrt(cells.shape[1]) * (1 - table.centre)[:, None] * axes.T
    return OpinionMap(people=people, statements=statements, axes=axes, spread=spread)


class _Deviations:
    """Votes less the mean of their statement, 0 where there is none; made block by block."""

    def __init__(self, cells: Cells, left_out: Mask) -> None:
        self.cells, self.left_out = cells, left_out
        seen = cells != UNSEEN
        total = np.where(seen, cells, 0).sum(axis=0, dtype=np.int64)
        self.centre: Numbers = total / np.maximum(1, seen.sum(axis=0))
        self.shape = cells.shape

    def blocks(self) -> Iterator[tuple[slice, Numbers]]:
        for start in range(0, len(self.cells), BLOCK):
            rows = slice(start, start + BLOCK)
            part = self.cells[rows]
            found = np.where(part == UNSEEN, 0.0, part - self.centre)
            found[:, self.left_out] = 0.0
            yield rows, found

    def times(self, dense: Numbers) -> Numbers:
        found = np.empty((self.shape[0], dense.shape[1]))
        for rows, part in self.blocks():
            found[rows] = part @ dense
        return found

    def squared(self, dense: Numbers | None = None) -> Numbers:
        """Return Dᵀ·D, or Dᵀ·D·dense without ever holding Dᵀ·D."""
        width = self.shape[1] if dense is None else dense.shape[1]
        found = np.zeros((self.shape[1], width))
        for _rows, part in self.blocks():
            found += part.T @ (part if dense is None else part @ dense)
        return found

    def total(self) -> float:
        return sum(float((part * part).sum()) for _rows, part in self.blocks())


def _axes(table: _Deviations) -> tuple[Numbers, Numbers]:
    """Return the two directions of largest spread, and their shares of it."""
    width = table.shape[1]
    if width > WIDEST:
        values, vectors = _iterated(table)
    else:
        values, vectors = np.linalg.eigh(table.squared())
    axes, spread = np.zeros((AXES, width)), np.zeros(AXES)
    total = table.total()
    for at in range(min(AXES, len(values))):
        share = values[-1 - at] / total if total else 0.0
        if share > np.finfo(float).eps * width:
            axes[at], spread[at] = vectors[:, -1 - at], share
    return axes, spread


def _iterated(table: _Deviations) -> tuple[Numbers, Numbers]:
    """Find the largest by subspace iteration from a fixed start (Halko, Martinsson, Tropp 2011)."""
    start = np.random.default_rng(0).standard_normal((table.shape[1], AXES + EXTRA))
    basis: Numbers = np.linalg.qr(start)[0]
    for _step in range(STEPS):
        basis = np.linalg.qr(table.squared(basis))[0]
    values, small = np.linalg.eigh(basis.T @ table.squared(basis))
    return values, basis @ small


def _turned(axes: Numbers, before: Numbers | None) -> Numbers:
    """Let an axis point as before; else so that its largest part is positive."""
    for at, axis in enumerate(axes):
        like = float(axis @ before[at]) if before is not None else 0.0
        way = like or float(axis[np.argmax(np.abs(axis))] if axis.size else 0)
        axes[at] = axis if way >= 0 else -axis
    return axes
