"""Copying a survey, within its process or into another."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.platform.refusals import Forbidden
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import plain
from participation.processes.models import Process
from participation.processes.policy import may_edit_process
from participation.processes.queries import processes_seen_by
from surveys.forms.copying import CopyForm
from surveys.services.copying import copy_survey
from surveys.views.manage.blueprint import bp, survey_here


@bp.route("/<language:lang>/manage/a/<activity>/copy", methods=["GET", "POST"])
@requires(may_see_activity, survey_here)
def copy(activity: str) -> ResponseReturnValue:
    """Ask where the copy goes, and make it."""
    found = survey_here(activity)
    processes = _processes(found)
    form = CopyForm(obj=found, data={"target": processes[0].slug})
    form.target.choices = [(each.slug, plain(each.name)) for each in processes]
    if form.validate_on_submit():
        chosen = next(each for each in processes if each.slug == form.target.data)
        with unit_of_work():
            made = copy_survey(found, chosen, form.title.data, actor=actor())
        flash(_("The copy is a draft. Its questions have the same codes, so results compare."))
        return redirect(url_for(".questions", activity=made.public_id))
    return render_template("surveys/manage/copy.html", activity=found, form=form)


def _processes(activity: Activity) -> Sequence[Process]:
    """Return the processes the copy may go to, the survey's own first."""
    seen = db.session.scalars(processes_seen_by(actor()))
    found = [each for each in seen if may_edit_process(actor(), each)]
    if not found:
        raise Forbidden
    return sorted(found, key=lambda each: each.id != activity.process_id)
