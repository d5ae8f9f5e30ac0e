"""Settings of an activity."""

from flask import render_template
from flask.typing import ResponseReturnValue

from participation.activities.policy import may_see_activity
from participation.activities.queries import activity_named
from participation.activities.views.blueprint import bp
from participation.platform.access.routes import requires


@bp.get("/<language:lang>/manage/a/<activity>")
@requires(may_see_activity, activity_named)
def manage_activity(activity: str) -> ResponseReturnValue:
    """Show the settings of an activity."""
    return render_template("activities/manage/settings.html", activity=activity_named(activity))
