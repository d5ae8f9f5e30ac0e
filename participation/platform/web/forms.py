"""The forms of every room: what was typed outlives a change of the page's language."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm

SWITCH = "_switch"


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
