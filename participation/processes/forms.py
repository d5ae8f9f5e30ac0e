"""Forms of processes and what belongs to them: shape and words, not rules."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import DateField, RadioField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.i18n.locales import NAMES
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.platform.web.languages import plain
from participation.processes.domain.slugs import LONGEST, PATTERN
from participation.processes.models import Audience, Body, Event, Precision
from participation.processes.services.documents import Description

TOO_LONG = _("Write at most %(longest)s characters in each language.")
LONG_LINE = _("This is too long.")
DAY_NEEDED = _("Enter a day.")
EMAIL_NEEDED = _("Enter an e-mail address in the form name@example.com")
YEARS = range(2000, 3000)
PRECISION = (
    (Precision.DAY, _("The exact days are known")),
    (Precision.MONTH, _("Only the months are known; any day of the month will do")),
)
DECISION_PRECISION = (
    (Precision.DAY, _("The day is known")),
    (Precision.MONTH, _("Only the month is known; any day of the month will do")),
)
AUDIENCES = {
    Audience.EVERYONE: _("Open to everybody"),
    Audience.STAFF: _("For staff"),
    Audience.INVITED: _("For those invited"),
    Audience.BODY: _("For members of the body"),
}
BODIES = {
    Body.COUNCIL: _("Council meeting"),
    Body.BOARD: _("Municipal board meeting"),
    Body.COMMITTEE: _("Committee meeting"),
    Body.PARTICIPATION: _("Youth, older people's or disability council"),
    Body.COOPERATION: _("Staff cooperation committee"),
    Body.WORKING_GROUP: _("Working group"),
}


def _body(value: str | None) -> Body | None:
    return Body(value) if value else None


def _number(value: str | int | None) -> int | None:
    return int(value) if value else None


class DayField(DateField):
    """A day of this millennium: calendars cannot count before the first year or after the last."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Refuse what is no day, and days no process has."""
        super().process_formdata(valuelist)
        if self.data and self.data.year not in YEARS:
            self.data = None
            raise ValueError(str(DAY_NEEDED))


class ProcessForm(Form):
    """Name, purpose and address."""

    name = TextField(_("Name"), [HasWords(_("Enter a name.")), NotTooLong(TOO_LONG)], longest=200)
    purpose = TextField(
        _("Purpose"),
        [NotTooLong(TOO_LONG)],
        rows=6,
        longest=4000,
        description=_("What is being decided, why now, and what can people still influence?"),
    )
    slug = StringField(
        _("Address"),
        [
            Optional(),
            Length(max=LONGEST, message=LONG_LINE),
            Regexp(
                rf"{PATTERN}\Z",
                message=_("Use small letters a–z, numbers and single hyphens only."),
            ),
        ],
        description=_(
            "The last part of the page's address. Left empty, it is made of the Finnish name. "
            "Changing it later breaks links that people have saved."
        ),
    )


class PhaseForm(Form):
    """A stretch of time."""

    name = TextField(_("Name"), [HasWords(_("Enter a name.")), NotTooLong(TOO_LONG)], longest=200)
    description = TextField(_("What happens"), [NotTooLong(TOO_LONG)], rows=3, longest=1000)
    precision = RadioField(
        _("How exact"), choices=choices(PRECISION), coerce=Precision, default=Precision.DAY
    )
    starts = DayField(_("First day"), [InputRequired(DAY_NEEDED)])
    ends = DayField(_("Last day"), [InputRequired(DAY_NEEDED)])

    def validate_ends(self, field: DateField) -> None:
        """Refuse to end before beginning."""
        if field.data and self.starts.data and field.data < self.starts.data:
            raise ValidationError(gettext("The last day cannot be before the first."))


class EventForm(Form):
    """A meeting."""

    title = TextField(
        _("Title"), [HasWords(_("Enter a title.")), NotTooLong(TOO_LONG)], longest=200
    )
    day = DayField(_("Day"), [InputRequired(DAY_NEEDED)])
    starts = TimeField(_("Begins"), [Optional()])
    ends = TimeField(_("Ends"), [Optional()])
    place = TextField(_("Place"), [NotTooLong(TOO_LONG)], longest=200)
    address = StringField(_("Street address"), [Length(max=200, message=LONG_LINE)])
    organiser = StringField(
        _("Organiser"),
        [Length(max=200, message=LONG_LINE)],
        description=_("If it is not the municipality."),
    )
    audience = RadioField(
        _("For whom"),
        choices=choices(AUDIENCES.items()),
        coerce=Audience,
        default=Audience.EVERYONE,
    )
    body = SelectField(
        _("Meeting of"),
        choices=choices([("", _("Not a meeting of a body")), *BODIES.items()]),
        coerce=_body,
        validate_choice=True,
    )
    note = TextField(_("More about it"), [NotTooLong(TOO_LONG)], rows=3, longest=1000)

    def validate_ends(self, field: TimeField) -> None:
        """Refuse an end without, or before, a beginning."""
        if field.data and (not self.starts.data or field.data <= self.starts.data):
            raise ValidationError(gettext("It must end after it begins."))


class DecisionForm(Form):
    """When a body handles the matter, and what came of it."""

    body = TextField(
        _("Body"), [HasWords(_("Enter the name of the body.")), NotTooLong(TOO_LONG)], longest=200
    )
    precision = RadioField(
        _("How exact"),
        choices=choices(DECISION_PRECISION),
        coerce=Precision,
        default=Precision.DAY,
    )
    day = DayField(_("Day"), [InputRequired(DAY_NEEDED)])
    section = StringField(
        _("Section of the minutes"),
        [Length(max=20, message=LONG_LINE)],
        description=_("The number after the section sign, for example 31."),
    )
    outcome = TextField(
        _("Outcome"),
        [NotTooLong(TOO_LONG)],
        rows=3,
        longest=1000,
        description=_("Leave empty until it has been decided."),
    )
    link = StringField(
        _("Address of the minutes"),
        [
            Optional(),
            Length(max=500, message=LONG_LINE),
            Regexp(r"https?://[^\s<>\"']+\Z", message=_("Enter an address that begins https://")),
        ],
    )


class ContactForm(Form):
    """Somebody who can be asked."""

    name = StringField(
        _("Name"),
        [InputRequired(_("Enter a name.")), Length(max=200, message=LONG_LINE)],
    )
    title = TextField(_("Job title"), [NotTooLong(TOO_LONG)], longest=200)
    phone = StringField(
        _("Phone"),
        [
            Optional(),
            Regexp(r"\+?[0-9][0-9 ()-]{3,29}\Z", message=_("Enter a phone number.")),
        ],
    )
    email = StringField(
        _("E-mail"),
        [Optional(), Regexp(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+\Z", message=EMAIL_NEEDED)],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a contact nobody can reach."""
        is_valid = bool(super().validate(extra_validators))
        if not self.phone.data and not self.email.data:
            self.phone.errors = [
                *self.phone.errors,
                gettext("Enter a phone number or an e-mail address."),
            ]
            return False
        return is_valid


class DocumentForm(Form):
    """A file and what it is called."""

    title = TextField(
        _("Title"), [HasWords(_("Enter a title.")), NotTooLong(TOO_LONG)], longest=200
    )
    file = FileField(_("File"), description=_("PDF, office document, text or image."))
    language = SelectField(_("Language of the file"), choices=choices(NAMES.items()), default="fi")
    event_id = SelectField(_("Material of an event"), coerce=_number)

    def offer_events(self, events: Iterable[Event]) -> None:
        """Offer the events of the process to choose from."""
        offered: list[tuple[str, str]] = [("", gettext("Not of an event"))]
        offered += [(str(event.id), plain(event.title)) for event in events]
        self.event_id.choices = choices(offered)

    def has_file(self) -> bool:
        """Tell whether a file was sent, and say so when none was."""
        if self.file.data:
            return True
        self.file.errors = [gettext("Choose a file.")]
        return False

    def words(self) -> Description:
        """Return what was entered beside the file."""
        return Description(
            title=self.title.data, language=self.language.data, event_id=self.event_id.data
        )
