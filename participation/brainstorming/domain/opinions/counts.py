"""How many agree, disagree and pass, by statement: of everybody, or of a group."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from participation.brainstorming.domain.opinions.votes import (
    AGREE,
    DISAGREE,
    UNSEEN,
    Cells,
    Integers,
    Numbers,
)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """One number a statement."""

    agrees: Integers
    disagrees: Integers
    seen: Integers

    @property
    def passes(self) -> Integers:
        """How many saw it and neither agreed nor disagreed."""
        return self.seen - self.agrees - self.disagrees

    @property
    def agreeing(self) -> Numbers:
        """How probably one more person agrees: with one added to either side (Laplace)."""
        return (self.agrees + 1) / (self.seen + 2)

    @property
    def disagreeing(self) -> Numbers:
        """How probably one more person disagrees."""
        return (self.disagrees + 1) / (self.seen + 2)

    def without(self, part: "Counts") -> "Counts":
        """Return the counts of those who are not in a part."""
        return Counts(
            self.agrees - part.agrees, self.disagrees - part.disagrees, self.seen - part.seen
        )


def count(cells: Cells) -> Counts:
    """Count the votes of all rows."""
    return Counts(
        np.count_nonzero(cells == AGREE, axis=0).astype(np.int64),
        np.count_nonzero(cells == DISAGREE, axis=0).astype(np.int64),
        np.count_nonzero(cells != UNSEEN, axis=0).astype(np.int64),
    )


def by_group(cells: Cells, labels: Integers) -> dict[int, Counts]:
    """Count the votes of each group; rows labelled -1 are in none."""
    groups = sorted({int(label) for label in labels} - {-1})
    return {group: count(cells[labels == group]) for group in groups}


def altogether(groups: Mapping[int, Counts]) -> Counts:
    """Count the votes of all who are in some group."""
    parts = list(groups.values())
    return Counts(
        sum((each.agrees for each in parts[1:]), parts[0].agrees),
        sum((each.disagrees for each in parts[1:]), parts[0].disagrees),
        sum((each.seen for each in parts[1:]), parts[0].seen),
    )
