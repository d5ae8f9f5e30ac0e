"""Forms for single and multiple choice."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField
from wtforms.validators import NumberRange, Optional, ValidationError

from surveys.domain.questionnaire import Option, Question
from surveys.forms.building import QuestionForm
from surveys.forms.lines import MOST_LINES, LinesField
from surveys.forms.numbers import CountField


class SingleForm(QuestionForm):
    """One of several options."""

    options = LinesField(_("Answer options"))
    other = BooleanField(_("Offer “Other, please specify”"))

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return the options."""
        options = (
            Option(code=line.code, label=line.label, exclusive=line.exclusive)
            for line in self.options.coded(taken)
        )
        return {"options": tuple(options), "other": self.other.data}


class MultipleForm(SingleForm):
    """Any of several options."""

    options = LinesField(_("Answer options"), exclusive=True)
    least = CountField(
        _("At least how many"), [Optional(), NumberRange(0, MOST_LINES, _("Write a number."))]
    )
    most = CountField(
        _("At most how many"), [Optional(), NumberRange(1, MOST_LINES, _("Write a number."))]
    )

    def fill(self, question: Question) -> None:
        """Show the limits."""
        self.least.data, self.most.data = (question.settings.get(key) for key in ("min", "max"))

    def validate_most(self, field: IntegerField) -> None:
        """Refuse limits that leave no answer."""
        if field.data and self.least.data and self.least.data > field.data:
            raise ValidationError(str(_("This must be at least the number above.")))

    def settings(self) -> dict[str, Any]:
        """Return the limits."""
        found = {"min": self.least.data, "max": self.most.data}
        return {key: limit for key, limit in found.items() if limit}
