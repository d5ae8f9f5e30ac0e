"""Answers as columns of small integers, one column for each thing that is counted.

Codes: 0 not asked, 1 no answer, 2 don't know, 3 does not want to say, 4 and on the options. A
multiple choice keeps one bit an option beside its code (4 means answered), a number its value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.domain.counting.months import month_in
from surveys.domain.counting.places import UNRANKED, place_in, points
from surveys.domain.counting.shapes import SECOND, Shape, choices, key, shape_of
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.base import Missing
from surveys.domain.questions.double import second_key
from surveys.domain.questions.registry import asks

NOT_ASKED, NO_ANSWER, DONT_KNOW, PREFER_NOT, ANSWERED = range(5)
STATES: Mapping[Any, int] = {
    None: NOT_ASKED,
    Missing.NO_ANSWER.value: NO_ANSWER,
    Missing.DONT_KNOW.value: DONT_KNOW,
    Missing.PREFER_NOT.value: PREFER_NOT,
}

Answers = Mapping[str, Any]
Codes = NDArray[np.uint16]


class _Codebook(dict[Any, int]):
    """Codes by value; a value nobody declared gets the next code, so that nothing is lost."""

    def __missing__(self, value: Any) -> int:
        self[value] = code = len(self)
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One counted thing of many responses."""

    key: str
    shape: Shape
    codes: Codes
    options: tuple[str, ...] = ()
    bits: NDArray[np.uint8] | None = None
    values: NDArray[np.float64] | None = None
    others: int = 0
    total: Fraction = Fraction()


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
    return np.fromiter(found, np.uint16, length)


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _others(question: Question, responses: Sequence[Answers]) -> int:
    name = f"{question.code}~other"
    return sum(name in answers for answers in responses) if question.other else 0


def _chosen(raw: Sequence[Any], options: Sequence[str]) -> tuple[Codes, tuple[str, ...]]:
    book = _Codebook(STATES)
    for option in options:
        book[option] = len(book)
    codes = np.fromiter((book[value] for value in raw), np.uint16, len(raw))
    return codes, tuple(book)[ANSWERED:]


def _single(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    codes, options = _chosen(raw, choices(q))
    name, others = key(q, Shape.SINGLE), _others(q, responses)
    return [Column(key=name, shape=Shape.SINGLE, codes=codes, options=options, others=others)]


def _multiple(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    book = _Codebook({code: place for place, code in enumerate(choices(q))})
    sets = [value if isinstance(value, list) else () for value in raw]
    pairs = [(line, book[code]) for line, codes in enumerate(sets) for code in codes]
    chosen = np.zeros((len(raw), max(len(book), 1)), bool)
    if pairs:
        lines, places = np.array(pairs).T
        chosen[lines, places] = True
    # An empty list says as little as a question left empty.
    states = _states((value if value != [] else Missing.NO_ANSWER.value for value in raw), len(raw))
    return [
        Column(
            key=key(q, Shape.MULTIPLE),
            shape=Shape.MULTIPLE,
            codes=states,
            options=tuple(book),
            bits=np.packbits(chosen, axis=1),
            others=_others(q, responses),
        )
    ]


def _matrix(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    rows = []
    for row in q.rows:
        cells = [v.get(row.code) if isinstance(v, Mapping) else v for v in raw]
        codes, options = _chosen(cells, choices(q))
        name = key(q, Shape.MATRIX, row.code)
        rows.append(Column(key=name, shape=Shape.SINGLE, codes=codes, options=options))
    whole = _whole(np.array([row.codes for row in rows], np.uint16).reshape(len(rows), len(raw)))
    return [Column(key=key(q, Shape.MATRIX), shape=Shape.OPEN, codes=whole), *rows]


def _double(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    """Count both scales of each row: `row` and `row~second`."""
    second = [answers.get(second_key(q)) for answers in responses]
    scales = (("", raw, choices(q)), (SECOND, second, tuple(step.code for step in q.scale)))
    rows = []
    for suffix, answers, steps in scales:
        for row in q.rows:
            cells = [v.get(row.code) if isinstance(v, Mapping) else v for v in answers]
            codes, options = _chosen(cells, steps)
            name = key(q, Shape.DOUBLE, f"{row.code}{suffix}")
            rows.append(Column(key=name, shape=Shape.SINGLE, codes=codes, options=options))
    whole = _whole(np.array([row.codes for row in rows], np.uint16).reshape(len(rows), len(raw)))
    return [Column(key=key(q, Shape.DOUBLE), shape=Shape.OPEN, codes=whole), *rows]


def _whole(rows: Codes) -> Codes:
    """Say of each respondent whether any row was answered, else why none was.

    Rows left out for different reasons are "no answer" together; rows not asked do not speak.
    """
    if not len(rows):
        return np.zeros(rows.shape[1], np.uint16)
    highest = rows.max(axis=0)
    lowest = np.where(rows == NOT_ASKED, highest, rows).min(axis=0)
    mixed = np.where(lowest == highest, highest, NO_ANSWER)
    return np.where(highest >= ANSWERED, ANSWERED, mixed).astype(np.uint16)


def _ranking(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    asked = choices(q)
    codes = (*(str(place) for place in range(1, len(asked) + 1)), UNRANKED)
    options = [_placed(q, code, codes, raw, len(asked)) for code in asked]
    return [*_open(q, raw, responses, Shape.RANKING), *options]


def _placed(
    q: Question, option: str, codes: Sequence[str], raw: Sequence[Any], asked: int
) -> Column:
    cells = [place_in(v, option) if isinstance(v, list) else v for v in raw]
    found, places = _chosen(cells, codes)
    total = sum((points(v, option, asked) for v in raw if isinstance(v, list)), Fraction())
    name = key(q, Shape.RANKING, option)
    return Column(key=name, shape=Shape.SINGLE, codes=found, options=places, total=total)


def _allocation(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    amounts = [_numbers(key(q, Shape.ALLOCATION, code), _cells(raw, code)) for code in choices(q)]
    return [*_open(q, raw, responses, Shape.ALLOCATION), *amounts]


def _point(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    """Count who answered, and the areas that they chose."""
    areas, options = _chosen(_cells(raw, "area"), choices(q))
    name = key(q, Shape.POINT, AREA)
    area = Column(key=name, shape=Shape.SINGLE, codes=areas, options=options)
    return [*_open(q, raw, responses, Shape.POINT), area]


def _cells(raw: Sequence[Any], part: str) -> list[Any]:
    """Return one part of every answer, or why there is none."""
    return [value.get(part) if isinstance(value, Mapping) else value for value in raw]


def _number(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    return [_numbers(key(q, Shape.NUMBER), raw)]


def _numbers(name: str, raw: Sequence[Any]) -> Column:
    is_number = [isinstance(value, (int, float)) for value in raw]
    values = [float(value) for value, found in zip(raw, is_number, strict=True) if found]
    return Column(
        key=name,
        shape=Shape.NUMBER,
        codes=_states(raw, len(raw)),
        values=np.array(values, np.float64),
    )


def _date(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    codes, months = _chosen([month_in(value) for value in raw], ())
    return [Column(key=key(q, Shape.DATE), shape=Shape.DATE, codes=codes, options=months)]


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
