"""Matrix: the same options for several statements, one choice in each row.

The missing answers are columns beside the options; a required matrix needs an answer in every row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form, Missing, Problem, Reading


def row_field(question: Question, row: Row) -> str:
    """Name the form field of a row; that of another scale has the name of the scale at its end."""
    code, sign, scale = question.code.partition("~")
    return f"{code}.{row.code}{sign}{scale}"


def choice_in(question: Question, form: Form, name: str, options: Iterable[Option]) -> str:
    """Return the option chosen in the field of a row, or why there is none."""
    values = form.get(name, ())
    known = [option.code for option in options if option.code in values]
    known += [reason.value for reason in fields.missing_chosen(question, values)]
    return known[0] if known else Missing.NO_ANSWER.value


@dataclass(frozen=True, slots=True)
class MatrixKind:
    """One option in each row."""

    key: str = "matrix"
    has_options: bool = True
    has_rows: bool = True
    gives: str = "rows"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        return tuple(row_field(question, row) for row in question.rows)

    def read(self, question: Question, form: Form) -> Reading:
        """Read every row."""
        value = {
            row.code: choice_in(question, form, row_field(question, row), question.options)
            for row in question.rows
        }
        if question.required:
            problems = tuple(
                Problem("required", row_field(question, row), {"row": row.code})
                for row in question.rows
                if value[row.code] == Missing.NO_ANSWER
            )
            if problems:
                return Reading({}, problems)
        return Reading({question.code: value})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the fields that hold the rows' options."""
        value = answers.get(question.code)
        if not isinstance(value, Mapping):
            return {}
        return {
            row_field(question, row): [value[row.code]]
            for row in question.rows
            if value.get(row.code, Missing.NO_ANSWER) != Missing.NO_ANSWER
        }

    def faults(self, question: Question) -> list[str]:
        """Name what is wrong with rows and options."""
        found = ["no_rows"] * (not question.rows)
        few = len(question.options) < 2  # noqa: PLR2004 -- a choice needs two
        return found + ["no_options"] * few + fields.faults_of_codes(question)


MATRIX = MatrixKind()
