"""What the worker does for votes under way."""

from datetime import datetime

import sqlalchemy as sa

from budgeting.models import Budget, BudgetStage, Phase
from budgeting.services import voting_log
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work


def log_votes(now: datetime) -> int:
    """Write into the log of every vote that is on how many have voted, once a day."""
    on = (
        BudgetStage.phase == Phase.VOTING,
        BudgetStage.opens <= now,
        sa.or_(BudgetStage.closes.is_(None), BudgetStage.closes > now),
    )
    found = db.session.scalars(sa.select(BudgetStage.budget_id).where(*on)).all()
    written = 0
    for key in found:
        with unit_of_work():
            written += voting_log.write_day(db.session.get_one(Budget, key), now)
    return written
