"""What conditions see in answers, by what a kind gives (`QuestionKind.gives`).

A missing answer of any sort is no value. While somebody is answering, what is typed is seen as it
is, faults and all: a number that is too large still is a number, so that nothing on the page comes
and goes for reasons a person cannot see. `static/js/typed.js` sees the same in a page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from participation.texts.numbers import parse
from surveys.domain.logic.reading import as_number
from surveys.domain.questionnaire import Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form
from surveys.domain.questions.double import DOUBLE, second_of
from surveys.domain.questions.matrix import row_field
from surveys.domain.questions.number import unit_of
from surveys.domain.questions.registry import kind_of

LONGEST_PLACE = 3


def heard(question: Question) -> tuple[Question, ...]:
    """Return a question as expressions know it: a matrix with two scales is one for each."""
    return (question, second_of(question)) if question.kind == DOUBLE.key else (question,)


def value_in(question: Question, answers: Mapping[str, Any]) -> Any:
    """Return what an answer that was read gives."""
    answer = answers.get(question.code)
    if answer is None or answer in ("", [], {}) or _is_missing(answer):
        return None
    return GIVEN.get(kind_of(question).gives, _itself)(answer)


def value_typed(question: Question, typed: Form) -> Any:
    """Return what is seen in form fields as they are now."""
    return SEEN[kind_of(question).gives](question, typed)


def _is_missing(answer: Any) -> bool:
    return isinstance(answer, str) and answer in fields.MISSING_CODES


def _itself(answer: Any) -> Any:
    return answer


def _number(answer: Any) -> Any:
    """Return a number; the code of a step such as "4" is one."""
    return as_number(answer)


def _parts(answer: Any) -> Any:
    if not isinstance(answer, Mapping):
        return None
    found = {part: each for part, each in answer.items() if not _is_missing(each)}
    return {
        part: each for part, each in found.items() if isinstance(each, (str, int, float))
    } or None


def _places(answer: Any) -> Any:
    return {code: place for place, code in enumerate(answer, 1)} if _is_list(answer) else None


def _codes(answer: Any) -> Any:
    return list(answer) if _is_list(answer) else [answer]


def _is_list(answer: Any) -> bool:
    return isinstance(answer, Sequence) and not isinstance(answer, str)


GIVEN: Mapping[str, Callable[[Any], Any]] = {
    "choices": _codes,
    "number": _number,
    "rows": _parts,
    "amounts": _parts,
    "ranks": _places,
    "presence": lambda _answer: True,
    "nothing": lambda _answer: None,
}


def _choice_typed(question: Question, typed: Form) -> Any:
    return next(iter(fields.chosen_or_written(question, typed)), None)


def _choices_typed(question: Question, typed: Form) -> Any:
    return fields.chosen_or_written(question, typed) or None


def _has_reason(question: Question, typed: Form) -> bool:
    return bool(fields.missing_chosen(question, typed.get(fields.missing_field(question), ())))


def _number_typed(question: Question, typed: Form) -> Any:
    if question.options:
        return as_number(_choice_typed(question, typed))
    if _has_reason(question, typed):
        return None
    return _read_number(question, fields.words_in(typed, question.code))


def _read_number(question: Question, words: str) -> float | None:
    found = parse(words, tuple(unit_of(question).translations.values())) if words else None
    return as_number(float(found)) if found is not None else None


def _text_typed(question: Question, typed: Form) -> Any:
    if _has_reason(question, typed):
        return None
    lines = bool(getattr(kind_of(question), "lines", False))
    return fields.words_in(typed, question.code, lines=lines) or None


def _date_typed(question: Question, typed: Form) -> Any:
    """Return a day or month even where it is too early or too late."""
    limits = ("min", "max")
    rest = {name: value for name, value in question.settings.items() if name not in limits}
    free = replace(question, required=False, settings=rest)
    return value_in(question, kind_of(question).read(free, typed).values)


def _rows_typed(question: Question, typed: Form) -> Any:
    chosen = (
        (row.code, fields.chosen(question, typed.get(row_field(question, row), ())))
        for row in question.rows
    )
    return {row: codes[0] for row, codes in chosen if codes} or None


def _amounts_typed(question: Question, typed: Form) -> Any:
    """Return the amounts; once there is one, an empty field is nothing."""
    if _has_reason(question, typed):
        return None
    names = {option.code: f"{question.code}.{option.code}" for option in question.options}
    words = {code: fields.words_in(typed, name) for code, name in names.items()}
    if not any(words.values()):
        return None
    numbers = {code: _read_number(question, each) if each else 0 for code, each in words.items()}
    return {code: number for code, number in numbers.items() if number is not None} or None


def _places_typed(question: Question, typed: Form) -> Any:
    if _has_reason(question, typed):
        return None
    places = (
        (option.code, fields.words_in(typed, f"{question.code}.{option.code}"))
        for option in question.options
    )
    return {code: int(place) for code, place in places if _is_place(place)} or None


def _is_place(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) <= LONGEST_PLACE and int(words) > 0


def _presence_typed(question: Question, typed: Form) -> Any:
    names = (
        name
        for name in kind_of(question).fields(question)
        if name != fields.missing_field(question)
    )
    return True if any(any(typed.get(name, ())) for name in names) else None


SEEN: Mapping[str, Callable[[Question, Form], Any]] = {
    "choice": _choice_typed,
    "choices": _choices_typed,
    "number": _number_typed,
    "text": _text_typed,
    "date": _date_typed,
    "rows": _rows_typed,
    "amounts": _amounts_typed,
    "ranks": _places_typed,
    "presence": _presence_typed,
    "nothing": lambda _question, _typed: None,
}
