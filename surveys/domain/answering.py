"""From what was typed to answers.

A draft keeps form fields as they were typed, faults and all, so nothing a person wrote is lost or
rewritten before it is sent. Only sending reads them into answers.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.domain.questions.base import Form, Problem
from surveys.domain.questions.fields import NO_LONGER_THAN, clean
from surveys.domain.questions.registry import kind_of

GRACE = timedelta(minutes=15)
MOST_VALUES = 200

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
    """Return everything typed so far, with the page as the form has it now."""
    own = set(fields_of(page))
    others = {name: values for name, values in typed.items() if name not in own}
    return others | typed_on(page, form)


def problems_on(page: Page, typed: Typed) -> list[tuple[Question, Problem]]:
    """List what is wrong on a page, in the order of its questions."""
    return [
        (question, problem)
        for question in page.questions
        for problem in kind_of(question).read(question, typed).problems
    ]


def first_faulty_page(questionnaire: Questionnaire, typed: Typed) -> int | None:
    """Return the index of the first page that cannot be sent as it is."""
    pages = enumerate(questionnaire.pages)
    return next((index for index, page in pages if problems_on(page, typed)), None)


def answers_in(questionnaire: Questionnaire, typed: Typed) -> dict[str, Any]:
    """Return the answers to store; questions with problems are left out."""
    answers: dict[str, Any] = {}
    for question in questionnaire.questions():
        answers.update(kind_of(question).read(question, typed).values)
    return answers


def may_send(closes: datetime | None, now: datetime, *, has_begun: bool) -> bool:
    """Tell whether somebody may still send at `now`; `has_begun` means before closing.

    Whoever began before closing has fifteen minutes more: nobody loses an answer to the clock
    while writing its last sentence. Nobody begins after closing.
    """
    if closes is None or now < closes:
        return True
    return has_begun and now < closes + GRACE
