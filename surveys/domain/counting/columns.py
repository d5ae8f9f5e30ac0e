"""Answers as columns of small integers, one column for each thing that is counted (`column`)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.domain.counting.column import (
    ANSWERED,
    FIRST_LEVEL,
    NO_ANSWER,
    NOT_ASKED,
    STATES,
    Codes,
    Column,
    packed,
    small,
)
from surveys.domain.counting.places import UNRANKED, half_points, most_points, place_in
from surveys.domain.counting.shapes import SECOND, Shape, choices, key, shape_of
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.base import Missing
from surveys.domain.questions.double import second_key
from surveys.domain.questions.registry import asks

Answers = Mapping[str, Any]


class _Codebook(dict[Any, int]):
    """Codes by value; a value nobody declared gets the next code, so that nothing is lost."""

    def __missing__(self, value: Any) -> int:
        self[value] = code = len(self)
        return code


AREA = "area"


def encode(questionnaire: Questionnaire, responses: Sequence[Answers]) -> list[Column]:
    """Turn responses to one questionnaire into columns; a matrix has one for each row as well."""
    columns: list[Column] = []
    for question in filter(asks, questionnaire.questions()):
        raw = [answers.get(question.code) for answers in responses]
        columns += ENCODERS[shape_of(question)](question, raw, responses)
    return columns


def _states(raw: Iterable[Any], length: int) -> Codes:
    found = (STATES.get(value, ANSWERED) if _plain(value) else ANSWERED for value in raw)
    return np.fromiter(found, np.uint8, length)


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _others(question: Question, responses: Sequence[Answers]) -> NDArray[np.bool_] | None:
    if not question.other:
        return None
    name = f"{question.code}~other"
    return np.fromiter((name in answers for answers in responses), bool, len(responses))


def chosen(raw: Sequence[Any], options: Sequence[str]) -> tuple[Codes, tuple[str, ...]]:
    """Return the codes of values, and the options that they stand for from `ANSWERED` on."""
    book = _Codebook(STATES)
    for option in options:
        book[option] = len(book)
    codes = np.fromiter((book[value] for value in raw), np.uint32, len(raw))
    return small(codes, len(book) - 1), tuple(book)[ANSWERED:]


def _single(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    codes, options = chosen(raw, choices(q))
    name, others = key(q, Shape.SINGLE), _others(q, responses)
    return [Column(key=name, shape=Shape.SINGLE, codes=codes, options=options, others=others)]


def _multiple(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    book = _Codebook({code: place for place, code in enumerate(choices(q))})
    sets = [value if isinstance(value, list) else () for value in raw]
    pairs = [(line, book[code]) for line, codes in enumerate(sets) for code in codes]
    marks = np.zeros((max(len(book), 1), len(raw)), bool)
    if pairs:
        lines, places = np.array(pairs).T
        marks[places, lines] = True
    # An empty list says as little as a question left empty.
    states = _states((value if value != [] else Missing.NO_ANSWER.value for value in raw), len(raw))
    return [
        Column(
            key=key(q, Shape.MULTIPLE),
            shape=Shape.MULTIPLE,
            codes=states,
            options=tuple(book),
            bits=packed(marks),
            others=_others(q, responses),
        )
    ]


def _matrix(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    rows = []
    for row in q.rows:
        cells = [v.get(row.code) if isinstance(v, Mapping) else v for v in raw]
        codes, options = chosen(cells, choices(q))
        name = key(q, Shape.MATRIX, row.code)
        rows.append(Column(key=name, shape=Shape.SINGLE, codes=codes, options=options))
    whole = _whole([row.codes for row in rows], len(raw))
    return [Column(key=key(q, Shape.MATRIX), shape=Shape.OPEN, codes=whole), *rows]


def _double(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    """Count both scales of each row: `row` and `row~second`."""
    second = [answers.get(second_key(q)) for answers in responses]
    scales = (("", raw, choices(q)), (SECOND, second, tuple(step.code for step in q.scale)))
    rows = []
    for suffix, answers, steps in scales:
        for row in q.rows:
            cells = [v.get(row.code) if isinstance(v, Mapping) else v for v in answers]
            codes, options = chosen(cells, steps)
            name = key(q, Shape.DOUBLE, f"{row.code}{suffix}")
            rows.append(Column(key=name, shape=Shape.SINGLE, codes=codes, options=options))
    whole = _whole([row.codes for row in rows], len(raw))
    return [Column(key=key(q, Shape.DOUBLE), shape=Shape.OPEN, codes=whole), *rows]


def _whole(rows: Sequence[Codes], length: int) -> Codes:
    """Say of each respondent whether any row was answered, else why none was.

    Rows left out for different reasons are "no answer" together; rows not asked do not speak.
    """
    if not len(rows):
        return np.zeros(length, np.uint8)
    table = np.array(rows).reshape(len(rows), length)
    highest = table.max(axis=0)
    lowest = np.where(table == NOT_ASKED, highest, table).min(axis=0)
    mixed = np.where(lowest == highest, highest, NO_ANSWER)
    return np.where(highest >= ANSWERED, ANSWERED, mixed).astype(np.uint8)


def _ranking(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    asked = choices(q)
    codes = (*(str(place) for place in range(1, len(asked) + 1)), UNRANKED)
    options = [_placed(q, code, codes, raw, len(asked)) for code in asked]
    return [*_open(q, raw, responses, Shape.RANKING), *options]


def _placed(
    q: Question, option: str, codes: Sequence[str], raw: Sequence[Any], asked: int
) -> Column:
    cells = [place_in(v, option) if isinstance(v, list) else v for v in raw]
    found, places = chosen(cells, codes)
    given = (half_points(v, option, asked) if isinstance(v, list) else 0 for v in raw)
    return Column(
        key=key(q, Shape.RANKING, option),
        shape=Shape.SINGLE,
        codes=found,
        options=places,
        points=small(np.fromiter(given, np.uint32, len(raw)), most_points(asked)),
        whole=most_points(asked),
    )


def _allocation(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    amounts = [_numbers(key(q, Shape.ALLOCATION, code), _cells(raw, code)) for code in choices(q)]
    return [*_open(q, raw, responses, Shape.ALLOCATION), *amounts]


def _point(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    """Count who answered, and the areas that they chose."""
    areas, options = chosen(_cells(raw, "area"), choices(q))
    name = key(q, Shape.POINT, AREA)
    area = Column(key=name, shape=Shape.SINGLE, codes=areas, options=options)
    return [*_open(q, raw, responses, Shape.POINT), area]


def _cells(raw: Sequence[Any], part: str) -> list[Any]:
    """Return one part of every answer, or why there is none."""
    return [value.get(part) if isinstance(value, Mapping) else value for value in raw]


def _number(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    return [_numbers(key(q, Shape.NUMBER), raw)]


def _numbers(name: str, raw: Sequence[Any]) -> Column:
    is_number = np.fromiter((isinstance(value, (int, float)) for value in raw), bool, len(raw))
    values = [float(value) for value in raw if isinstance(value, (int, float))]
    levels, places = np.unique(np.array(values, np.float64), return_inverse=True)
    codes = _states(raw, len(raw)).astype(np.uint32)
    codes[is_number] = places + FIRST_LEVEL
    most = ANSWERED + len(levels)
    return Column(key=name, shape=Shape.NUMBER, codes=small(codes, most), levels=levels)


def _date(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    codes, days = chosen(raw, ())
    return [Column(key=key(q, Shape.DATE), shape=Shape.DATE, codes=codes, options=days)]


def _open(
    q: Question, raw: Sequence[Any], responses: Sequence[Answers], shape: Shape = Shape.OPEN
) -> list[Column]:
    return [Column(key=key(q, shape), shape=Shape.OPEN, codes=_states(raw, len(raw)))]


def _files(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    return _open(q, raw, responses, Shape.FILES)


ENCODERS = {
    Shape.SINGLE: _single,
    Shape.MULTIPLE: _multiple,
    Shape.MATRIX: _matrix,
    Shape.NUMBER: _number,
    Shape.RANKING: _ranking,
    Shape.DATE: _date,
    Shape.DOUBLE: _double,
    Shape.ALLOCATION: _allocation,
    Shape.POINT: _point,
    Shape.FILES: _files,
    Shape.OPEN: _open,
}
