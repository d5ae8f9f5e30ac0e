"""Forms for a date and a month."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from surveys.domain.questionnaire import Question
from surveys.domain.questions.dates import LENGTHS
from surveys.forms.building import QuestionForm
from surveys.forms.days import DayField


class DateForm(QuestionForm):
    """A day, perhaps between two others."""

    least = DayField(_("First day taken"))
    most = DayField(_("Last day taken"))
    length = LENGTHS["date"]

    def fill(self, question: Question) -> None:
        """Show the limits."""
        self.least.process_data(question.settings.get("min"))
        self.most.process_data(question.settings.get("max"))

    def validate_most(self, field: DayField) -> None:
        """Refuse limits that leave no day."""
        low, high = self.least.day(), field.day()
        if low and high and low > high:
            raise ValidationError(str(_("This must not be before the first day taken.")))

    def settings(self) -> dict[str, Any]:
        """Return the limits."""
        found = {"min": self.least.day(), "max": self.most.day()}
        return {name: day.isoformat()[: self.length] for name, day in found.items() if day}


class MonthForm(DateForm):
    """A month, perhaps between two others."""

    least = DayField(_("First month taken"), description=_("Choose any day of the month."))
    most = DayField(_("Last month taken"), description=_("Choose any day of the month."))
    length = LENGTHS["month"]
