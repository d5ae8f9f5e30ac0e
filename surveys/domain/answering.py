"""From what was typed to answers.

A draft keeps form fields as they were typed, faults and all, so nothing a person wrote is lost or
rewritten before it is sent. Only sending reads them into answers: of the questions that are asked
of the person, as `surveys.domain.logic.showing` tells.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from surveys.domain.logic.plan import Asking
from surveys.domain.logic.showing import Showing, show
from surveys.domain.logic.values import value_in
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.domain.questions.base import Form, Problem, Reading
from surveys.domain.questions.fields import NO_LONGER_THAN, clean
from surveys.domain.questions.registry import kind_of

MOST_VALUES = 2_001  # as many options as a question can have, and "other"
# Names what a form did not have of its page: `q1`, `q1.b`. See `surveys.domain.logic.live`.
WITHHELD = "_withheld"

Typed = Mapping[str, list[str]]


def fields_of(page: Page) -> Iterable[str]:
    """Yield the names of the page's form fields."""
    for question in page.questions:
        yield from kind_of(question).fields(question)


def typed_on(page: Page, form: Form) -> dict[str, list[str]]:
    """Return what a form says in the page's own fields; everything else is ignored."""
    found = {}
    for name in fields_of(page):
        values = form.get(name, ())[:MOST_VALUES]
        kept = [clean(value[:NO_LONGER_THAN], lines=True) for value in values]
        if any(kept):
            found[name] = [value for value in kept if value]
    return found


def with_page(typed: Typed, page: Page, form: Form) -> dict[str, list[str]]:
    """Return everything typed so far, with the page as the form has it now.

    What the form did not have, because it was hidden, stays as it was typed earlier.
    """
    withheld = frozenset(" ".join(form.get(WITHHELD, ())).split())
    if not withheld:
        own = set(fields_of(page))
        others = {name: values for name, values in typed.items() if name not in own}
        return others | typed_on(page, form)
    asked = replace(page, questions=tuple(q for q in page.questions if q.code not in withheld))
    own = {name for name in fields_of(asked) if _base(name) not in withheld}
    found = typed_on(asked, {name: form[name] for name in own if name in form})
    for question in asked.questions:
        found |= _kept_choices(question, typed, found, withheld)
    return {name: values for name, values in typed.items() if name not in own} | found


def _base(name: str) -> str:
    """Return the name that a row has on its first scale; hiding the row hides both."""
    return name.removesuffix("~second")


def lacking(page: Page, form: Form) -> list[str]:
    """Name the questions of a page of which a form has no field at all."""
    return [
        question.code
        for question in page.questions
        if not any(name in form for name in kind_of(question).fields(question))
    ]


def _kept_choices(
    question: Question, typed: Typed, found: Typed, withheld: Collection[str]
) -> dict[str, list[str]]:
    """Keep the choice of options that the form did not offer."""
    kept = {}
    for name in kind_of(question).fields(question):
        old = [value for value in typed.get(name, ()) if f"{question.code}.{value}" in withheld]
        if old and (kind_of(question).gives == "choices" or name not in found):
            kept[name] = [*found.get(name, ()), *old]
    return kept


def problems_on(showing: Showing, index: int) -> list[tuple[Question, Problem]]:
    """List what is wrong on a page, in the order of its questions."""
    return [
        (question, problem)
        for question in showing.pages[index].questions
        for problem in _read(showing, index, question).problems
    ]


def _read(showing: Showing, index: int, question: Question) -> Reading:
    """Read a question, and hold the answer to the question's own rules."""
    reading = _said(showing, question)
    if reading.problems or not question.rules:
        return reading
    own = value_in(question, reading.values)
    if own is None:
        return reading
    asking = _asking(showing, index, question.code)
    broken = [message for test, message in asking.rules if not showing.holds(test, own)]
    problems = [Problem("rule", question.code, {"message": words}) for words in broken[:1]]
    return Reading({}, problems) if problems else reading


def _said(showing: Showing, question: Question) -> Reading:
    """Read what was typed in a question, once for a showing."""
    found = showing.read.get(question.code)
    if found is None:
        found = showing.read[question.code] = kind_of(question).read(question, showing.typed)
    return found


def _asking(showing: Showing, index: int, code: str) -> Asking:
    planned = showing.plan.pages[index]
    return next(each for each in planned.asking if each.question.code == code)


def first_faulty_page(showing: Showing) -> int | None:
    """Return the index of the first page that cannot be sent as it is."""
    return next((index for index in showing.shown if problems_on(showing, index)), None)


def answers_of(showing: Showing) -> dict[str, Any]:
    """Return the answers to store; questions hidden or with problems are left out."""
    answers: dict[str, Any] = {}
    for page in showing.pages:
        for question in page.questions:
            answers.update(_said(showing, question).values)
    return answers


def unlike(questionnaire: Questionnaire, sent: Mapping[str, Any], typed: Typed) -> list[Question]:
    """List the questions in which a page says something that answers sent before do not.

    Files are left aside: the same one sent twice has another name the second time.
    """
    before: dict[str, list[str]] = {}
    for question in questionnaire.questions():
        before |= kind_of(question).refill(question, sent)
    showing = show(questionnaire, before | dict(typed))
    return [
        question
        for page in showing.pages
        for question in page.questions
        if question.kind != "upload"
        and any(name in typed for name in kind_of(question).fields(question))
        and _said(showing, question).values != kind_of(question).read(question, before).values
    ]


def answers_in(questionnaire: Questionnaire, typed: Typed) -> dict[str, Any]:
    """Return the answers that a questionnaire finds in what was typed."""
    return answers_of(show(questionnaire, typed))
