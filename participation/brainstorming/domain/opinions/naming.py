"""Groups keep their number from one calculation to the next, as far as people stay together."""

from collections.abc import Mapping
from itertools import permutations

import numpy as np

from participation.brainstorming.domain.opinions.votes import Integers


def kept_numbers(
    labels: Integers, participants: tuple[str, ...], before: Mapping[str, int]
) -> Integers:
    """Return labels renumbered so that as many people as can be keep the number they had.

    Groups that are new take the lowest free numbers. There are few groups: all ways are tried.
    """
    groups = sorted({int(label) for label in labels} - {-1})
    shared = _shared(labels, participants, before)
    earlier = sorted({old for _new, old in shared})
    free = [number for number in range(len(groups) + len(earlier)) if number not in earlier]
    pool = [*earlier, *free[: len(groups)]]
    best = max(
        permutations(pool, len(groups)),
        key=lambda way: (_kept(way, groups, shared), tuple(-number for number in way)),
    )
    number = dict(zip(groups, best, strict=True)) | {-1: -1}
    return np.array([number[int(label)] for label in labels], dtype=np.int64)


def _shared(
    labels: Integers, participants: tuple[str, ...], before: Mapping[str, int]
) -> dict[tuple[int, int], int]:
    """Count who is in which group now and was in which before."""
    found: dict[tuple[int, int], int] = {}
    for label, participant in zip(labels.tolist(), participants, strict=True):
        old = before.get(participant, -1)
        if label >= 0 and old >= 0:
            found[label, old] = found.get((label, old), 0) + 1
    return found


def _kept(way: tuple[int, ...], groups: list[int], shared: Mapping[tuple[int, int], int]) -> int:
    return sum(shared.get((new, old), 0) for new, old in zip(groups, way, strict=True))


def by_size(labels: Integers) -> Integers:
    """Return labels numbered from 0 by size, the largest first; then by who comes first."""
    groups, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(groups)), key=lambda at: (-sizes[at], first[at]))
    number = {int(groups[at]): place for place, at in enumerate(order)}
    return np.array([number[int(label)] for label in labels], dtype=np.int64)
