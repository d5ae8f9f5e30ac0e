"""The board of checking: which ideas are how far, and who could be asked."""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from budgeting import queries
from budgeting.models import Budget
from budgeting.proposal_models import Check, Proposal
from participation.activities.models import Activity
from participation.identity.models import Grant, Person
from participation.platform.extensions import db

A_PAGE = 40


def _states(day: date, person_id: int | None) -> Mapping[str, sa.ColumnElement[bool]]:
    waits = sa.and_(Check.id.is_not(None), Check.found.is_(None), Check.outcome.is_(None))
    return {
        "open": Check.id.is_(None),
        "asked": waits,
        "late": sa.and_(waits, Check.deadline < day),
        "found": sa.and_(Check.found.is_not(None), Check.outcome.is_(None)),
        "decided": Check.outcome.is_not(None),
        "mine": sa.and_(waits, Check.person_id == person_id),
    }


def _counted(state: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((state, 1), else_=0)), 0)


def counts(activity: Activity, day: date, person_id: int | None) -> dict[str, int]:
    """Count the ideas of each state."""
    states = _states(day, person_id)
    columns = [_counted(state) for state in states.values()]
    wanted = (
        sa.select(*columns)
        .select_from(Proposal)
        .outerjoin(Check, Check.proposal_id == Proposal.id)
        .where(Proposal.budget_id == activity.id, queries.SHOWN)
    )
    return dict(zip(states, db.session.execute(wanted).one(), strict=True))


def listed(
    activity: Activity, state: str, page: int, day: date, person_id: int | None
) -> Sequence[Proposal]:
    """Return a page of the ideas in a state, those due first on top, then the most supported."""
    order = (Check.deadline.is_(None), Check.deadline, Proposal.supports.desc(), Proposal.id)
    wanted = (
        queries.shown_proposals(activity.id)
        .outerjoin(Check, Check.proposal_id == Proposal.id)
        .options(joinedload(Proposal.check))
        .where(_states(day, person_id)[state])
        .order_by(*order)
    )
    return db.session.scalars(wanted.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()


def experts(activity: Activity) -> Sequence[Person]:
    """Return those who have a role in the process and can be asked."""
    here = sa.or_(Grant.process_id.is_(None), Grant.process_id == activity.process_id)
    granted = sa.exists().where(Grant.person_id == Person.id, here)
    wanted = sa.select(Person).where(Person.is_active, granted).order_by(Person.name, Person.id)
    return db.session.scalars(wanted).all()


def shown_among(budget: Budget, names: Sequence[str]) -> Sequence[str]:
    """Return those among named ideas that can be checked."""
    wanted = queries.shown_proposals(budget.activity_id).where(Proposal.public_id.in_(names))
    return db.session.scalars(wanted.with_only_columns(Proposal.public_id)).all()
