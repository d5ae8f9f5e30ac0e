"""The weights that are kept for a survey; `weighing` makes them."""

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.domain.weighting import Weighting
from surveys.models import SurveyWeighting

# The one weighting that pages make; the table has room for more.
POPULATION = "population"


def saved(activity_id: int, name: str = POPULATION) -> SurveyWeighting | None:
    """Return the weights that were kept under a name."""
    return db.session.scalar(
        sa.select(SurveyWeighting).where(
            SurveyWeighting.survey_id == activity_id, SurveyWeighting.name == name
        )
    )


def weights_of(activity: Activity, name: str) -> Weighting:
    """Return the weights by what people said, or refuse."""
    row = saved(activity.id, name)
    if row is None:
        raise NotFound
    return Weighting.from_json(row.result)
