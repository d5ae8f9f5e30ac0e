"""What was typed in a form that came too late, shown so that it can be taken along."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from participation.activities.models import Activity

NOT_TYPED = ("csrf_token", "revision", "do")
MARKS = ("-was", "-state", "-code")


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
