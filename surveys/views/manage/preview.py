"""The questionnaire being written, as residents would see it. Nothing is saved."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_see_activity
from participation.platform.access.routes import requires
from participation.platform.clock import now, today
from participation.platform.i18n.text import TextState
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language
from surveys.domain.answering import problems_on, with_page
from surveys.domain.logic.alone import alone
from surveys.domain.logic.order import LARGEST_SEED
from surveys.domain.logic.showing import Showing, show
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.base import Problem
from surveys.domain.readiness import shortcomings
from surveys.models import Survey
from surveys.services import trying
from surveys.services.translating import texts_in
from surveys.views.looks import look_of
from surveys.views.manage.blueprint import bp, opened, survey_here

UNSHOWABLE = frozenset({"unknown_kind", "code_twice", "page_code_twice"})


@bp.route("/<language:lang>/manage/a/<activity>/preview", methods=["GET", "POST"])
@bp.route("/<language:lang>/manage/a/<activity>/preview/<page>", methods=["GET", "POST"])
@requires(may_see_activity, survey_here)
def preview(activity: str, page: str = "") -> ResponseReturnValue:
    """Show a page of the questionnaire, or what is wrong with what was typed on it."""
    found, survey, questionnaire = opened(activity)
    codes = [each.code for each in questionnaire.pages]
    broken = any(fault.reason in UNSHOWABLE for fault in shortcomings(questionnaire))
    if not codes or broken:
        flash(_("Add a page and a question first: then you can look at them here."))
        return redirect(url_for(".questions", activity=activity))
    if page not in ("", *codes):
        raise NotFound
    index = codes.index(page) if page else 0
    typed = with_page({}, questionnaire.pages[index], request.form.to_dict(flat=False))
    whole = alone(questionnaire, index)
    showing = show(whole, typed, today().isoformat())
    is_switch = request.method == "GET" or "_switch" in request.form
    problems = () if is_switch else problems_on(showing, index)
    if is_switch or (problems and "_previous" not in request.form):
        told = {
            "foreign": _foreign(found, survey),
            "shows_all": whole.pages[index] != questionnaire.pages[index],
        }
        return _page(found, showing, index, problems, told)
    return _next(found, questionnaire, index - 1 if "_previous" in request.form else index + 1)


def _foreign(activity: Activity, survey: Survey) -> int:
    """Count the texts that the page's language has no words for, so that others are shown."""
    texts = texts_in(activity, survey).values()
    return sum(text.state(current_language()) is TextState.MISSING for text in texts)


def _next(activity: Activity, questionnaire: Questionnaire, index: int) -> ResponseReturnValue:
    if index >= len(questionnaire.pages):
        flash(_("That was the last page. Here the answers would have been sent."))
        index = 0
    page = questionnaire.pages[max(index, 0)].code
    return redirect(url_for(".preview", activity=activity.public_id, page=page))


def _page(
    activity: Activity,
    showing: Showing,
    index: int,
    problems: Sequence[tuple[Question, Problem]],
    told: Mapping[str, Any],
) -> ResponseReturnValue:
    look = look_of(showing, index, LARGEST_SEED, problems)
    return render_template(
        "surveys/manage/preview.html",
        activity=activity,
        pages=showing.questionnaire.pages,
        can_try=activity.state(now()) in trying.BEFORE,
        action=url_for(".preview", activity=activity.public_id, page=look.page.code),
        ticket="",
        channel="",
        grace=None,
        is_expired=False,
        **told,
        **look.parts(),
    )
