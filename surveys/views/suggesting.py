"""Pages of suggested themes and near-duplicates: the machine suggests, a person decides."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.policy import may_analyse
from participation.platform.access.routes import actor, requires
from participation.platform.i18n.text import Text
from participation.platform.jobs.queue import nudge
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from surveys.coding_models import Grouping, Theme
from surveys.forms.coding import LONGEST_NAME
from surveys.services import open_answers, suggesting
from surveys.services.open_answers import Asked
from surveys.views.results import bp, survey_named

JOB = "surveys.themes"


@bp.get("/<language:lang>/manage/a/<activity>/results/texts/<name>/suggestions")
@requires(may_analyse, survey_named)
def suggestions(activity: str, name: str) -> ResponseReturnValue:
    """Show what has been suggested, and offer to look (again)."""
    question = open_answers.asked(survey_named(activity), name)
    shown = suggesting.shown(question) if question.frame else []
    return render_template(
        "surveys/manage/answers/suggestions.html",
        activity=question.activity,
        question=question,
        name=name,
        themes=[one for one in shown if one.group.grouping is Grouping.THEME],
        alike=[one for one in shown if one.group.grouping is Grouping.ALIKE],
        numbers=suggesting.NUMBERS,
        longest=LONGEST_NAME,
    )


@bp.post("/<language:lang>/manage/a/<activity>/results/texts/<name>/suggestions")
@requires(may_analyse, survey_named)
def ask_for_suggestions(activity: str, name: str) -> ResponseReturnValue:
    """Have the worker look for themes."""
    with unit_of_work():
        question = open_answers.asked(survey_named(activity), name)
        suggesting.ask_for(question, request.form.get("number", 0, type=int))
    nudge(JOB)
    return redirect(url_for(".suggestions", activity=activity, name=name))


@bp.post("/<language:lang>/manage/a/<activity>/results/texts/<name>/suggestions/<group>")
@requires(may_analyse, survey_named)
def decide(activity: str, name: str, group: str) -> ResponseReturnValue:
    """Accept a suggestion as a theme with a name, as part of a theme there is, or drop it."""
    question = open_answers.asked(survey_named(activity), name)
    with unit_of_work():
        if "drop" in request.form:
            suggesting.drop(question, group)
            flash(_("The suggestion has been dropped."))
        elif into := _into(question):
            at_once = "at_once" in request.form
            suggesting.accept(question, group, into, actor=actor(), at_once=at_once)
            flash(_("The suggestion has been accepted."))
        else:
            flash(_("Give the theme a name, or choose one there is."))
    return redirect(url_for(".suggestions", activity=activity, name=name))


def _into(question: Asked) -> Theme | Text | None:
    """Return the theme that was chosen, or the words of a new one."""
    chosen = request.form.get("into", "")
    if chosen:
        return question.theme(chosen)
    words = request.form.get("label", "").strip()[:LONGEST_NAME]
    return Text({current_language(): words}) if words else None
