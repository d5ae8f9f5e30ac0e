"""The questionnaire as a list of pages and questions."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.transactions import unit_of_work
from surveys.domain import marks
from surveys.domain.questions.registry import numbers
from surveys.domain.readiness import shortcomings
from surveys.services import building, commenting, copying, publishing
from surveys.services.building import Outdated
from surveys.shortcoming_words import sentence
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.condition_words import Told
from surveys.views.manage.kinds import common_kinds, kind_names, more_kinds
from surveys.views.manage.logic import notes_on, still_looking_at
from surveys.views.manage.typed import seen

STEPS = {"up": -1, "down": 1}


@bp.get("/<language:lang>/manage/a/<activity>/questions")
@requires(may_see_activity, survey_here)
def questions(activity: str) -> ResponseReturnValue:
    """Show the questionnaire."""
    found, survey, questionnaire = opened(activity)
    return render_template(
        "surveys/manage/questions.html",
        common_kinds=common_kinds(),
        more_kinds=more_kinds(),
        activity=found,
        survey=survey,
        questionnaire=questionnaire,
        kinds=kind_names(),
        faults=[sentence(fault) for fault in shortcomings(questionnaire)],
        has_replaced=building.has_replaced(survey),
        deleted=building.deleted(survey),
        has_changes=publishing.differs(survey, questionnaire),
        comments=commenting.open_comments(found),
        origin=copying.origin_of(survey, actor()),
        mark_of_question=marks.of_question,
        mark_of_page=marks.of_page,
        may_edit=may_edit_activity(actor(), found),
        focus=request.args.get("focus", ""),
        numbers=numbers(questionnaire),
        told=Told(questionnaire).of,
        notes=notes_on(questionnaire),
    )


@bp.post("/<language:lang>/manage/a/<activity>/question/<question>/move")
@requires(may_edit_activity, survey_here)
def move_question(activity: str, question: str) -> ResponseReturnValue:
    """Move a question up or down, or to where it was dragged."""
    way, found = request.form.get("way", ""), survey_here(activity)
    with unit_of_work():
        if way in STEPS:
            building.move_question(found, question, STEPS[way])
        else:
            place = request.form.get("at", 0, type=int)
            building.place_question(found, question, request.form.get("page", ""), place)
    flash(_("The question has moved."))
    return _back(activity, f"{question}-{way or 'up'}")


@bp.post("/<language:lang>/manage/a/<activity>/question/<question>/duplicate")
@requires(may_edit_activity, survey_here)
def duplicate_question(activity: str, question: str) -> ResponseReturnValue:
    """Copy a question."""
    with unit_of_work():
        code = building.duplicate_question(survey_here(activity), question)
    flash(_("The copy is below the original. Its code is %(code)s.", code=code))
    return _back(activity, f"{code}-edit")


@bp.post("/<language:lang>/manage/a/<activity>/question/<question>/delete")
@requires(may_edit_activity, survey_here)
def delete_question(activity: str, question: str) -> ResponseReturnValue:
    """Delete a question; the list then offers to undo it."""
    found, _survey, questionnaire = opened(activity)
    left = still_looking_at(questionnaire, {question})
    return _deleted(activity, lambda: building.remove_question(found, question, **seen()), left)


@bp.post("/<language:lang>/manage/a/<activity>/page/<page>/move")
@requires(may_edit_activity, survey_here)
def move_page(activity: str, page: str) -> ResponseReturnValue:
    """Move a page up or down."""
    way = request.form.get("way", "")
    with unit_of_work():
        building.move_page(survey_here(activity), page, STEPS.get(way, 0))
    flash(_("The page has moved."))
    return _back(activity, f"page-{page}-{way}")


@bp.post("/<language:lang>/manage/a/<activity>/page/<page>/delete")
@requires(may_edit_activity, survey_here)
def delete_page(activity: str, page: str) -> ResponseReturnValue:
    """Delete a page with its questions; the list then offers to undo it."""
    found, _survey, questionnaire = opened(activity)
    gone = {q.code for each in questionnaire.pages if each.code == page for q in each.questions}
    left = still_looking_at(questionnaire, gone)
    return _deleted(activity, lambda: building.remove_page(found, page, **seen()), left)


@bp.post("/<language:lang>/manage/a/<activity>/questions/undo")
@requires(may_edit_activity, survey_here)
def undo(activity: str) -> ResponseReturnValue:
    """Bring back what was deleted last."""
    with unit_of_work():
        building.undo(survey_here(activity))
    flash(_("The questions are as they were before."))
    return _back(activity)


def _deleted(activity: str, deed: Callable[[], None], left: Sequence[str]) -> ResponseReturnValue:
    """Delete something, unless it is no longer what was seen: nobody's work goes unread."""
    try:
        with unit_of_work():
            deed()
    except Outdated:
        flash(_("It has changed since you opened the page. Look at it, then delete it again."))
        return _back(activity)
    if left:
        words = _("These still look at what you deleted: %(places)s.", places="; ".join(left))
        flash(words)
    return _back(activity, "undo")


def _back(activity: str, focus: str = "") -> ResponseReturnValue:
    return redirect(url_for(".questions", activity=activity, focus=focus or None))
