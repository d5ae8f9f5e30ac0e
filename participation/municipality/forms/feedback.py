"""Forms of feedback: what residents send, and how far staff have come with it."""

from flask_babel import lazy_gettext as _
from wtforms import (
    EmailField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from participation.municipality.forms.settings import LONG_LINE, is_email, stripped
from participation.municipality.models import FeedbackKind, FeedbackState
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form

KINDS = {
    FeedbackKind.GENERAL: _("The service in general"),
    FeedbackKind.ACCESSIBILITY: _("Accessibility: something is difficult or impossible to use"),
    FeedbackKind.PRIVACY: _("Privacy and personal data"),
}


STATES = {
    FeedbackState.NEW: _("New"),
    FeedbackState.IN_HAND: _("In hand"),
    FeedbackState.DONE: _("Done"),
}


class FeedbackForm(Form):
    """What somebody wants to tell the municipality about the service."""

    kind = RadioField(
        _("What is your feedback about?"),
        [InputRequired(_("Choose what your feedback is about."))],
        choices=choices(KINDS.items()),
        coerce=FeedbackKind,
    )
    words = TextAreaField(
        _("Your feedback"),
        [
            DataRequired(_("Write your feedback.")),
            Length(max=4000, message=_("Your feedback may have at most 4,000 characters.")),
        ],
        filters=[stripped],
        description=_("Do not write about your health or other people."),
        render_kw={"rows": 8},
    )
    email = EmailField(
        _("Your e-mail address"),
        [Optional(), Length(max=200, message=LONG_LINE), is_email],
        filters=[stripped],
        description=_(
            "Only if you want an answer. We delete the address 90 days after we have answered."
        ),
        render_kw={"autocomplete": "email"},
    )
    page = StringField()
    # People never see this field; programs fill in everything.
    website = StringField()


class HandleForm(Form):
    """How far a piece of feedback has come."""

    state = RadioField(
        _("State"),
        [InputRequired(_("Choose a state."))],
        choices=choices(STATES.items()),
        coerce=FeedbackState,
    )
    note = TextAreaField(
        _("Note for colleagues"),
        [Length(max=4000, message=LONG_LINE)],
        filters=[stripped],
        description=_("What was done and what was answered. Only staff see this."),
        render_kw={"rows": 5},
    )
