"""Reads of budgets, ideas and projects."""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from budgeting.models import Budget, BudgetArea, BudgetRule
from budgeting.project_models import Project, ProjectSource
from budgeting.proposal_models import Check, Proposal, ProposalDecision, ProposalStatus, Showing
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
    found = db.session.get(Budget, activity_id, options=(joinedload(Budget.areas),))
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
    whole = sa.select(Proposal).options(joinedload(Proposal.check))
    found: Proposal | None = db.session.scalar(whole.where(*wanted))
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


def relatives(proposal: Proposal) -> tuple[Proposal | None, list[Proposal]]:
    """Return the idea that stands for another, and the shown ones that were merged into it."""
    into = sa.and_(Proposal.merged_into_id == proposal.id, Proposal.showing == Showing.PUBLISHED)
    wanted = sa.select(Proposal).where(sa.or_(into, Proposal.id == proposal.merged_into_id))
    found = db.session.scalars(wanted.order_by(Proposal.day, Proposal.id)).all()
    head = next((one for one in found if one.id == proposal.merged_into_id), None)
    return head, [one for one in found if one is not head]


def projects_from(*proposals: Proposal) -> sa.Select[Project]:
    """Select the projects that came from ideas."""
    ids = [one.id for one in proposals]
    return (
        sa.select(Project)
        .join(ProjectSource, ProjectSource.project_id == Project.id)
        .where(ProjectSource.proposal_id.in_(ids))
        .order_by(Project.id)
    )


def says(words: str) -> sa.ColumnElement[bool]:
    """Select ideas in which words stand; SQLite knows capitals of ASCII letters only."""
    said = Proposal.title + " " + Proposal.words
    asked = sa.func.lower(said).contains(words.lower(), autoescape=True)
    as_typed = (said.contains(one, autoescape=True) for one in {words, words.capitalize()})
    return sa.or_(asked, *as_typed)


def decisions_of(keys: Collection[bytes]) -> sa.Select[ProposalDecision]:
    """Select what was decided about ideas, the oldest first."""
    of = ProposalDecision.proposal_id.in_(keys)
    return sa.select(ProposalDecision).where(of).order_by(ProposalDecision.id)


def project_named(budget: Budget, public_id: str) -> Project:
    """Return the project of a budget that has a public id, or refuse."""
    wanted = Project.budget_id == budget.activity_id, Project.public_id == public_id
    whole = sa.select(Project).options(joinedload(Project.milestones))
    found = db.session.scalars(whole.where(*wanted)).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def accepted(budget_id: int) -> sa.Select[Proposal]:
    """Select accepted ideas that no project came from, with what was found of them."""
    has_project = sa.exists().where(ProjectSource.proposal_id == Proposal.id)
    return (
        shown_proposals(budget_id)
        .where(Proposal.status == ProposalStatus.ACCEPTED, sa.not_(has_project))
        .options(joinedload(Proposal.check))
        .order_by(Proposal.supports.desc(), Proposal.id)
    )


def has_public_projects(budget_id: int) -> bool:
    """Tell whether everybody sees a project."""
    seen = sa.or_(Project.is_on_ballot.is_(True), Project.is_chosen.is_(True))
    return bool(
        db.session.scalar(sa.select(sa.exists().where(Project.budget_id == budget_id, seen)))
    )
