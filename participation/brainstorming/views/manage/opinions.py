"""What people think of each other's ideas: opinion groups, or importance beside realisation."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.policy import may_edit_activity, may_see_activity
from participation.brainstorming import queries
from participation.brainstorming.models import Scale
from participation.brainstorming.opinion_words import field_words, lack_words
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.services import grouping
from participation.brainstorming.services import opinions as service
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.jobs.queue import nudge
from participation.platform.transactions import after_commit, unit_of_work

JOB = "brainstorming.groups"


@bp.get(f"{PLACE}/opinions")
@requires(may_see_activity, brainstorm_here)
def opinions(activity: str) -> ResponseReturnValue:
    """Show the groups with their map and ideas; where ideas are rated, the fourfold table."""
    found = brainstorm_here(activity)
    brainstorm = queries.brainstorm_of(found.id)
    told = service.told(found, brainstorm.scale)
    return render_template(
        "brainstorming/manage/opinions.html",
        activity=found,
        told=told,
        missing=lack_words(told),
        rates=brainstorm.scale is Scale.IMPORTANCE,
        fourfold=service.fourfold(found) if brainstorm.scale is Scale.IMPORTANCE else None,
        fields=field_words(),
        may_edit=may_edit_activity(actor(), found),
    )


@bp.post(f"{PLACE}/opinions")
@requires(may_edit_activity, brainstorm_here)
def find_groups(activity: str) -> ResponseReturnValue:
    """Have the worker look for groups."""
    with unit_of_work():
        grouping.ask_for(brainstorm_here(activity))
        after_commit(lambda: nudge(JOB))
    flash(
        _("Groups are being worked out. It takes some seconds; with thousands of people, a minute.")
    )
    return redirect(url_for(".opinions", activity=activity))
