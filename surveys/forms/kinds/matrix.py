"""The form for a matrix."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from surveys.domain.questionnaire import Question
from surveys.forms.building import QuestionForm
from surveys.forms.kinds.options import options_of, rows_of
from surveys.forms.lines import LinesField


class MatrixForm(QuestionForm):
    """The same options for several statements."""

    rows = LinesField(_("Statements"), letter="r")
    options = LinesField(_("Answer options"), blank=5)

    diverging = BooleanField(
        _("The options go from disagreeing to agreeing"),
        description=_(
            "Results then show bars that part around the middle, and the net score: those who "
            "agree minus those who disagree."
        ),
    )

    def fill(self, question: Question) -> None:
        """Show what kind of scale it is."""
        self.diverging.data = bool(question.settings.get("diverging"))

    def settings(self) -> dict[str, Any]:
        """Return what kind of scale it is."""
        return {"diverging": True} if self.diverging.data else {}

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return statements and options."""
        return {
            "options": options_of(self.options, taken),
            "rows": rows_of(self.rows, taken),
        }
