"""All that is worked out from one table of votes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from participation.brainstorming.domain import routing
from participation.brainstorming.domain.opinions import consensus
from participation.brainstorming.domain.opinions.counts import Counts, altogether, by_group, count
from participation.brainstorming.domain.opinions.grouping import Earlier, Grouping, group
from participation.brainstorming.domain.opinions.opinion_map import OpinionMap, opinion_map
from participation.brainstorming.domain.opinions.representative import Marks, representative
from participation.brainstorming.domain.opinions.votes import Integers, Mask, Numbers, Votes


@dataclass(frozen=True, eq=False, kw_only=True)
class Analysis:
    """What people think; statements are named by their column.

    `left_out` (moderated out) are counted but neither chosen nor used to tell people apart.
    """

    votes: Votes
    left_out: Mask
    meta: Mask
    map: OpinionMap
    labels: Integers
    grouping: Grouping | None = None  # None where somebody else made the groups

    @cached_property
    def everybody(self) -> Counts:
        """The counts of all, in a group or not."""
        return count(self.votes.cells)

    @cached_property
    def groups(self) -> Mapping[int, Counts]:
        """The counts of each group."""
        return by_group(self.votes.cells, self.labels)

    @cached_property
    def sizes(self) -> Mapping[int, int]:
        """How many people each group has."""
        return {group: int(np.count_nonzero(self.labels == group)) for group in self.groups}

    @cached_property
    def agreed(self) -> Numbers | None:
        """Group-informed consensus; None without groups."""
        return consensus.agreed_by_groups(self.groups) if self.groups else None

    @cached_property
    def rejected(self) -> Numbers | None:
        """Group-informed consensus against; None without groups."""
        return consensus.rejected_by_groups(self.groups) if self.groups else None

    @cached_property
    def gaps(self) -> consensus.Gaps | None:
        """How far groups are apart; None below two groups."""
        return consensus.gaps(self.groups) if len(self.groups) > 1 else None

    @cached_property
    def priorities(self) -> Numbers:
        """How much it would tell to show each; 0 for what is left out."""
        every = self.everybody
        known = routing.Known(every.seen, every.passes, every.agrees, self.map.extremity)
        found = routing.priority(known, self.meta)
        return np.where(self.left_out, 0.0, found)

    @cached_property
    def marks(self) -> Mapping[int, list[Marks]]:
        """What marks each group; nothing below two groups."""
        if len(self.groups) < 2:  # noqa: PLR2004 -- a group stands out from another
            return {each: [] for each in self.groups}
        grouped = altogether(self.groups)
        return {
            each: representative(counts, grouped.without(counts), self.left_out)
            for each, counts in self.groups.items()
        }


def analyse(
    votes: Votes, left_out: Mask, meta: Mask, earlier: Earlier | None = None, seed: int = 0
) -> Analysis:
    """Work everything out, with groups found here; `earlier` keeps them like those before."""
    places = opinion_map(votes.cells, left_out)
    found = group(votes, places, earlier or Earlier(), seed)
    return Analysis(
        votes=votes, left_out=left_out, meta=meta, map=places, labels=found.labels, grouping=found
    )


def analyse_groups(votes: Votes, left_out: Mask, meta: Mask, labels: Mapping[str, int]) -> Analysis:
    """Work everything out, with groups that somebody else made."""
    places = opinion_map(votes.cells, left_out)
    return Analysis(
        votes=votes, left_out=left_out, meta=meta, map=places, labels=votes.labelled(labels)
    )
