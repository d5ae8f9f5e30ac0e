"""The form for a matrix with two scales."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from surveys.forms.building import TOO_LONG, QuestionForm
from surveys.forms.kinds.options import options_of, rows_of
from surveys.forms.lines import LinesField

LONGEST_NAME = 80
NEEDED = _("Write what the scale is called.")


class DoubleForm(QuestionForm):
    """Each statement is answered on two scales."""

    rows = LinesField(_("Statements"), letter="r")
    first = TextField(
        _("Name of the first scale"),
        [HasWords(NEEDED), NotTooLong(TOO_LONG)],
        longest=LONGEST_NAME,
        description=_("Such as “How important it is”."),
    )
    options = LinesField(_("Steps of the first scale, from least to most"), letter="a", blank=5)
    second = TextField(
        _("Name of the second scale"),
        [HasWords(NEEDED), NotTooLong(TOO_LONG)],
        longest=LONGEST_NAME,
        description=_("Such as “How well it works”."),
    )
    scale = LinesField(_("Steps of the second scale, from least to most"), letter="b", blank=5)

    def settings(self) -> dict[str, Any]:
        """Return the names of the scales."""
        return {"first": self.first.data.to_json(), "second": self.second.data.to_json()}

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return statements and both scales."""
        return {
            "rows": rows_of(self.rows, taken),
            "options": options_of(self.options, taken),
            "scale": options_of(self.scale, taken),
        }
