"""The form for a number."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired, NumberRange, ValidationError

from participation.platform.i18n.fields import NotTooLong, TextField
from participation.platform.web.forms import CountField
from surveys.domain.questionnaire import Question
from surveys.domain.questions.number import MOST_DECIMALS
from surveys.forms.building import TOO_LONG, QuestionForm
from surveys.forms.numbers import NumberField


class NumberForm(QuestionForm):
    """A number."""

    least = NumberField(_("Smallest number allowed"))
    most = NumberField(_("Largest number allowed"))
    decimals = CountField(
        _("Decimals"),
        [
            InputRequired(_("Write a number from 0 to 6.")),
            NumberRange(0, MOST_DECIMALS, _("Write a number from 0 to 6.")),
        ],
        default=0,
        description=_("0 means whole numbers."),
    )
    unit = TextField(_("Unit"), [NotTooLong(TOO_LONG)], longest=30)

    def fill(self, question: Question) -> None:
        """Show limits and unit."""
        self.least.process_data(question.settings.get("min"))
        self.most.process_data(question.settings.get("max"))
        self.decimals.data = question.settings.get("decimals", 0)

    def validate_most(self, field: NumberField) -> None:
        """Refuse limits that leave no number."""
        low, high = self.least.value(), field.value()
        if low is not None and high is not None and low > high:
            raise ValidationError(str(_("This must be at least the smallest number allowed.")))

    def settings(self) -> dict[str, Any]:
        """Return limits, decimals and unit."""
        found = {"min": self.least.value(), "max": self.most.value()}
        settings: dict[str, Any] = {key: limit for key, limit in found.items() if limit is not None}
        if self.decimals.data:
            settings["decimals"] = self.decimals.data
        if self.unit.data:
            settings["unit"] = self.unit.data.to_json()
        return settings
