"""Taking a questionnaire out for another program."""

from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.domain.questionnaire import Questionnaire
from surveys.interchange.exported import Exported
from surveys.interchange.writing import FORMATS
from surveys.models import Survey
from surveys.services.translating import languages_of


def exported(activity: Activity, form: str) -> Exported:
    """Return the questionnaire that is being written, as another program reads it."""
    survey = db.session.get(Survey, activity.id)
    if survey is None:
        raise NotFound
    questionnaire = Questionnaire.from_json(survey.working)
    write = FORMATS[form]
    return write(
        questionnaire,
        activity.title,
        survey.thanks,
        languages_of(activity),
        f"yhes_{activity.public_id}",
    )
