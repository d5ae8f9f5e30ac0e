"""Forms of the pieces of a report. Each knows the mark its piece had when it was opened."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from participation.activities.domain.findings import Finding
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.i18n.text import Text
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.reports.domain.blocks import Show
from participation.reports.domain.live import is_known, mistaken, references

TOO_LONG = _("Shorten the words: each language can have %(longest)s characters.")


class MarkedForm(Form):
    """A form that knows what its piece was like when it was opened."""

    mark = HiddenField()

    @property
    def seen(self) -> str:
        """Return the mark of the piece as somebody saw it."""
        return str(next(iter(self.mark.raw_data or ()), ""))


class TitleForm(MarkedForm):
    """What the report is called."""

    words = TextField(
        _("Title of the report"),
        [HasWords(_("Enter what the report is called.")), NotTooLong(TOO_LONG)],
        longest=200,
    )


class HeadingForm(MarkedForm):
    """A heading."""

    words = TextField(
        _("Heading"), [HasWords(_("Enter a heading.")), NotTooLong(TOO_LONG)], longest=300
    )
    level = RadioField(
        _("Level"),
        choices=choices([("1", _("Chapter")), ("2", _("Within a chapter"))]),
        default="1",
    )


class TextForm(MarkedForm):
    """Paragraphs, with figures among the words.

    `home` is the activity of figures that name none, `findings` are those there are.
    """

    words = TextField(
        _("Text"),
        [HasWords(_("Write the text.")), NotTooLong(TOO_LONG)],
        rows=8,
        longest=10_000,
        description=_(
            "An empty line begins a new paragraph, a line that begins with “- ” is a point of a "
            "list."
        ),
    )
    figure = SelectField(
        _("Figure"),
        validate_choice=False,
        description=_("It follows the answers, until you keep it as it is on the page before."),
    )
    home = ""
    findings: Mapping[str, Finding] = MappingProxyType({})

    def validate_words(self, field: TextField) -> None:
        """Refuse figures that there are not."""
        for words in field.data.translations.values():
            for wrong in mistaken(words, self.home):
                raise ValidationError(
                    gettext(
                        "%(figure)s is no figure. Choose one from the list, or leave the braces "
                        "out.",
                        figure=wrong,
                    )
                )
            for each in references(words, self.home):
                if not is_known(each, self.findings):
                    raise ValidationError(
                        gettext(
                            "There is no figure %(figure)s. Choose one from the list.",
                            figure=each.written,
                        )
                    )

    def insert(self, language: str) -> None:
        """Put the chosen figure at the end of the text in a language."""
        text = self.words.data or Text()
        code = language if language in self.words.languages else self.words.source
        before = text.translations.get(code, "")
        said = f"{before} {self.figure.data or ''}".strip()
        self.words.data = Text({**text.translations, code: said}, text.marks)


class FindingForm(MarkedForm):
    """A finding, and what of it is shown."""

    finding = SelectField(_("Result"))
    by = SelectField(
        _("Grouped by"),
        validate_choice=False,
        description=_("Everybody can read groups only once they have been published as such."),
    )
    show = RadioField(
        _("Show"),
        choices=choices(
            [
                (Show.BOTH.value, _("Chart and table")),
                (Show.CHART.value, _("Chart")),
                (Show.TABLE.value, _("Table")),
            ]
        ),
        default=Show.BOTH.value,
    )
    title = TextField(
        _("Heading of your own"),
        [NotTooLong(TOO_LONG)],
        longest=300,
        description=_("Left empty, the question is the heading."),
    )


class PickedForm(MarkedForm):
    """A quote of those that were picked."""

    quote = RadioField(_("Quote"))


class PassageForm(MarkedForm):
    """Words of ours that follow the figures."""

    passage = SelectField(_("Passage"))


class BreakForm(MarkedForm):
    """A new page needs no words."""
