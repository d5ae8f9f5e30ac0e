"""Forms of batches of paper ballots."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from participation.platform.web.forms import CountField, Form

MOST_SHEETS = 10_000


class BatchForm(Form):
    """A pile of sheets: where it was collected, and how many there are, counted by hand."""

    place = StringField(
        _("Where the sheets were collected, and by whom"),
        [
            DataRequired(_("Write where the sheets were collected.")),
            Length(max=200, message=_("Write at most 200 characters.")),
        ],
    )
    sheets = CountField(
        _("How many sheets there are, counted by hand"),
        [
            InputRequired(_("Write how many sheets there are.")),
            NumberRange(1, MOST_SHEETS, _("Write a number from 1 to 10,000.")),
        ],
    )


class SheetForm(Form):
    """One sheet."""

    sheet = HiddenField()
    marks = StringField(
        _("What is marked on the sheet"),
        [Length(max=2000)],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    is_blank = BooleanField(_("The sheet is blank, or nothing on it is valid"))

    def validate_marks(self, field: StringField) -> None:
        """Ask for marks, or for the word that there are none."""
        if not (field.data or "").strip() and not self.is_blank.data:
            raise ValidationError(gettext("Write the numbers, or say that the sheet is blank."))
        if (field.data or "").strip() and self.is_blank.data:
            raise ValidationError(gettext("A blank sheet has no numbers."))
