"""Forms of the settings and of standing pages."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    EmailField,
    Field,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TelField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from participation.identity.domain.emails import email_address
from participation.municipality.domain.colours import Palette, Shortfall, is_colour, shortfalls
from participation.municipality.domain.standing import unknown_places
from participation.platform.config import LANGUAGES
from participation.platform.i18n import locales
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.platform.web.languages import current_language

TOO_LONG = _("Write at most %(longest)s characters in each language.")
LONG_LINE = _("This is too long.")
COLOUR_NEEDED = _("Write the colour as # and six digits, such as #00437c.")
GATES = {
    "fi": _("Finnish: the municipality is monolingual"),
    "sv": _("Swedish: the municipality is monolingual"),
    "fi,sv": _("Finnish and Swedish: the municipality is bilingual"),
}


def stripped(words: str | None) -> str:
    """Return words without air around them and signs that no database keeps."""
    return (words or "").replace("\x00", "").strip()


def is_email(form: Any, field: EmailField) -> None:
    """Refuse what no letter could be sent to."""
    if not email_address(field.data or ""):
        raise ValidationError(gettext("Enter an e-mail address in the form name@example.com"))


class SectionForm(Form):
    """A part of the settings; its fields are named as the settings they change.

    `revision` is that of the settings when the form was opened.
    """

    revision = HiddenField()

    def values(self) -> dict[str, Any]:
        """Return the settings to save."""
        return {field.name: field.data for field in self.shown()}

    def shown(self) -> list[Field]:
        """Return the fields that people fill in."""
        return [field for field in self if field.type not in ("CSRFTokenField", "HiddenField")]


class NamesForm(SectionForm):
    """What the municipality is called."""

    name = TextField(
        _("Name of the municipality"),
        [HasWords(_("Enter the name of the municipality.")), NotTooLong(TOO_LONG)],
        longest=100,
    )
    genitive = TextField(
        _("The name in “the strategy of …”"),
        [HasWords(_("Enter the name as it is in “the strategy of …”.")), NotTooLong(TOO_LONG)],
        longest=100,
        description=_("In Finnish such as Lintukorven, in Swedish Fågelmarkens."),
    )
    inessive = TextField(
        _("The name in “people who live in …”"),
        [HasWords(_("Enter the name as it is in “people who live in …”.")), NotTooLong(TOO_LONG)],
        longest=100,
        description=_("In Finnish such as Lintukorvessa, in Swedish i Fågelmarken."),
    )


class LanguagesForm(SectionForm):
    """Languages of the pages, and the ones an activity cannot open without."""

    offered = SelectMultipleField(
        _("Languages offered to residents"),
        [InputRequired(_("Choose at least one language."))],
        choices=choices((code, locales.NAMES[code]) for code in LANGUAGES),
        description=_("Pages exist in these languages. Turning one off hides its pages at once."),
    )
    main = RadioField(
        _("Main language"),
        [InputRequired(_("Choose the main language."))],
        choices=choices((code, locales.NAMES[code]) for code in ("fi", "sv")),
        description=_("Staff write first in this language and translate from it."),
    )
    gate = RadioField(
        _("Languages that must be complete before an activity can be published"),
        [InputRequired(_("Choose the languages that must be complete."))],
        choices=choices(GATES.items()),
    )

    def validate_main(self, field: RadioField) -> None:
        """Refuse a main language that is not offered."""
        if field.data not in (self.offered.data or ()):
            raise ValidationError(gettext("The main language must be among those offered."))

    def validate_gate(self, field: RadioField) -> None:
        """Refuse a gate of languages in which there are no pages."""
        if not set(field.data.split(",")) <= set(self.offered.data or ()):
            raise ValidationError(gettext("Offer every language that must be complete."))

    def values(self) -> dict[str, Any]:
        """Return the languages, the main one first."""
        rest = [c for c in LANGUAGES if c in (self.offered.data or ()) and c != self.main.data]
        gate = self.gate.data.split(",")
        return {"languages": [self.main.data, *rest], "required_languages": gate}


class ContactsForm(SectionForm):
    """Whom residents can call and write to."""

    phone = TelField(
        _("Telephone"),
        [Optional(), Length(max=40, message=LONG_LINE)],
        filters=[stripped],
        description=_("Every public page, poster and letter names this number."),
    )
    hours = TextField(
        _("When the telephone is answered"),
        [NotTooLong(TOO_LONG)],
        longest=200,
        description=_("Such as: Mon–Fri 9–15."),
    )
    service_languages = TextField(
        _("Languages of service"),
        [NotTooLong(TOO_LONG)],
        longest=200,
        description=_("Such as: Service in Finnish, Swedish and English."),
    )
    email = EmailField(
        _("E-mail"),
        [Optional(), Length(max=200, message=LONG_LINE), is_email],
        filters=[stripped],
    )
    address = TextField(_("Street address"), [NotTooLong(TOO_LONG)], rows=3, longest=300)


class ResponsibleForm(SectionForm):
    """Who answers for personal data and accessibility; standing pages name them."""

    controller = TextField(
        _("Controller of personal data"),
        [NotTooLong(TOO_LONG)],
        rows=4,
        longest=1000,
        description=_("The body that decides, such as the municipal board, and how to reach it."),
    )
    protection_officer = TextField(
        _("Data protection officer"),
        [NotTooLong(TOO_LONG)],
        rows=4,
        longest=1000,
        description=_("Who can be asked about personal data, and how."),
    )
    accessibility_supervisor = TextField(
        _("Supervisor of accessibility"),
        [NotTooLong(TOO_LONG)],
        rows=4,
        longest=1000,
        description=_(
            "The authority that supervises digital services. Left empty, the pages name Traficom."
        ),
    )


class ColoursForm(SectionForm):
    """The four colours of the face."""

    brand = StringField(
        _("Main colour"),
        [InputRequired(COLOUR_NEEDED)],
        filters=[stripped],
        description=_("Headings' background, buttons and links, as #rrggbb."),
    )
    brand_dark = StringField(
        _("Dark colour"),
        [InputRequired(COLOUR_NEEDED)],
        filters=[stripped],
        description=_("The other end of the gradient, and buttons under the pointer."),
    )
    tint = StringField(
        _("Light colour"),
        [InputRequired(COLOUR_NEEDED)],
        filters=[stripped],
        description=_("Behind text that stands out."),
    )
    accent = StringField(
        _("Accent"),
        [InputRequired(COLOUR_NEEDED)],
        filters=[stripped],
        description=_("Small signs; never the only sign."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse what is no colour, and pairs that people could not read."""
        if not super().validate(extra_validators):
            return False
        fields = {name: self[name] for name in ("brand", "brand_dark", "tint", "accent")}
        for field in fields.values():
            if not is_colour(field.data):
                field.errors = [str(COLOUR_NEEDED)]
        if self.errors:
            return False
        for fault in shortfalls(Palette(**self.values())):
            fields[fault.colour].errors = [*fields[fault.colour].errors, explain(fault)]
        return not self.errors

    def values(self) -> dict[str, Any]:
        """Return the colours in lower case."""
        return {name: value.lower() for name, value in super().values().items()}


def explain(fault: Shortfall) -> str:
    """Say which two colours cannot be told apart, how far they are, and what to do."""
    facts = {
        "ratio": locales.number(int(fault.ratio * 10) / 10, current_language(), 1),
        "needed": locales.number(fault.needed, current_language(), 1),
    }
    sentences = {
        ("brand", "page"): _(
            "The main colour against the page has a contrast of %(ratio)s : 1 and needs "
            "%(needed)s : 1. Choose a darker main colour."
        ),
        ("brand_dark", "page"): _(
            "The dark colour against the page has a contrast of %(ratio)s : 1 and needs "
            "%(needed)s : 1. Choose a darker one."
        ),
        ("tint", "text"): _(
            "Text on the light colour has a contrast of %(ratio)s : 1 and needs %(needed)s : 1. "
            "Choose a lighter light colour."
        ),
        ("brand", "tint"): _(
            "The main colour on the light colour has a contrast of %(ratio)s : 1 and needs "
            "%(needed)s : 1. Choose a darker main colour or a lighter light colour."
        ),
        ("accent", "text"): _(
            "Text on the accent has a contrast of %(ratio)s : 1 and needs %(needed)s : 1. "
            "Choose a lighter accent."
        ),
    }
    return str(sentences[fault.colour, fault.beside]) % facts


class LogoForm(Form):
    """The image beside the name."""

    logo = FileField(
        _("Image"),
        description=_(
            "PNG, JPEG or WebP, at most 2 MB. It stands beside the name and is decoration: "
            "screen readers read the name."
        ),
    )


class PageForm(Form):
    """A standing page in the municipality's own words."""

    title = TextField(
        _("Heading"), [HasWords(_("Enter a heading.")), NotTooLong(TOO_LONG)], longest=200
    )
    body = TextField(
        _("Text"),
        [HasWords(_("Write the text of the page.")), NotTooLong(TOO_LONG)],
        rows=24,
        longest=20_000,
        description=_("Markdown: ## heading, - list, **strong**, [words](address). No HTML."),
    )

    def validate_body(self, field: TextField) -> None:
        """Refuse braces around what no setting fills."""
        unknown = [
            name for words in field.data.translations.values() for name in unknown_places(words)
        ]
        if unknown:
            raise ValidationError(
                gettext("Nothing can be put in place of {%(name)s}.", name=unknown[0])
            )
