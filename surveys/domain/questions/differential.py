"""Semantic differential: rows of opposites, with 5 or 7 steps between them.

A row's `label` is its left end, `right` the other. The options are the steps, "1" on the left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import Form, Reading
from surveys.domain.questions.matrix import MATRIX
from surveys.domain.questions.steps import numbers

STEPS = (5, 7)


@dataclass(frozen=True, slots=True)
class DifferentialKind:
    """A step in each row."""

    key: str = "differential"
    has_options: bool = True
    has_rows: bool = True
    gives: str = "rows"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        return MATRIX.fields(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read every row."""
        return MATRIX.read(question, form)

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the fields that hold the rows' steps."""
        return MATRIX.refill(question, answers)

    def faults(self, question: Question) -> list[str]:
        """Name what is wrong with rows and steps."""
        codes = tuple(option.code for option in question.options)
        wrong = codes not in [numbers(1, steps) for steps in STEPS]
        one_ended = any(not row.right for row in question.rows)
        found = MATRIX.faults(question) + ["wrong_steps"] * wrong
        return found + ["row_without_right"] * one_ended


DIFFERENTIAL = DifferentialKind()
