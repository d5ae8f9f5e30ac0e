"""Which idea to weigh next: by chance, those more likely of which too little is known.

The priority is that of Polis (Small et al. 2021), here without the extremity of its map. Ideas of
one author share what a few would have, so that a flood from one browser hides nobody else's.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from participation.brainstorming.domain.weighing import Counts

NEW = 8  # how much more a new idea weighs
FADING = 5  # halves that with every so many who have seen it
FAIR_SHARE = 5  # ideas of one author


@dataclass(frozen=True, slots=True)
class Candidate:
    """An idea that may be drawn: what names it, whose it is, and what is known of it."""

    key: str
    author: Hashable
    counts: Counts


def priority(counts: Counts) -> float:
    """Return how much an idea needs to be seen; never nothing."""
    seen = counts.seen
    passed = (counts.passed + 1) / (seen + 2)
    agreed = (counts.favour + 1) / (seen + 2)
    importance = (1 - passed) * agreed
    return float((importance * (1 + NEW * 2 ** (-seen / FADING))) ** 2)


def weights(candidates: Sequence[Candidate], *, is_routed: bool = True) -> list[float]:
    """Return the weights of candidates in a draw; all authors alike where nothing is routed."""
    by_author = Counter(one.author for one in candidates)
    return [
        (priority(one.counts) if is_routed else 1.0) * min(1.0, FAIR_SHARE / by_author[one.author])
        for one in candidates
    ]


def drawn(weighed: Sequence[float], point: float) -> int | None:
    """Return which of the weights holds a point between 0 and 1 of their sum; None of none."""
    total, passed = sum(weighed), 0.0
    for index, weight in enumerate(weighed):
        passed += weight
        if point * total < passed:
            return index
    return len(weighed) - 1 if weighed else None
