"""The form of the Word template."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField

from participation.platform.web.forms import Form


class TemplateForm(Form):
    """A Word document whose looks reports take."""

    file = FileField(
        _("Word template"),
        description=_("A .docx file of at most 5 MB, without macros and without links."),
    )
