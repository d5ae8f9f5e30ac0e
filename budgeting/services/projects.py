"""Projects: make them from ideas, number them for paper."""

from collections.abc import Sequence

import sqlalchemy as sa

from budgeting import queries
from budgeting.models import Budget, BudgetArea
from budgeting.project_models import Project
from budgeting.proposal_models import Proposal, ProposalStatus
from budgeting.refusals import NotDecided, NotFinished
from participation.platform.extensions import db
from participation.platform.i18n.text import Text


def from_proposals(budget: Budget, proposals: Sequence[Proposal], title: Text) -> Project:
    """Make a project of accepted ideas, the first of which says where and what it is about.

    Its cost is the upper end of what the expert found, so that the money suffices.
    """
    if not proposals or any(one.status is not ProposalStatus.ACCEPTED for one in proposals):
        raise NotDecided
    first = proposals[0]
    cost = first.check.cost_to_cents if first.check else None
    if not cost:
        raise NotFinished
    made = Project(
        budget_id=budget.activity_id,
        code=_next_code(budget),
        area=first.area or _whole_town(budget),
        category=first.category,
        title=title,
        description=Text({first.language: first.words}),
        latitude=first.latitude,
        longitude=first.longitude,
        cost_cents=cost,
        sources=list(proposals),
    )
    db.session.add(made)
    db.session.flush()
    return made


def _whole_town(budget: Budget) -> BudgetArea:
    found = next((area for area in budget.areas if area.is_whole_town), None)
    if found is None:
        raise NotFinished
    return found


def _next_code(budget: Budget) -> str:
    """Return a code that no project has; the budget is held meanwhile."""
    db.session.refresh(budget, with_for_update={"of": Budget})
    of = Project.budget_id == budget.activity_id
    taken = set(db.session.scalars(sa.select(Project.code).where(of)))
    number = len(taken) + 1
    while f"p{number}" in taken:
        number += 1
    return f"p{number}"


def number_for_paper(budget: Budget) -> int:
    """Give the projects on the ballot numbers from 1, area by area; return how many there are."""
    found = db.session.scalars(queries.projects_of(budget.activity_id)).unique().all()
    for one in found:
        one.number = None
    db.session.flush()
    places = {area.id: place for place, area in enumerate(budget.areas)}
    listed = [one for one in found if one.is_on_ballot]
    for number, one in enumerate(sorted(listed, key=lambda one: (places[one.area_id], one.id)), 1):
        one.number = number
    db.session.flush()
    return len(listed)
