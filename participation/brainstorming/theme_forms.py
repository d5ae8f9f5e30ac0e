"""Forms of the board of themes."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField

from participation.brainstorming.forms import TOO_LONG
from participation.brainstorming.services.board import Described
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form

LONGEST_NAME = 120
IMPORTANCE = (
    (0, _("Not said")),
    (1, _("1: not important")),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, _("5: very important")),
)


class ThemeForm(Form):
    """What people write about a theme."""

    mark = HiddenField()
    words = TextField(
        _("Name of the theme"),
        [HasWords(_("Enter a name for the theme.")), NotTooLong(TOO_LONG)],
        longest=LONGEST_NAME,
    )
    note = TextField(
        _("What belongs to it"),
        [NotTooLong(TOO_LONG)],
        rows=2,
        longest=1000,
        description=_("For colleagues: what goes into the theme, and what does not."),
    )
    importance = RadioField(
        _("How important staff find it"), choices=choices(IMPORTANCE), coerce=int, default=0
    )

    def described(self) -> Described:
        """Return what was written."""
        return Described(
            words=self.words.data, note=self.note.data, importance=self.importance.data or None
        )
