"""The form with which staff decide about a file."""

from flask_babel import lazy_gettext as _

from participation.platform.i18n.fields import NotTooLong, TextField
from participation.platform.web.forms import Form
from surveys.forms.building import TOO_LONG


class JudgeForm(Form):
    """What a picture shows, for those who cannot see it. The buttons say what is decided."""

    alt = TextField(
        _("What the picture shows"),
        [NotTooLong(TOO_LONG)],
        longest=500,
        description=_(
            "Read to those who cannot see it. A picture is published only with these words."
        ),
    )
