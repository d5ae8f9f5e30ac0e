"""Reads of brainstorms and their ideas."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from participation.activities.models import Activity
from participation.activities.queries import activity_named
from participation.brainstorming.domain.routing import FAIR_SHARE, TABLE_SHARE
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaState, Participant
from participation.brainstorming.models import Brainstorm, BrainstormArea, BrainstormQuestion
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound

# What people see in lists, may weigh, and is counted: neither trials nor what was joined to others.
REAL = Idea.is_test.is_(False)
SHOWN = sa.and_(Idea.state == IdeaState.PUBLISHED, Idea.merged_into_id.is_(None), REAL)


def brainstorm_here(activity: str, **_parts: str) -> Activity:
    """Return the activity that a URL names, if it is a brainstorm. The scope of pages for staff."""
    found = activity_named(activity)
    if found.kind != "brainstorm":
        raise NotFound
    return found


def brainstorm_of(activity_id: int) -> Brainstorm:
    """Return the brainstorm of an activity with its questions, in one query, or refuse."""
    wanted = sa.select(Brainstorm).where(Brainstorm.activity_id == activity_id)
    both = wanted.options(joinedload(Brainstorm.questions), joinedload(Brainstorm.areas))
    found: Brainstorm | None = db.session.scalars(both).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def brainstorms_of(activity_ids: Sequence[int]) -> sa.Select[Brainstorm]:
    """Select the brainstorms of activities, with their questions; make the rows unique."""
    wanted = sa.select(Brainstorm).where(Brainstorm.activity_id.in_(activity_ids))
    return wanted.options(joinedload(Brainstorm.questions), joinedload(Brainstorm.areas))


def question_with(brainstorm: Brainstorm, code: str) -> BrainstormQuestion:
    """Return the question of a brainstorm that has a code, or refuse."""
    found = next((one for one in brainstorm.questions if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def participants(activity_ids: Sequence[int]) -> sa.Select[int, int]:
    """Count by activity who took part."""
    return (
        sa.select(Participant.brainstorm_id, sa.func.count())
        .where(Participant.brainstorm_id.in_(activity_ids))
        .group_by(Participant.brainstorm_id)
    )


def idea_named(brainstorm_id: int, public_id: str) -> Idea:
    """Return the idea of a brainstorm that has a public id, or refuse."""
    wanted = Idea.brainstorm_id == brainstorm_id, Idea.public_id == public_id, REAL
    found = db.session.scalar(sa.select(Idea).where(*wanted))
    if found is None:
        raise NotFound
    return found


def shown_ideas(brainstorm_id: int) -> sa.Select[Idea]:
    """Select the ideas of a brainstorm that others see."""
    return sa.select(Idea).where(Idea.brainstorm_id == brainstorm_id, SHOWN)


def with_areas(wanted: sa.Select[Any]) -> Any:
    """Select ideas with the name of the area of each, if staff named one so."""
    same = (
        BrainstormArea.brainstorm_id == Idea.brainstorm_id,
        BrainstormArea.code == Idea.area,
    )
    return wanted.outerjoin(BrainstormArea, sa.and_(*same)).add_columns(BrainstormArea.name)


def told_area(idea: Idea, name: Text | None) -> Text:
    """Return what the area of an idea is called; as it was told, if staff named none so."""
    return name or Text({idea.language: idea.area} if idea.area else {})


def turn() -> sa.ColumnElement[int]:
    """Return in whose turn an idea comes in a list, as `domain.fairness` has it for screens."""
    is_table = Idea.table_name != ""
    voice = Idea.table_name, sa.case((is_table, None), else_=Idea.receipt_hash)
    place = sa.func.row_number().over(partition_by=voice, order_by=(Idea.day.desc(), Idea.id))
    return (place - 1) // sa.case((is_table, TABLE_SHARE), else_=FAIR_SHARE)


def own_ideas(brainstorm_id: int, receipt_hash: bytes) -> sa.Select[Idea]:
    """Select the ideas that one person wrote, the newest day first."""
    return (
        sa.select(Idea)
        .where(Idea.brainstorm_id == brainstorm_id, Idea.receipt_hash == receipt_hash, REAL)
        .order_by(Idea.day.desc(), Idea.id)
    )


def weighed(participant: bytes) -> sa.ColumnElement[bool]:
    """Say in SQL that a participant has weighed an idea, or one that was joined to it."""
    theirs = aliased(Idea)
    # The brainstorm is named so that the index on both can be used.
    where = sa.select(Participant.brainstorm_id).where(Participant.id == participant)
    return Idea.id.in_(
        sa.select(sa.func.coalesce(theirs.merged_into_id, theirs.id))
        .join(Evaluation, Evaluation.idea_id == theirs.id)
        .where(Evaluation.brainstorm_id.in_(where), Evaluation.participant == participant)
    )


def written_by(receipt_hash: bytes) -> sa.ColumnElement[bool]:
    """Say in SQL that a person wrote an idea, or one that was joined to it."""
    joined = aliased(Idea)
    heads = sa.select(joined.merged_into_id).where(
        joined.receipt_hash == receipt_hash, joined.merged_into_id.is_not(None)
    )
    return sa.or_(Idea.receipt_hash == receipt_hash, Idea.id.in_(heads))


def is_written_by(idea: Idea, receipt_hash: bytes) -> bool:
    """Tell whether a person wrote an idea, or one that was joined to it."""
    if idea.receipt_hash == receipt_hash or not idea.joined:
        return idea.receipt_hash == receipt_hash
    wanted = sa.exists().where(Idea.merged_into_id == idea.id, Idea.receipt_hash == receipt_hash)
    return bool(db.session.scalar(sa.select(wanted)))


def questions_with_ideas(brainstorm_id: int) -> sa.Select[int, int]:
    """Count by question the ideas of a brainstorm."""
    return (
        sa.select(Idea.question_id, sa.func.count())
        .where(Idea.brainstorm_id == brainstorm_id)
        .group_by(Idea.question_id)
    )


def first(wanted: sa.Select[Idea]) -> Idea | None:
    """Return the first idea of a selection, if there is one."""
    found: Idea | None = db.session.scalar(wanted.limit(1))
    return found


def question_of(brainstorm: Brainstorm, idea: Idea) -> BrainstormQuestion:
    """Return the question that an idea answers."""
    return next(one for one in brainstorm.questions if one.id == idea.question_id)
