"""The survey room's manifest."""

from flask_babel import lazy_gettext as _

from participation.platform.feature import Feature
from surveys import commands
from surveys.jobs import JOBS
from surveys.kind import SurveyKind
from surveys.services.showing import ResultsNotPublic, ResultsNotYet
from surveys.views import after, answer, results
from surveys.views.manage import importing, preview, question, questions, translate, words
from surveys.views.manage.blueprint import bp as manage

PAGES = (after, importing, preview, question, questions, translate, words)

feature = Feature(
    name="surveys",
    blueprints=(answer.bp, manage, results.bp),
    activity_kinds=(SurveyKind(),),
    jobs=JOBS,
    commands=(commands.group,),
    refusal_pages=(
        (ResultsNotYet, 409, "surveys/public/results_not_yet.html"),
        (ResultsNotPublic, 404, "surveys/public/results_not_public.html"),
    ),
    deeds={
        "survey.import": _("Imported a form"),
        "survey.publish_changes": _("Published changes of a questionnaire"),
        "surveys.download": _("Downloaded answers"),
    },
)
