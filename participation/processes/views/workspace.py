"""The front page of the workspace."""

from datetime import UTC, datetime

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from participation.platform.access.actor import Actor
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.feature import Attention, Feature
from participation.processes import queries
from participation.processes.policy import may_create_process, may_work
from participation.processes.views.blueprint import bp

NEVER = datetime.max.replace(tzinfo=UTC)


def waiting(features: tuple[Feature, ...], actor: Actor, moment: datetime) -> list[Attention]:
    """Gather what waits for the actor from every room, the most pressing first."""
    found = [one for feature in features for ask in feature.attention for one in ask(actor, moment)]
    return sorted(found, key=lambda one: one.due or NEVER)


@bp.get("/<language:lang>/manage/")
@requires(may_work)
def workspace() -> ResponseReturnValue:
    """Show what waits for the actor, and the processes they work in."""
    moment = now()
    found = queries.with_activities(queries.processes_seen_by(actor()), moment)
    return render_template(
        "processes/manage/workspace.html",
        processes=[process for process, _counts in found],
        counts={process.id: counts for process, counts in found},
        waiting=waiting(current_app.extensions["features"], actor(), moment),
        moment=moment,
        may_create=may_create_process(actor()),
    )
