"""The form for a question that takes files."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional

from participation.platform.web.choices import choices
from participation.platform.web.forms import CountField
from surveys.domain.questionnaire import Question
from surveys.domain.questions.upload import KINDS, LARGEST_ALLOWED_MB, LARGEST_MB, MOST_FILES
from surveys.domain.questions.upload import kinds_of as chosen
from surveys.forms.building import QuestionForm

WORDS = {
    "pictures": _("Pictures (JPEG, PNG, WebP)"),
    "pdf": _("PDF files"),
    "office": _("Documents (Word, Excel, PowerPoint, OpenDocument text)"),
}


class UploadForm(QuestionForm):
    """Files sent along."""

    kinds = SelectMultipleField(
        _("What can be sent"),
        [InputRequired(_("Choose at least one kind of files."))],
        choices=choices(WORDS.items()),
    )
    most = CountField(
        _("At most how many files"),
        [Optional(), NumberRange(1, MOST_FILES, _("Write a number from 1 to 10."))],
        default=1,
    )
    largest = CountField(
        _("Largest size of a file, in megabytes"),
        [Optional(), NumberRange(1, LARGEST_ALLOWED_MB, _("Write a number from 1 to 20."))],
        default=LARGEST_MB,
    )

    def fill(self, question: Question) -> None:
        """Show what can be sent."""
        self.kinds.data = list(chosen(question))
        self.most.data = question.settings.get("max", 1)
        self.largest.data = question.settings.get("largest", LARGEST_MB)

    def settings(self) -> dict[str, Any]:
        """Return what can be sent."""
        kinds = [kind for kind in KINDS if kind in (self.kinds.data or ())]
        found: dict[str, Any] = {} if len(kinds) == len(KINDS) else {"kinds": kinds}
        if (self.most.data or 1) > 1:
            found["max"] = self.most.data
        if self.largest.data not in (None, LARGEST_MB):
            found["largest"] = self.largest.data
        return found
