"""Budgets, ideas and projects for tests."""

from typing import Any

from budgeting.models import Budget, BudgetArea, BudgetCategory
from budgeting.project_models import Project
from budgeting.proposal_models import Proposal, Showing
from participation.platform.clock import today
from participation.platform.database import random_key
from participation.processes.models import Process
from tests.factories import make_activity, save, text

OF_ACTIVITY = ("access", "opens", "closes", "published", "results", "languages", "channels")


def make_budget(process: Process | None = None, **changes: Any) -> Budget:
    """A budget of the whole town; changes go to the activity or to the budget."""
    of_activity = {name: changes.pop(name) for name in OF_ACTIVITY if name in changes}
    values = {"title": text("Osallistuva budjetti", "Deltagande budget", "Budget")}
    activity = make_activity(process, kind="budget", **values | of_activity)
    made = save(Budget(activity_id=activity.id, **changes))
    make_area(made, code="town", name=text("Koko kunta", "Hela kommunen"), is_whole_town=True)
    return made


def make_area(budget: Budget, **changes: Any) -> BudgetArea:
    """An area with 10 000 euros."""
    values: dict[str, Any] = {
        "code": "north",
        "position": 1,
        "name": text("Pohjoinen", "Norra delen", "North"),
        "amount_cents": 10_000_00,
    }
    return save(BudgetArea(budget_id=budget.activity_id, **values | changes))


def make_category(budget: Budget, **changes: Any) -> BudgetCategory:
    """A category."""
    values: dict[str, Any] = {
        "code": "parks",
        "position": 1,
        "name": text("Puistot", "Parker", "Parks"),
    }
    return save(BudgetCategory(budget_id=budget.activity_id, **values | changes))


def make_proposal(budget: Budget, title: str = "Penkkejä rantaan", **changes: Any) -> Proposal:
    """A published idea of somebody else."""
    values: dict[str, Any] = {
        "id": random_key(),
        "budget_id": budget.activity_id,
        "receipt_hash": random_key() * 2,
        "language": "fi",
        "title": title,
        "words": "Rannalla ei voi istua missään.",
        "day": today(),
        "showing": Showing.PUBLISHED,
    }
    return save(Proposal(**values | changes))


def make_project(budget: Budget, **changes: Any) -> Project:
    """A project for 5 000 euros on the ballot of the first area."""
    values: dict[str, Any] = {
        "code": "p1",
        "area_id": budget.areas[0].id,
        "title": text("Penkit rantaan", "Bänkar på stranden", "Benches by the shore"),
        "cost_cents": 5_000_00,
        "is_on_ballot": True,
    }
    return save(Project(budget_id=budget.activity_id, **values | changes))
