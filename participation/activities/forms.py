"""Forms of all activities: shape and words, not rules."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from participation.activities import receipts
from participation.activities.fields import MomentField
from participation.activities.models import AccessLevel, ResultVisibility
from participation.activities.services.editing import Settings
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.i18n.locales import NAMES
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.platform.web.site import site

TOO_LONG = _("Write at most %(longest)s characters in each language.")

# Levels that need codes, e-mail or identification are offered once those exist.
ACCESS = (
    (AccessLevel.DEVICE, _("Anybody, once on each device")),
    (AccessLevel.OPEN, _("Anybody, as many times as they like")),
    (AccessLevel.STAFF, _("Members of staff who have signed in")),
)
CONSEQUENCES = {
    AccessLevel.DEVICE: _(
        "Nobody needs to sign in. A mark on the device keeps one person from answering twice by "
        "mistake, but not on purpose. People who share a device need another one."
    ),
    AccessLevel.OPEN: _(
        "Nobody needs to sign in, and several people can answer on one device. One person can "
        "answer many times, so do not use this where numbers decide."
    ),
    AccessLevel.STAFF: _(
        "Only people who have an account in this service can open it. It is not shown on the "
        "public pages."
    ),
}
RESULTS = (
    (ResultVisibility.AFTER_CLOSING, _("Everybody, after closing")),
    (ResultVisibility.STAFF, _("Members of staff only")),
)


MINIMUMS = (
    ("", _("5 people, or 10 where staff answer")),
    (3, _("3 people")),
    (5, _("5 people")),
    (10, _("10 people")),
    (20, _("20 people")),
)


def _people(said: Any) -> int | None:
    """Read a number of people; empty means as many as the audience needs."""
    return int(said) if said not in ("", None, "None") else None


class NewActivityForm(Form):
    """What every activity begins with."""

    title = TextField(
        _("Title"), [HasWords(_("Enter a title.")), NotTooLong(TOO_LONG)], longest=200
    )


class SettingsForm(Form):
    """Words, languages, times and access of an activity."""

    title = TextField(
        _("Title"), [HasWords(_("Enter a title.")), NotTooLong(TOO_LONG)], longest=200
    )
    summary = TextField(
        _("Summary"),
        [NotTooLong(TOO_LONG)],
        rows=4,
        longest=1000,
        description=_("What is this about, and what will the answers change?"),
    )
    languages = SelectMultipleField(
        _("Languages offered"),
        description=_(
            "Each language must be complete before the activity opens. Switch a language off "
            "rather than show half of it."
        ),
    )
    opens = MomentField(
        _("Opens"), description=_("Finnish time. Leave empty to open at once when published.")
    )
    closes = MomentField(
        _("Closes"), description=_("Finnish time. Leave empty to keep open until closed by hand.")
    )
    access = RadioField(_("Who can take part"), choices=choices(ACCESS), coerce=AccessLevel)
    results = RadioField(
        _("Who sees the results"), choices=choices(RESULTS), coerce=ResultVisibility
    )
    minimum = RadioField(
        _("The least people a public number tells of"),
        choices=choices(MINIMUMS),
        coerce=_people,
        description=_(
            "Smaller numbers are hidden in public results, with others from which they could be "
            "worked out."
        ),
    )
    shows_count = BooleanField(_("Show on the public pages how many have answered so far"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages.choices = choices((code, NAMES[code]) for code in site().languages)

    def validate_languages(self, field: SelectMultipleField) -> None:
        """Refuse an activity in no language."""
        if not field.data:
            raise ValidationError(gettext("Choose at least one language."))

    def validate_closes(self, field: MomentField) -> None:
        """Refuse to close before opening."""
        if field.data and self.opens.data and field.data <= self.opens.data:
            raise ValidationError(gettext("The activity must close after it opens."))

    def settings(self) -> Settings:
        """Return what was entered."""
        return Settings(
            title=self.title.data,
            summary=self.summary.data,
            languages=self.languages.data or (),
            opens=self.opens.data,
            closes=self.closes.data,
            access=self.access.data,
            results=self.results.data,
            minimum=self.minimum.data,
            shows_count=self.shows_count.data,
        )


class PublishForm(Form):
    """A reason, where a language is not finished."""

    reason = TextAreaField(
        _("Reason for opening before every language is finished"),
        [Length(max=1000)],
        description=_("The reason is kept in the log of this service."),
    )


class ClosingForm(Form):
    """A new closing moment."""

    closes = MomentField(
        _("Closes"), description=_("Finnish time. Leave empty to keep open until closed by hand.")
    )


class ChannelForm(Form):
    """The name of a channel."""

    name = TextField(
        _("Name"),
        [HasWords(_("Enter a name.")), NotTooLong(TOO_LONG)],
        longest=100,
        description=_("Where people find the link: a letter, a library, a newsletter."),
    )


class CodeForm(Form):
    """A response code as somebody types it."""

    code = StringField(
        _("Response code"),
        [InputRequired(_("Enter the four words of your code."))],
        description=_("Four words. Capital letters, spaces and hyphens do not matter."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )

    def validate_code(self, field: StringField) -> None:
        """Say which words no code holds."""
        typed = field.data or ""
        if receipts.read_code(typed) is not None:
            return
        unknown = receipts.unknown_words(typed)
        if unknown:
            words = ", ".join(unknown)
            raise ValidationError(
                gettext("Check the spelling: no code has the word %(words)s.", words=words)
                if len(unknown) == 1
                else gettext("Check the spelling: no code has the words %(words)s.", words=words)
            )
        raise ValidationError(gettext("A code has four words. Enter all of them."))
