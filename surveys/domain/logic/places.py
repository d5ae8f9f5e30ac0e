"""Where expressions stand in a questionnaire, and what each may look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from surveys.domain.questionnaire import Question, Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an expression stands: of a question (and its `part`), or of a page.

    `role` is `condition`, `required_if`, `options`, `rows`, `scale` or `rules`; `part` is the code
    of an option, row or step, or the number of a rule. What is wrong with other parts of a question
    stands under `words` or `limits`.
    """

    role: str = "condition"
    question: str = ""
    page: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with an expression; `facts` fill the sentence."""

    reason: str
    place: Place
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)


def expressions(questionnaire: Questionnaire) -> Iterator[tuple[Place, str]]:
    """Yield every expression that is not empty, and where it stands."""
    for page in questionnaire.pages:
        found = chain([(Place(page=page.code), page.condition)], *map(of_question, page.questions))
        yield from ((place, source) for place, source in found if source)


def of_question(question: Question) -> Iterator[tuple[Place, str]]:
    """Yield the expressions of a question, empty ones too."""
    code = question.code
    yield Place(question=code), question.condition
    yield Place(role="required_if", question=code), question.required_if
    for role in ("options", "rows", "scale"):
        for part in getattr(question, role):
            yield Place(role=role, question=code, part=part.code), part.condition
    for number, rule in enumerate(question.rules, 1):
        yield Place(role="rules", question=code, part=str(number)), rule.test


def before(questionnaire: Questionnaire, place: Place) -> dict[str, Question]:
    """Return the questions that an expression may look at, by code."""
    found: dict[str, Question] = {}
    for page in questionnaire.pages:
        if not place.question and page.code == place.page:
            return found
        for question in page.questions:
            if place.question and question.code == place.question:
                return found
            found[question.code] = question
    return found
