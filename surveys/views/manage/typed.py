"""What was typed: whether it is to be saved, and on which revision."""

from typing import Any

from flask import request

from participation.platform.web.forms import Form
from surveys.services.building import Outdated


def is_to_be_saved(form: Form) -> bool:
    """Tell whether a form was sent to be saved, not to change a list."""
    return "do" not in request.form and form.validate_on_submit()


def revision_typed() -> int:
    """Return the revision a page was opened on, or refuse."""
    try:
        return int(request.form.get("revision", ""))
    except ValueError:
        raise Outdated from None


def seen() -> dict[str, Any]:
    """Return what services want to know of what was seen before a deletion."""
    return {"revision": revision_typed(), "mark": request.form.get("mark", "")}
