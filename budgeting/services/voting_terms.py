"""What a budget asks of voters and ballots, as the rules of voting know it."""

from collections.abc import Iterable

import sqlalchemy as sa

from budgeting import queries
from budgeting.domain.voting.ballots import Choice, Part, Terms
from budgeting.domain.voting.electorate import Conditions
from budgeting.models import Budget
from budgeting.project_models import Project
from participation.platform.extensions import db


def listed(budget: Budget) -> list[Project]:
    """Return the projects on the ballot, by number on paper."""
    wanted = queries.projects_of(budget.activity_id).where(Project.is_on_ballot.is_(True))
    found = db.session.scalars(wanted).unique().all()
    return sorted(found, key=lambda one: (one.number is None, one.number or 0, one.id))


def terms_of(budget: Budget, projects: Iterable[Project], home: str = "") -> Terms:
    """Return what a ballot may say; `home` is the area of the voter, where it binds."""
    areas = {area.id: area for area in budget.areas}
    categories = {one.id: one for one in budget.categories}
    return Terms(
        kind=budget.ballot_kind,
        choices={
            one.code: Choice(
                area=areas[one.area_id].code,
                cost=one.cost_cents,
                category=categories[one.category_id].code if one.category_id else "",
            )
            for one in projects
        },
        parts={
            area.code: Part(
                amount=area.amount_cents,
                most=area.most_choices or budget.most_choices,
                is_whole_town=area.is_whole_town,
            )
            for area in budget.areas
        },
        fewest=budget.fewest_choices,
        points=budget.points or 0,
        least_score=budget.least_score or 0,
        most_score=budget.most_score or 0,
        whole_town=budget.votes_whole_town,
        most_areas=budget.most_areas,
        home=home if budget.is_bound_to_home else "",
        categories={
            one.code: one.most_choices for one in budget.categories if one.most_choices is not None
        },
    )


def conditions_of(budget: Budget) -> Conditions:
    """Return what a voter must be."""
    parts = [area.code for area in budget.areas if not area.is_whole_town]
    return Conditions(
        minimum_age=budget.minimum_age,
        is_for_residents=budget.is_for_residents,
        areas=parts if budget.is_bound_to_home else (),
    )


def is_voted_on(budget: Budget) -> bool:
    """Tell whether any project is on the ballot."""
    on = Project.budget_id == budget.activity_id, Project.is_on_ballot.is_(True)
    return bool(db.session.scalar(sa.select(sa.exists().where(*on))))
