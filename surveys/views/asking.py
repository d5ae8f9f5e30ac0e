"""The questions of a page as templates need them. A kind that needs more has a class of its own."""

from collections.abc import Mapping, Sequence

from surveys.domain.answering import Typed
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.domain.questions.base import Problem
from surveys.views.asked.base import Asked
from surveys.views.asked.ranking import AskedRanking
from surveys.views.asked.steps import AskedSteps
from surveys.views.problems import words_for

ASKED: Mapping[str, type[Asked]] = {
    "ranking": AskedRanking,
    "rating": AskedSteps,
    "grade": AskedSteps,
    "recommendation": AskedSteps,
}


def asked(question: Question, number: int, typed: Typed) -> Asked:
    """Return a question as the template of its kind needs it."""
    return ASKED.get(question.kind, Asked)(question, number, typed)


def asked_on(
    questionnaire: Questionnaire,
    page: Page,
    typed: Typed,
    problems: Sequence[tuple[Question, Problem]] = (),
) -> list[Asked]:
    """Return the questions of a page, numbered through the whole questionnaire."""
    numbers = {question.code: n for n, question in enumerate(questionnaire.questions(), 1)}
    found = {q.code: asked(q, numbers[q.code], typed) for q in page.questions}
    for question, problem in problems:
        found[question.code].problems[problem.field_name] = words_for(question, problem)
    return list(found.values())


def told(question: Question, typed: Typed) -> list[str]:
    """Return what was typed in a question as words a person reads."""
    return asked(question, 0, typed).told()
