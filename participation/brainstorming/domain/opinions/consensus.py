"""What all groups agree about, what most people do, what is uncertain, and what divides.

Division is not how far a statement lies from the middle of the map: that would call divided what
everybody disagrees with. It is the largest gap between two groups.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from participation.brainstorming.domain.opinions.counts import Counts
from participation.brainstorming.domain.opinions.significance import (
    Z_90,
    difference_z,
    share_z,
)
from participation.brainstorming.domain.opinions.votes import Mask, Numbers

MOST = 5
HALF = 0.5
UNCERTAIN = 0.30


def agreed_by_groups(groups: Mapping[int, Counts]) -> Numbers:
    """Return the group-informed consensus: the product of the shares that agree in each group."""
    found: Numbers = np.prod([each.agreeing for each in groups.values()], axis=0)
    return found


def rejected_by_groups(groups: Mapping[int, Counts]) -> Numbers:
    """Return the product of the shares that disagree in each group."""
    found: Numbers = np.prod([each.disagreeing for each in groups.values()], axis=0)
    return found


def agreed_by_most(everybody: Counts, left_out: Mask, most: int = MOST) -> list[int]:
    """Return what clearly more than half agree with, the clearest first."""
    z = share_z(everybody.agrees, everybody.seen)
    return _most(everybody.agreeing, z, left_out, most)


def rejected_by_most(everybody: Counts, left_out: Mask, most: int = MOST) -> list[int]:
    """Return what clearly more than half disagree with, the clearest first."""
    z = share_z(everybody.disagrees, everybody.seen)
    return _most(everybody.disagreeing, z, left_out, most)


def _most(share: Numbers, z: Numbers, left_out: Mask, most: int) -> list[int]:
    clear = (share > HALF) & (z > Z_90) & ~left_out
    return [int(at) for at in np.argsort(-share * z, kind="stable") if clear[at]][:most]


def uncertain(everybody: Counts, left_out: Mask, most: int = MOST) -> list[int]:
    """Return what more than 30 % of those who saw it pass, by share² · passes."""
    share = everybody.passes / np.maximum(everybody.seen, 1)
    doubtful = (share > UNCERTAIN) & ~left_out
    order = np.argsort(-(share**2) * everybody.passes, kind="stable")
    return [int(at) for at in order if doubtful[at]][:most]


@dataclass(frozen=True, slots=True, eq=False)
class Gaps:
    """By statement: the largest difference in agreeing, the groups that have it, and its test."""

    gap: Numbers
    more: list[int]
    less: list[int]
    z: Numbers


def gaps(groups: Mapping[int, Counts]) -> Gaps:
    """Return how far the two groups that differ most are apart, by statement."""
    pairs = [
        pair if way else pair[::-1] for pair in combinations(groups, 2) for way in (True, False)
    ]
    apart = np.array([groups[a].agreeing - groups[b].agreeing for a, b in pairs])
    tests = np.array([_test(groups[a], groups[b]) for a, b in pairs])
    widest = np.argmax(apart, axis=0)
    columns = np.arange(apart.shape[1])
    found = [pairs[at] for at in widest]
    return Gaps(
        apart[widest, columns],
        [more for more, _less in found],
        [less for _more, less in found],
        tests[widest, columns],
    )


def _test(more: Counts, less: Counts) -> Numbers:
    return difference_z(more.agrees, more.seen, less.agrees, less.seen)


def dividing(found: Gaps, left_out: Mask, most: int = MOST) -> list[int]:
    """Return the statements with the largest gaps that are not chance."""
    sure = (found.z > Z_90) & ~left_out
    return [int(at) for at in np.argsort(-found.gap, kind="stable") if sure[at]][:most]
