"""Information: words to read. It asks nothing, so it has no number, no answer and no figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import Form, Reading


@dataclass(frozen=True, slots=True)
class InfoKind:
    """A heading (`label`) and words below it (`hint`)."""

    key: str = "info"
    has_options: bool = False
    has_rows: bool = False
    gives: str = "nothing"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name no field."""
        return ()

    def read(self, question: Question, form: Form) -> Reading:
        """Read nothing."""
        return Reading({})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Fill nothing."""
        return {}

    def faults(self, question: Question) -> list[str]:
        """Find nothing wrong."""
        return []


INFO = InfoKind()
