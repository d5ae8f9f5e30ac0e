"""What was typed: whether it is to be saved, and how it is taken along when it came too late."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from participation.activities.models import Activity
from participation.platform.web.forms import Form
from surveys.services.building import Outdated

NOT_TYPED = ("csrf_token", "revision", "do")
MARKS = ("-was", "-state", "-code")


def is_to_be_saved(form: Form) -> bool:
    """Tell whether a form was sent to be saved, not to change a list."""
    return "do" not in request.form and form.validate_on_submit()


def outdated_page(activity: Activity, again: str) -> ResponseReturnValue:
    """Show that somebody was faster, what was typed, and the way to the newest version."""
    typed = [
        (name, words)
        for name, words in request.form.items()
        if name not in NOT_TYPED and words.strip() and not name.endswith(MARKS)
    ]
    page = render_template(
        "surveys/manage/outdated.html", activity=activity, typed=typed, again=again
    )
    return page, 409


def revision_typed() -> int:
    """Return the revision a page was opened on, or refuse."""
    try:
        return int(request.form.get("revision", ""))
    except ValueError:
        raise Outdated from None
