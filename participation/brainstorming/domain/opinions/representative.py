"""Which statements mark a group: agreed (or disagreed) with more than among all others.

For each statement, `agreeing` / `disagreeing` of the group over that of all other groups is its
representativeness; tests of one and of two shares say whether it may be chance.
"""

from dataclasses import dataclass

import numpy as np

from participation.brainstorming.domain.opinions.counts import Counts
from participation.brainstorming.domain.opinions.significance import (
    Z_90,
    difference_z,
    share_z,
)
from participation.brainstorming.domain.opinions.votes import Mask, Numbers

MOST = 5


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """How a group agrees (or disagrees), by statement."""

    share: Numbers
    share_z: Numbers
    ratio: Numbers
    ratio_z: Numbers

    @property
    def strength(self) -> Numbers:
        """What statements are ordered by."""
        found: Numbers = self.ratio * self.ratio_z * self.share * self.share_z
        return found

    @property
    def significant(self) -> Mask:
        """Where both tests say that it is not chance."""
        found: Mask = (self.ratio_z > Z_90) & (self.share_z > Z_90)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """A statement that marks a group; `statement` is its column.

    `best` is the one that the group agrees with most clearly, told as such even where it disagrees
    with it more than others do.
    """

    statement: int
    agrees: bool
    best: bool
    share: float
    share_z: float
    ratio: float
    ratio_z: float


def sides(group: Counts, others: Counts) -> tuple[Side, Side]:
    """Return how a group agrees and disagrees, beside all others."""
    agree = Side(
        group.agreeing,
        share_z(group.agrees, group.seen),
        group.agreeing / others.agreeing,
        difference_z(group.agrees, group.seen, others.agrees, others.seen),
    )
    disagree = Side(
        group.disagreeing,
        share_z(group.disagrees, group.seen),
        group.disagreeing / others.disagreeing,
        difference_z(group.disagrees, group.seen, others.disagrees, others.seen),
    )
    return agree, disagree


def representative(group: Counts, others: Counts, left_out: Mask, most: int = MOST) -> list[Marks]:
    """Return the statements that mark a group: those agreed with first, then the others.

    Statements that pass both tests on one side, ordered by strength; before them the one that is
    agreed with most clearly. If none passes, that one alone, or the one furthest from the others.
    """
    agree, disagree = sides(group, others)
    upwards = agree.ratio_z > disagree.ratio_z
    strength = np.where(upwards, agree.strength, disagree.strength)
    passing = (agree.significant | disagree.significant) & ~left_out
    best = _clearest(agree, group, left_out)
    chosen = [int(at) for at in np.argsort(-strength, kind="stable") if passing[at]]
    if best is not None:
        chosen = [best, *(at for at in chosen if at != best)] if chosen else [best]
    elif not chosen:
        chosen = _furthest(agree, disagree, left_out)
    chosen = chosen[:most]
    # Ordered by the side on which the group differs, as published; told by what it thinks.
    ordered = [at for at in chosen if upwards[at]] + [at for at in chosen if not upwards[at]]
    return [
        _marks(agree if upwards[at] or at == best else disagree, at, best=at == best,
               agrees=bool(upwards[at] or at == best))
        for at in ordered
    ]  # fmt: skip


def _marks(side: Side, at: int, *, agrees: bool, best: bool) -> Marks:
    return Marks(
        statement=at,
        agrees=agrees,
        best=best,
        share=float(side.share[at]),
        share_z=float(side.share_z[at]),
        ratio=float(side.ratio[at]),
        ratio_z=float(side.ratio_z[at]),
    )


def _clearest(agree: Side, group: Counts, left_out: Mask) -> int | None:
    """Return the statement that the group agrees with most clearly, or None if it agrees with none.

    Statements are taken in turn. While the best so far is not agreed with more than among others,
    what is agreed with widely is enough to replace it.
    """
    voted = (group.agrees + group.disagrees > 0) & ~left_out
    certain = (agree.share_z > Z_90) | ((agree.ratio > 1) & (agree.share > 0.5))  # noqa: PLR2004
    clear, wide = agree.strength, agree.share * agree.share_z
    best: int | None = None
    for at in np.flatnonzero(voted):
        if best is None:
            better = bool(certain[at])
        else:
            measure = clear if agree.ratio[best] > 1 else wide
            better = bool(measure[at] > measure[best])
        if better:
            best = int(at)
    return best


def _furthest(agree: Side, disagree: Side, left_out: Mask) -> list[int]:
    distance = np.where(left_out, -np.inf, np.maximum(agree.ratio_z, disagree.ratio_z))
    return [int(np.argmax(distance))] if not left_out.all() else []
