"""Edits of a questionnaire: each takes one and returns another.

Whoever adds something brings its code (see `surveys.domain.codes`). What an edit names must exist:
`NoSuchPart` says that it does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Page, Question, Questionnaire


class NoSuchPart(LookupError):
    """The questionnaire has no page or question with this code."""


def page_with(questionnaire: Questionnaire, code: str) -> Page:
    """Return the page with a code."""
    return questionnaire.pages[_page_index(questionnaire, code)]


def page_of(questionnaire: Questionnaire, question: str) -> Page:
    """Return the page a question is on."""
    for page in questionnaire.pages:
        if any(found.code == question for found in page.questions):
            return page
    raise NoSuchPart(question)


def question_with(questionnaire: Questionnaire, code: str) -> Question:
    """Return the question with a code."""
    found = questionnaire.question(code)
    if found is None:
        raise NoSuchPart(code)
    return found


def add_page(questionnaire: Questionnaire, page: Page) -> Questionnaire:
    """Add a page at the end."""
    return replace(questionnaire, pages=(*questionnaire.pages, page))


def replace_page(questionnaire: Questionnaire, code: str, page: Page) -> Questionnaire:
    """Put a page in the place of another."""
    at = _page_index(questionnaire, code)
    pages = (*questionnaire.pages[:at], page, *questionnaire.pages[at + 1 :])
    return replace(questionnaire, pages=pages)


def move_page(questionnaire: Questionnaire, code: str, step: int) -> Questionnaire:
    """Move a page by `step` places, as far as there are places."""
    at = _page_index(questionnaire, code)
    pages = list(questionnaire.pages)
    page = pages.pop(at)
    pages.insert(min(max(at + step, 0), len(pages)), page)
    return replace(questionnaire, pages=tuple(pages))


def remove_page(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """Take a page away with the questions on it."""
    at = _page_index(questionnaire, code)
    return replace(questionnaire, pages=(*questionnaire.pages[:at], *questionnaire.pages[at + 1 :]))


def add_question(
    questionnaire: Questionnaire, page: str, question: Question, at: int | None = None
) -> Questionnaire:
    """Put a question on a page, at a place counted from 0 or at the end."""

    def added(found: Page) -> Page:
        place = len(found.questions) if at is None else min(max(at, 0), len(found.questions))
        questions = (*found.questions[:place], question, *found.questions[place:])
        return replace(found, questions=questions)

    return _with_page(questionnaire, page, added)


def replace_question(questionnaire: Questionnaire, code: str, question: Question) -> Questionnaire:
    """Put a question in the place of another."""

    def replaced(page: Page) -> Page:
        questions = (question if found.code == code else found for found in page.questions)
        return replace(page, questions=tuple(questions))

    return _with_page(questionnaire, page_of(questionnaire, code).code, replaced)


def remove_question(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """Take a question away."""

    def without(page: Page) -> Page:
        return replace(page, questions=tuple(q for q in page.questions if q.code != code))

    return _with_page(questionnaire, page_of(questionnaire, code).code, without)


def duplicate_question(questionnaire: Questionnaire, code: str, new_code: str) -> Questionnaire:
    """Put a copy of a question right after it."""
    page = page_of(questionnaire, code)
    copy = replace(question_with(questionnaire, code), code=new_code)
    return add_question(questionnaire, page.code, copy, _place(page, code) + 1)


def place_question(questionnaire: Questionnaire, code: str, page: str, at: int) -> Questionnaire:
    """Move a question to a page and a place on it, counted without the question itself."""
    question = question_with(questionnaire, code)
    return add_question(remove_question(questionnaire, code), page, question, at)


def move_question(questionnaire: Questionnaire, code: str, step: int) -> Questionnaire:
    """Move a question one place up (-1) or down (1), over the edge of a page to the next page."""
    page = page_of(questionnaire, code)
    place, index = _place(page, code) + step, _page_index(questionnaire, page.code)
    if 0 <= place < len(page.questions):
        return place_question(questionnaire, code, page.code, place)
    if not 0 <= index + step < len(questionnaire.pages):
        return questionnaire
    neighbour = questionnaire.pages[index + step]
    at = len(neighbour.questions) if step < 0 else 0
    return place_question(questionnaire, code, neighbour.code, at)


def with_texts(questionnaire: Questionnaire, texts: Mapping[str, Text]) -> Questionnaire:
    """Put texts at their addresses (see `Questionnaire.texts`), all in one pass."""
    return questionnaire.with_texts(texts.get)


def _place(page: Page, question: str) -> int:
    return [found.code for found in page.questions].index(question)


def _page_index(questionnaire: Questionnaire, code: str) -> int:
    codes = [page.code for page in questionnaire.pages]
    if code not in codes:
        raise NoSuchPart(code)
    return codes.index(code)


def _with_page(
    questionnaire: Questionnaire, code: str, change: Callable[[Page], Page]
) -> Questionnaire:
    return replace_page(questionnaire, code, change(page_with(questionnaire, code)))
