"""Slider: a number on a line with ends. It is a number field that a page can draw as a slider.

Settings: `min`, `max` and `step` (numbers; the step is 1 unless told otherwise), `decimals`,
`unit`, and the words `low` and `high` for both ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import Form, Problem, Reading
from surveys.domain.questions.number import NUMBER, bounds_of


def step_of(question: Question) -> Decimal:
    """Return how far apart the numbers are."""
    return Decimal(str(question.settings.get("step") or 1))


@dataclass(frozen=True, slots=True)
class SliderKind:
    """A number on a line."""

    key: str = "slider"
    has_options: bool = False
    has_rows: bool = False
    gives: str = "number"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        return NUMBER.fields(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read a number that is one of the steps, or why there is none."""
        reading = NUMBER.read(question, form)
        value = reading.values.get(question.code)
        if isinstance(value, (int, float)) and not _is_step(question, value):
            low, high = bounds_of(question)
            facts = {"min": low, "max": high, "step": float(step_of(question))}
            return Reading({}, (Problem("not_on_step", question.code, facts),))
        return reading

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the field that holds the number."""
        return NUMBER.refill(question, answers)

    def faults(self, question: Question) -> list[str]:
        """Name ends that are missing, and a step that does not fit between them."""
        low, high = (question.settings.get(name) for name in ("min", "max"))
        if low is None or high is None:
            return ["no_ends"]
        room = Decimal(str(high)) - Decimal(str(low))
        too_long = room > 0 and not 0 < step_of(question) <= room
        found = NUMBER.faults(question) + ["no_ends"] * (room == 0)
        return found + ["bad_step"] * too_long


def _is_step(question: Question, value: float) -> bool:
    low, _high = bounds_of(question)
    return not (Decimal(str(value)) - Decimal(str(low))) % step_of(question)


SLIDER = SliderKind()
