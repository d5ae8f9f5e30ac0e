"""The questionnaire being written, as residents would see it. Nothing is saved."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from participation.activities.models import Activity
from participation.activities.policy import may_see_activity
from participation.platform.access.routes import requires
from participation.platform.refusals import NotFound
from participation.platform.web.languages import plain
from surveys.domain.answering import Typed, problems_on, with_page
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.base import Problem
from surveys.domain.readiness import shortcomings
from surveys.views.asking import asked_on
from surveys.views.manage.blueprint import bp, opened, survey_here

UNSHOWABLE = frozenset({"unknown_kind", "code_twice", "page_code_twice"})


@bp.route("/<language:lang>/manage/a/<activity>/preview", methods=["GET", "POST"])
@bp.route("/<language:lang>/manage/a/<activity>/preview/<page>", methods=["GET", "POST"])
@requires(may_see_activity, survey_here)
def preview(activity: str, page: str = "") -> ResponseReturnValue:
    """Show a page of the questionnaire, or what is wrong with what was typed on it."""
    found, _survey, questionnaire = opened(activity)
    codes = [each.code for each in questionnaire.pages]
    broken = any(fault.reason in UNSHOWABLE for fault in shortcomings(questionnaire))
    if not codes or broken:
        flash(_("Add a page and a question first: then you can look at them here."))
        return redirect(url_for(".questions", activity=activity))
    if page not in ("", *codes):
        raise NotFound
    index = codes.index(page) if page else 0
    typed = with_page({}, questionnaire.pages[index], request.form.to_dict(flat=False))
    is_switch = request.method == "GET" or "_switch" in request.form
    problems = () if is_switch else problems_on(questionnaire.pages[index], typed)
    if is_switch or (problems and "_previous" not in request.form):
        return _page(found, questionnaire, index, typed, problems)
    return _next(found, questionnaire, index - 1 if "_previous" in request.form else index + 1)


def _next(activity: Activity, questionnaire: Questionnaire, index: int) -> ResponseReturnValue:
    if index >= len(questionnaire.pages):
        flash(_("That was the last page. Here the answers would have been sent."))
        index = 0
    page = questionnaire.pages[max(index, 0)].code
    return redirect(url_for(".preview", activity=activity.public_id, page=page))


def _page(
    activity: Activity,
    questionnaire: Questionnaire,
    index: int,
    typed: Typed,
    problems: Sequence[tuple[Question, Problem]],
) -> ResponseReturnValue:
    page = questionnaire.pages[index]
    asked = asked_on(questionnaire, page, typed, problems)
    return render_template(
        "surveys/manage/preview.html",
        activity=activity,
        titles=tuple(plain(one.title) for one in questionnaire.pages),
        page=page,
        pages=questionnaire.pages,
        index=index,
        last=len(questionnaire.pages) - 1,
        asked=asked,
        questions=Markup(  # noqa: S704 -- escaped by the template
            render_template("surveys/public/partials/questions.html", asked=asked)
        ),
        action=url_for(".preview", activity=activity.public_id, page=page.code),
        ticket="",
        channel="",
        grace=None,
        is_expired=False,
    )
