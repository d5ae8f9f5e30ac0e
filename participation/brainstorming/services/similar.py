"""Ideas like the one somebody is writing, among those that others see.

The index is kept by each process and brought up to date when the version of the board has risen:
ideas that came are added, and those that were hidden or joined to others are taken out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from flask import current_app

from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import Brainstorm
from participation.platform.extensions import db
from participation.texts.similar import Index

MOST_BOARDS = 16
MOST, LEAST = 5, 0.3


@dataclass(slots=True)
class Board:
    """What a process knows of the ideas of one brainstorm."""

    index: Index = field(default_factory=Index)
    words: dict[str, str] = field(default_factory=dict)
    version: int = -1
    lock: Lock = field(default_factory=Lock)


def similar_to(brainstorm: Brainstorm, public_id: str, words: str) -> Sequence[Idea]:
    """Return at most five ideas that others see and that are like some words, the likest first."""
    board = _board(public_id)
    with board.lock:
        if board.version != brainstorm.board_version:
            _update(board, brainstorm)
        names = [like.key for like in board.index.nearest(words, MOST, LEAST)]
    if not names:
        return ()
    wanted = queries.shown_ideas(brainstorm.activity_id).where(Idea.public_id.in_(names))
    found = {idea.public_id: idea for idea in db.session.scalars(wanted)}
    return [found[name] for name in names if name in found]


def _board(public_id: str) -> Board:
    boards: dict[str, Board] = current_app.extensions.setdefault("brainstorm boards", {})
    if len(boards) > MOST_BOARDS:
        boards.clear()
    return boards.setdefault(public_id, Board())


def _update(board: Board, brainstorm: Brainstorm) -> None:
    wanted = queries.shown_ideas(brainstorm.activity_id)
    rows = db.session.execute(wanted.with_only_columns(Idea.public_id, Idea.words)).all()
    shown = {row[0]: row[1] for row in rows}
    for name in board.words.keys() - shown.keys():
        board.index.remove(name)
    for name, words in shown.items():
        if board.words.get(name) != words:
            board.index.add(name, words)
    board.words, board.version = shown, brainstorm.board_version
