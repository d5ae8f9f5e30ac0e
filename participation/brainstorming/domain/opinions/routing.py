"""Which statement somebody is shown next.

What is not passed, agreed with, and far from the middle of the map tells more; what few have seen
is tried out. Meta statements (about the conversation itself) have a fixed priority and take at
most a third of the draws. Nobody is shown what is theirs or what they have seen: that weighs 0.
"""

import numpy as np

from participation.brainstorming.domain.opinions.counts import Counts
from participation.brainstorming.domain.opinions.votes import Mask, Numbers

META = 49.0
MOST_META = 1 / 3
FIRST = 1.0  # the weight of all statements before the first calculation


def importance(counts: Counts, extremity: Numbers) -> Numbers:
    """Return (1 - pass share) · (1 + extremity) · agree share, with one added to counts."""
    passing = (counts.passes + 1) / (counts.seen + 2)
    return (1 - passing) * (1 + extremity) * counts.agreeing


def priority(counts: Counts, extremity: Numbers, meta: Mask) -> Numbers:
    """Return (importance · (1 + 8 · 2^(-seen/5)))²; 49 for meta statements."""
    novelty = 1 + 8 * 2 ** (-counts.seen / 5)
    return np.where(meta, META, (importance(counts, extremity) * novelty) ** 2)


def weights(priorities: Numbers, barred: Mask, meta: Mask) -> Numbers:
    """Return how probably each is drawn, in any unit: 0 where barred, meta at most a third."""
    left = np.where(barred, 0.0, np.maximum(priorities, 0.0))
    of_meta, of_others = float(left[meta].sum()), float(left[~meta].sum())
    most = of_others * MOST_META / (1 - MOST_META)
    if of_others and of_meta > most:
        left = np.where(meta, left * (most / of_meta), left)
    return left


def draw(weighed: Numbers, chance: float) -> int | None:
    """Return the statement on which a chance from 0 to below 1 falls; None if all weigh 0."""
    reached = np.cumsum(weighed)
    if not len(reached) or reached[-1] <= 0:
        return None
    at = int(np.searchsorted(reached, chance * reached[-1], side="right"))
    return min(at, int(np.flatnonzero(weighed)[-1]))
