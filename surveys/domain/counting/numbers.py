"""Summaries of numbers: mean, median, ends, and at most ten classes of a round width."""

from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import accumulate
from typing import Any

from surveys.domain.counting.tally import Tally

MOST_CLASSES = 10
ROUND_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


def summary(tally: Tally) -> dict[str, Any]:
    """Summarise the numbers of a tally."""
    if not tally.answered:
        return {"classes": [], "rounded": 0}
    places = sorted((Decimal(value), number) for value, number in tally.values.items())
    return {
        "mean": float(tally.total / tally.answered),
        "median": _plain(_median(places)),
        "min": _plain(places[0][0]),
        "max": _plain(places[-1][0]),
        "classes": classes(places),
        "rounded": tally.rounded,
    }


def amounts(tally: Tally, total: Fraction) -> dict[str, Any]:
    """Say what the amounts given to one option come to, and its share of all that was given.

    The least and the most are somebody's own answers and left out.
    """
    found: dict[str, Any] = {"sum": plain_number(tally.total)}
    if total:
        found["share"] = float(tally.total / total)
    if tally.answered:
        whole = summary(tally)
        found |= {"mean": whole["mean"], "median": whole["median"]}
    return found


def plain_number(value: Fraction) -> int | float:
    """Return a number as JSON has it."""
    return int(value) if value.denominator == 1 else float(value)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _median(places: list[tuple[Decimal, int]]) -> Decimal:
    ends = list(accumulate(number for _value, number in places))
    count = ends[-1]

    def at(rank: int) -> Decimal:
        return next(value for (value, _n), end in zip(places, ends, strict=True) if rank < end)

    return (at((count - 1) // 2) + at(count // 2)) / 2


def classes(places: list[tuple[Decimal, int]]) -> list[dict[str, Any]]:
    """Put values and their numbers into at most ten classes of one round width.

    Few distinct values are their own classes. A class holds both its ends: with values of one
    decimal, a class of width 2 from 4 reaches to 5.9.
    """
    if len(places) <= MOST_CLASSES:
        return [_class(value, value, number) for value, number in places]
    grain = min(Decimal(1).scaleb(int(value.as_tuple().exponent)) for value, _n in places)
    grain = min(grain, Decimal(1))
    low, high = places[0][0], places[-1][0]
    width = _width(low, high, grain)
    found: dict[Decimal, int] = {}
    start = _floor(low, width)
    while start <= high:
        found[start] = 0
        start += width
    for value, number in places:
        found[_floor(value, width)] += number
    return [_class(start, start + width - grain, number) for start, number in found.items()]


def _floor(value: Decimal, width: Decimal) -> Decimal:
    return (value / width).to_integral_value(ROUND_FLOOR) * width


def _width(low: Decimal, high: Decimal, grain: Decimal) -> Decimal:
    """Return the least round width with which at most ten classes reach from low to high."""
    step = Decimal(1).scaleb(((high - low) / MOST_CLASSES).adjusted())
    widths = (max(step * factor, grain) for factor in (*ROUND_STEPS, 20))
    return next(w for w in widths if (_floor(high, w) - _floor(low, w)) / w < MOST_CLASSES)


def _class(start: Decimal, end: Decimal, number: int) -> dict[str, Any]:
    return {"from": _plain(start), "to": _plain(end), "count": number}
