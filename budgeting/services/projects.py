"""Projects: make them from ideas or from nothing, number them for paper, tell how they go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from budgeting import queries
from budgeting.models import Budget, BudgetArea, BudgetCategory
from budgeting.project_models import CarryingOut, Milestone, Project
from budgeting.proposal_models import Proposal, ProposalStatus
from budgeting.refusals import NotDecided, NotFinished, NotNow, Outdated
from budgeting.services.arranging import has_begun
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.i18n.text import Text
from participation.platform.privacy.hashing import keyed


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the page of a project edits."""

    title: Text
    description: Text
    beneficiaries: Text
    place: Text
    cost_cents: int
    area: BudgetArea
    category: BudgetCategory | None = None
    longitude: float | None = None
    latitude: float | None = None
    picture: StoredFile | None = None
    picture_alt: Text = field(default_factory=Text)
    conflict_group: str = ""
    floor_group: str = ""
    is_on_ballot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How the carrying out of a project goes."""

    carrying_out: CarryingOut
    spent_cents: int | None
    progress: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A milestone as staff write it."""

    title: Text
    planned: date | None
    reached: date | None
    note: Text
    picture: StoredFile | None = None
    picture_alt: Text = field(default_factory=Text)


def mark(thing: Project | Milestone) -> str:
    """Return what tells whether anything was changed since somebody looked."""
    names = type(thing).__table__.columns.keys()
    said = "|".join(repr(getattr(thing, name)) for name in names)
    return keyed("project", said.encode()).hex()[:16]


def _hold(budget: Budget) -> None:
    """Let others wait who change projects of the budget, unless people vote already."""
    db.session.refresh(budget, with_for_update={"of": Budget})
    if has_begun(budget):
        raise NotNow


def add(budget: Budget, written: Written) -> Project:
    """Add a project that came from no idea."""
    _hold(budget)
    made = Project(budget_id=budget.activity_id, code=_next_code(budget), **_values(written))
    db.session.add(made)
    db.session.flush()
    return made


def change(budget: Budget, project: Project, written: Written, *, seen: str) -> None:
    """Change a project, unless a colleague has meanwhile."""
    _hold(budget)
    db.session.refresh(project)
    if mark(project) != seen:
        raise Outdated
    for name, value in _values(written).items():
        setattr(project, name, value)
    if not project.is_on_ballot:
        project.number = None
    db.session.flush()


def _values(written: Written) -> dict[str, Any]:
    return {name: getattr(written, name) for name in Written.__dataclass_fields__}


def remove(budget: Budget, project: Project) -> None:
    """Delete a project; the ideas it came from stay."""
    _hold(budget)
    db.session.delete(project)
    db.session.flush()


def tell(project: Project, told: Progress, *, seen: str, actor: Actor) -> None:
    """Tell how a project goes, unless a colleague has meanwhile."""
    db.session.refresh(project, with_for_update={"of": Project})
    if mark(project) != seen:
        raise Outdated
    before = project.carrying_out
    for name in Progress.__dataclass_fields__:
        setattr(project, name, getattr(told, name))
    db.session.flush()
    activity = project.budget.activity
    record(
        actor,
        "budget.progress",
        activity.public_id,
        process_id=activity.process_id,
        before={"state": before.value},
        after={"project": project.code, "state": project.carrying_out.value},
    )


def add_step(project: Project, written: Step) -> Milestone:
    """Add a milestone at the end."""
    db.session.refresh(project, with_for_update={"of": Project})
    position = max((one.position for one in project.milestones), default=0) + 1
    made = Milestone(position=position, **_step(written))
    project.milestones.append(made)
    db.session.flush()
    return made


def change_step(step: Milestone, written: Step, *, seen: str) -> None:
    """Change a milestone, unless a colleague has meanwhile."""
    db.session.refresh(step, with_for_update={"of": Milestone})
    if mark(step) != seen:
        raise Outdated
    for name, value in _step(written).items():
        setattr(step, name, value)
    db.session.flush()


def _step(written: Step) -> dict[str, Any]:
    return {name: getattr(written, name) for name in Step.__dataclass_fields__}


def from_proposals(budget: Budget, proposals: Sequence[Proposal], title: Text) -> Project:
    """Make a project of accepted ideas, the first of which says where and what it is about.

    Its cost is the upper end of what the expert found, so that the money suffices.
    """
    _hold(budget)
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
    of = Project.budget_id == budget.activity_id
    taken = set(db.session.scalars(sa.select(Project.code).where(of)))
    number = len(taken) + 1
    while f"p{number}" in taken:
        number += 1
    return f"p{number}"


def number_for_paper(budget: Budget) -> int:
    """Give the projects on the ballot numbers from 1, area by area; return how many there are."""
    _hold(budget)
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
