"""The form of an area."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from participation.brainstorming.forms import TOO_LONG
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.web.forms import Form

LONGEST_NAME = 120


class AreaForm(Form):
    """What an area is called."""

    mark = HiddenField()
    name = TextField(
        _("Name of the area"),
        [HasWords(_("Enter a name for the area.")), NotTooLong(TOO_LONG)],
        longest=LONGEST_NAME,
    )
