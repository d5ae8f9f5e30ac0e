"""The front page of the workspace."""

from flask import render_template
from flask.typing import ResponseReturnValue

from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.processes import queries
from participation.processes.policy import may_see_process, may_work
from participation.processes.views.blueprint import bp


@bp.get("/<language:lang>/manage/")
@requires(may_work)
def workspace() -> ResponseReturnValue:
    """List the processes the actor works in."""
    found = db.session.scalars(queries.processes_seen_by(actor())).all()
    return render_template("processes/manage/workspace.html", processes=found)


@bp.get("/<language:lang>/manage/p/<slug>")
@requires(may_see_process, queries.process_named)
def manage_process(slug: str) -> ResponseReturnValue:
    """Show a process as those who work on it see it."""
    process = queries.process_named(slug)
    return render_template("processes/manage/process.html", process=process)
