"""What staff say to each other about questions. Residents never see it; copies do not have it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.models import SurveyComment


def comment(
    activity: Activity, question: str, words: str, *, actor: Actor, now: datetime
) -> SurveyComment:
    """Say something about a question."""
    said = SurveyComment(
        survey_id=activity.id,
        question=question,
        person_id=actor.person_id,
        words=words,
        created=now,
    )
    db.session.add(said)
    db.session.flush()
    return said


def settle(activity: Activity, public_id: str, resolved: datetime | None) -> SurveyComment:
    """Resolve a comment, or open it again."""
    wanted = sa.select(SurveyComment).where(
        SurveyComment.survey_id == activity.id, SurveyComment.public_id == public_id
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    found.resolved = resolved
    db.session.flush()
    return found


def comments_on(activity: Activity, question: str) -> Sequence[SurveyComment]:
    """Return what was said about a question: what is open first, each in the order it was said."""
    wanted = (
        sa.select(SurveyComment)
        .where(SurveyComment.survey_id == activity.id, SurveyComment.question == question)
        .order_by(SurveyComment.resolved.is_not(None), SurveyComment.created, SurveyComment.id)
    )
    return db.session.scalars(wanted).all()


def open_comments(activity: Activity) -> Mapping[str, int]:
    """Count open comments by the code of the question."""
    counted = (
        sa.select(SurveyComment.question, sa.func.count())
        .where(SurveyComment.survey_id == activity.id, SurveyComment.resolved.is_(None))
        .group_by(SurveyComment.question)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}
