"""Published questionnaires, read once per process: a version never changes."""

from functools import lru_cache

import sqlalchemy as sa

from participation.platform.extensions import db
from surveys.domain.questionnaire import Questionnaire
from surveys.models import QuestionnaireVersion
from surveys.queries import PUBLISHED

MOST_KEPT = 64


@lru_cache(maxsize=MOST_KEPT)
def questionnaire(version_id: int, checksum: str) -> Questionnaire:
    """Return a published questionnaire.

    The checksum is part of the key, so that a restored database never shows another's questions.
    """
    wanted = sa.select(QuestionnaireVersion.document).where(QuestionnaireVersion.id == version_id)
    return Questionnaire.from_json(db.session.scalars(wanted).one())


def newest(survey_id: int) -> Questionnaire:
    """Return what people answer now; without questions before anything is published."""
    wanted = (
        sa.select(QuestionnaireVersion.id, QuestionnaireVersion.checksum)
        .where(QuestionnaireVersion.survey_id == survey_id, PUBLISHED)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )
    found = db.session.execute(wanted).one_or_none()
    return questionnaire(found.id, found.checksum) if found else Questionnaire()
