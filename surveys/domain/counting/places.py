"""Rankings counted: how often each option had each place, and its Borda score.

Borda (J.-C. de Borda, Mémoire sur les élections au scrutin, 1781): of m options the first gets
m - 1 points, the next m - 2, the last none. A ballot that ranks only some gives the others equal
parts of the points that are left: the average of the unallocated points (see J. Emerson, "The
original Borda count and partial voting", Social Choice and Welfare 40, 2013, for the rules in
use). So every ballot gives the same points in all, and nobody gains by leaving options out.

Points are kept as a part of the most an option can get, so that versions of a questionnaire with
different numbers of options add up: 1 means that everybody put the option first, 0 last.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from surveys.domain.counting.tally import Tally

UNRANKED = "unranked"


def place_in(ballot: Sequence[str], option: str) -> str:
    """Return the place of an option on a ballot, as a code."""
    return str(ballot.index(option) + 1) if option in ballot else UNRANKED


def most_points(options: int) -> int:
    """Return the points of the first place, in halves; of one option alone, any number."""
    return max(2 * (options - 1), 1)


def points(ballot: Sequence[str], option: str, options: int) -> int:
    """Return the points that a ballot gives to an option, in halves."""
    if options < 2:  # noqa: PLR2004 -- one option alone has nothing to be ranked against
        return 0
    if option in ballot:
        return 2 * (options - 1 - ballot.index(option))
    left = max(options - len(ballot), 1)
    return left - 1


def places(tally: Tally) -> dict[str, Any]:
    """Say what the places of one option come to.

    `ranked` gave it a place; `first` put it first; `mean_rank` is of those who ranked it; `borda`
    is between 0 and 100, of everybody who answered.
    """
    ranks = {int(code): n for code, n in tally.options.items() if code != UNRANKED}
    ranked = sum(ranks.values())
    found: dict[str, Any] = {"ranked": ranked, "first": ranks.get(1, 0)}
    if ranked:
        found["mean_rank"] = sum(rank * n for rank, n in ranks.items()) / ranked
    if tally.answered:
        found["borda"] = float(100 * tally.total / tally.answered)
    return found


def widest(tallies: Mapping[str, Tally]) -> int:
    """Return the last place that anybody gave to anything."""
    ranks = (code for tally in tallies.values() for code in tally.options if code != UNRANKED)
    return max(map(int, ranks), default=0)
