"""How often each code occurs, by group: what a column comes to before it is told as tallies.

Bins are sums over responses, so those of parts of the responses add up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from surveys.domain.counting.column import Column, Rows
from surveys.domain.counting.months import month_in
from surveys.domain.counting.shapes import Shape
from surveys.domain.counting.tally import Tally

# Ages, years, grades and ratings are exact. Finer numbers share a place in the histogram, so that
# the stored count of a question asking for any number stays small; their sum is exact all the same.
SIGNIFICANT_DIGITS = 4
BYTE = 256
OF_BYTE = np.unpackbits(np.arange(BYTE, dtype=np.uint8)[:, None], axis=1).astype(np.int64)

Sums = NDArray[Any]  # by group and code; whole numbers, or floats when weighted


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which responses are counted, and in which of some groups.

    `rows` are places in the arrays (None: all of them), as often as a response is in a group;
    `groups` is the group of each (None: there is but one), `weights` its weight (None: one).
    """

    rows: Rows | None = None
    groups: NDArray[np.integer[Any]] | None = None
    number: int = 1
    weights: NDArray[np.float64] | None = None

    def of(self, codes: NDArray[Any], width: int) -> Sums:
        """Count codes below `width`, by group."""
        found = codes if self.rows is None else codes[self.rows]
        places = found if self.groups is None else self.groups * width + found
        sums = np.bincount(places, self.weights, minlength=self.number * width)
        return sums.reshape(self.number, width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bins:
    """What was counted of one column: by code, by option chosen, words for "other", points."""

    column: Column  # without its rows: how to read the codes
    book: tuple[Any, ...]
    by_code: Sums
    chosen: Sums | None = None
    others: Sums | None = None
    points: Sums | None = None

    @classmethod
    def of(cls, column: Column, selection: Selection) -> Self:
        """Count a column."""
        return cls(
            column=_without_rows(column),
            book=column.book,
            by_code=selection.of(column.codes, column.width),
            chosen=_chosen(column, selection),
            others=None if column.others is None else _yes(selection.of(column.others, 2)),
            points=_points(column, selection),
        )

    def __add__(self, other: Self) -> Self:
        """Add bins of the same book."""
        return type(self)(
            column=self.column,
            book=self.book,
            by_code=self.by_code + other.by_code,
            chosen=_sum_of(self.chosen, other.chosen),
            others=_sum_of(self.others, other.others),
            points=_sum_of(self.points, other.points),
        )

    def tallies(self) -> Iterator[Tally]:
        """Tell each group as a tally."""
        for group in range(len(self.by_code)):
            yield self._tally(group)

    def _tally(self, group: int) -> Tally:
        by_code = self.by_code[group].tolist()
        _not_asked, no_answer, dont_know, prefer_not, *answered = by_code
        plain = Tally(
            answered=sum(answered),
            no_answer=no_answer,
            dont_know=dont_know,
            prefer_not=prefer_not,
            others=0 if self.others is None else self.others[group].item(),
            options=self._options(group, answered),
        )
        if self.points is not None:
            plain = replace(plain, total=Fraction(self.points[group].item()) / self.column.whole)
        if self.column.levels is None:
            return plain
        return _numbers(plain, self.column.levels, answered[1:])

    def _options(self, group: int, answered: list[Any]) -> dict[str, Any]:
        names = self.column.options
        if self.chosen is not None:
            answered = self.chosen[group].tolist()
        if self.column.shape is Shape.DATE:
            months: dict[str, Any] = {}
            for day, number in zip(names, answered, strict=False):
                if number:
                    months[month_in(day)] = months.get(month_in(day), 0) + number
            return months
        return {code: n for code, n in zip(names, answered, strict=False) if n}


def _without_rows(column: Column) -> Column:
    """Return what of a column says how to read its codes."""
    return Column(
        key=column.key,
        shape=column.shape,
        codes=column.codes[:0],
        options=column.options,
        levels=column.levels,
        whole=column.whole,
    )


def _sum_of(some: Sums | None, others: Sums | None) -> Sums | None:
    return None if some is None or others is None else some + others


def _yes(sums: Sums) -> Sums:
    return sums[:, 1]


def _points(column: Column, selection: Selection) -> Sums | None:
    if column.points is None:
        return None
    width = column.whole + 1
    return selection.of(column.points, width) @ np.arange(width)


def _chosen(column: Column, selection: Selection) -> Sums | None:
    """Count the options of a multiple choice, eight at a time."""
    if column.bits is None:
        return None
    eights = [selection.of(byte, BYTE) @ OF_BYTE for byte in column.bits]
    return np.concatenate(eights, axis=1)[:, : max(len(column.options), 1)]


def _numbers(plain: Tally, levels: NDArray[np.float64], people: list[Any]) -> Tally:
    histogram: dict[str, Any] = {}
    total, rounded = Fraction(), 0
    for value, number in zip(levels.tolist(), people, strict=False):
        if not number:
            continue
        exact = Decimal(repr(value))
        place = Decimal(f"{exact:.{SIGNIFICANT_DIGITS}g}")
        name = f"{place:f}".rstrip("0").rstrip(".") if "." in f"{place:f}" else f"{place:f}"
        name = "0" if name in ("-0", "") else name
        histogram[name] = histogram.get(name, 0) + number
        total += Fraction(exact) * Fraction(number)
        rounded += number * (place != exact)
    return replace(plain, values=histogram, total=total, rounded=rounded)


class Count:
    """Counts columns of one block after another, and tells what they come to."""

    def __init__(self) -> None:
        self._found: dict[str, list[Bins]] = {}

    def add(self, column: Column, selection: Selection) -> None:
        """Count one more column; those with the same book add up as arrays."""
        new, known = Bins.of(column, selection), self._found.setdefault(column.key, [])
        for place, bins in enumerate(known):
            if bins.book == new.book:
                known[place] = bins + new
                return
        known.append(new)

    def tallies(self) -> Iterator[tuple[str, list[Tally]]]:
        """Yield the tallies of each key, one for each group; none that is empty everywhere."""
        for key, parts in self._found.items():
            sums = [list(bins.tallies()) for bins in parts]
            groups = [_sum(each) for each in zip(*sums, strict=True)]
            if any(tally != Tally() for tally in groups):
                yield key, groups


def _sum(tallies: tuple[Tally, ...]) -> Tally:
    first, *rest = tallies
    for tally in rest:
        first = first.joined(tally, 1)
    return first
