"""Forms for text and long text."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import NumberRange, Optional

from participation.platform.web.forms import CountField
from surveys.domain.questionnaire import Question
from surveys.domain.questions.text import LONGEST_ALLOWED
from surveys.forms.building import QuestionForm


class TextForm(QuestionForm):
    """A text or long text."""

    longest = CountField(
        _("Most characters"),
        [Optional(), NumberRange(1, LONGEST_ALLOWED, _("Write a number from 1 to 10 000."))],
    )

    def fill(self, question: Question) -> None:
        """Show the limit."""
        self.longest.data = question.settings.get("longest")

    def settings(self) -> dict[str, Any]:
        """Return the limit."""
        return {"longest": self.longest.data} if self.longest.data else {}
