"""Ready questionnaires: look at them, and start a survey from one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import actor, requires
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from surveys.services import building, starting
from surveys.services import ready as known
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.kinds import kind_names
from surveys.views.manage.typed import revision_typed


@bp.get("/<language:lang>/manage/a/<activity>/ready")
@requires(may_edit_activity, survey_here)
def ready(activity: str) -> ResponseReturnValue:
    """Offer the ready questionnaires."""
    found = survey_here(activity)
    return render_template(
        "surveys/manage/ready.html",
        activity=found,
        offered=known.every(),
        is_published=building.is_published(found),
    )


@bp.get("/<language:lang>/manage/a/<activity>/ready/<key>")
@requires(may_edit_activity, survey_here)
def look_at_ready(activity: str, key: str) -> ResponseReturnValue:
    """Show all of a ready questionnaire, in the language that is wished."""
    found, survey, questionnaire = opened(activity)
    wished = request.args.get("in", "")
    return render_template(
        "surveys/manage/ready_one.html",
        activity=found,
        survey=survey,
        ready=known.ready(key),
        kinds=kind_names(),
        replaced=len(list(questionnaire.questions())),
        is_published=building.is_published(found),
        shown=wished if wished in site().languages else current_language(),
    )


@bp.post("/<language:lang>/manage/a/<activity>/ready/<key>")
@requires(may_edit_activity, survey_here)
def start_from_ready(activity: str, key: str) -> ResponseReturnValue:
    """Put a ready questionnaire into the survey."""
    found, chosen = survey_here(activity), known.ready(key)
    with unit_of_work():
        starting.start_from(found, chosen, revision=revision_typed(), actor=actor())
    flash(_("The questions are in place. Change them as you like before you publish."))
    return redirect(url_for(".questions", activity=activity))
