"""Whether what was counted in several ways adds up: roll, trackers, slips, boxes, paper."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from budgeting.models import Budget, BudgetArea
from budgeting.services import voting_log, voting_paper
from budgeting.voting_models import Box, Slip, Tracker, VoteChannel
from participation.platform.extensions import db


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted, and each pair of figures that should be equal and is not."""

    told: dict[str, Any]
    differences: tuple[str, ...]


def slips_by_area(budget_id: int) -> dict[str, int]:
    """Count the slips of each area."""
    wanted = (
        sa.select(BudgetArea.code, sa.func.count(Slip.id))
        .outerjoin(Slip, Slip.area_id == BudgetArea.id)
        .where(BudgetArea.budget_id == budget_id)
        .group_by(BudgetArea.code)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def boxes(budget_id: int) -> dict[str, int]:
    """Return what the counters of the boxes say."""
    wanted = (
        sa.select(BudgetArea.code, sa.func.coalesce(Box.slips, 0))
        .outerjoin(Box, Box.area_id == BudgetArea.id)
        .where(BudgetArea.budget_id == budget_id)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def figures(budget: Budget) -> Figures:
    """Count everything in each way it can be counted."""
    key = budget.activity_id
    voted: Counter[str] = Counter()
    for one in voting_log.turnout(key):
        voted[one.channel] += one.voters
    of = Tracker.budget_id == key
    trackers = db.session.scalar(sa.select(sa.func.count()).select_from(Tracker).where(of)) or 0
    batches = voting_paper.batches(key)
    sheets, roll = sum(one.entered for one in batches), voting_log.on_roll(key)
    slips, counted = slips_by_area(key), boxes(key)
    electronic = voted.total() - voted[VoteChannel.PAPER]
    pairs = {
        "roll and turnout": (roll, voted.total()),
        "trackers and electronic votes": (trackers, electronic),
        "sheets and paper votes": (sheets, voted[VoteChannel.PAPER]),
        "sheets and their count by hand": (sheets, sum(one.sheets for one in batches)),
        **{f"slips and box of {code}": (slips[code], counted[code]) for code in slips},
    }
    told = {"roll": roll, "trackers": trackers, "sheets": sheets, "slips": slips}
    differences = (f"{name}: {a} and {b}" for name, (a, b) in pairs.items() if a != b)
    return Figures(told, tuple(differences))
