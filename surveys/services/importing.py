"""Taking what another program's form holds into a survey."""

from collections.abc import Sequence

from participation.activities.models import Activity
from participation.activities.services.creating import create_activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.i18n.text import Text
from participation.processes.models import Process
from surveys.domain.questionnaire import Questionnaire
from surveys.interchange.imported import Imported
from surveys.models import Survey
from surveys.services import building


def take_in(
    activity: Activity, questionnaire: Questionnaire, thanks: Text, revision: int, *, actor: Actor
) -> Survey:
    """Put an imported questionnaire in the place of the present one; it can be undone."""
    survey = building.replace_all(activity, questionnaire, revision=revision)
    survey.thanks = survey.thanks or thanks
    record(
        actor,
        "survey.import",
        activity.public_id,
        process_id=activity.process_id,
        after={"questions": len(list(questionnaire.questions()))},
    )
    return survey


def create_from(
    process: Process, imported: Imported, title: Text, languages: Sequence[str], *, actor: Actor
) -> Activity:
    """Add a survey to a process and take a form in."""
    activity = create_activity(process.id, "survey", title, languages, actor=actor)
    take_in(activity, imported.questionnaire, imported.thanks, 0, actor=actor)
    return activity
