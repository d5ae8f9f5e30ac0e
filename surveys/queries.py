"""Reads of surveys."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.models import CountPending, QuestionnaireVersion, Response, Survey


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


def versions(survey_id: int) -> sa.Select[QuestionnaireVersion]:
    """Select every published questionnaire of a survey, oldest first."""
    return (
        sa.select(QuestionnaireVersion)
        .where(QuestionnaireVersion.survey_id == survey_id)
        .order_by(QuestionnaireVersion.number)
    )


def surveys_with_notes() -> sa.Select[int]:
    """Select the surveys whose stored figures are behind."""
    return sa.select(CountPending.survey_id).distinct()


def batches(survey_id: int, *columns: Any, size: int = 2_000) -> Iterator[Sequence[sa.Row[Any]]]:
    """Yield columns of all responses, some at a time, in the order of their random keys."""
    last = b""
    while True:
        page = (
            sa.select(Response.id, *columns)
            .where(Response.survey_id == survey_id, Response.id > last)
            .order_by(Response.id)
            .limit(size)
        )
        rows = db.session.execute(page).all()
        if rows:
            yield rows
        if len(rows) < size:
            return
        last = rows[-1].id
