"""The questions of a round on paper, with room for ideas."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.activities.policy import may_print, may_see_activity
from participation.brainstorming import queries
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.views.blueprint import PLACE, bp
from participation.platform.access.routes import actor, public
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language

IDEAS, LINES = 3, 3  # of a question on the sheet, and of an idea


@bp.get(f"{PLACE}/print")
@public
def printable(activity: str) -> ResponseReturnValue:
    """Show the sheet to be printed: to everybody while the round is open, to staff always."""
    found = brainstorm_here(activity)
    if not may_print(actor(), found, now()):
        raise NotFound
    if current_language() not in found.languages and not may_see_activity(actor(), found):
        return redirect(url_for("activities.show", activity=activity))
    return render_template(
        "brainstorming/public/print.html",
        activity=found,
        brainstorm=queries.brainstorm_of(found.id),
        ideas=IDEAS,
        lines=LINES,
    )
