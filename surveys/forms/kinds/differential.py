"""The form for a semantic differential."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from participation.platform.web.choices import choices
from surveys.domain.questionnaire import Question
from surveys.domain.questions.differential import STEPS
from surveys.domain.questions.steps import numbered, numbers
from surveys.forms.building import QuestionForm
from surveys.forms.kinds.options import rows_of, steps_kept
from surveys.forms.lines import LinesField


class DifferentialForm(QuestionForm):
    """Pairs of opposites with steps between them."""

    rows = LinesField(_("Pairs of opposites"), letter="r", parts=("pair",))
    steps = RadioField(
        _("Steps between the opposites"),
        choices=choices([(str(steps), str(steps)) for steps in STEPS]),
        default=str(STEPS[0]),
    )

    def fill(self, question: Question) -> None:
        """Show how many steps there are."""
        self.steps.data = str(len(question.options) or STEPS[0])

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return the pairs."""
        return {"rows": rows_of(self.rows, taken)}

    def question(self, before: Question, taken: Collection[str]) -> Question:
        """Return the question with its steps."""
        steps = numbered(numbers(1, int(self.steps.data)))
        after = super().question(before, taken)
        return replace(after, options=steps_kept(steps, before.options))
