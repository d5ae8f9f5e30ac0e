"""How answers lie in a table of one row per response: which columns, and how each is read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain.counting.shapes import SECOND, Shape, choices
from surveys.domain.counting.union import Joined
from surveys.domain.questions.base import OTHER

Read = Callable[[Mapping[str, Any]], Any]
Words = Mapping[Any, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One column of answers.

    `part` is the row of a matrix or the option of a multiple choice. `codes` are the values it can
    take besides missing ones; empty for numbers and words. `is_other` marks the words of "other".
    `cell` reads one part of an answer that is made of parts.
    """

    name: str
    joined: Joined
    part: Text | None = None
    codes: Mapping[Any, Text] | None = None
    path: tuple[str, ...] = ()
    is_mark: bool = False
    is_other: bool = False
    cell: Callable[[Any, str], Any] | None = None

    def reader(self, words: Words) -> Read:
        """Return the function that reads the column's cell from the answers of a response.

        `words` are what to write for codes, among them `None` (not asked) and missing answers.
        """
        code, *part = self.path
        if self.cell:
            return self._reader_of_parts(self.cell, words)
        if self.is_mark:
            return lambda answers: _mark(answers.get(code), part[0], words)
        if part:
            return lambda answers: _cell(answers.get(code), part[0], words)
        if self.is_other:
            return lambda answers: answers.get(code)
        return lambda answers: _value(answers.get(code), words)

    def _reader_of_parts(self, cell: Callable[[Any, str], Any], words: Words) -> Read:
        code, part = self.path

        def read(answers: Mapping[str, Any]) -> Any:
            value = answers.get(code)
            return (
                words.get(value) if value is None or isinstance(value, str) else cell(value, part)
            )

        return read


def _value(value: Any, words: Words) -> Any:
    if isinstance(value, (int, float)):
        return value
    return words.get(value, value)


def _cell(value: Any, row: str, words: Words) -> Any:
    return _value(value.get(row) if isinstance(value, Mapping) else value, words)


def _mark(value: Any, option: str, words: Words) -> Any:
    return int(option in value) if isinstance(value, list) else words.get(value, value)


def variables(questions: Iterable[Joined]) -> Iterator[Variable]:
    """Yield the columns of all questions, in order.

    A question counted apart from an earlier one of its code has columns of its own, named after
    the version it begins with: `park`, `park~v3`.
    """
    for variable in _variables(questions):
        code, mark = variable.joined.question.code, variable.joined.mark
        yield replace(variable, name=f"{code}{mark}{variable.name.removeprefix(code)}")


def _variables(questions: Iterable[Joined]) -> Iterator[Variable]:
    for joined in questions:
        if joined.shape is Shape.MULTIPLE:
            yield from _marks(joined)
        elif joined.shape is Shape.MATRIX:
            yield from _rows(joined)
        elif joined.shape is Shape.DOUBLE:
            yield from _both(joined)
        elif joined.shape in (Shape.POINT, Shape.FILES):
            yield from _place(joined)
        elif joined.shape in CELLS:
            yield from _parts(joined)
        else:
            code = joined.question.code
            codes = labels_of(joined) if joined.shape is Shape.SINGLE else None
            yield Variable(name=code, joined=joined, codes=codes, path=(code,))
        if joined.question.other:
            name = f"{joined.question.code}~{OTHER}"
            yield Variable(name=name, joined=joined, path=(name,), is_other=True)


def labels_of(joined: Joined) -> dict[Any, Text]:
    """Return the words of a question's options by code; "other" has none of its own."""
    labels: dict[Any, Text] = {option.code: option.label for option in joined.question.options}
    return {code: labels.get(code, Text()) for code in choices(joined.question)}


def _marks(joined: Joined) -> Iterator[Variable]:
    for code, label in labels_of(joined).items():
        name = f"{joined.question.code}.{code}"
        path = (joined.question.code, code)
        yield Variable(name=name, joined=joined, part=label, path=path, is_mark=True)


def _parts(joined: Joined) -> Iterator[Variable]:
    for code, label in labels_of(joined).items():
        name, path = f"{joined.question.code}.{code}", (joined.question.code, code)
        yield Variable(name=name, joined=joined, part=label, path=path, cell=CELLS[joined.shape])


def _place(joined: Joined) -> Iterator[Variable]:
    """Yield the points, the words and the area of a place; of files, how many there are."""
    code = joined.question.code
    if joined.shape is Shape.FILES:
        yield Variable(name=code, joined=joined, path=(code, "files"), cell=_number_of)
        return
    for part, cell in PLACES.items():
        yield Variable(name=f"{code}.{part}", joined=joined, path=(code, part), cell=cell)
    yield Variable(name=f"{code}.area", joined=joined, path=(code, "area"), codes=labels_of(joined))


def _number_of(files: Any, _part: str) -> int:
    return len(files)


def _coordinates(place: Any, part: str) -> str:
    return "; ".join(f"{x} {y}" for x, y in place.get(part, ()))


def _words(place: Any, part: str) -> str:
    return str(place.get(part, ""))


PLACES: Mapping[str, Callable[[Any, str], Any]] = {"points": _coordinates, "words": _words}


def _rank(order: Any, option: str) -> int | None:
    return order.index(option) + 1 if option in order else None


def _amount(amounts: Any, option: str) -> Any:
    return amounts.get(option)


CELLS: Mapping[Shape, Callable[[Any, str], Any]] = {
    Shape.RANKING: _rank,
    Shape.ALLOCATION: _amount,
}


def _rows(joined: Joined) -> Iterator[Variable]:
    codes = labels_of(joined)
    for row in joined.question.rows:
        name = f"{joined.question.code}.{row.code}"
        path = (joined.question.code, row.code)
        yield Variable(name=name, joined=joined, part=row.label, codes=codes, path=path)


def _both(joined: Joined) -> Iterator[Variable]:
    """Yield a column for each row and scale: `q.row`, `q.row~second`."""
    question = joined.question
    scales: tuple[tuple[str, dict[Any, Text]], ...] = (
        ("", labels_of(joined)),
        (SECOND, {step.code: step.label for step in question.scale}),
    )
    for suffix, codes in scales:
        name = Text.from_json(question.settings.get("second" if suffix else "first"))
        for row in question.rows:
            yield Variable(
                name=f"{question.code}.{row.code}{suffix}",
                joined=joined,
                part=_beside(row.label, name),
                codes=codes,
                path=(f"{question.code}{suffix}", row.code),
            )


def _beside(label: Text, name: Text) -> Text:
    """Return a statement with the name of a scale, in every language that has the statement."""
    words = label.translations.items()
    return Text({language: f"{said} ({name.in_(language)})" for language, said in words})
