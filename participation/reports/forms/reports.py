"""Forms of whole reports: to begin one, to take one away."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.i18n.locales import NAMES
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from participation.reports.forms.pieces import TOO_LONG, MarkedForm


class BeginForm(Form):
    """What a new report is called."""

    title = TextField(
        _("Title of the report"),
        [HasWords(_("Enter what the report is called.")), NotTooLong(TOO_LONG)],
        longest=200,
    )


class PublishForm(MarkedForm):
    """The will to publish what was looked at."""


class TakeForm(Form):
    """What kind of file, in which language."""

    kind = RadioField(
        _("Kind of file"),
        choices=choices(
            [
                ("pdf", _("PDF: accessible and fit for archives")),
                ("docx", _("Word: to be edited, in the municipality’s template")),
                ("pptx", _("PowerPoint: slides, with charts to edit")),
                ("xlsx", _("Excel: every table and chart, and a codebook")),
            ]
        ),
        default="pdf",
    )
    language = RadioField(_("Language of the report"))

    @classmethod
    def of_site(cls) -> "TakeForm":
        """Return the form with the languages that the municipality offers."""
        form = cls()
        form.language.choices = choices([(code, NAMES[code]) for code in site().languages])
        if form.language.data is None:
            form.language.data = current_language()
        return form
