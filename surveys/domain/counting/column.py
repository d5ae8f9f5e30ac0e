"""One counted thing of many responses, as an array of small integers.

Codes: 0 not asked, 1 no answer, 2 don't know, 3 does not want to say, 4 and on the options. Of
numbers, 4 is an answer that is no number, and 5 and on are places in `levels`. A multiple choice
keeps one bit an option beside its code (4 means answered).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.domain.counting.shapes import Shape
from surveys.domain.questions.base import Missing

NOT_ASKED, NO_ANSWER, DONT_KNOW, PREFER_NOT, ANSWERED = range(5)
FIRST_LEVEL = ANSWERED + 1
STATES: Mapping[Any, int] = {
    None: NOT_ASKED,
    Missing.NO_ANSWER.value: NO_ANSWER,
    Missing.DONT_KNOW.value: DONT_KNOW,
    Missing.PREFER_NOT.value: PREFER_NOT,
}

Codes = NDArray[np.unsignedinteger[Any]]
Rows = NDArray[np.intp]


def small(codes: Any, most: int) -> Codes:
    """Return codes up to `most` in the smallest type that holds them."""
    return np.asarray(codes).astype(np.min_scalar_type(max(most, 0)), copy=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One counted thing; every array has an entry (of `bits`, a column) for each response.

    `others` marks who wrote words for "other". `points` are Borda points in parts of `whole`, the
    most that one ballot can give to an option.
    """

    key: str
    shape: Shape
    codes: Codes
    options: tuple[str, ...] = ()
    levels: NDArray[np.float64] | None = None
    bits: NDArray[np.uint8] | None = None
    others: NDArray[np.bool_] | None = None
    points: Codes | None = None
    whole: int = 1

    @property
    def book(self) -> tuple[Any, ...]:
        """What tells whether codes of two columns mean the same."""
        levels = b"" if self.levels is None else self.levels.tobytes()
        parts = (self.bits is None, self.others is None, self.points is None)
        return self.shape, self.options, levels, self.whole, *parts

    @property
    def width(self) -> int:
        """One more than the highest code."""
        named = len(self.options) if self.levels is None else 1 + len(self.levels)
        return ANSWERED + max(named, 1)


def merged(columns: Sequence[Column]) -> Column:
    """Put columns of the same thing after one another, as one with one codebook."""
    first = columns[0]
    if any(column.book != first.book for column in columns):
        columns = _alike(columns)
        first = columns[0]
    codes = np.concatenate([column.codes for column in columns])
    return Column(
        key=first.key,
        shape=first.shape,
        codes=small(codes, first.width - 1),
        options=first.options,
        levels=first.levels,
        bits=_beside([column.bits for column in columns], axis=1),
        others=_beside([column.others for column in columns]),
        points=_beside([column.points for column in columns]),
        whole=first.whole,
    )


def taken(column: Column, rows: Rows) -> Column:
    """Return a column with the entries at some places, each as often as it is named."""
    return replace(
        column,
        codes=column.codes[rows],
        bits=None if column.bits is None else column.bits[:, rows],
        others=None if column.others is None else column.others[rows],
        points=None if column.points is None else column.points[rows],
    )


def trimmed(column: Column) -> Column:
    """Return a column whose book holds only what somebody said: an erased answer leaves no word."""
    first = ANSWERED if column.levels is None else FIRST_LEVEL
    named = len(column.options) if column.levels is None else len(column.levels)
    if column.bits is not None:
        marks = unpacked(column.bits, max(named, 1))
        kept = np.flatnonzero(marks[:named].any(axis=1))
        bits = packed(marks[kept] if len(kept) else marks[:1])
        return replace(column, bits=bits, options=tuple(column.options[n] for n in kept))
    kept = np.flatnonzero(np.bincount(column.codes, minlength=first + named)[first:])
    table = np.zeros(first + named + 1, np.uint32)
    table[:first], table[first + kept] = np.arange(first), first + np.arange(len(kept))
    options = tuple(column.options[n] for n in kept) if column.options else ()
    return replace(
        column,
        codes=small(table[column.codes], first + len(kept)),
        options=options,
        levels=None if column.levels is None else column.levels[kept],
    )


def _beside(arrays: Sequence[Any], axis: int = 0) -> Any:
    return None if arrays[0] is None else np.concatenate(arrays, axis=axis)


def _alike(columns: Sequence[Column]) -> list[Column]:
    """Write all columns with the codes of one book."""
    options = tuple(dict.fromkeys(option for column in columns for option in column.options))
    levels = [column.levels for column in columns if column.levels is not None]
    every = np.unique(np.concatenate(levels)) if levels else None
    return [_recoded(column, options, every) for column in columns]


def _recoded(
    column: Column, options: tuple[str, ...], levels: NDArray[np.float64] | None
) -> Column:
    if column.levels is not None and levels is not None:
        places = np.searchsorted(levels, column.levels) + FIRST_LEVEL
        known = range(FIRST_LEVEL)
    else:
        places = np.array([options.index(option) for option in column.options], int) + ANSWERED
        known = range(ANSWERED)
    bits, codes = column.bits, column.codes
    if bits is not None:
        chosen = np.zeros((max(len(options), 1), len(codes)), bool)
        chosen[places - ANSWERED] = unpacked(bits, len(column.options))
        bits = packed(chosen)
    else:
        table = np.array([*known, *places], np.uint32)
        codes = table[codes] if len(codes) else codes
    return Column(
        key=column.key,
        shape=column.shape,
        codes=codes,
        options=options,
        levels=levels,
        bits=bits,
        others=column.others,
        points=column.points,
        whole=column.whole,
    )


def packed(chosen: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Pack rows of options into bytes: one row for eight options."""
    return np.packbits(chosen, axis=0)


def unpacked(bits: NDArray[np.uint8], options: int) -> NDArray[np.bool_]:
    """Return a row for each option again."""
    return np.unpackbits(bits, axis=0, count=options).astype(bool)
