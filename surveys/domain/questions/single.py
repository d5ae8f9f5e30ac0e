"""Single choice: one of the options."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.domain.questionnaire import Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import OTHER, Form, Missing, Reading
from surveys.domain.questions.looks import faults_of_options


@dataclass(frozen=True, slots=True)
class SingleKind:
    """One option, or none."""

    key: str = "single"
    has_options: bool = True
    has_rows: bool = False
    gives: str = "choice"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        return question.code, fields.other_field(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read the option; of several, which no browser sends, the first."""
        codes = fields.chosen_or_written(question, form)
        reasons = fields.missing_chosen(question, form.get(question.code, ()))
        if not codes and not reasons:
            return fields.unanswered(question)
        code = codes[0] if codes else reasons[0].value
        if code == OTHER and question.other:
            return fields.with_other(question, form, code)
        return Reading({question.code: code})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the field that holds the option, and the words of "other"."""
        value = answers.get(question.code, Missing.NO_ANSWER)
        if value == Missing.NO_ANSWER:
            return {}
        return {question.code: [value], **fields.refill_other(question, answers)}

    def faults(self, question: Question) -> list[str]:
        """Name what is wrong with the options."""
        few = len(question.options) + question.other < 2  # noqa: PLR2004 -- a choice needs two
        return ["no_options"] * few + faults_of_options(question)


SINGLE = SingleKind()
