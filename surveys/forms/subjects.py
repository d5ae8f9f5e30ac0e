"""What conditions can look at, in the words of the workspace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from participation.platform.i18n.text import Text
from participation.platform.web.languages import plain
from surveys.domain.logic.check import codes_of
from surveys.domain.logic.expression import OWN
from surveys.domain.logic.places import Place, before
from surveys.domain.logic.plainly import BY_TYPE, ONLY_ANSWERED
from surveys.domain.logic.values import heard
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.base import OTHER
from surveys.domain.questions.registry import BY_KEY, numbers


@dataclass(frozen=True, slots=True)
class Subject:
    """An answer, or a part of one; `options` are what it can be."""

    key: str
    words: str
    type: str
    options: Sequence[tuple[str, str]] = ()

    @property
    def deeds(self) -> Sequence[str]:
        """How it can be compared."""
        return BY_TYPE.get(self.type, ONLY_ANSWERED)


def subjects(questionnaire: Questionnaire, place: Place) -> list[Subject]:
    """Return what an expression at a place can look at, in the order of the questionnaire."""
    known = numbers(questionnaire)
    found: list[Subject] = []
    own = questionnaire.question(place.question)
    if place.role == "rules" and own is not None:
        found.append(Subject(OWN, _("This answer"), _type(own), _options(own)))
    for question in before(questionnaire, place).values():
        found += _subjects(question, known.get(question.code, 0))
    return found


def every_subject(questionnaire: Questionnaire) -> dict[str, Subject]:
    """Return everything that can be looked at, by key."""
    known, questions = numbers(questionnaire), questionnaire.questions()
    return {s.key: s for q in questions for s in _subjects(q, known.get(q.code, 0))}


def _subjects(question: Question, number: int) -> Iterator[Subject]:
    gives = BY_KEY[question.kind].gives if question.kind in BY_KEY else "nothing"
    if gives == "nothing":
        return
    words = _("%(number)s. %(question)s", number=number, question=plain(question.label))
    if gives == "rows":
        yield from _rows(question, words)
        return
    yield Subject(question.code, words, _type(question), _options(question))
    if gives in ("amounts", "ranks"):
        for option in question.options:
            part = _("%(question)s – %(part)s", question=words, part=plain(option.label))
            yield Subject(f"{question.code}.{option.code}", part, "number")


def _rows(question: Question, words: str) -> Iterator[Subject]:
    """Yield the whole and each statement; of two scales, each is looked at by itself."""
    scales = heard(question)
    for scale, name in zip(scales, ("first", "second"), strict=False):
        title = plain(Text.from_json(question.settings.get(name, {}))) if scales[1:] else ""
        said = _("%(question)s – %(part)s", question=words, part=title) if title else words
        yield Subject(scale.code, said, _type(scale), _options(scale))
        for row in scale.rows:
            part = _("%(question)s – %(part)s", question=said, part=plain(row.label))
            yield Subject(f"{scale.code}.{row.code}", part, "choice", _options(scale))


def _type(question: Question) -> str:
    gives = BY_KEY[question.kind].gives
    return gives if gives in BY_TYPE else "other"


def _options(question: Question) -> list[tuple[str, str]]:
    words = {option.code: plain(option.label) for option in question.options}
    return [(c, _("Other") if c == OTHER else words[c]) for c in codes_of(question)]
