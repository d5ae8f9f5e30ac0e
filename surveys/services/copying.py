"""Copying a survey: a draft with the same questions under the same codes, so years compare."""

from participation.activities.models import Activity
from participation.activities.policy import may_see_activity
from participation.activities.services.creating import create_activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import Forbidden
from participation.processes.models import Process
from participation.processes.policy import may_edit_process
from surveys import queries
from surveys.models import Survey

# What a copy takes over; its times, links, comments and answers are its own.
SETTINGS = ("summary", "access", "results", "shows_count")


def copy_survey(source: Activity, process: Process, title: Text, *, actor: Actor) -> Activity:
    """Add a draft to a process with the questions that are being written in the source."""
    if not may_edit_process(actor, process):
        raise Forbidden
    original = queries.survey_of(source.id)
    made = create_activity(process.id, source.kind, title, source.languages, actor=actor)
    for setting in SETTINGS:
        setattr(made, setting, getattr(source, setting))
    survey = queries.survey_of(made.id)
    survey.working, survey.thanks = dict(original.working), original.thanks
    survey.copied_from = original.activity_id
    record(
        actor,
        "survey.copy",
        made.public_id,
        process_id=process.id,
        after={"copied_from": source.public_id},
    )
    db.session.flush()
    return made


def origin_of(survey: Survey, actor: Actor) -> Activity | None:
    """Return the activity a survey was copied from, to whom may see it."""
    if survey.copied_from is None:
        return None
    found = db.session.get(Activity, survey.copied_from)
    return found if found is not None and may_see_activity(actor, found) else None
