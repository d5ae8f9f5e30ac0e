"""What is missing before groups of opinion say more of people than of chance.

The least numbers are conventions: fifteen people who voted seven times, about seven statements.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from participation.brainstorming.domain.opinions.grouping import PEOPLE, VOTES
from participation.brainstorming.domain.opinions.votes import UNSEEN, Mask, Votes


class Lack(StrEnum):
    """What there is too little of."""

    STATEMENTS = "statements"
    PEOPLE = "people"
    DIFFERENCES = "differences"  # everybody voted alike


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing first: how many are needed, and how many there are."""

    lack: Lack
    needed: int
    there: int


def missing(votes: Votes, left_out: Mask) -> Missing | None:
    """Return what is missing, or None where groups may be shown."""
    cells = votes.cells[:, ~left_out]
    if cells.shape[1] < VOTES:
        return Missing(Lack.STATEMENTS, VOTES, cells.shape[1])
    active = cells[np.count_nonzero(cells != UNSEEN, axis=1) >= VOTES]
    if len(active) < PEOPLE:
        return Missing(Lack.PEOPLE, PEOPLE, len(active))
    opinions = len(np.unique(active, axis=0))
    return Missing(Lack.DIFFERENCES, 2, opinions) if opinions < 2 else None  # noqa: PLR2004
