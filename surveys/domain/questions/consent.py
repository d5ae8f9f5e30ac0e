"""Consent: one box to tick. Its one option, `yes`, says what is agreed.

Where it is required, nobody gets on without ticking it.
"""

from dataclasses import dataclass

from surveys.domain.questionnaire import Question
from surveys.domain.questions.single import SingleKind

AGREED = "yes"


@dataclass(frozen=True, slots=True)
class ConsentKind(SingleKind):
    """A tick, or none."""

    key: str = "consent"

    def faults(self, question: Question) -> list[str]:
        """Name a box without words."""
        codes = [option.code for option in question.options]
        return [] if codes == [AGREED] else ["no_agreement"]


CONSENT = ConsentKind()
