"""What report somebody wants."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from participation.platform.i18n.locales import NAMES
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.platform.web.languages import current_language
from participation.platform.web.site import site


class ReportForm(Form):
    """What kind of file, in which language."""

    kind = RadioField(
        _("Kind of file"),
        choices=choices(
            [
                ("pdf", _("PDF: the whole report, accessible and fit for archives")),
                ("docx", _("Word: the whole report, to be edited")),
                ("pptx", _("PowerPoint: at most 15 slides for the council, with charts to edit")),
                ("xlsx", _("Excel: every table and chart, and a codebook")),
            ]
        ),
        default="pdf",
    )
    language = RadioField(_("Language of the report"))
    figures = RadioField(
        _("Figures"),
        choices=choices(
            [
                ("live", _("All figures as they are now, for those who prepare the matter")),
                ("published", _("Published figures only: the report may be given to anybody")),
            ]
        ),
        default="live",
    )

    @classmethod
    def of_site(cls) -> "ReportForm":
        """Return the form with the languages that the municipality offers."""
        form = cls()
        form.language.choices = choices([(code, NAMES[code]) for code in site().languages])
        if form.language.data is None:
            form.language.data = current_language()
        return form

    def nothing_published(self) -> None:
        """Say that there are no published figures yet."""
        self.figures.errors = [_("No results have been published yet.")]
