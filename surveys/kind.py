"""The survey as a kind of activity: what lower rooms may ask of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _

from participation.activities.kinds import Fault, Subject, Tab
from participation.activities.models import Activity
from surveys import queries
from surveys.domain.questionnaire import Questionnaire
from surveys.services import building, publishing


class SurveyKind:
    """A survey: pages of questions, answered without telling who."""

    key = "survey"
    title = _("Survey")
    start_endpoint = "surveys.answer"
    results_endpoint = "surveys_results.public"
    tabs: Sequence[Tab] = ()

    def create(self, activity: Activity) -> None:
        """Add an empty questionnaire to a new activity."""
        building.create(activity)

    def faults(self, activity: Activity) -> Sequence[Fault]:
        """List what keeps the survey from being published, with where to mend it."""
        return [Fault(publishing.sentence(found)) for found in publishing.lacks(activity)]

    def publish(self, activity: Activity, now: datetime) -> None:
        """Freeze the questionnaire."""
        publishing.publish(activity, now)

    def unfinished(self, activity: Activity) -> Mapping[str, int]:
        """Count texts that are not complete, by language."""
        return publishing.unfinished(activity)

    def subjects(self, activity: Activity) -> Sequence[Subject]:
        """List the published questions."""
        version = queries.current_version(activity.id)
        questionnaire = Questionnaire.from_json(version.document if version else {})
        return [Subject(question.code, question.label) for question in questionnaire.questions()]
