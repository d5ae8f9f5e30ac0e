"""One page without those before it, as the preview shows it: everything that may be asked is."""

from dataclasses import replace
from typing import TypeVar

from surveys.domain.logic.plan import looked_at, tree_of
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row

Part = TypeVar("Part", Option, Row, Question)


def alone(questionnaire: Questionnaire, index: int) -> Questionnaire:
    """Return a questionnaire of which one page no longer looks at others."""
    page = questionnaire.pages[index]
    codes = frozenset(question.code for question in page.questions)
    pages = [replace(each, condition="") for each in questionnaire.pages]
    pages[index] = _free(page, codes)
    return replace(questionnaire, pages=tuple(pages))


def _free(page: Page, codes: frozenset[str]) -> Page:
    def free(question: Question) -> Question:
        return replace(
            _freed(question, codes),
            options=tuple(_freed(option, codes) for option in question.options),
            rows=tuple(_freed(row, codes) for row in question.rows),
            scale=tuple(_freed(step, codes) for step in question.scale),
        )

    return replace(page, condition="", questions=tuple(free(each) for each in page.questions))


def _freed(part: Part, codes: frozenset[str]) -> Part:
    if not part.condition or looked_at([tree_of(part.condition)]) <= codes:
        return part
    return replace(part, condition="")
