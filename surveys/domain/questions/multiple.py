"""Multiple choice: any of the options.

Settings: `min` and `max` (how many options an answer has). An exclusive option ("none of these")
stands alone and satisfies `min`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.domain.questionnaire import Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import OTHER, Form, Missing, Problem, Reading
from surveys.domain.questions.looks import faults_of_options


def least_of(question: Question) -> int:
    """Return how many options an answer has at least."""
    return int(question.settings.get("min") or 0)


def most_of(question: Question) -> int:
    """Return how many options an answer may have."""
    return int(question.settings.get("max") or len(question.options) + question.other)


def room_of(question: Question) -> int:
    """Return how many options can be chosen together: those that stand alone cannot."""
    return sum(not option.exclusive for option in question.options) + question.other


@dataclass(frozen=True, slots=True)
class MultipleKind:
    """Some options, or none."""

    key: str = "multiple"
    has_options: bool = True
    has_rows: bool = False
    gives: str = "choices"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        return question.code, fields.other_field(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read the options in their order."""
        codes = fields.chosen_or_written(question, form)
        reasons = fields.missing_chosen(question, form.get(question.code, ()))
        if not codes and not reasons:
            return fields.unanswered(question)
        problem = _problem(question, codes, reasons)
        if problem:
            return Reading({}, (problem,))
        if reasons:
            return Reading({question.code: reasons[0].value})
        if OTHER in codes and question.other:
            return fields.with_other(question, form, codes)
        return Reading({question.code: codes})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the field that holds the options, and the words of "other"."""
        value = answers.get(question.code, Missing.NO_ANSWER)
        if value == Missing.NO_ANSWER:
            return {}
        codes = list(value) if isinstance(value, (list, tuple)) else [value]
        return {question.code: codes, **fields.refill_other(question, answers)}

    def faults(self, question: Question) -> list[str]:
        """Name what is wrong with the options and their numbers."""
        options = len(question.options) + question.other
        least, most = least_of(question), most_of(question)
        found = (
            (options < 1, "no_options"),
            (least > most, "min_over_max"),
            (least > room_of(question) or most > options, "more_than_options"),
        )
        return [fault for is_so, fault in found if is_so] + faults_of_options(question)


def _problem(question: Question, codes: list[str], reasons: list[Missing]) -> Problem | None:
    if reasons and codes:
        return Problem("value_and_missing", question.code)
    if reasons:
        return Problem("two_reasons", question.code) if len(reasons) > 1 else None
    lonely = [o.code for o in question.options if o.exclusive and o.code in codes]
    if lonely:
        return Problem("exclusive", question.code, {"option": lonely[0]}) if codes[1:] else None
    least, most = least_of(question), most_of(question)
    facts = {"min": least, "max": most, "chosen": len(codes)}
    if len(codes) < least:
        return Problem("too_few", question.code, facts)
    return Problem("too_many", question.code, facts) if len(codes) > most else None


MULTIPLE = MultipleKind()
