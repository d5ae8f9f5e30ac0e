"""The form for information."""

from flask_babel import lazy_gettext as _

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from surveys.forms.building import TOO_LONG, QuestionForm


class InfoForm(QuestionForm):
    """Words to read between questions."""

    label = TextField(
        _("Heading"), [HasWords(_("Write a heading.")), NotTooLong(TOO_LONG)], longest=200
    )
    hint = TextField(
        _("Text"),
        [NotTooLong(TOO_LONG)],
        rows=6,
        longest=5000,
        description=_("Shown below the heading. Nothing is asked, so nothing can be answered."),
    )
    required = None
    dont_know = None
    prefer_not = None
