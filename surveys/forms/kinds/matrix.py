"""The form for a matrix."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _

from surveys.domain.questionnaire import Option, Row
from surveys.forms.building import QuestionForm
from surveys.forms.lines import LinesField


class MatrixForm(QuestionForm):
    """The same options for several statements."""

    rows = LinesField(_("Statements"), letter="r")
    options = LinesField(_("Answer options"), blank=5)

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return statements and options."""
        found = self.options.coded(taken)
        options = (Option(code=line.code, label=line.label) for line in found)
        rows = (Row(code=line.code, label=line.label) for line in self.rows.coded(taken))
        return {"options": tuple(options), "rows": tuple(rows)}
