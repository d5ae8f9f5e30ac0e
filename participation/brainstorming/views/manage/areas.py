"""The areas that ideas may be about."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.brainstorming import queries
from participation.brainstorming.area_forms import AreaForm
from participation.brainstorming.models import BrainstormArea
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.refusals import HasIdeas, Outdated
from participation.brainstorming.services import areas, building
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.brainstorming.views.manage.questions import STEPS
from participation.platform.access.routes import actor, requires
from participation.platform.transactions import unit_of_work


@bp.get(f"{PLACE}/areas")
@requires(may_see_activity, brainstorm_here)
def areas_page(activity: str) -> ResponseReturnValue:
    """List the areas, with how many ideas are about each."""
    found = brainstorm_here(activity)
    return render_template(
        "brainstorming/manage/areas.html",
        activity=found,
        brainstorm=queries.brainstorm_of(found.id),
        ideas=areas.numbers(found),
        may_edit=may_edit_activity(actor(), found),
    )


@bp.route(f"{PLACE}/areas/new", methods=["GET", "POST"])
@requires(may_edit_activity, brainstorm_here)
def add_area(activity: str) -> ResponseReturnValue:
    """Add an area at the end."""
    found = brainstorm_here(activity)
    form = _form(found)
    if form.validate_on_submit():
        with unit_of_work():
            areas.add_area(found, form.name.data)
        flash(_("The area is added."))
        return redirect(url_for(".areas_page", activity=activity))
    return _page(found, form)


@bp.route(f"{PLACE}/areas/<area>", methods=["GET", "POST"])
@requires(may_edit_activity, brainstorm_here)
def edit_area(activity: str, area: str) -> ResponseReturnValue:
    """Change what an area is called."""
    found = brainstorm_here(activity)
    before = areas.area_with(queries.brainstorm_of(found.id), area)
    form = _form(found, before)
    if form.validate_on_submit() and _saved(found, area, form):
        flash(_("The area is saved."))
        return redirect(url_for(".areas_page", activity=activity))
    return _page(found, form, before)


def _form(activity: Activity, area: BrainstormArea | None = None) -> AreaForm:
    mark = {"mark": areas.mark_of(area)} if area else {}
    return AreaForm(obj=area, data=mark, meta={"languages": building.languages_of(activity)})


def _saved(activity: Activity, area: str, form: AreaForm) -> bool:
    try:
        with unit_of_work():
            areas.rename_area(activity, area, form.name.data, mark=form.mark.data or "")
    except Outdated:
        fresh = areas.area_with(queries.brainstorm_of(activity.id), area)
        form.mark.data = areas.mark_of(fresh)
        form.form_errors.append(
            _("Somebody changed this while you wrote. Save again to put your words in its place.")
        )
        return False
    return True


def _page(
    activity: Activity, form: AreaForm, area: BrainstormArea | None = None
) -> ResponseReturnValue:
    return render_template(
        "brainstorming/manage/area.html",
        activity=activity,
        form=form,
        area=area,
        number=areas.numbers(activity).get(area.code, 0) if area else 0,
    )


@bp.post(f"{PLACE}/areas/<area>/delete")
@requires(may_edit_activity, brainstorm_here)
def delete_area(activity: str, area: str) -> ResponseReturnValue:
    """Delete an area that no idea is about."""
    try:
        with unit_of_work():
            areas.remove_area(brainstorm_here(activity), area)
        flash(_("The area is deleted."))
    except HasIdeas:
        flash(_("Ideas are about this area, so it stays."))
    return redirect(url_for(".areas_page", activity=activity))


@bp.post(f"{PLACE}/areas/<area>/<any(up,down):step>")
@requires(may_edit_activity, brainstorm_here)
def move_area(activity: str, area: str, step: str) -> ResponseReturnValue:
    """Move an area one place."""
    with unit_of_work():
        areas.move_area(brainstorm_here(activity), area, STEPS[step])
    return redirect(url_for(".areas_page", activity=activity))
