"""Reads of surveys."""

import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.models import QuestionnaireVersion, Survey


def survey_of(activity_id: int) -> Survey:
    """Return the survey of an activity, or refuse."""
    found = db.session.get(Survey, activity_id)
    if found is None:
        raise NotFound
    return found


def current_version(survey_id: int) -> QuestionnaireVersion | None:
    """Return the newest published questionnaire of a survey."""
    newest = (
        sa.select(QuestionnaireVersion)
        .where(QuestionnaireVersion.survey_id == survey_id)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )
    return db.session.scalar(newest)


def versions(survey_id: int) -> sa.Select[tuple[QuestionnaireVersion]]:
    """Select every published questionnaire of a survey, oldest first."""
    return (
        sa.select(QuestionnaireVersion)
        .where(QuestionnaireVersion.survey_id == survey_id)
        .order_by(QuestionnaireVersion.number)
    )
