"""Text: one line. Long text: several lines.

`settings.longest` is the greatest number of characters (200 and 2000 unless told otherwise).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.domain.questionnaire import Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form, Problem, Reading

LONGEST_ALLOWED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TextKind:
    """Words of one's own."""

    key: str
    default_longest: int
    lines: bool
    has_options: bool = False
    has_rows: bool = False
    gives: str = "text"

    def longest(self, question: Question) -> int:
        """Return how many characters the question takes."""
        return int(question.settings.get("longest") or self.default_longest)

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        return question.code, fields.missing_field(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read the words, or why there are none."""
        words = fields.words_in(form, question.code, lines=self.lines)
        beside = fields.beside_value(question, form, has_value=bool(words))
        if beside is not None:
            return beside
        if not words:
            return fields.unanswered(question)
        if len(words) > self.longest(question):
            facts = {"longest": self.longest(question), "length": len(words)}
            return Reading({}, (Problem("too_long", question.code, facts),))
        return Reading({question.code: words})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the fields that hold the words."""
        value = answers.get(question.code)
        return fields.refill_written(question, value, str(value))

    def faults(self, question: Question) -> list[str]:
        """Name a limit that cannot be kept."""
        longest = question.settings.get("longest")
        if longest is None:
            return []
        fits = isinstance(longest, int) and 0 < longest <= LONGEST_ALLOWED
        return [] if fits else ["bad_longest"]


TEXT = TextKind(key="text", default_longest=200, lines=False)
LONG_TEXT = TextKind(key="long_text", default_longest=2000, lines=True)
