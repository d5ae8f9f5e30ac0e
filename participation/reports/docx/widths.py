"""How wide the columns of a table are: no word of a head is broken while there is room."""

from collections.abc import Iterable

from docx.shared import Cm, Pt

from participation.reports.domain.laid import LaidTable
from participation.reports.drawing.letters import width

# Programs without the document's typeface take one that is wider than ours by as much.
CAREFUL = 1.36
BESIDE = 5.0
HEAD, TIGHT_HEADS = 9.0, (7.5, 7.0, 6.5)
CELL, TIGHT_CELL = 9.0, 8.5


def head_size(table: LaidTable, wide: int, *, is_tight: bool) -> float:
    """Return the largest size of heads at which every word of the table fits its column."""
    if not is_tight:
        return HEAD
    least = Cm(3.2)
    fits = (
        size
        for size in TIGHT_HEADS
        for first, *others in (needs(table, size, is_tight=True),)
        if max(first, least) + sum(others) <= wide
    )
    return next(fits, TIGHT_HEADS[-1])


def needs(table: LaidTable, size: float, *, is_tight: bool) -> list[int]:
    """Return how wide each column must be at least, that of the heads of rows first."""
    small = TIGHT_CELL if is_tight else CELL
    heads = [_longest([words], size, is_bold=True) for words in (table.stub, *table.columns)]
    cells = [_longest((row.head for row in table.rows), small)]
    for place in range(len(table.columns)):
        below = (row.cells[place].shown for row in table.rows if len(row.cells) > place + 1)
        last = (row.cells[place].shown for row in table.rows if len(row.cells) == place + 1)
        full = last if place == len(table.columns) - 1 else ()
        cells.append(_longest((*below, *full), small))
    return [Pt(max(pair)) for pair in zip(heads, cells, strict=True)]


def widths(table: LaidTable, wide: int, size: float, each: int, *, is_tight: bool) -> list[int]:
    """Return the widths of columns: `each` where words allow it, what is left to heads of rows."""
    first, *others = needs(table, size, is_tight=is_tight)
    roomy = [max(each, need) for need in others]
    if first + sum(roomy) <= wide:
        return [wide - sum(roomy), *roomy]
    least = first + sum(others)
    if least <= wide:
        return [wide - sum(others), *others]
    return [int(need * wide / least) for need in (first, *others)]


def _longest(said: Iterable[str], size: float, *, is_bold: bool = False) -> float:
    words = (word for each in said for word in each.split(" "))
    return max((width(w, size, is_bold=is_bold) for w in words), default=0.0) * CAREFUL + BESIDE
