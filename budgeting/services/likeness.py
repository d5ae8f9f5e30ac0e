"""Ideas like the one somebody is writing, among those that others see."""

from collections.abc import Sequence

from flask import current_app

from budgeting import queries
from budgeting.models import Budget
from budgeting.proposal_models import Proposal
from participation.platform.extensions import db
from participation.texts.boards import Board

MOST_BOARDS = 16


def similar_to(budget: Budget, words: str) -> Sequence[Proposal]:
    """Return at most five ideas that others see and that are like some words, the likest first."""
    wanted = queries.shown_proposals(budget.activity_id)

    def read() -> dict[str, str]:
        columns = Proposal.public_id, Proposal.title, Proposal.words
        rows = db.session.execute(wanted.with_only_columns(*columns)).all()
        return {row[0]: f"{row[1]}. {row[2]}" for row in rows}

    names = _board(budget).nearest(words, budget.proposals_version, read)
    if not names:
        return ()
    ideas = db.session.scalars(wanted.where(Proposal.public_id.in_(names)))
    found = {idea.public_id: idea for idea in ideas}
    return [found[name] for name in names if name in found]


def _board(budget: Budget) -> Board:
    boards: dict[str, Board] = current_app.extensions.setdefault("budget boards", {})
    if len(boards) > MOST_BOARDS:
        boards.clear()
    return boards.setdefault(budget.activity.public_id, Board())
