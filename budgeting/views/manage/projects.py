"""Projects for staff: made from ideas or from nothing, put on the ballot, numbered for paper."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from budgeting import check_words, queries
from budgeting.models import Budget
from budgeting.project_forms import ProjectForm
from budgeting.project_models import Project
from budgeting.queries import budget_here
from budgeting.refusals import NotDecided, NotFinished, NotNow, Outdated
from budgeting.services import arranging, projects
from budgeting.views.manage.blueprint import PLACE, bp
from budgeting.voting_words import euros
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.maps.service import town_map
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm


@bp.get(f"{PLACE}/projects")
@requires(may_see_activity, budget_here)
def all_projects(activity: str) -> ResponseReturnValue:
    """List projects by area, with their sum beside the money of the area."""
    found = budget_here(activity)
    budget = queries.budget_of(found.id)
    every = db.session.scalars(queries.projects_of(found.id)).unique().all()
    return render_template(
        "budgeting/manage/projects.html",
        activity=found,
        areas=[(area, [one for one in every if one.area_id == area.id]) for area in budget.areas],
        languages=arranging.languages_of(found),
        euros=euros,
        is_open=not arranging.has_begun(budget),
        may_edit=may_edit_activity(actor(), found),
    )


@bp.route(f"{PLACE}/projects/new", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def add_project(activity: str) -> ResponseReturnValue:
    """Add a project that came from no idea."""
    budget = queries.budget_of(budget_here(activity).id)
    form = ProjectForm.of(budget)
    if form.validate_on_submit():
        return _saved(budget, form, None)
    return _page(budget, form)


@bp.route(f"{PLACE}/projects/<project>", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def edit_project(activity: str, project: str) -> ResponseReturnValue:
    """Change a project."""
    budget = queries.budget_of(budget_here(activity).id)
    found = queries.project_named(budget, project)
    form = ProjectForm.of(budget, found)
    if form.validate_on_submit():
        return _saved(budget, form, found)
    return _page(budget, form, found)


def _saved(budget: Budget, form: ProjectForm, project: Project | None) -> ResponseReturnValue:
    try:
        with unit_of_work():
            if project is None:
                projects.add(budget, form.written(budget))
            else:
                projects.change(budget, project, form.written(budget), seen=form.mark.data or "")
    except Outdated:
        fresh = queries.project_named(budget, project.public_id if project else "")
        form.mark.data = projects.mark(fresh)
        form.form_errors.append(
            _("Somebody changed this while you wrote. Save again to put your words in its place.")
        )
        return _page(budget, form, project)
    except NotNow:
        form.form_errors.append(_("The vote has begun, so projects stay as they are."))
        return _page(budget, form, project)
    flash(_("The project is saved."))
    return redirect(url_for(".all_projects", activity=budget.activity.public_id))


def _page(budget: Budget, form: ProjectForm, project: Project | None = None) -> ResponseReturnValue:
    return render_template(
        "budgeting/manage/project.html",
        activity=budget.activity,
        budget=budget,
        form=form,
        project=project,
        town=town_map(),
        is_open=not arranging.has_begun(budget),
    )


@bp.route(f"{PLACE}/projects/from-ideas", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def from_ideas(activity: str) -> ResponseReturnValue:
    """Make a project of accepted ideas."""
    found = budget_here(activity)
    form, ideas = ConfirmForm(), db.session.scalars(queries.accepted(found.id)).all()
    chosen = [one for one in ideas if one.public_id in request.form.getlist("idea")]
    problem = ""
    if form.validate_on_submit():
        try:
            with unit_of_work():
                budget = queries.budget_of(found.id)
                title = Text({chosen[0].language: chosen[0].title}) if chosen else Text()
                made = projects.from_proposals(budget, chosen, title).public_id
            return redirect(url_for(".edit_project", activity=activity, project=made))
        except NotDecided:
            problem = _("Choose at least one idea.")
        except NotFinished:
            problem = _("The first chosen idea has no cost, or the budget has no area for it.")
        except NotNow:
            problem = _("The vote has begun, so projects stay as they are.")
    return render_template(
        "budgeting/manage/from_ideas.html",
        activity=found,
        ideas=ideas,
        chosen=[one.public_id for one in chosen],
        form=form,
        problem=problem,
        cost=check_words.cost,
    )


@bp.post(f"{PLACE}/projects/number")
@requires(may_edit_activity, budget_here)
def number_projects(activity: str) -> ResponseReturnValue:
    """Give the projects on the ballot numbers for paper."""
    try:
        with unit_of_work():
            count = projects.number_for_paper(queries.budget_of(budget_here(activity).id))
        words = ngettext(
            "%(num)s project has a number now.", "%(num)s projects have numbers now.", count
        )
        flash(words)
    except NotNow:
        flash(_("The vote has begun, so projects stay as they are."))
    return redirect(url_for(".all_projects", activity=activity))


@bp.route(f"{PLACE}/projects/<project>/delete", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def delete_project(activity: str, project: str) -> ResponseReturnValue:
    """Delete a project, once that is confirmed; the ideas it came from stay."""
    budget = queries.budget_of(budget_here(activity).id)
    found, form = queries.project_named(budget, project), ConfirmForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                projects.remove(budget, found)
            flash(_("The project is deleted."))
        except NotNow:
            flash(_("The vote has begun, so projects stay as they are."))
        return redirect(url_for(".all_projects", activity=activity))
    return render_template(
        "budgeting/manage/project_delete.html", activity=budget.activity, project=found
    )
