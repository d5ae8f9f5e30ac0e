"""What staff say before they key in an answer."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from participation.activities.models import KEYED_IN, Source
from participation.activities.services.channels import READY
from participation.platform.i18n import locales
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.platform.web.languages import current_language, plain


class KeyInForm(Form):
    """How the answer came, and in which language."""

    source = RadioField(
        _("How did the answer come?"),
        [InputRequired(_("Choose how the answer came."))],
    )
    language = RadioField(
        _("In which language?"),
        [InputRequired(_("Choose the language of the answer."))],
        description=_("The questions are shown in that language."),
    )

    def offer(self, languages: Sequence[str]) -> None:
        """Offer the sources, and the languages of the survey."""
        self.source.choices = choices((each.value, plain(READY[each])) for each in KEYED_IN)
        self.language.choices = choices((each, locales.NAMES[each]) for each in languages)
        if not self.is_submitted():
            mine = current_language()
            self.source.data = Source.PAPER.value
            self.language.data = mine if mine in languages else languages[0]
