"""The form with which a survey is copied."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.web.forms import Form
from surveys.forms.building import TOO_LONG


class CopyForm(Form):
    """What the copy is called, and in which process it is."""

    title = TextField(
        _("Title"), [HasWords(_("Enter a title.")), NotTooLong(TOO_LONG)], longest=200
    )
    target = SelectField(_("Process"))
