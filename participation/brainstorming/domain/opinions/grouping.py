"""Who is in a group of opinion, and how many groups there are.

As in Polis: people who voted often enough, places on the map, k-means for two to five groups, the
number of groups by the mean silhouette, and a new number only when it has won four times running.

Otherwise than in Polis there is no first round of a hundred small clusters, and a person's place
weighs as many votes as it rests on. Of all places where k-means settles, the clearest (by the
silhouette, as for k) is taken, since many are all but equal in squares. A larger number of groups
must be clearer by 0.01.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from participation.brainstorming.domain.opinions import kmeans
from participation.brainstorming.domain.opinions.naming import by_size, kept_numbers
from participation.brainstorming.domain.opinions.opinion_map import OpinionMap
from participation.brainstorming.domain.opinions.silhouettes import mean_silhouettes
from participation.brainstorming.domain.opinions.votes import (
    UNSEEN,
    Integers,
    Mask,
    Numbers,
    Votes,
    steady_order,
)

VOTES, PEOPLE = 7, 15
FEWEST, MOST, PEOPLE_A_GROUP = 2, 5, 12
STARTS, STARTS_OF_MANY, MANY = 40, 10, 2000
CLEARER = 0.01
RUNNING = 4


@dataclass(frozen=True, slots=True)
class Smoother:
    """The number of groups in use, and how often running another one has been best."""

    in_use: int = 0
    best: int = 0
    running: int = 0

    def after(self, best: int) -> "Smoother":
        """Return what follows when a number of groups is best."""
        running = self.running + 1 if best == self.best else 1
        changes = running >= RUNNING or not self.in_use
        return Smoother(best if changes else self.in_use, best, running)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the calculation before left: the group of each, and how its number came about."""

    labels: Mapping[str, int] = field(default_factory=dict)
    smoother: Smoother = field(default_factory=Smoother)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grouping:
    """The group of each row (-1: in none), and how clear each number of groups is."""

    labels: Integers
    silhouettes: Mapping[int, float]
    smoother: Smoother


def qualified(votes: Votes, before: Mapping[str, int]) -> Mask:
    """Return who is grouped: who has voted seven times (or about all there is), and who was before.

    If fewer than fifteen have, those as active as the fifteenth are.
    """
    voted = np.count_nonzero(votes.cells != UNSEEN, axis=1)
    enough = voted >= max(1, min(VOTES, len(votes.statements)))
    if np.count_nonzero(enough) < PEOPLE and len(voted):
        fifteenth = np.sort(voted)[::-1][: min(PEOPLE, len(voted))][-1]
        enough = voted >= max(1, fifteenth)
    found: Mask = enough | (votes.labelled(before) >= 0)
    return found


def group(votes: Votes, places: OpinionMap, earlier: Earlier, seed: int = 0) -> Grouping:
    """Return the groups, numbered as before as far as they hold the same people."""
    enough = qualified(votes, earlier.labels)
    order = steady_order(votes.cells)
    order = order[enough[order]]
    found = _clearest(
        places.people[order], np.count_nonzero(votes.cells[order] != UNSEEN, axis=1), seed
    )
    silhouettes = {k: silhouette for k, (silhouette, _labels) in found.items()}
    labels = np.full(len(votes.participants), -1, dtype=np.int64)
    if not found:
        return Grouping(labels=labels, silhouettes=silhouettes, smoother=earlier.smoother)
    smoother = earlier.smoother.after(_best(silhouettes))
    number = smoother.in_use if smoother.in_use in found else _best(silhouettes)
    labels[order] = by_size(found[number][1])
    return Grouping(
        labels=kept_numbers(labels, votes.participants, earlier.labels),
        silhouettes=silhouettes,
        smoother=smoother,
    )


def _best(silhouettes: Mapping[int, float]) -> int:
    """Return the smallest number of groups that is all but as clear as the clearest."""
    most = max(silhouettes.values())
    return min(k for k, value in silhouettes.items() if value > most - CLEARER)


def _clearest(points: Numbers, voted: Integers, seed: int) -> dict[int, tuple[float, Integers]]:
    """Return the clearest partition for each number of groups, with its silhouette."""
    different = len(np.unique(points, axis=0))
    most = min(MOST, FEWEST + len(points) // PEOPLE_A_GROUP, different)
    starts = STARTS if len(points) <= MANY else STARTS_OF_MANY
    tried = {
        labels.tobytes(): (k, labels)
        for k in range(FEWEST, most + 1)
        for labels in kmeans.partitions(points, voted.astype(np.float64), k, starts, seed)
    }
    found: dict[int, tuple[float, Integers]] = {}
    ways = list(tried.values())
    clear = mean_silhouettes(points, [labels for _k, labels in ways]) if ways else []
    for (k, labels), silhouette in zip(ways, clear, strict=True):
        if k not in found or silhouette > found[k][0]:
            found[k] = silhouette, labels
    return found
