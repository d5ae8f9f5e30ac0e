"""Texts that say nearly the same, letter by letter.

Candidates come from MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman and Ullman,
*Mining of Massive Datasets*, chapter 3); a candidate counts when the Jaccard likeness of its groups
of five letters is high enough. A group has a text at its head that all the others are like, so
that texts cannot be chained into one by small steps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from participation.texts.words import Said, plain

SIZE = 5
BANDS, DEPTH = 16, 4  # half of the pairs at a likeness of 0.5 are found, 99.98 % of those at 0.8
LEAST = 0.7
MOST_TRIED = 50
BASE = 1_099_511_628_211

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Alike:
    """Texts that say nearly what the first of them says."""

    texts: Sequence[Said]


def alike(texts: Iterable[Said], least: float = LEAST) -> list[Alike]:
    """Return groups of at least two texts that are nearly the same, the largest first."""
    same: dict[str, list[Said]] = {}
    for text in texts:
        if bare := plain(text.words):
            same.setdefault(bare, []).append(text)
    groups = _led(list(same), least)
    found = [Alike([text for bare in group for text in same[bare]]) for group in groups]
    return sorted((one for one in found if len(one.texts) > 1), key=lambda one: -len(one.texts))


def likeness(one: str, other: str) -> float:
    """Return the Jaccard likeness of two texts: shared groups of letters among all of them."""
    first, second = (set(shingles(plain(words)).tolist()) for words in (one, other))
    return len(first & second) / (len(first | second) or 1)


def shingles(bare: str) -> Hashes:
    """Return the groups of five letters of a text as hashes."""
    padded = bare.ljust(SIZE)
    letters = np.frombuffer(padded.encode("utf-32-le"), np.uint32).astype(np.uint64)
    found = np.zeros(len(letters) - SIZE + 1, np.uint64)
    for at in range(SIZE):
        found = found * np.uint64(BASE) + letters[at : at + len(found)]
    return np.unique(found)


def _led(texts: Sequence[str], least: float) -> list[list[str]]:
    """Group texts around leaders, in their order."""
    buckets: dict[tuple[int, int], list[int]] = {}
    groups: dict[int, list[str]] = {}
    sets: dict[int, frozenset[int]] = {}
    random = np.random.default_rng(0)
    odd = random.integers(1, 2**63, BANDS * DEPTH, np.uint64) * np.uint64(2) + np.uint64(1)
    for place, text in enumerate(texts):
        hashes = shingles(text)
        bands = _bands(hashes, odd)
        mine = frozenset(hashes.tolist())
        near = dict.fromkeys(one for band in bands for one in buckets.get(band, ())[:MOST_TRIED])
        best = max(near, key=lambda one: _jaccard(mine, sets[one]), default=None)
        if best is not None and _jaccard(mine, sets[best]) >= least:
            groups[best].append(text)
            continue
        groups[place], sets[place] = [text], mine
        for band in bands:
            buckets.setdefault(band, []).append(place)
    return list(groups.values())


def _bands(hashes: Hashes, odd: Hashes) -> list[tuple[int, int]]:
    """Return the smallest hash under each of the permutations, some at a time.

    A permutation multiplies by an odd number (Dietzfelbinger et al. 1997) and keeps high bits.
    """
    smallest = ((hashes[:, None] * odd[None, :]) >> np.uint64(16)).min(axis=0)
    weights = np.uint64(BASE) ** np.arange(DEPTH, dtype=np.uint64)
    joined = (smallest.reshape(BANDS, DEPTH) * weights).sum(axis=1, dtype=np.uint64)
    return list(enumerate(joined.tolist()))


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)
