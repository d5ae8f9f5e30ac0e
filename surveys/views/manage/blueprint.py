"""The blueprint of the pages on which staff build a survey, and what their URLs name."""

from flask import Blueprint

from participation.activities.models import Activity
from participation.activities.queries import activity_named
from participation.platform.refusals import NotFound
from surveys import queries
from surveys.domain.questionnaire import Questionnaire
from surveys.models import Survey

bp = Blueprint("surveys_manage", __name__, template_folder="../../templates")


def survey_here(activity: str, **_parts: str) -> Activity:
    """Return the activity that a URL names, if it is a survey. The scope of all pages here."""
    found = activity_named(activity)
    if found.kind != "survey":
        raise NotFound
    return found


def opened(activity: str) -> tuple[Activity, Survey, Questionnaire]:
    """Return the activity, its survey and the questionnaire being written."""
    found = survey_here(activity)
    survey = queries.survey_of(found.id)
    return found, survey, Questionnaire.from_json(survey.working)
