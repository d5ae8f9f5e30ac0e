"""Which idea to weigh next: by chance, those more likely of which too little is known.

The priority is that of Polis (Small et al. 2021): what is not passed, agreed with, and far from the
middle of the map of opinions tells more; what few have seen is tried out. Ideas of one author share
what a few would have, so that a flood from one browser hides nobody else's.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

NEW = 8  # how much more a new idea weighs
FADING = 5  # halves that with every so many who have seen it
META = 49.0  # of ideas about the conversation itself, which conversations of Polis have
FAIR_SHARE = 5  # ideas of one author
TABLE_SHARE = 8 * FAIR_SHARE  # of a table in a workshop: so many people sit at one


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of ideas: how many saw each, passed it, favoured it; how far out it lies."""

    seen: npt.ArrayLike
    passed: npt.ArrayLike
    favour: npt.ArrayLike
    extremity: npt.ArrayLike = 0.0


def importance(known: Known) -> Numbers:
    """Return (1 - pass share) · (1 + extremity) · agree share, with one added to counts."""
    among = np.asarray(known.seen, dtype=np.float64) + 2
    passed = (np.asarray(known.passed, dtype=np.float64) + 1) / among
    agreed = (np.asarray(known.favour, dtype=np.float64) + 1) / among
    found: Numbers = (1 - passed) * (1 + np.asarray(known.extremity)) * agreed
    return found


def priority(known: Known, meta: npt.ArrayLike = False) -> Numbers:  # noqa: FBT002 -- a mask
    """Return (importance · (1 + 8 · 2^(-seen/5)))²; 49 for meta statements. Never nothing."""
    novelty = 1 + NEW * 2 ** (-np.asarray(known.seen, dtype=np.float64) / FADING)
    return np.where(np.asarray(meta), META, (importance(known) * novelty) ** 2)


def shared(priorities: Numbers, authors: Sequence[Hashable], tables: Sequence[str]) -> Numbers:
    """Return weights in a draw: all ideas of one author together weigh as five at most.

    Those that a table wrote are of the table, which is several people.
    """
    voices = [
        (table, None if table else author) for author, table in zip(authors, tables, strict=True)
    ]
    number = Counter(voices)
    most = [TABLE_SHARE if table else FAIR_SHARE for table in tables]
    share = [min(1.0, room / number[voice]) for room, voice in zip(most, voices, strict=True)]
    found: Numbers = priorities * np.array(share, dtype=np.float64)
    return found


def draw(weights: Numbers, chance: float) -> int | None:
    """Return the idea on which a chance from 0 to below 1 falls; None if all weigh 0."""
    reached = np.cumsum(weights)
    if not len(reached) or reached[-1] <= 0:
        return None
    at = int(np.searchsorted(reached, chance * reached[-1], side="right"))
    return min(at, int(np.flatnonzero(weights)[-1]))
