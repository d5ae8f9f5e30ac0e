"""The questions of a page as templates need them. A kind that needs more has a class of its own."""

from collections.abc import Mapping, Sequence

from surveys.domain.answering import Typed
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.domain.questions.base import Problem
from surveys.domain.questions.registry import asks, numbers
from surveys.views.asked.base import Asked
from surveys.views.asked.budget import AskedBudget
from surveys.views.asked.choice import AskedChoice
from surveys.views.asked.consent import AskedConsent
from surveys.views.asked.date import AskedDate
from surveys.views.asked.differential import AskedDifferential
from surveys.views.asked.double import AskedDouble
from surveys.views.asked.point import AskedPoint
from surveys.views.asked.ranking import AskedRanking
from surveys.views.asked.slider import AskedSlider
from surveys.views.asked.steps import AskedSteps
from surveys.views.asked.upload import AskedUpload
from surveys.views.problems import words_for

ASKED: Mapping[str, type[Asked]] = {
    "single": AskedChoice,
    "multiple": AskedChoice,
    "ranking": AskedRanking,
    "budget": AskedBudget,
    "point": AskedPoint,
    "upload": AskedUpload,
    "rating": AskedSteps,
    "grade": AskedSteps,
    "recommendation": AskedSteps,
    "date": AskedDate,
    "month": AskedDate,
    "slider": AskedSlider,
    "differential": AskedDifferential,
    "double": AskedDouble,
    "consent": AskedConsent,
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
    """Return the questions of a page, numbered through the whole questionnaire.

    Shuffled questions have the numbers of their page in the order in which they are shown.
    """
    known = numbers(questionnaire)
    in_turn = iter(sorted(known[q.code] for q in filter(asks, page.questions)))
    found = {q.code: asked(q, next(in_turn) if asks(q) else 0, typed) for q in page.questions}
    for question, problem in problems:
        found[question.code].problems[problem.field_name] = words_for(question, problem)
    return list(found.values())


def told(question: Question, typed: Typed) -> list[str]:
    """Return what was typed in a question as words a person reads."""
    return asked(question, 0, typed).told()
