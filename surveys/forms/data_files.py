"""Which kind of file the worker should make."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from participation.platform.web.choices import choices
from participation.platform.web.forms import Form


class DataFileForm(Form):
    """What kind of file."""

    kind = RadioField(
        _("Kind of file"), validators=[InputRequired(_("Choose what kind of file to make."))]
    )

    def offer(self, titles: Mapping[str, Any]) -> None:
        """Offer these kinds of files."""
        self.kind.choices = choices(list(titles.items()))
