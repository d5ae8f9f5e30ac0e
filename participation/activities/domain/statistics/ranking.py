"""What rankings come to: Borda points, mean rank, first choices.

Borda (J.-C. de Borda, Mémoire sur les élections au scrutin, in Histoire de l'Académie Royale des
Sciences, année 1781, printed in 1784): of m options the first gets
m - 1 points, the next m - 2, the last none. A ballot that ranks only some gives the others equal
parts of the points that are left: the average of the unallocated points (see J. Emerson, "The
original Borda count and partial voting", Social Choice and Welfare 40, 2013, for the rules in
use). So every ballot gives the same points in all, and nobody gains by leaving options out.

Points are a part of the most an option can get: 1 means that everybody put the option first, 0
last, and ballots on different numbers of options add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import fsum


def points(place: int | None, ranked: int, options: int) -> Fraction:
    """Return the part of the most points that an option gets from a ballot.

    `place` counts from 1 and is None where the ballot, which ranks `ranked`, leaves it out.
    """
    if options < 2:  # noqa: PLR2004 -- one option alone has nothing to be ranked against
        return Fraction(0)
    if place is not None:
        return Fraction(options - place, options - 1)
    left = max(options - ranked, 1)
    return Fraction(left - 1, 2 * (options - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How an option was placed: by how many, by how many first, and where on average."""

    ranked: float
    first: float
    mean_rank: float | None


def placed(counts: Mapping[int, float]) -> Places:
    """Return what the places of one option come to, from (weighted) people by place."""
    whole = all(isinstance(number, int) for number in counts.values())
    add = sum if whole else fsum
    ranked = add(counts.values())
    mean = add(place * number for place, number in counts.items()) / ranked if ranked else None
    return Places(ranked=ranked, first=counts.get(1, 0), mean_rank=mean)
