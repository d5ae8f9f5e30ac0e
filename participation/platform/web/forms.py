"""The forms of every room: what was typed outlives a change of the page's language."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.widgets import TextInput

SWITCH = "_switch"
LONGEST_COUNT = 12


class Form(FlaskForm):
    """A form that nobody means to save when it comes with the language switch.

    It then shows what was typed, unchecked, on the same page in the other language.
    """

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Tell whether the form was sent to be saved, and has no faults."""
        if SWITCH in request.form:
            return False
        return bool(super().validate_on_submit(extra_validators))


class ConfirmForm(Form):
    """Nothing but the will to do it."""


class CountField(IntegerField):
    """A whole number with as many digits as a count can have.

    A field of text with a keyboard of digits: browsers forget what else was typed into a field of
    numbers, and people could not see what was wrong with it.
    """

    widget = TextInput()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        keyboard = {"inputmode": "numeric", "autocomplete": "off"}
        what = {
            "invalid_value_message": _("Write a whole number, without decimals."),
            "render_kw": keyboard,
        }
        super().__init__(*arguments, **(what | options))

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Refuse endless digits before anybody compares them."""
        if valuelist and len(valuelist[0]) > LONGEST_COUNT:
            self.data = None
            raise ValueError(str(_("Write a whole number, without decimals.")))
        super().process_formdata(valuelist)
