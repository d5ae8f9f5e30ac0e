"""Matrix with two scales: each statement is answered twice, such as importance and performance.

`options` are the steps of the first scale, `scale` those of the second, both from least to most.
`settings.first` and `settings.second` are the names of the scales. The answers to the first lie
under the question's code, those to the second under `code~second`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form, Missing, Problem, Reading
from surveys.domain.questions.matrix import choice_in, row_field

SCALE_NEEDS = 2


def second_key(question: Question) -> str:
    """Name the key of the answers to the second scale."""
    return f"{question.code}~second"


def second_of(question: Question) -> Question:
    """Return the question on its second scale, as if that were the only one."""
    return replace(question, code=second_key(question), options=question.scale, scale=())


def second_field(question: Question, row: Row) -> str:
    """Name the form field of a row on the second scale."""
    return f"{row_field(question, row)}~second"


@dataclass(frozen=True, slots=True)
class DoubleKind:
    """Two choices in each row."""

    key: str = "double"
    has_options: bool = True
    has_rows: bool = True
    gives: str = "rows"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        return tuple(
            name(question, row) for row in question.rows for name in (row_field, second_field)
        )

    def read(self, question: Question, form: Form) -> Reading:
        """Read every row on both scales."""
        values: dict[str, dict[str, str]] = {question.code: {}, second_key(question): {}}
        problems = []
        for row in question.rows:
            for key, name, steps in _parts(question, row):
                values[key][row.code] = code = choice_in(question, form, name, steps)
                if question.required and code == Missing.NO_ANSWER:
                    scale = "first" if key == question.code else "second"
                    problems.append(Problem("required", name, {"row": row.code, "scale": scale}))
        return Reading({}, tuple(problems)) if problems else Reading(values)

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the fields that hold the rows' steps."""
        found = {}
        for row in question.rows:
            for key, name, _steps in _parts(question, row):
                value = answers.get(key)
                code = value.get(row.code) if isinstance(value, Mapping) else None
                if code not in (None, Missing.NO_ANSWER):
                    found[name] = [code]
        return found

    def faults(self, question: Question) -> list[str]:
        """Name what is wrong with rows and both scales."""
        few = min(len(question.options), len(question.scale)) < SCALE_NEEDS
        codes = [step.code for step in question.scale]
        unnamed = any(not question.settings.get(name) for name in ("first", "second"))
        found = (
            (not question.rows, "no_rows"),
            (few, "no_options"),
            (len(codes) != len(set(codes)), "options_twice"),
            (any(not step.label for step in question.scale), "option_without_label"),
            (unnamed, "scale_without_name"),
        )
        return [fault for is_so, fault in found if is_so] + fields.faults_of_codes(question)


def _parts(question: Question, row: Row) -> tuple[tuple[str, str, tuple[Option, ...]], ...]:
    """Return key, field and steps of a row on both scales."""
    return (
        (question.code, row_field(question, row), question.options),
        (second_key(question), second_field(question, row), question.scale),
    )


DOUBLE = DoubleKind()
