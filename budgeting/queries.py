"""Reads of budgets, ideas and projects."""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa

from budgeting.models import Budget, BudgetArea, BudgetRule
from budgeting.project_models import Project
from budgeting.proposal_models import Check, Proposal, Showing
from participation.activities.models import Activity
from participation.activities.queries import activity_named
from participation.platform.extensions import db
from participation.platform.refusals import NotFound

# What is listed and counted: neither trials, nor what was merged into others.
REAL = Proposal.is_test.is_(False)
SHOWN = sa.and_(Proposal.showing == Showing.PUBLISHED, Proposal.merged_into_id.is_(None), REAL)


def budget_here(activity: str, **_parts: str) -> Activity:
    """Return the activity that a URL names, if it is a budget. The scope of pages for staff."""
    found = activity_named(activity)
    if found.kind != "budget":
        raise NotFound
    return found


def budget_of(activity_id: int) -> Budget:
    """Return the budget of an activity, or refuse."""
    found = db.session.get(Budget, activity_id)
    if found is None:
        raise NotFound
    return found


def areas_of(budget_id: int) -> Sequence[BudgetArea]:
    """Return the areas of a budget in order."""
    wanted = sa.select(BudgetArea).where(BudgetArea.budget_id == budget_id)
    return db.session.scalars(wanted.order_by(BudgetArea.position, BudgetArea.id)).all()


def proposal_named(budget: Budget, public_id: str) -> Proposal:
    """Return the idea of a budget that has a public id, or refuse."""
    wanted = Proposal.budget_id == budget.activity_id, Proposal.public_id == public_id, REAL
    found: Proposal | None = db.session.scalar(sa.select(Proposal).where(*wanted))
    if found is None:
        raise NotFound
    return found


def held(budget: Budget, public_id: str) -> Proposal:
    """Return the idea, held until the transaction ends so that colleagues queue."""
    found = proposal_named(budget, public_id)
    db.session.refresh(found, with_for_update={"of": Proposal})
    return found


def shown_proposals(budget_id: int) -> sa.Select[Proposal]:
    """Select the ideas of a budget that others see."""
    return sa.select(Proposal).where(Proposal.budget_id == budget_id, SHOWN)


def behind(receipt_hash: bytes) -> sa.Select[Proposal]:
    """Select the ideas to which a code leads, the newest day first."""
    wanted = sa.select(Proposal).where(Proposal.receipt_hash == receipt_hash)
    return wanted.order_by(Proposal.day.desc(), Proposal.id)


def family(proposal: Proposal) -> sa.Select[Proposal]:
    """Select an idea and those merged into it."""
    wanted = sa.or_(Proposal.id == proposal.id, Proposal.merged_into_id == proposal.id)
    return sa.select(Proposal).where(wanted).order_by(Proposal.id)


def checks_of(budget_id: int) -> sa.Select[Check]:
    """Select the checks of a budget, those due first on top."""
    return (
        sa.select(Check)
        .join(Proposal)
        .where(Proposal.budget_id == budget_id, REAL)
        .order_by(Check.deadline.is_(None), Check.deadline, Check.id)
    )


def late_checks(budget_id: int, day: date) -> sa.Select[Check]:
    """Select the checks whose experts should have been ready, as `Check.is_late` says."""
    return checks_of(budget_id).where(Check.found.is_(None), Check.deadline < day)


def projects_of(budget_id: int) -> sa.Select[Project]:
    """Select the projects of a budget in the order of their codes' age."""
    return sa.select(Project).where(Project.budget_id == budget_id).order_by(Project.id)


def rules_of(budget: Budget) -> list[BudgetRule]:
    """Return every version of the rule, the one in force first."""
    of = BudgetRule.budget_id == budget.activity_id
    return list(
        db.session.scalars(sa.select(BudgetRule).where(of).order_by(BudgetRule.version.desc()))
    )


def proposers(budget_ids: Collection[int]) -> sa.Select[int, int]:
    """Select how many codes for ideas each budget gave."""
    people = sa.func.count(Proposal.receipt_hash.distinct())
    wanted = Proposal.budget_id.in_(budget_ids), REAL
    return sa.select(Proposal.budget_id, people).where(*wanted).group_by(Proposal.budget_id)
