"""What differs from what residents see, and what it means for results: the page before publishing.

Nothing is lost when somebody edits meanwhile: the page comes again with the judgements made.
"""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from surveys.domain.changes import Changes
from surveys.domain.questionnaire import Questionnaire
from surveys.models import Survey
from surveys.services import publishing, translating
from surveys.services.building import Outdated
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.differences import consequences, sentences
from surveys.views.manage.kinds import kind_names
from surveys.views.manage.typed import revision_typed

MEANING = "meaning-"
OTHER = "other"


@bp.get("/<language:lang>/manage/a/<activity>/questions/changes")
@requires(may_edit_activity, survey_here)
def changes(activity: str) -> ResponseReturnValue:
    """Show what differs, and ask what it means."""
    found, survey, questionnaire = opened(activity)
    if found.published is None or not publishing.differs(survey, questionnaire):
        flash(_("Residents see the questions as they are here. There is nothing to publish."))
        return redirect(url_for(".questions", activity=activity))
    return _page(found, survey, questionnaire)


@bp.post("/<language:lang>/manage/a/<activity>/questions/changes")
@requires(may_edit_activity, survey_here)
def publish_changes(activity: str) -> ResponseReturnValue:
    """Let residents see the edits of a published survey."""
    found, survey, questionnaire = opened(activity)
    if SWITCH in request.form:
        return _page(found, survey, questionnaire)
    try:
        with unit_of_work():
            version = publishing.publish_changes(
                found, now(), actor=actor(), revision=revision_typed(), apart=_apart()
            )
    except Outdated:
        return _page(*opened(activity), is_outdated=True), 409
    except (publishing.NotReady, publishing.HalfTranslated):
        return _page(*opened(activity)), 409
    flash(_("Residents now see version %(number)s.", number=version.number))
    return redirect(url_for(".questions", activity=activity))


def _apart() -> frozenset[str]:
    """Return the codes of questions that were said to mean something else."""
    said = (name.removeprefix(MEANING) for name, value in request.form.items() if value == OTHER)
    return frozenset(code for code in said if f"{MEANING}{code}" in request.form)


def _judged(found: Changes) -> Mapping[str, bool]:
    """Tell of each question whether it means something else: as judged, or else as proposed."""
    codes = {each.question.code for each in found.questions}
    said = {code: request.form.get(f"{MEANING}{code}") for code in codes}
    proposed = found.proposed_apart
    return {code: (said[code] == OTHER if said[code] else code in proposed) for code in codes}


def _page(
    activity: Activity,
    survey: Survey,
    questionnaire: Questionnaire,
    *,
    is_outdated: bool = False,
) -> str:
    found = publishing.changes(activity, questionnaire)
    texts = translating.texts_in(activity, survey).values()
    return render_template(
        "surveys/manage/changes.html",
        activity=activity,
        survey=survey,
        changes=found,
        judged=_judged(found),
        sentences=sentences,
        consequences=consequences(),
        kinds=kind_names(),
        pages={page.code: n for n, page in enumerate(questionnaire.pages, 1)},
        faults=publishing.faults(activity),
        unfinished=any(text.unfinished(activity.languages) for text in texts),
        is_outdated=is_outdated,
    )
