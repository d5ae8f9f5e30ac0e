"""The form for a slider."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired, ValidationError

from participation.platform.i18n.fields import NotTooLong, TextField
from surveys.domain.questionnaire import Question
from surveys.domain.questions.number import MOST_DECIMALS
from surveys.forms.building import TOO_LONG
from surveys.forms.kinds.steps import EndsForm
from surveys.forms.numbers import NumberField

NEEDED = _("Write a number.")


class SliderForm(EndsForm):
    """A number between two ends."""

    least = NumberField(_("Smallest number"), [InputRequired(NEEDED)])
    most = NumberField(_("Largest number"), [InputRequired(NEEDED)])
    step = NumberField(_("Step"), description=_("How far apart the numbers are: 1 if left empty."))
    unit = TextField(_("Unit"), [NotTooLong(TOO_LONG)], longest=30)

    def fill(self, question: Question) -> None:
        """Show the ends and the step."""
        for field, name, usual in ((self.least, "min", 0), (self.most, "max", 100)):
            field.process_data(question.settings.get(name, usual))
        self.step.process_data(question.settings.get("step"))

    def validate_most(self, field: NumberField) -> None:
        """Refuse ends that leave no room."""
        low, high = self.least.value(), field.value()
        if low is not None and high is not None and low >= high:
            raise ValidationError(str(_("This must be more than the smallest number.")))

    def validate_step(self, field: NumberField) -> None:
        """Refuse a step that does not fit between the ends."""
        step, low, high = field.value(), self.least.value(), self.most.value()
        if step is None or low is None or high is None or low >= high:
            return
        if not 0 < step <= high - low or _decimals(step) > MOST_DECIMALS:
            raise ValidationError(str(_("The step must fit between the smallest and the largest.")))

    def settings(self) -> dict[str, Any]:
        """Return ends, step, unit and words."""
        numbers = {"min": self.least.value(), "max": self.most.value(), "step": self.step.value()}
        settings: dict[str, Any] = {k: v for k, v in numbers.items() if v is not None}
        decimals = max(_decimals(number) for number in (*settings.values(), 0))
        if decimals:
            settings["decimals"] = decimals
        if self.unit.data:
            settings["unit"] = self.unit.data.to_json()
        return settings | super().settings()


def _decimals(number: float) -> int:
    words = f"{number:.10f}".rstrip("0")
    return len(words.partition(".")[2])
