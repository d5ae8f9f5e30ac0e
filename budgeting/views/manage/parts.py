"""Areas with their money, and categories."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import queries
from budgeting.models import Budget, BudgetArea, BudgetCategory
from budgeting.queries import budget_here
from budgeting.refusals import InUse
from budgeting.services import arranging
from budgeting.setup_forms import AreaForm, CategoryForm
from budgeting.views.manage.blueprint import PLACE, bp
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import requires
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work

PARTS = "<any(areas,categories):part>"


@bp.route(f"{PLACE}/{PARTS}/new", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def add_part(activity: str, part: str) -> ResponseReturnValue:
    """Add an area or a category at the end."""
    found = budget_here(activity)
    form = _form(found, part)
    if form.validate_on_submit():
        with unit_of_work():
            arranging.add_part(queries.budget_of(found.id), form.written())
        flash(_("The budget is saved."))
        return redirect(url_for(".setup", activity=activity))
    title = _("New area") if part == "areas" else _("New category")
    return _page(found, form, title)


@bp.route(f"{PLACE}/{PARTS}/<code>", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def edit_part(activity: str, part: str, code: str) -> ResponseReturnValue:
    """Change an area or a category."""
    found = budget_here(activity)
    budget = queries.budget_of(found.id)
    thing = _thing(budget, part, code)
    form = _form(found, part, thing)
    if form.validate_on_submit():
        with unit_of_work():
            arranging.change_part(budget, thing, form.written())
        flash(_("The budget is saved."))
        return redirect(url_for(".setup", activity=activity))
    title = _("Area") if part == "areas" else _("Category")
    place = url_for(".delete_part", activity=activity, part=part, code=code)
    return _page(found, form, title, place)


@bp.post(f"{PLACE}/{PARTS}/<code>/delete")
@requires(may_edit_activity, budget_here)
def delete_part(activity: str, part: str, code: str) -> ResponseReturnValue:
    """Delete an area or a category to which nothing belongs."""
    budget = queries.budget_of(budget_here(activity).id)
    try:
        with unit_of_work():
            arranging.remove_part(budget, _thing(budget, part, code))
        flash(_("It is deleted."))
    except InUse:
        flash(_("Ideas or projects belong to it, so it stays."))
    return redirect(url_for(".setup", activity=activity))


def _form(
    activity: Activity, part: str, thing: BudgetArea | BudgetCategory | None = None
) -> AreaForm | CategoryForm:
    kind = AreaForm if part == "areas" else CategoryForm
    return kind(obj=thing, meta={"languages": arranging.languages_of(activity)})


def _thing(budget: Budget, part: str, code: str) -> BudgetArea | BudgetCategory:
    things: Sequence[BudgetArea | BudgetCategory]
    things = budget.areas if part == "areas" else budget.categories
    for one in things:
        if one.code == code:
            return one
    raise NotFound


def _page(
    activity: Activity, form: AreaForm | CategoryForm, title: str, delete_url: str = ""
) -> str:
    return render_template(
        "budgeting/manage/part.html",
        activity=activity,
        form=form,
        title=title,
        delete_url=delete_url,
    )
