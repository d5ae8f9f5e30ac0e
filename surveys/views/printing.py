"""The questionnaire on paper."""

from dataclasses import replace
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.activities.models import Activity
from participation.activities.policy import may_print, may_see_activity
from participation.activities.queries import activity_named
from participation.platform.access.routes import actor, public
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language
from surveys import queries
from surveys.domain.logic.piping import with_answers
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.views.answer import bp
from surveys.views.asking import asked_on
from surveys.views.conditions import condition_words

# What stands on paper where a page would say an earlier answer.
BLANK = "________"


@bp.get("/<language:lang>/a/<activity>/print")
@public
def printable(activity: str) -> ResponseReturnValue:
    """Show the questionnaire to be printed: to everybody while it is open, to staff always."""
    found = activity_named(activity)
    if found.kind != "survey" or not may_print(actor(), found, now()):
        raise NotFound
    if current_language() not in found.languages and not may_see_activity(actor(), found):
        return redirect(url_for("activities.show", activity=activity))
    questionnaire = _questionnaire(found)
    pages = [_on_paper(questionnaire, page) for page in questionnaire.pages]
    return render_template("surveys/public/print.html", activity=found, pages=pages)


def _questionnaire(activity: Activity) -> Questionnaire:
    """Return what people answer, or what is being written while nobody can answer yet."""
    version = queries.current_version(activity.id)
    document = version.document if version else queries.survey_of(activity.id).working
    return Questionnaire.from_json(document)


def _on_paper(questionnaire: Questionnaire, page: Page) -> dict[str, Any]:
    known = {question.code for question in questionnaire.questions()}
    blank = with_answers(page, lambda code, _part: BLANK if code in known else None)
    return {
        "page": blank,
        "asked": asked_on(questionnaire, replace(blank, shuffle=False), {}),
        "condition": condition_words(questionnaire, page.condition),
        "conditions": {
            question.code: words
            for question in page.questions
            if (words := condition_words(questionnaire, question.condition))
        },
    }
