"""Which responses of a block a filter leaves, and into which groups a variable splits them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from participation.activities.domain.filters import Condition
from surveys.domain.counting.block import Block
from surveys.domain.counting.column import ANSWERED, FIRST_LEVEL, Column, Rows, unpacked
from surveys.domain.counting.variables import ANY, Gives, Variable
from surveys.domain.questions.base import Missing

Asked = Sequence[tuple[Variable, Condition]]
Mask = NDArray[np.bool_]
Combined = tuple[str, ...]


def chosen(block: Block, conditions: Asked) -> Rows | None:
    """Return the rows that fulfil all conditions; None stands for every row."""
    found: Mask | None = None
    for variable, condition in conditions:
        mask = _fulfils(block, variable, condition)
        found = mask if found is None else found & mask
    if found is None and not len(block.gone):
        return None
    found = np.ones(block.size, bool) if found is None else found
    found[block.gone] = False
    return np.flatnonzero(found)


def _fulfils(block: Block, variable: Variable, condition: Condition) -> Mask:
    column = block.column(variable.key)
    if column is None:
        is_left = Missing.NOT_ASKED.value in condition.values
        return np.full(block.size, is_left)
    table = np.zeros(column.width, bool)
    names = list(variable.called(column))
    for place in range(ANSWERED):
        table[place] = names[place] in condition.values
    if variable.gives is Gives.CHOICES:
        return _any_of(column, names, condition) | table[column.codes]
    table[ANSWERED:] = ANY in condition.values or _answers(column, variable, names, condition)
    found: Mask = table[column.codes]
    return found


def _answers(
    column: Column, variable: Variable, names: Sequence[str], condition: Condition
) -> Mask | list[bool]:
    """Tell of each code from `ANSWERED` on whether it is asked for."""
    length = column.width - ANSWERED
    if variable.gives is Gives.NUMBER and column.levels is not None:
        levels = column.levels
        wanted = np.isin(levels, [number(value) for value in condition.values])
        if condition.least or condition.most:
            least, most = number(condition.least, -np.inf), number(condition.most, np.inf)
            wanted |= (levels >= least) & (levels <= most)
        return np.concatenate([np.zeros(FIRST_LEVEL - ANSWERED, bool), wanted])
    found = [_is_day(name, condition) or name in condition.values for name in names[ANSWERED:]]
    return found + [False] * (length - len(found))


def number(words: str, otherwise: float = np.nan) -> float:
    """Return the number that somebody wrote, with a comma or a point."""
    try:
        return float(words.replace(",", "."))
    except ValueError:
        return otherwise


def _is_day(name: str, condition: Condition) -> bool:
    """Tell whether a day, or a month, lies between two ISO days."""
    least, most = condition.least[: len(name)], condition.most[: len(name)]
    return bool(least or most) and (not least or least <= name) and (not most or name <= most)


def _any_of(column: Column, names: Sequence[str], condition: Condition) -> Mask:
    if ANY in condition.values:
        return np.asarray(column.codes == ANSWERED)
    wanted = [place for place, name in enumerate(names[ANSWERED:]) if name in condition.values]
    if column.bits is None or not wanted:
        return np.zeros(len(column.codes), bool)
    mask = np.zeros(len(column.codes), np.uint8)
    for place in wanted:
        mask |= column.bits[place // 8] & np.uint8(0x80 >> place % 8)
    return mask.astype(bool)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a split, by name; in one that overlaps a person may be in several."""

    variable: Variable
    names: tuple[str, ...]

    @property
    def overlap(self) -> bool:
        """Tell whether somebody may be in two of them."""
        return self.variable.gives is Gives.CHOICES

    def of(self, block: Block, rows: Rows | None) -> tuple[Rows | None, NDArray[np.int32]]:
        """Return rows with the group of each; a row comes as often as it is in a group."""
        column = block.column(self.variable.key)
        if column is None:  # the version did not ask
            length = block.size if rows is None else len(rows)
            return rows, np.full(length, self.names.index(self.variable.missing[0]), np.int32)
        table = self._table(column)
        if not self.overlap:
            codes = column.codes if rows is None else column.codes[rows]
            return rows, table[codes]
        return self._overlapping(column, table, np.arange(block.size) if rows is None else rows)

    def _table(self, column: Column) -> NDArray[np.int32]:
        places = [self.names.index(name) for name in self.variable.called(column)]
        short = column.width - len(places)
        return np.array(places + places[:1] * short, np.int32)

    def _overlapping(
        self, column: Column, table: NDArray[np.int32], rows: Rows
    ) -> tuple[Rows, NDArray[np.int32]]:
        codes = column.codes[rows]
        missing = codes < ANSWERED
        found, groups = [rows[missing]], [table[codes[missing]]]
        if column.bits is not None and column.options:
            marks = unpacked(column.bits[:, rows], len(column.options))
            for place, mark in enumerate(marks):
                found.append(rows[mark])
                groups.append(np.full(len(found[-1]), table[ANSWERED + place], np.int32))
        return np.concatenate(found), np.concatenate(groups)


def groups_of(variable: Variable, blocks: Iterable[Block]) -> Groups:
    """Return the groups of a split: declared options, what else was said, then who said nothing."""
    columns = (block.column(variable.key) for block in blocks)
    said = (name for column in columns for name in variable.called(column)[ANSWERED:])
    last = dict.fromkeys(variable.missing)
    names = (name for name in (*variable.options, *said) if name not in last)
    return Groups(variable, tuple(dict.fromkeys((*names, *last))))


@dataclass(frozen=True, slots=True)
class CellGroups:
    """The groups of people whose values of some variables, together, belong to one of them."""

    variable: Variable
    names: tuple[str, ...]
    by: Sequence[Variable]
    cells: Mapping[Combined, str]
    overlap: bool = False

    def of(self, block: Block, rows: Rows | None) -> tuple[Rows | None, NDArray[np.int32]]:
        """Return rows with the group of each."""
        cells, names = _cells(block, self.by)
        table = np.zeros(int(np.prod([len(each) for each in names], dtype=np.int64)), np.int32)
        for cell in np.flatnonzero(np.bincount(cells, minlength=len(table))).tolist():
            table[cell] = self.names.index(self.cells.get(_cell(cell, names), self.names[0]))
        found = table[cells]
        return rows, found if rows is None else found[rows]


def weights_of(
    block: Block, variables: Sequence[Variable], weights: Mapping[tuple[str, ...], float]
) -> NDArray[np.float64]:
    """Return the weight of each response: that of its cell, or one if the cell has none."""
    cells, names = _cells(block, variables)
    table = np.ones(int(np.prod([len(each) for each in names], dtype=np.int64)))
    for cell in np.flatnonzero(np.bincount(cells, minlength=len(table))).tolist():
        table[cell] = weights.get(_cell(cell, names), 1.0)
    return table[cells]


def combinations(blocks: Iterable[Block], variables: Sequence[Variable]) -> dict[Combined, int]:
    """Count responses by the values of some variables together."""
    found: dict[Combined, int] = {}
    for block in blocks:
        cells, names = _cells(block, variables)
        rows = chosen(block, ())
        counts = np.bincount(cells if rows is None else cells[rows])
        for cell in np.flatnonzero(counts).tolist():
            name = _cell(cell, names)
            found[name] = found.get(name, 0) + int(counts[cell])
    return found


def _cells(
    block: Block, variables: Sequence[Variable]
) -> tuple[NDArray[np.int64], list[Sequence[str]]]:
    """Give the combination of values of each response a number; `names` has the values in order."""
    cells = np.zeros(block.size, np.int64)
    names: list[Sequence[str]] = []
    for variable in variables:
        column = block.column(variable.key)
        called = variable.missing[:1] if column is None else variable.called(column)
        if column is not None:
            cells = cells * len(called) + column.codes
        names.append(called)
    return cells, names


def _cell(cell: int, names: Sequence[Sequence[str]]) -> tuple[str, ...]:
    found: list[str] = []
    for called in reversed(names):
        cell, place = divmod(cell, len(called))
        found.append(called[place])
    return tuple(reversed(found))
