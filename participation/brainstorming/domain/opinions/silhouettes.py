"""How clearly people belong to their group rather than to the next.

P. Rousseeuw, Silhouettes: a graphical aid to the interpretation and validation of cluster analysis,
J. Comput. Appl. Math. 20, 1987. Distances between all pairs are worked out once for all partitions
compared, some hundred rows at a time.
"""

from collections.abc import Sequence

import numpy as np

from participation.brainstorming.domain.opinions.votes import Integers, Numbers

BLOCK = 256
MOST = 10_000  # beyond, so many people stand for all


def mean_silhouettes(points: Numbers, partitions: Sequence[Integers]) -> list[float]:
    """Return the mean silhouette of each partition; every label from 0 up has somebody."""
    if len(points) > MOST:
        kept = np.linspace(0, len(points) - 1, MOST).astype(np.int64)
        points, partitions = points[kept], [labels[kept] for labels in partitions]
    widths = [int(labels.max()) + 1 for labels in partitions]
    member = np.concatenate(
        [np.eye(width)[labels] for width, labels in zip(widths, partitions, strict=True)], axis=1
    )
    ends = np.cumsum(widths)
    sizes = np.split(member.sum(axis=0), ends[:-1])
    totals = np.zeros(len(partitions))
    for start in range(0, len(points), BLOCK):
        rows = slice(start, start + BLOCK)
        sums = np.split(_distances(points[rows], points) @ member, ends[:-1], axis=1)
        for at, labels in enumerate(partitions):
            totals[at] += _silhouettes(sums[at], sizes[at], labels[rows]).sum()
    return [float(total) / len(points) for total in totals]


def _distances(some: Numbers, every: Numbers) -> Numbers:
    squares = np.zeros((len(some), len(every)))
    for axis in range(every.shape[1]):
        apart = some[:, axis, None] - every[:, axis]
        apart *= apart
        squares += apart
    return np.sqrt(squares, out=squares)


def _silhouettes(sums: Numbers, sizes: Numbers, labels: Integers) -> Numbers:
    """Return (b - a) / max(a, b): a to one's own group, b to the nearest other; 0 if alone."""
    rows = np.arange(len(labels))
    own = sizes[labels]
    within = sums[rows, labels] / np.maximum(own - 1, 1)
    means = sums / np.maximum(sizes, 1)
    means[:, sizes == 0] = np.inf
    means[rows, labels] = np.inf
    between = means.min(axis=1)
    larger = np.maximum(within, between)
    there = (own > 1) & (larger > 0) & np.isfinite(between)
    return np.where(there, (between - within) / np.where(there, larger, 1), 0.0)
