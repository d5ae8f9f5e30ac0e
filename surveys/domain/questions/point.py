"""Points on a map: places that people mark, or describe, or choose from a list.

The map is a picture (setting `image`) or tiles of the municipality (setting `bounds`: west, south,
east and north in degrees); without either people describe the place. Settings: `max` (how many
points; 1 unless told otherwise), `alt` (what the picture shows). Options are areas to choose from.

The answer has what was given of `points`, `words` and `area`. A point is `[longitude, latitude]`,
or on a picture its place from the left and from the top as parts of the whole, from 0 to 1.
Fields: `code~x1`, `code~y1` … in degrees or per cent, `code~words`, `code~area`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from participation.texts.numbers import parse
from surveys.domain.questionnaire import Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form, Problem, Reading

MOST_POINTS = 10
LONGEST_WORDS = 200
# A ten-thousandth of a picture; about a metre.
DECIMALS_OF_PART, DECIMALS_OF_DEGREE = 4, 5
WHOLE = (0.0, 0.0, 100.0, 100.0)

Bounds = tuple[float, float, float, float]


def image_of(question: Question) -> str:
    """Return the stored picture that is the map."""
    return str(question.settings.get("image") or "")


def bounds_of(question: Question) -> Bounds | None:
    """Return what both numbers of a point lie between, as people write them; no map, no bounds."""
    if image_of(question):
        return WHOLE
    bounds = question.settings.get("bounds")
    return tuple(map(float, bounds)) if bounds else None  # type: ignore[return-value]


def tiled_bounds(question: Question) -> Bounds | None:
    """Return the edges of the map of tiles: west, south, east, north; none of a picture."""
    return None if image_of(question) else bounds_of(question)


def most_of(question: Question) -> int:
    """Return how many points an answer may have."""
    most = int(question.settings.get("max") or 1)
    return min(max(most, 1), MOST_POINTS) if bounds_of(question) else 0


def x_field(question: Question, number: int) -> str:
    """Name the field of a point's place from the west or the left."""
    return f"{question.code}~x{number}"


def y_field(question: Question, number: int) -> str:
    """Name the field of a point's place from the south or the top."""
    return f"{question.code}~y{number}"


def words_field(question: Question) -> str:
    """Name the field of the words that describe the place."""
    return f"{question.code}~words"


def area_field(question: Question) -> str:
    """Name the field of the area."""
    return f"{question.code}~area"


@dataclass(frozen=True, slots=True)
class PointKind:
    """Points, words, an area, or some of these."""

    key: str = "point"
    has_options: bool = True
    has_rows: bool = False
    gives: str = "presence"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        points = (
            name(question, number)
            for number in range(1, most_of(question) + 1)
            for name in (x_field, y_field)
        )
        missing = fields.missing_field(question)
        return *points, words_field(question), area_field(question), missing

    def read(self, question: Question, form: Form) -> Reading:
        """Read points, words and area, or why there are none."""
        typed = {name: fields.words_in(form, name) for name in self.fields(question)[:-1]}
        has_value = any(typed.values())
        beside = fields.beside_value(question, form, has_value=has_value)
        if beside is not None:
            return beside
        if not has_value:
            return fields.unanswered(question)
        return _read(question, typed)

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the fields that hold the points, words and area."""
        value = answers.get(question.code)
        if not isinstance(value, Mapping):
            return fields.refill_written(question, value, "")
        found = {}
        times = 100 if image_of(question) else 1
        for number, (x, y) in enumerate(value.get("points", ()), 1):
            found[x_field(question, number)] = [_written(x, times)]
            found[y_field(question, number)] = [_written(y, times)]
        names = {"words": words_field(question), "area": area_field(question)}
        return found | {names[part]: [value[part]] for part in names if part in value}

    def faults(self, question: Question) -> list[str]:
        """Name what is wrong with the areas, the picture and the bounds."""
        found = fields.faults_of_codes(question)
        if image_of(question) and not question.settings.get("alt"):
            found.append("picture_without_words")
        bounds = bounds_of(question)
        if bounds and not (bounds[0] < bounds[2] and bounds[1] < bounds[3]):
            found.append("bad_bounds")
        return found


def _read(question: Question, typed: Mapping[str, str]) -> Reading:
    found: dict[str, Any] = {}
    points, problems = _points(question, typed)
    words, area = typed[words_field(question)], typed[area_field(question)]
    if len(words) > LONGEST_WORDS:
        facts = {"longest": LONGEST_WORDS, "length": len(words)}
        problems.append(Problem("too_long", words_field(question), facts))
    if problems:
        return Reading({}, tuple(problems))
    found |= {"points": points} if points else {}
    found |= {"words": words} if words else {}
    found |= {"area": area} if question.option(area) else {}
    return Reading({question.code: found}) if found else fields.unanswered(question)


def _points(
    question: Question, typed: Mapping[str, str]
) -> tuple[list[list[float]], list[Problem]]:
    points, problems = [], []
    for number in range(1, most_of(question) + 1):
        names = (x_field(question, number), y_field(question, number))
        if not any(typed[name] for name in names):
            continue
        west, south, east, north = bounds_of(question) or WHOLE
        ends = ((west, east), (south, north))
        wrong = [_problem(name, typed[name], *end) for name, end in zip(names, ends, strict=True)]
        problems += [problem for problem in wrong if problem]
        if not any(wrong):
            points.append([_part(question, typed[name]) for name in names])
    return points, problems


def _problem(name: str, words: str, low: float, high: float) -> Problem | None:
    if not words:
        return Problem("half_a_point", name)
    value = parse(words, ("%", "°"))
    if value is None:
        return Problem("not_a_number", name)
    if not low <= value <= high:
        return Problem("outside_the_map", name, {"min": low, "max": high})
    return None


def _part(question: Question, words: str) -> float:
    value = parse(words, ("%", "°")) or Decimal(0)
    if image_of(question):
        return round(float(value) / 100, DECIMALS_OF_PART)
    return round(float(value), DECIMALS_OF_DEGREE)


def _written(part: float, times: int) -> str:
    value = (Decimal(str(part)) * times).normalize()
    return f"{value:f}".replace(".", ",")


POINT = PointKind()
