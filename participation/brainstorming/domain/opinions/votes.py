"""Who voted how about what: one byte a cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Cells = npt.NDArray[np.int8]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

AGREE, PASS, DISAGREE, UNSEEN = 1, 0, -1, -2


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """A table of participants and statements: AGREE, PASS, DISAGREE or UNSEEN."""

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    cells: Cells

    def marked(self, statements: Iterable[str]) -> Mask:
        """Return which columns are among some statements."""
        named = set(statements)
        return np.array([each in named for each in self.statements], dtype=np.bool_)

    def labelled(self, labels: Mapping[str, int]) -> Integers:
        """Return the group of each row; -1 where somebody has none."""
        return np.array([labels.get(each, -1) for each in self.participants], dtype=np.int64)


def unseen(participants: Sequence[str], statements: Sequence[str]) -> Votes:
    """Return a table in which nobody has seen anything."""
    shape = (len(participants), len(statements))
    return Votes(tuple(participants), tuple(statements), np.full(shape, UNSEEN, np.int8))


def from_log(
    log: Iterable[tuple[str, str, int]], participants: Sequence[str], statements: Sequence[str]
) -> Votes:
    """Return the table of a log of (participant, statement, vote): the last vote counts."""
    votes = unseen(participants, statements)
    row = {each: at for at, each in enumerate(votes.participants)}
    column = {each: at for at, each in enumerate(votes.statements)}
    for participant, statement, vote in log:
        votes.cells[row[participant], column[statement]] = vote
    return votes


def together(votes: Votes, merged: Mapping[str, str]) -> Votes:
    """Return the table as if statements were one: `merged` names what each goes into.

    Everybody counts once: a vote about the statement that stays goes before one about another,
    and among others the first column does. The table that was given is left as it is, so what was
    merged is undone by leaving it out of `merged`.
    """
    column = {each: at for at, each in enumerate(votes.statements)}
    cells = votes.cells.copy()
    for each in votes.statements:
        if each in merged:
            kept = cells[:, column[_last(each, merged)]]
            kept[:] = np.where(kept == UNSEEN, votes.cells[:, column[each]], kept)
    stays = [at for at, each in enumerate(votes.statements) if each not in merged]
    statements = tuple(votes.statements[at] for at in stays)
    return Votes(votes.participants, statements, cells[:, stays])


def _last(statement: str, merged: Mapping[str, str]) -> str:
    """Follow a statement into what it went into, which may have gone into another."""
    seen = {statement}
    while (into := merged.get(statement)) is not None:
        if into in seen:
            raise ValueError(f"{into} is merged into itself")
        seen.add(into)
        statement = into
    return statement


def steady_order(cells: Cells) -> Integers:
    """Return an order of rows that depends on what they hold alone.

    Sums of fractions and draws of numbers then come out the same, however the rows came.
    """
    if not cells.size:
        return np.arange(len(cells))
    rows = np.ascontiguousarray(cells).view(np.dtype((np.void, cells.shape[1]))).ravel()
    return np.argsort(rows, kind="stable")
