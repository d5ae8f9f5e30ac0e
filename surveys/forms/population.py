"""Population figures as staff bring them."""

from unicodedata import category

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import InputRequired, ValidationError

from participation.platform.i18n.fields import NotTooLong, TextField
from participation.platform.web.forms import Form
from surveys.forms.days import DayField

MOST_BYTES = 1_000_000
UNSHOWN = ("Cc", "Cs", "Cn")


class PopulationForm(Form):
    """A file or lines of figures, the day of which they tell, and who made them."""

    file = FileField(
        _("CSV file"),
        description=_(
            "With semicolons or commas, as Excel and LibreOffice save it. Count only those whom "
            "surveys are for: people old enough to answer who live here."
        ),
    )
    lines = TextAreaField(
        _("Or write the figures here"),
        description=_(
            "The first line has the headings, then one line for each group of people. Columns may "
            "be in any order. An empty cell means everybody in that respect."
        ),
        render_kw={"rows": 12, "spellcheck": "false"},
    )
    counted = DayField(_("Day of which the figures tell"), [InputRequired(_("Enter a day."))])
    source = TextField(
        _("Source"),
        [NotTooLong(_("Write at most %(longest)s characters in each language."))],
        longest=200,
        description=_("Such as: Statistics Finland, population structure."),
    )

    def validate_file(self, field: FileField) -> None:
        """Take the words of the file in place of the lines, so that faults can be mended here."""
        if not field.data:
            return
        content = field.data.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise ValidationError(str(_("The file is larger than 1 MB.")))
        self.lines.data = decoded(content)


def decoded(content: bytes) -> str:
    """Return the words of a file in UTF-8, or else as older spreadsheets write them.

    What no page can show is left out.
    """
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("cp1252", "replace")
    return "".join(c for c in words if c in "\t\r\n" or category(c) not in UNSHOWN)
