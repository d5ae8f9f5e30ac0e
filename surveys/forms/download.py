"""What a file of answers should be like."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from participation.platform.web.choices import choices
from participation.platform.web.forms import Form

# A workbook of so many cells is made in half a minute; a page must not take longer.
MOST_CELLS = 1_500_000


class DownloadForm(Form):
    """What kind of file, and what it says for an answer."""

    kind = RadioField(
        _("Kind of file"),
        choices=choices(
            [
                ("xlsx", _("Excel workbook: answers, codebook and summary")),
                ("csv", _("CSV for Excel in Finnish: semicolons and decimal commas")),
                ("csv-rfc4180", _("CSV for other programs: commas and decimal points (RFC 4180)")),
            ]
        ),
        default="xlsx",
    )
    values = RadioField(
        _("Answers are written as"),
        choices=choices(
            [("labels", _("Words, in the language of this page")), ("codes", _("Codes"))]
        ),
        default="labels",
    )

    def fits(self, cells: int) -> bool:
        """Tell whether the file can be made while somebody waits."""
        if self.kind.data != "xlsx" or cells <= MOST_CELLS:
            return True
        self.kind.errors = [
            _("There are too many answers for a workbook made while you wait. Choose CSV.")
        ]
        return False
