"""What keeps a questionnaire from being published, as facts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.domain.logic.judged import logic_of
from surveys.domain.logic.places import Fault
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.registry import BY_KEY


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One reason; `question` or `page` names where to mend it, `fault` what is wrong with logic."""

    reason: str
    question: str = ""
    page: str = ""
    fault: Fault | None = None


def shortcomings(questionnaire: Questionnaire) -> list[Shortcoming]:
    """List everything that must be mended first."""
    if not any(True for _ in questionnaire.questions()):
        return [Shortcoming("no_questions")]
    found = [
        Shortcoming("empty_page", page=page.code)
        for page in questionnaire.pages
        if not page.questions and not page.intro
    ]
    found += _twice(questionnaire)
    for question in questionnaire.questions():
        found += (Shortcoming(reason, question.code) for reason in _faults(question))
    return found + (_of_logic(questionnaire) if not any(map(_is_grave, found)) else [])


def _is_grave(found: Shortcoming) -> bool:
    return found.reason in ("code_twice", "page_code_twice", "unknown_kind")


def _of_logic(questionnaire: Questionnaire) -> list[Shortcoming]:
    faults = logic_of(questionnaire).faults
    return [Shortcoming(f.reason, f.place.question, f.place.page, f) for f in faults]


def _twice(questionnaire: Questionnaire) -> Iterator[Shortcoming]:
    for code, times in Counter(page.code for page in questionnaire.pages).items():
        if times > 1:
            yield Shortcoming("page_code_twice", page=code)
    for code, times in Counter(q.code for q in questionnaire.questions()).items():
        if times > 1:
            yield Shortcoming("code_twice", code)


def _faults(question: Question) -> Iterator[str]:
    if question.kind not in BY_KEY:
        yield "unknown_kind"
        return
    yield from BY_KEY[question.kind].faults(question)
    if not question.label:
        yield "no_label"
    if any(not option.label for option in question.options):
        yield "option_without_label"
    if any(not row.label for row in question.rows):
        yield "row_without_label"
