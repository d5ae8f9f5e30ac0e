"""Fields for days that staff choose."""

from contextlib import suppress
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError
from wtforms.widgets import DateInput


class DayField(StringField):
    """A day, kept as `2026-05-31`, or nothing."""

    widget = DateInput()

    def process_data(self, value: Any) -> None:
        """Show a day; of a month, the first one."""
        self.data = f"{value}-01" if value and len(value) == len("2026-05") else value or ""

    def day(self) -> date | None:
        """Return the day that was chosen."""
        with suppress(ValueError):
            return date.fromisoformat((self.data or "").strip())
        return None

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no day."""
        if (self.data or "").strip() and self.day() is None:
            raise ValidationError(str(_("Choose a day, or leave the field empty.")))
