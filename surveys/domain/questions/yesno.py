"""Yes or no."""

from surveys.domain.questions.steps import StepsKind

YESNO = StepsKind(key="yesno", codes=("yes", "no"), gives="choice")
