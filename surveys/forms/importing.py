"""Forms for taking in a form from another program."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField

from participation.platform.web.forms import Form


class UploadForm(Form):
    """A file to look at; nothing is saved yet."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file."))],
        description=_(
            "An XLSForm made with Excel, LibreOffice, KoboToolbox or ODK (.xlsx, .xlsm, .xls, .csv "
            "or .md), a survey of LimeSurvey (.lss or .txt), or one of SurveyJS or of this service "
            "(.json); at most 10 MB."
        ),
    )


class ConfirmForm(Form):
    """What was read from the file, signed by us."""

    parcel = HiddenField()
