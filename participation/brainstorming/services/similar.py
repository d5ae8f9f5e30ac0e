"""Ideas like the one somebody is writing, among those that others see.

The index is kept by each process and brought up to date when the version of the board has risen.
"""

from collections.abc import Sequence

from flask import current_app

from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import Brainstorm
from participation.platform.extensions import db
from participation.texts.boards import Board

MOST_BOARDS = 16


def similar_to(brainstorm: Brainstorm, public_id: str, words: str) -> Sequence[Idea]:
    """Return at most five ideas that others see and that are like some words, the likest first."""
    wanted = queries.shown_ideas(brainstorm.activity_id)

    def read() -> dict[str, str]:
        rows = db.session.execute(wanted.with_only_columns(Idea.public_id, Idea.words)).all()
        return {row[0]: row[1] for row in rows}

    names = _board(public_id).nearest(words, brainstorm.board_version, read)
    if not names:
        return ()
    ideas = db.session.scalars(wanted.where(Idea.public_id.in_(names)))
    found = {idea.public_id: idea for idea in ideas}
    return [found[name] for name in names if name in found]


def _board(public_id: str) -> Board:
    boards: dict[str, Board] = current_app.extensions.setdefault("brainstorm boards", {})
    if len(boards) > MOST_BOARDS:
        boards.clear()
    return boards.setdefault(public_id, Board())
