"""Votes under way, for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from budgeting.models import Budget, BudgetStage, Phase
from budgeting.services import voting
from budgeting.voting_models import VoteChannel
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.budgeting.making import make_area, make_budget, make_project
from tests.factories import save, text

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=20)


def make_vote(**changes: Any) -> Budget:
    """A vote from yesterday for two weeks: two projects of the town and one of the north."""
    opens = changes.pop("begins", NOW - timedelta(days=1))
    budget = make_budget(**changes)
    for name, value in changes.items():
        if value is None:  # a new row would take the default of the column
            setattr(budget, name, None)
    ends = opens + timedelta(days=14)
    save(BudgetStage(budget_id=budget.activity_id, phase=Phase.VOTING, opens=opens, closes=ends))
    north = make_area(budget, code="north", position=2)
    make_project(budget, code="p1", number=1)
    make_project(budget, code="p2", number=2, title=text("Kenttä", "Plan", "Pitch"))
    make_project(budget, code="p3", number=3, area_id=north.id, title=text("Puu", "Träd", "Tree"))
    db.session.expire_all()
    return budget


def a_cast(budget: Budget, name: str = "a", **changes: Any) -> voting.Cast:
    """A ballot of somebody for the first project of the town."""
    values: dict[str, Any] = {
        "token": name.encode() * 16,
        "marker": voting.marker(budget, name.encode()),
        "marks": {"p1": 1},
        "channel": VoteChannel.ONLINE,
    }
    return voting.Cast(**values | changes)


def vote(budget: Budget, name: str = "a", **changes: Any) -> bytes:
    """Cast a ballot and return its tracker."""
    moment = changes.pop("now", NOW)
    with unit_of_work():
        return voting.cast(budget, a_cast(budget, name, **changes), now=moment)
