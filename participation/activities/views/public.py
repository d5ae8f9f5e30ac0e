"""What everybody sees of an activity before taking part."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.activities.policy import may_see_activity
from participation.activities.queries import activity_behind, activity_named
from participation.activities.views.blueprint import bp
from participation.platform.access.routes import actor, public
from participation.platform.clock import now
from participation.platform.refusals import NotFound


@bp.get("/<language:lang>/a/<activity>")
@public
def show(activity: str) -> ResponseReturnValue:
    """Show the page an activity is entered through."""
    found = activity_named(activity)
    state = found.state(now())
    if state == "draft" and not may_see_activity(actor(), found):
        raise NotFound
    return render_template("activities/public/show.html", activity=found, state=state)


@bp.get("/c/<code>")
@public
def channel(code: str) -> ResponseReturnValue:
    """Lead on from a channel's own link, remembering the channel."""
    found = activity_behind(code)
    return redirect(url_for("activities.show", activity=found.public_id, c=code))
