"""Groups keep their number from one calculation to the next, as far as people stay together."""

from collections.abc import Iterator, Mapping
from itertools import count, permutations

import numpy as np

from participation.brainstorming.domain.opinions.votes import Integers

Shared = Mapping[tuple[int, int], int]


def kept_numbers(
    labels: Integers, participants: tuple[str, ...], before: Mapping[str, int]
) -> Integers:
    """Return labels renumbered so that as many people as can be keep the number they had.

    Groups of whom nobody had a number together take the lowest that no group had. There are few
    groups: all ways are tried.
    """
    groups = sorted({int(label) for label in labels} - {-1})
    shared = _shared(labels, participants, before)
    held: list[int | None] = [*sorted({old for _new, old in shared})]
    held += [None for _group in groups[len(held) :]]
    best = max(permutations(held, len(groups)), key=lambda way: _kept(groups, way, shared))
    free = _free(set(before.values()))
    number = {-1: -1}
    for new, old in zip(groups, best, strict=True):
        number[new] = old if old is not None and (new, old) in shared else next(free)
    return np.array([number[int(label)] for label in labels], dtype=np.int64)


def _kept(groups: list[int], way: tuple[int | None, ...], shared: Shared) -> int:
    pairs = zip(groups, way, strict=True)
    return sum(0 if old is None else shared.get((new, old), 0) for new, old in pairs)


def _free(taken: set[int]) -> Iterator[int]:
    return (number for number in count() if number not in taken)


def _shared(labels: Integers, participants: tuple[str, ...], before: Mapping[str, int]) -> Shared:
    """Count who is in which group now and was in which before."""
    found: dict[tuple[int, int], int] = {}
    for label, participant in zip(labels.tolist(), participants, strict=True):
        old = before.get(participant, -1)
        if label >= 0 and old >= 0:
            found[label, old] = found.get((label, old), 0) + 1
    return found


def by_size(labels: Integers) -> Integers:
    """Return labels numbered from 0 by size, the largest first; then by who comes first."""
    groups, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(groups)), key=lambda at: (-sizes[at], first[at]))
    number = {int(groups[at]): place for place, at in enumerate(order)}
    return np.array([number[int(label)] for label in labels], dtype=np.int64)
