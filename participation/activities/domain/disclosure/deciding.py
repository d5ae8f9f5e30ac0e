"""Decide what one part of a release tells, after everything told of it before."""

from collections.abc import Collection, Mapping, Sequence

from participation.activities.domain.disclosure.board import Board
from participation.activities.domain.disclosure.periods import GONE, Cell, Period, completed
from participation.activities.domain.disclosure.puzzle import Secret
from participation.activities.domain.disclosure.sheets import OTHERS, WHOLE, Column, Numbers, Part


class TooLittleNew(Exception):
    """So few answers came since an earlier release that the figures would tell what they are."""


def decide(  # noqa: PLR0913 -- the six facts a decision needs
    part: Part,
    earlier: Sequence[Period],
    truth: Mapping[Column, Numbers],
    minimum: int,
    *,
    sizes: Collection[Column] = (),
    hidden: Collection[str] = (),
) -> Period:
    """Return what may be told of the part: columns, cells, scores.

    The whole comes first: no split ever hides a number of everybody.

    `sizes` are the groups of which the number of people is told; `hidden` names cells that are
    hidden for another reason.
    """
    now = Period(truth=completed(part, truth), sizes={WHOLE, *sizes})
    if not _is_enough(part, earlier, now, WHOLE, minimum):
        return now
    now.columns = {WHOLE} | {
        column
        for column in now.sizes - {WHOLE}
        if column[1] != GONE and _is_enough(part, earlier, now, column, minimum)
    }
    _tell(part, earlier, now, minimum, set(hidden))
    variables = now.variables()
    for some in ([], *([variable] for variable in variables), variables[1:] and variables):
        _mend(part, earlier, now, minimum, some)
    return now


def _is_enough(
    part: Part, earlier: Sequence[Period], now: Period, column: Column, minimum: int
) -> bool:
    """Tell whether enough people answered in a column, also of those who are new in it."""
    for rows in part.answered:
        if now.of(column, rows) < minimum:
            return False
        for period in earlier:
            if column not in period.columns:
                continue
            if 0 < abs(now.of(column, rows) - period.of(column, rows)) < minimum:
                if column == WHOLE:
                    raise TooLittleNew
                return False
    return True


def _tell(
    part: Part, earlier: Sequence[Period], now: Period, minimum: int, hidden: set[str]
) -> None:
    """Tell every cell that gives nobody away by itself, and the scores of every column."""
    for column in now.columns:
        for name, rows in part.cells.items():
            cell = (column, name)
            before = [period for period in earlier if cell in period.cells]
            if name not in hidden and _is_open(now, before, cell, rows, minimum):
                now.cells.add(cell)
        if any(now.of(column, rows) for rows in part.answered):
            now.scores |= {(column, name) for name in part.scores or {}}


def _is_open(
    now: Period, earlier: Sequence[Period], cell: Cell, rows: tuple[str, ...], minimum: int
) -> bool:
    """Tell whether a cell is of nobody or enough people, as is what came since it was told."""
    column, name = cell
    for seen in (rows, (f"{OTHERS}{name}",)):
        count = now.of(column, seen)
        added = (count - period.of(column, seen) for period in earlier)
        if any(0 < abs(number) < minimum for number in (count, *added)):
            return False
    return True


def _mend(
    part: Part,
    earlier: Sequence[Period],
    now: Period,
    minimum: int,
    variables: Sequence[str],
) -> None:
    """Hide more until nothing that must not come out can be worked out."""
    while True:
        board = Board(part, [*earlier, now], minimum, variables)
        if not now.columns or all(_is_mended(board, s) for s in list(board.secrets())):
            return
        _withdraw(part, now, variables)


def _is_mended(board: Board, secret: Secret) -> bool:
    """Make one secret safe, by hiding cells; tell whether that was possible."""
    while not board.puzzle.is_safe(secret, board.told):
        chosen = board.puzzle.price(secret, board.told) or _next(board.told)
        if not chosen:
            return False
        board.hide(chosen)
    return True


def _next(told: Mapping[Cell, tuple[object, float]]) -> set[Cell]:
    """Choose the cheapest cell of all, where no better choice was found."""
    return {min(told, key=lambda cell: (told[cell][1], cell))} if told else set()


def _withdraw(part: Part, now: Period, variables: Sequence[str]) -> None:
    """Hide a whole column, the least first; when no group is left, everything."""
    groups = sorted(c for c in now.columns if c[0] in variables)
    people = {column: now.of(column, part.answered[0]) for column in groups}
    gone = [min(groups, key=people.__getitem__)] if groups else list(now.columns)
    for column in gone:
        now.columns.discard(column)
    now.cells = {cell for cell in now.cells if cell[0] in now.columns}
    now.scores = {cell for cell in now.scores if cell[0] in now.columns}
