"""Summaries of numbers: mean, median, ends, and at most ten classes of one round width."""

from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import accumulate
from typing import Any

from surveys.domain.counting.tally import Tally

Places = list[tuple[Decimal, float]]  # values in order, with their (weighted) numbers of people

MOST_CLASSES = 10
ROUND_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
# A twentieth of the answers at either end may lie beyond the even classes, if these can then be
# at most half as wide.
TAIL, SQUEEZED = 20, 2


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


def _median(places: Places) -> Decimal:
    """Return the value with half of the people on either side; between two, their middle."""
    ends = list(accumulate(number for _value, number in places))
    half = ends[-1] / 2
    pairs = [(value, end) for (value, _n), end in zip(places, ends, strict=True)]
    lower = next(value for value, end in pairs if end >= half)
    return (lower + next(value for value, end in pairs if end > half)) / 2


def classes(places: Places) -> list[dict[str, Any]]:
    """Put values and their numbers into at most ten classes of one round width.

    Few distinct values are their own classes. A class holds both its ends: with values of one
    decimal, a class of width 2 from 4 reaches to 5.9. Where a few far values would squeeze nearly
    everybody into one class, the width follows from the rest, and what lies beyond is one class
    without an end (`None`) on either side.
    """
    if len(places) <= MOST_CLASSES:
        return [_class(value, value, number) for value, number in places]
    grain = min(Decimal(1).scaleb(int(value.as_tuple().exponent)) for value, _n in places)
    grain = min(grain, Decimal(1))
    (low, high), (near, far) = (places[0][0], places[-1][0]), _most(places)
    width = _width(low, high, grain, MOST_CLASSES)
    narrow = _width(near, far, grain, MOST_CLASSES - 2)
    if far == near or narrow * SQUEEZED > width:
        near, far, narrow = low, high, width
    first, last = _floor(near, narrow), _floor(far, narrow)
    found: dict[Decimal, float] = {
        first + place * narrow: 0 for place in range(int((last - first) / narrow) + 1)
    }
    for value, number in places:
        if first <= value < last + narrow:
            found[_floor(value, narrow)] += number
    return [
        *_beyond([place for place in places if place[0] < first], None, first - grain),
        *(_class(start, start + narrow - grain, number) for start, number in found.items()),
        *_beyond([place for place in places if place[0] >= last + narrow], last + narrow, None),
    ]


def _most(places: Places) -> tuple[Decimal, Decimal]:
    """Return between which values all but the lowest and the highest twentieth lie."""
    tail = sum(number for _value, number in places) // TAIL
    return _reached(places, tail), _reached(places[::-1], tail)


def _reached(places: Places, tail: float) -> Decimal:
    counts = accumulate(number for _value, number in places)
    return next(value for (value, _n), end in zip(places, counts, strict=True) if end > tail)


def _beyond(places: Places, start: Decimal | None, end: Decimal | None) -> list[dict[str, Any]]:
    return [_class(start, end, sum(number for _value, number in places))] if places else []


def _floor(value: Decimal, width: Decimal) -> Decimal:
    return (value / width).to_integral_value(ROUND_FLOOR) * width


def _width(low: Decimal, high: Decimal, grain: Decimal, most: int) -> Decimal:
    """Return the least round width with which at most so many classes reach from low to high."""
    step = Decimal(1).scaleb(((high - low) / most).adjusted())
    widths = (max(step * factor, grain) for factor in (*ROUND_STEPS, 20))
    return next(w for w in widths if (_floor(high, w) - _floor(low, w)) / w < most)


def _class(start: Decimal | None, end: Decimal | None, number: float) -> dict[str, Any]:
    low, high = (None if edge is None else _plain(edge) for edge in (start, end))
    return {"from": low, "to": high, "count": number}
