"""The form for a budget."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import InputRequired, ValidationError

from participation.platform.i18n.fields import NotTooLong, TextField
from surveys.domain.questionnaire import Question
from surveys.forms.building import TOO_LONG, QuestionForm
from surveys.forms.kinds.options import options_of
from surveys.forms.limits import LimitedLinesField
from surveys.forms.numbers import NumberField


class BudgetForm(QuestionForm):
    """A sum divided among options."""

    options = LimitedLinesField(_("Answer options"))
    total = NumberField(
        _("Sum to divide"), [InputRequired(_("Write a number that is more than 0."))]
    )
    step = NumberField(_("Step"), description=_("Such as 50: amounts can be 50, 100, 150 …"))
    unit = TextField(_("Unit"), [NotTooLong(TOO_LONG)], longest=30)
    leave = BooleanField(_("Some may be left over"))

    def fill(self, question: Question) -> None:
        """Show the sum, the step and the limits."""
        self.total.process_data(question.settings.get("total"))
        self.step.process_data(question.settings.get("step", 1))
        self.leave.data = bool(question.settings.get("leave"))
        self.options.show(question.settings.get("limits") or ())

    def validate_total(self, field: NumberField) -> None:
        """Refuse a sum of nothing."""
        if (field.value() or 0) <= 0:
            raise ValidationError(str(_("Write a number that is more than 0.")))

    def validate_step(self, field: NumberField) -> None:
        """Refuse a step that is none."""
        step = field.value()
        if step is not None and step <= 0:
            raise ValidationError(str(_("Write a number that is more than 0.")))

    def question(self, before: Question, taken: Collection[str]) -> Question:
        """Return the question, with limits under the codes that its options have now."""
        after = super().question(before, taken)
        limits = self.options.limits(self.options.coded(taken))
        return replace(after, settings={**after.settings, "limits": limits}) if limits else after

    def settings(self) -> dict[str, Any]:
        """Return the sum, its unit, the step and whether some may be left."""
        found: dict[str, Any] = {"total": self.total.value()}
        if self.step.value() not in (None, 1):
            found["step"] = self.step.value()
        if self.leave.data:
            found["leave"] = True
        if self.unit.data:
            found["unit"] = self.unit.data.to_json()
        return found

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return the options."""
        return {"options": options_of(self.options, taken)}
