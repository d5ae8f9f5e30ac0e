"""Number: written with a decimal comma or point, with or without spaces between thousands.

Settings: `min`, `max` (numbers), `decimals` (how many are taken; 0, the default, means a whole
number), `unit` (a word such as "km", or the JSON form of a `Text`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from participation.platform.i18n.text import Text
from participation.texts.numbers import parse
from surveys.domain.questionnaire import Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form, Problem, Reading

LARGEST = 999_999_999_999
MOST_DECIMALS = 6


def unit_of(question: Question) -> Text:
    """Return the unit's words; a plain word is the same in every language."""
    unit = question.settings.get("unit") or {}
    if isinstance(unit, str):
        return Text(dict.fromkeys(("fi", "sv", "en"), unit))
    return Text.from_json(unit)


def bounds_of(question: Question) -> tuple[float, float]:
    """Return the least and the greatest number the question takes."""
    low, high = (question.settings.get(name) for name in ("min", "max"))
    return (-LARGEST if low is None else low, LARGEST if high is None else high)


def decimals_of(question: Question) -> int:
    """Return how many decimals the question takes."""
    return int(question.settings.get("decimals") or 0)


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A number, perhaps between bounds."""

    key: str = "number"
    has_options: bool = False
    has_rows: bool = False
    gives: str = "number"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        return question.code, fields.missing_field(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read the number, or why there is none."""
        words = fields.words_in(form, question.code)
        beside = fields.beside_value(question, form, has_value=bool(words))
        if beside is not None:
            return beside
        if not words:
            return fields.unanswered(question)
        value = parse(words, tuple(unit_of(question).translations.values()))
        problem = _problem(question, value)
        if value is None or problem:
            return Reading({}, (problem or Problem("not_a_number", question.code),))
        return Reading({question.code: int(value) if value == int(value) else float(value)})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the field that holds the number, with a comma."""
        value = answers.get(question.code)
        words = f"{Decimal(repr(value)):f}" if isinstance(value, float) else str(value)
        return fields.refill_written(question, value, words.replace(".", ","))

    def faults(self, question: Question) -> list[str]:
        """Name bounds that leave no number."""
        low, high = bounds_of(question)
        found = [] if low <= high else ["min_over_max"]
        if not 0 <= decimals_of(question) <= MOST_DECIMALS:
            found.append("bad_decimals")
        return found


def _problem(question: Question, value: Decimal | None) -> Problem | None:
    if value is None:
        return Problem("not_a_number", question.code)
    decimals, (low, high) = decimals_of(question), bounds_of(question)
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > decimals:
        reason = "too_many_decimals" if decimals else "not_whole"
        return Problem(reason, question.code, {"decimals": decimals})
    if value < Decimal(str(low)):
        return Problem("too_small", question.code, {"min": low, "max": high})
    if value > Decimal(str(high)):
        return Problem("too_large", question.code, {"min": low, "max": high})
    return None


NUMBER = NumberKind()
