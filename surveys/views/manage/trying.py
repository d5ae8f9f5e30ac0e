"""Staff answer a survey before it opens, as residents will; the answers are kept apart."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from surveys.domain.answering import problems_on, with_page
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.base import Problem
from surveys.domain.readiness import shortcomings
from surveys.services import drafts, trying
from surveys.services.drafts import Sitting
from surveys.services.trying import TooLate
from surveys.views.looks import look_of
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.receiving import stays, with_files

SHOWN = "_ticket"


@bp.get("/<language:lang>/manage/a/<activity>/try")
@bp.get("/<language:lang>/manage/a/<activity>/try/<page>")
@requires(may_see_activity, survey_here)
def try_out(activity: str, page: str = "") -> ResponseReturnValue:
    """Show a page of the survey with what was typed on it."""
    found, _survey, questionnaire = opened(activity)
    away = _turned_away(found, questionnaire)
    if away:
        return away
    sitting = trying.sit(found, actor(), questionnaire, request.args.get("of", ""))
    index = (sitting.index_of(page) if page else sitting.place) or 0
    index = sitting.showing.nearest(min(index, sitting.furthest))
    is_checked = "check" in request.args
    problems = problems_on(sitting.showing, index) if is_checked else ()
    return _page(found, sitting, index, problems)


@bp.post("/<language:lang>/manage/a/<activity>/try")
@bp.post("/<language:lang>/manage/a/<activity>/try/<page>")
@requires(may_see_activity, survey_here)
def take_trial(activity: str, page: str = "") -> ResponseReturnValue:
    """Take what was typed on a page, and go on, back, or to another language."""
    found, _survey, questionnaire = opened(activity)
    away = _turned_away(found, questionnaire)
    if away:
        return away
    sitting = trying.sit(found, actor(), questionnaire, request.form.get(SHOWN, ""))
    index = sitting.index_of(page)
    if index is None or sitting.checksum != request.form.get(SHOWN):
        flash(_("The questions have changed since. Begin again with the newest ones."))
        return redirect(url_for(".try_out", activity=activity))
    here, form = sitting.page(index), request.form.to_dict(flat=False)
    try:
        with unit_of_work():
            typed = with_page(sitting.typed, here, with_files(sitting, here, form))
            trying.write(found, sitting, typed, language=current_language(), now=now())
            return _go_on(found, sitting, index)
    except TooLate:
        return _too_late(found)


@bp.post("/<language:lang>/manage/a/<activity>/try-erase")
@requires(may_edit_activity, survey_here)
def erase_tests(activity: str) -> ResponseReturnValue:
    """Erase the test answers of a survey."""
    with unit_of_work():
        trying.erase([survey_here(activity).id])
    flash(_("The test answers are erased."))
    return redirect(url_for(".check", activity=activity))


def _go_on(activity: Activity, sitting: Sitting, index: int) -> ResponseReturnValue:
    showing = sitting.showing
    onwards, reached = showing.after(index), 0
    if "_previous" in request.form:
        shown = _to_page(sitting, showing.before(index))
    elif stays() or "_save" in request.form:
        shown = _to_page(sitting, index)
    elif problems := problems_on(showing, index):
        shown = _page(activity, sitting, index, problems), 422
    elif onwards is not None:
        reached, shown = onwards, _to_page(sitting, onwards)
    else:
        return _send(sitting)
    drafts.keep(sitting, reached=reached)
    return shown


def _send(sitting: Sitting) -> ResponseReturnValue:
    faulty = trying.send(sitting, language=current_language(), now=now())
    if faulty is not None:
        drafts.keep(sitting)
        return _to_page(sitting, faulty, check=1)
    flash(_("The test answer is kept apart. Residents would now read the words of thanks."))
    return redirect(url_for(".check", activity=sitting.activity.public_id))


def _to_page(sitting: Sitting, index: int, check: int | None = None) -> ResponseReturnValue:
    page, public_id = sitting.page(index).code, sitting.activity.public_id
    shown = sitting.checksum
    return redirect(url_for(".try_out", activity=public_id, page=page, of=shown, check=check))


def _turned_away(activity: Activity, questionnaire: Questionnaire) -> ResponseReturnValue | None:
    """Lead to the check list whoever comes too late or before the survey can be answered."""
    if activity.state(now()) not in trying.BEFORE:
        return _too_late(activity)
    if shortcomings(questionnaire):
        flash(_("Put right first what keeps the survey from being answered."))
        return redirect(url_for(".check", activity=activity.public_id))
    return None


def _too_late(activity: Activity) -> ResponseReturnValue:
    flash(_("The survey has opened, so it takes real answers only. Nothing of yours was kept."))
    return redirect(url_for(".check", activity=activity.public_id))


def _page(
    activity: Activity,
    sitting: Sitting,
    index: int,
    problems: Sequence[tuple[Question, Problem]] = (),
) -> str:
    look = look_of(sitting.showing, index, sitting.seed, problems)
    return render_template(
        "surveys/manage/try.html",
        activity=activity,
        action=url_for(".take_trial", activity=activity.public_id, page=look.page.code),
        ticket=sitting.checksum,
        channel="",
        grace=None,
        is_expired=False,
        **look.parts(),
    )
