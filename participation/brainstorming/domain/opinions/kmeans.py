"""k-means with weights, from many starts with a fixed seed.

S. Lloyd, Least squares quantization in PCM, IEEE Trans. Inf. Theory 28, 1982; starts spread out by
D. Arthur and S. Vassilvitskii, k-means++: The advantages of careful seeding, SODA 2007.
"""

from collections.abc import Iterator

import numpy as np

from participation.brainstorming.domain.opinions.votes import Integers, Numbers

TURNS = 200


def partitions(
    points: Numbers, weights: Numbers, k: int, starts: int, seed: int
) -> Iterator[Integers]:
    """Yield where the points settle from each start; labels are numbered as they first come.

    Starts from which fewer than k groups remain yield nothing.
    """
    random = np.random.default_rng([seed, k])
    for _start in range(starts):
        labels = _settled(points, weights, _spread_out(points, weights, k, random))
        found, first = np.unique(labels, return_index=True)
        if len(found) == k:
            yield np.argsort(np.argsort(first))[labels]


def _spread_out(points: Numbers, weights: Numbers, k: int, random: np.random.Generator) -> Numbers:
    """Draw centres, each as probably as it lies far from those before."""
    centres = np.empty((k, points.shape[1]))
    distance = np.ones(len(points))
    for at in range(k):
        centres[at] = points[_drawn(weights * distance, random.random())]
        new = ((points - centres[at]) ** 2).sum(axis=1)
        distance = np.minimum(distance, new) if at else new
    return centres


def _drawn(weights: Numbers, chance: float) -> int:
    reached = np.cumsum(weights)
    return min(int(np.searchsorted(reached, chance * reached[-1], side="right")), len(reached) - 1)


def _settled(points: Numbers, weights: Numbers, centres: Numbers) -> Integers:
    """Move centres to the middle of those who are nearest, until nobody changes."""
    labels = _nearest(points, centres)
    for _turn in range(TURNS):
        sizes = np.bincount(labels, weights, len(centres))
        held = sizes > 0
        for axis in range(points.shape[1]):
            sums = np.bincount(labels, weights * points[:, axis], len(centres))
            centres[held, axis] = sums[held] / sizes[held]
        now = _nearest(points, centres)
        if np.array_equal(now, labels):
            break
        labels = now
    return labels


def _nearest(points: Numbers, centres: Numbers) -> Integers:
    distance = [((points - centre) ** 2).sum(axis=1) for centre in centres]
    found: Integers = np.argmin(distance, axis=0)
    return found
