"""Quotes that were picked for reports, by the surveys they are of."""

from collections.abc import Sequence

import sqlalchemy as sa

from participation.activities.kinds import Picked
from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys import queries
from surveys.coding_models import CodeFrame, Quote
from surveys.domain.questions.base import OTHER
from surveys.models import Response


def quotes_each(activities: Sequence[Activity]) -> dict[str, list[Picked]]:
    """Return the quotes of several surveys by their public ids, in one query.

    The words are cut from the answers as they are now, so none outlives its answer.
    """
    surveys = {activity.id: activity.public_id for activity in activities}
    found: dict[str, list[Picked]] = {name: [] for name in surveys.values()}
    for survey, name, quote, answers, language in db.session.execute(_picked(list(surveys))):
        words = answers.get(_key(name))
        if isinstance(words, str) and (said := words[quote.start : quote.end].strip()):
            picked = Picked(name=quote.public_id, subject=name, words=Text({language: said}))
            found[surveys[survey]].append(picked)
    return found


def _picked(surveys: Sequence[int]) -> sa.Select[int, str, Quote, dict[str, object], str]:
    return (
        sa.select(CodeFrame.survey_id, CodeFrame.name, Quote, Response.answers, Response.language)
        .join(CodeFrame, CodeFrame.id == Quote.frame_id)
        .join(Response, Response.id == Quote.response_id)
        .where(CodeFrame.survey_id.in_(surveys), queries.REAL)
        .order_by(CodeFrame.survey_id, CodeFrame.name, Quote.id)
    )


def _key(name: str) -> str:
    """Return the key of answers that a frame is of: its name without what tells versions apart."""
    code, _mark, rest = name.partition("~")
    return f"{code}~{OTHER}" if rest.endswith(OTHER) else code
