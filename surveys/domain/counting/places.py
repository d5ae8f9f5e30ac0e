"""Rankings counted: how often each option had each place, and its Borda score.

The points and their source are in `participation.activities.domain.statistics.ranking`.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from participation.activities.domain.statistics import ranking
from surveys.domain.counting.tally import Tally

UNRANKED = "unranked"


def place_in(ballot: Sequence[str], option: str) -> str:
    """Return the place of an option on a ballot, as a code."""
    return str(ballot.index(option) + 1) if option in ballot else UNRANKED


def points(ballot: Sequence[str], option: str, options: int) -> Fraction:
    """Return the part of the most points that a ballot gives to an option."""
    return Fraction(half_points(ballot, option, options), most_points(options))


def half_points(ballot: Sequence[str], option: str, options: int) -> int:
    """Return the points that a ballot gives to an option, in halves."""
    place = ballot.index(option) + 1 if option in ballot else None
    return halves(place, len(ballot), options)


def most_points(options: int) -> int:
    """Return the points of the first place, in halves; of one option alone, any number."""
    return max(2 * (options - 1), 1)


@cache
def halves(place: int | None, ranked: int, options: int) -> int:
    """Return the points of a place on a ballot that ranks so many options, in halves."""
    return int(ranking.points(place, ranked, options) * most_points(options))


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
