"""Begin an activity in a process.

The page hangs on the activities room's blueprint, where its address belongs, but lives here: only
this room knows processes.
"""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.activities.forms import NewActivityForm
from participation.activities.kinds import kinds
from participation.activities.services.creating import create_activity
from participation.activities.views.blueprint import bp
from participation.platform.access.routes import actor, requires
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.site import site
from participation.processes.policy import may_edit_process
from participation.processes.queries import process_named


@bp.route("/<language:lang>/manage/p/<slug>/new/<kind>", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def create(slug: str, kind: str) -> ResponseReturnValue:
    """Begin an activity of a kind."""
    process, form = process_named(slug), NewActivityForm()
    if kind not in kinds():
        raise NotFound
    if form.validate_on_submit():
        with unit_of_work():
            made = create_activity(
                process.id, kind, form.title.data, site().languages, actor=actor()
            )
        tabs = kinds()[kind].tabs
        endpoint = tabs[0].endpoint if tabs else "activities.manage_activity"
        return redirect(url_for(endpoint, activity=made.public_id))
    return render_template(
        "activities/manage/create.html", process=process, kind=kinds()[kind], form=form
    )
