"""Forms of reading open answers."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.web.forms import Form
from surveys.forms.building import TOO_LONG

LONGEST_NAME, LONGEST_MEANING = 80, 500


class ThemeForm(Form):
    """What a theme is called, and what belongs to it."""

    label = TextField(
        _("Name of the theme"),
        [HasWords(_("Write the name of the theme.")), NotTooLong(TOO_LONG)],
        longest=LONGEST_NAME,
    )
    meaning = TextField(
        _("What belongs to it"),
        [NotTooLong(TOO_LONG)],
        longest=LONGEST_MEANING,
        rows=2,
        description=_("So that two people code alike: what belongs here, and what does not."),
    )


class MergeForm(Form):
    """Into which theme another goes."""

    into = SelectField(_("Merge into"), validate_choice=True)


class RedactForm(Form):
    """Words to be taken out of an answer. Hints are ticked beside their words."""

    typed = StringField(
        _("Other words to take out"),
        [Length(max=2000)],
        description=_("Write them exactly as they are in the answer."),
    )


class QuoteForm(Form):
    """A passage for reports."""

    passage = TextAreaField(
        _("Passage"),
        [DataRequired(_("Write or paste the passage."))],
        description=_("Shorten it as you like: it must be in the answer word for word."),
    )
    is_clean = BooleanField(
        _("I have read it: nothing in it tells who wrote it or who it is about")
    )
