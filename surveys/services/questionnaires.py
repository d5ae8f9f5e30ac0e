"""Published questionnaires, read once per process: a version never changes."""

from functools import lru_cache

import sqlalchemy as sa

from participation.platform.extensions import db
from surveys.domain.questionnaire import Questionnaire
from surveys.models import QuestionnaireVersion

MOST_KEPT = 64


@lru_cache(maxsize=MOST_KEPT)
def questionnaire(version_id: int, checksum: str) -> Questionnaire:
    """Return a published questionnaire.

    The checksum is part of the key, so that a restored database never shows another's questions.
    """
    wanted = sa.select(QuestionnaireVersion.document).where(QuestionnaireVersion.id == version_id)
    return Questionnaire.from_json(db.session.scalars(wanted).one())
