"""Rankings counted: how often each option had each place, and its Borda score.

The points and their source are in `participation.activities.domain.statistics.ranking`.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from participation.activities.domain.statistics import ranking
from surveys.domain.counting.tally import Tally

UNRANKED = "unranked"


def place_in(ballot: Sequence[str], option: str) -> str:
    """Return the place of an option on a ballot, as a code."""
    return str(ballot.index(option) + 1) if option in ballot else UNRANKED


def points(ballot: Sequence[str], option: str, options: int) -> Fraction:
    """Return the part of the most points that a ballot gives to an option."""
    place = ballot.index(option) + 1 if option in ballot else None
    return ranking.points(place, len(ballot), options)


def places(tally: Tally) -> dict[str, Any]:
    """Say what the places of one option come to.

    `ranked` gave it a place; `first` put it first; `mean_rank` is of those who ranked it; `borda`
    is between 0 and 100, of everybody who answered.
    """
    ranks = {int(code): n for code, n in tally.options.items() if code != UNRANKED}
    placed = ranking.placed(ranks)
    found: dict[str, Any] = {"ranked": placed.ranked, "first": placed.first}
    if placed.mean_rank is not None:
        found["mean_rank"] = placed.mean_rank
    if tally.answered:
        found["borda"] = float(100 * tally.total / tally.answered)
    return found


def widest(tallies: Mapping[str, Tally]) -> int:
    """Return the last place that anybody gave to anything."""
    ranks = (code for tally in tallies.values() for code in tally.options if code != UNRANKED)
    return max(map(int, ranks), default=0)
