"""How projects are carried out, as staff tell it: state, money, words, milestones."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from budgeting import project_words, queries
from budgeting.models import Budget
from budgeting.project_forms import ProgressForm, StepForm
from budgeting.project_models import Milestone, Project
from budgeting.queries import budget_here
from budgeting.refusals import Outdated
from budgeting.services import projects
from budgeting.views.manage.blueprint import PLACE, bp
from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work

CHANGED = lazy_gettext(
    "Somebody changed this while you wrote. Save again to put your words in its place."
)


def _chosen(activity: str, project: str) -> tuple[Budget, Project]:
    """Return a project that the vote chose, or refuse."""
    budget = queries.budget_of(budget_here(activity).id)
    found = queries.project_named(budget, project)
    if not found.is_chosen:
        raise NotFound
    return budget, found


@bp.route(f"{PLACE}/projects/<project>/progress", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def progress(activity: str, project: str) -> ResponseReturnValue:
    """Tell how a project goes."""
    budget, found = _chosen(activity, project)
    form = ProgressForm.of(budget, found)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                projects.tell(found, form.told(), seen=form.mark.data or "", actor=actor())
            flash(_("It is saved. Everybody can read it."))
            return redirect(url_for(".progress", activity=activity, project=project))
        except Outdated:
            form.mark.data = projects.mark(queries.project_named(budget, project))
            form.form_errors.append(CHANGED)
    return render_template(
        "budgeting/manage/progress.html",
        activity=budget.activity,
        project=found,
        form=form,
        words=project_words,
    )


@bp.route(f"{PLACE}/projects/<project>/steps/new", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def add_step(activity: str, project: str) -> ResponseReturnValue:
    """Add a milestone."""
    budget, found = _chosen(activity, project)
    form = StepForm.of(budget)
    if form.validate_on_submit():
        with unit_of_work():
            projects.add_step(found, form.written())
        flash(_("The milestone is saved."))
        return redirect(url_for(".progress", activity=activity, project=project))
    return _step_page(budget, found, form)


def _step(project: Project, number: int) -> Milestone:
    """Return the milestone at a place in the list, or refuse."""
    if not 1 <= number <= len(project.milestones):
        raise NotFound
    return project.milestones[number - 1]


@bp.route(f"{PLACE}/projects/<project>/steps/<int:number>", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def edit_step(activity: str, project: str, number: int) -> ResponseReturnValue:
    """Change a milestone."""
    budget, found = _chosen(activity, project)
    step = _step(found, number)
    form = StepForm.of(budget, step)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                projects.change_step(step, form.written(), seen=form.mark.data or "")
            flash(_("The milestone is saved."))
            return redirect(url_for(".progress", activity=activity, project=project))
        except Outdated:
            form.mark.data = projects.mark(_step(queries.project_named(budget, project), number))
            form.form_errors.append(CHANGED)
    return _step_page(budget, found, form, number)


def _step_page(
    budget: Budget, project: Project, form: StepForm, number: int = 0
) -> ResponseReturnValue:
    return render_template(
        "budgeting/manage/step.html",
        activity=budget.activity,
        project=project,
        form=form,
        number=number,
    )


@bp.post(f"{PLACE}/projects/<project>/steps/<int:number>/delete")
@requires(may_edit_activity, budget_here)
def delete_step(activity: str, project: str, number: int) -> ResponseReturnValue:
    """Delete a milestone."""
    _budget, found = _chosen(activity, project)
    with unit_of_work():
        db.session.delete(_step(found, number))
    flash(_("The milestone is deleted."))
    return redirect(url_for(".progress", activity=activity, project=project))
