"""Fields for numbers that staff write."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from participation.platform.i18n.locales import number
from participation.platform.web.languages import current_language
from participation.texts.numbers import parse
from surveys.domain.questions.number import LARGEST


class NumberField(StringField):
    """A number as people write it: with a comma or point, or nothing."""

    def process_data(self, value: Any) -> None:
        """Show a number in the language of the page."""
        self.data = "" if value is None else number(value, current_language(), None)

    def value(self) -> int | float | None:
        """Return the number that was meant."""
        found = parse(self.data or "")
        if found is None:
            return None
        return int(found) if found == found.to_integral_value() else float(found)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not a number."""
        words = (self.data or "").strip()
        found = parse(words)
        if words and (found is None or abs(found) > LARGEST):
            raise ValidationError(str(_("Write a number, or leave the field empty.")))


class DegreesField(NumberField):
    """A longitude or latitude, as exact as anybody can point."""

    def process_data(self, value: Any) -> None:
        """Show all of the number: rounded, the edge of a map would lie elsewhere."""
        words = "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")
        self.data = words if current_language() == "en" else words.replace(".", ",")
