"""What may be done in the present phase, and the rules."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.brainstorming import queries
from participation.brainstorming.forms import RoundForm
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.refusals import Outdated
from participation.brainstorming.services import building
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.transactions import unit_of_work


@bp.route(f"{PLACE}/round", methods=["GET", "POST"])
@requires(may_edit_activity, brainstorm_here)
def settings(activity: str) -> ResponseReturnValue:
    """Change what people may do now, and who looks at ideas when."""
    found = brainstorm_here(activity)
    brainstorm = queries.brainstorm_of(found.id)
    form = RoundForm(
        obj=brainstorm,
        data={"mark": building.mark_of(brainstorm)},
        meta={"languages": building.languages_of(found)},
    )
    if form.validate_on_submit() and _saved(found, form):
        flash(_("The round is saved."))
        return redirect(url_for(".settings", activity=activity))
    return render_template("brainstorming/manage/round.html", activity=found, form=form)


def _saved(activity: Activity, form: RoundForm) -> bool:
    try:
        with unit_of_work():
            mark = form.mark.data or ""
            building.save_round(activity, form.settings(), mark=mark, actor=actor())
    except Outdated:
        form.mark.data = building.mark_of(queries.brainstorm_of(activity.id))
        form.form_errors.append(
            _("Somebody changed this while you wrote. Save again to put your words in its place.")
        )
        return False
    return True
