"""Answers as columns of small integers, one column for each thing that is counted (`column`)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

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
    Rows,
    packed,
    small,
    taken,
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
    asked = list(filter(asks, questionnaire.questions()))
    said = _parted(responses, [question.code for question in asked])
    columns: list[Column] = []
    for question, raw in zip(asked, said, strict=True):
        columns += ENCODERS[shape_of(question)](question, raw, responses)
    return columns


class Told(NamedTuple):
    """What was said to a question: each different answer once, and which of them is whose."""

    different: Sequence[Answers]
    places: Rows


def encode_told(questionnaire: Questionnaire, told: Mapping[str, Told]) -> list[Column]:
    """Do the same as `encode`, but look at what many people said alike only once."""
    columns: list[Column] = []
    for question in filter(asks, questionnaire.questions()):
        answers, places = told[question.code]
        raw = [each.get(question.code) for each in answers]
        found = ENCODERS[shape_of(question)](question, raw, answers)
        columns += [taken(column, places) for column in found]
    return columns


def _parted(answers: Sequence[Any], names: Sequence[str]) -> list[Sequence[Any]]:
    """Return a list for each name; what is no mapping stands for all its parts.

    Millions of answers pass here, so as much as possible is done without a line of Python each.
    """
    alike = [
        tuple(map(each.get, names)) if isinstance(each, dict) else (each,) * len(names)
        for each in answers
    ]
    return list(zip(*alike, strict=True)) if alike else [()] * len(names)


def _coded(raw: Sequence[Any], book: _Codebook) -> NDArray[np.uint32]:
    """Return the code of each value; new ones come into the book."""
    return np.fromiter(map(book.__getitem__, raw), np.uint32, len(raw))


def _states(raw: Sequence[Any]) -> Codes:
    found = (STATES.get(value, ANSWERED) if _plain(value) else ANSWERED for value in raw)
    return np.fromiter(found, np.uint8, len(raw))


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
    codes = _coded(raw, book)
    return small(codes, len(book) - 1), tuple(book)[ANSWERED:]


def _single(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    codes, options = chosen(raw, choices(q))
    name, others = key(q, Shape.SINGLE), _others(q, responses)
    return [Column(key=name, shape=Shape.SINGLE, codes=codes, options=options, others=others)]


def _multiple(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    """Look at each combination once, however many people chose it."""
    said = _Codebook()
    places = _coded([tuple(v) if isinstance(v, list) else v for v in raw], said)
    book = _Codebook({code: place for place, code in enumerate(choices(q))})
    pairs = [
        (line, book[code])
        for line, codes in enumerate(said)
        if isinstance(codes, tuple)
        for code in codes
    ]
    marks = np.zeros((max(len(book), 1), max(len(said), 1)), bool)
    for line, place in pairs:
        marks[place, line] = True
    # An empty list says as little as a question left empty.
    states = _states([value if value != () else Missing.NO_ANSWER.value for value in said])
    return [
        Column(
            key=key(q, Shape.MULTIPLE),
            shape=Shape.MULTIPLE,
            codes=states[places],
            options=tuple(book),
            bits=packed(marks)[:, places],
            others=_others(q, responses),
        )
    ]


def _matrix(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    rows = list(_rows(q, Shape.MATRIX, raw, choices(q)))
    whole = _whole([row.codes for row in rows], len(raw))
    return [Column(key=key(q, Shape.MATRIX), shape=Shape.OPEN, codes=whole), *rows]


def _rows(
    q: Question, shape: Shape, raw: Sequence[Any], steps: Sequence[str], suffix: str = ""
) -> Iterator[Column]:
    for row, cells in zip(q.rows, _parted(raw, [row.code for row in q.rows]), strict=True):
        codes, options = chosen(cells, steps)
        name = key(q, shape, f"{row.code}{suffix}")
        yield Column(key=name, shape=Shape.SINGLE, codes=codes, options=options)


def _double(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    """Count both scales of each row: `row` and `row~second`."""
    second = [answers.get(second_key(q)) for answers in responses]
    steps = tuple(step.code for step in q.scale)
    rows = [
        *_rows(q, Shape.DOUBLE, raw, choices(q)),
        *_rows(q, Shape.DOUBLE, second, steps, SECOND),
    ]
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
    codes = choices(q)
    amounts = [
        _numbers(key(q, Shape.ALLOCATION, code), cells)
        for code, cells in zip(codes, _parted(raw, codes), strict=True)
    ]
    return [*_open(q, raw, responses, Shape.ALLOCATION), *amounts]


def _point(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    """Count who answered, and the areas that they chose."""
    areas, options = chosen(_parted(raw, [AREA])[0], choices(q))
    name = key(q, Shape.POINT, AREA)
    area = Column(key=name, shape=Shape.SINGLE, codes=areas, options=options)
    return [*_open(q, raw, responses, Shape.POINT), area]


def _number(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    return [_numbers(key(q, Shape.NUMBER), raw)]


def _numbers(name: str, raw: Sequence[Any]) -> Column:
    said = _Codebook()
    places = _coded(raw, said)
    values = np.array([v if isinstance(v, (int, float)) else np.nan for v in said], np.float64)
    levels = np.unique(values[~np.isnan(values)])
    table = _states(list(said)).astype(np.uint32)
    found = ~np.isnan(values)
    table[found] = np.searchsorted(levels, values[found]) + FIRST_LEVEL
    codes = small(table[places], ANSWERED + len(levels))
    return Column(key=name, shape=Shape.NUMBER, codes=codes, levels=levels)


def _date(q: Question, raw: Sequence[Any], responses: Sequence[Answers]) -> list[Column]:
    codes, days = chosen(raw, ())
    return [Column(key=key(q, Shape.DATE), shape=Shape.DATE, codes=codes, options=days)]


def _open(
    q: Question, raw: Sequence[Any], responses: Sequence[Answers], shape: Shape = Shape.OPEN
) -> list[Column]:
    return [Column(key=key(q, shape), shape=Shape.OPEN, codes=_states(raw))]


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
