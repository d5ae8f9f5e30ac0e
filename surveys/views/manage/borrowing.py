"""Adding items to a question from the results of other activities, or from a list."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.activities.services import lending
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from surveys.domain.questionnaire import Question
from surveys.domain.questions.fields import clean
from surveys.domain.questions.registry import kind_of
from surveys.forms.lines import MOST_LINES
from surveys.services import borrowing, translating
from surveys.views.manage.blueprint import bp, opened, survey_here

LONGEST_LINE = 500


@bp.get("/<language:lang>/manage/a/<activity>/question/<question>/items")
@requires(may_edit_activity, survey_here)
def items(activity: str, question: str) -> ResponseReturnValue:
    """Offer items of other activities."""
    found, asked = _question(activity, question)
    return _page(found, asked)


@bp.post("/<language:lang>/manage/a/<activity>/question/<question>/items")
@requires(may_edit_activity, survey_here)
def add_items(activity: str, question: str) -> ResponseReturnValue:
    """Add the items that were chosen and the lines that were written."""
    found, asked = _question(activity, question)
    if {SWITCH, "show"} & set(request.form):
        return _page(found, asked)
    chosen, lines = request.form.getlist("item"), _lines(request.form.get("lines", ""))
    problem = _problem(asked, len(chosen) + len(lines))
    if problem:
        return _page(found, asked, problem), 422
    with unit_of_work():
        added = _added(found, question, chosen, lines)
    _told(added)
    return redirect(url_for(".edit_question", activity=activity, question=question))


def _problem(question: Question, new: int) -> str:
    if not new:
        return str(_("Choose at least one item, or write at least one line."))
    if len(question.rows) + len(question.options) + new > MOST_LINES:
        return str(_("A question can have at most %(count)s items.", count=MOST_LINES))
    return ""


def _added(activity: Activity, question: str, chosen: list[str], lines: list[str]) -> int:
    added = 0
    if chosen:
        lender = lending.lender(request.form.get("from", ""), now(), actor=actor())
        added = borrowing.borrow(activity, question, lender, chosen)
    language = translating.languages_of(activity)[0]
    return added + borrowing.add_listed(activity, question, lines, language)


def _told(added: int) -> None:
    flash(
        ngettext("%(num)s item was added.", "%(num)s items were added.", added)
        if added
        else _("Nothing was added: all of them are there already.")
    )


def _lines(words: str) -> list[str]:
    lines = (clean(line)[:LONGEST_LINE] for line in words[:100_000].splitlines())
    return [line for line in lines if line]


def _question(activity: str, code: str) -> tuple[Activity, Question]:
    found, _survey, questionnaire = opened(activity)
    question = questionnaire.question(code)
    if question is None or not (kind_of(question).has_rows or kind_of(question).has_options):
        raise NotFound
    return found, question


def _page(activity: Activity, question: Question, problem: str = "") -> str:
    lender = request.values.get("from", "")
    return render_template(
        "surveys/manage/items.html",
        activity=activity,
        question=question,
        lenders=lending.lenders(activity, actor=actor()),
        lender=lending.lender(lender, now(), actor=actor()) if lender else None,
        problem=problem,
        typed=request.form.get("lines", ""),
        chosen=request.form.getlist("item"),
        written_in=translating.languages_of(activity)[0],
    )
