"""How a budget works, its money, categories and stages."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import queries, setup_words
from budgeting.models import Budget, Phase
from budgeting.queries import budget_here
from budgeting.services import arranging, setting_up
from budgeting.setup_forms import AdvancedForm, PresetForm, StageForm
from budgeting.views.manage.blueprint import PLACE, bp
from budgeting.voting_words import euros
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work


@bp.get(f"{PLACE}/setup")
@requires(may_see_activity, budget_here)
def setup(activity: str) -> ResponseReturnValue:
    """Show all that the budget consists of."""
    found = budget_here(activity)
    budget = queries.budget_of(found.id)
    return _page(budget, PresetForm(obj=budget))


@bp.post(f"{PLACE}/setup")
@requires(may_edit_activity, budget_here)
def preset(activity: str) -> ResponseReturnValue:
    """Take a preset."""
    found = budget_here(activity)
    form, budget = PresetForm(), queries.budget_of(found.id)
    if not form.validate_on_submit():
        return _page(budget, form)
    with unit_of_work():
        arranging.take_preset(budget, form.preset.data)
    flash(_("The budget is saved."))
    return redirect(url_for(".setup", activity=activity))


def _page(budget: Budget, form: PresetForm) -> str:
    return render_template(
        "budgeting/manage/setup.html",
        activity=budget.activity,
        budget=budget,
        form=form,
        phases=list(Phase),
        stages={one.phase: one for one in budget.stages},
        words=setup_words,
        euros=euros,
        has_begun=arranging.has_begun(budget),
        may_edit=may_edit_activity(actor(), budget.activity),
    )


@bp.route(f"{PLACE}/advanced", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def advanced(activity: str) -> ResponseReturnValue:
    """Choose each thing that a preset would decide."""
    found = budget_here(activity)
    budget = queries.budget_of(found.id)
    form = AdvancedForm(obj=budget)
    if form.validate_on_submit():
        with unit_of_work():
            _keep(budget, form)
        flash(_("The budget is saved."))
        return redirect(url_for(".setup", activity=activity))
    title = _("How people vote")
    return render_template(
        "budgeting/manage/part.html", activity=found, form=form, title=title, delete_url=""
    )


def _keep(budget: Budget, form: AdvancedForm) -> None:
    names = [name for name in form.data if hasattr(budget, name)]
    arranging.choose_each(budget, {name: form.data[name] for name in names})


@bp.route(f"{PLACE}/stages/<phase>", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def stage(activity: str, phase: str) -> ResponseReturnValue:
    """Say from when till when a stage goes, or leave it out."""
    found, named = budget_here(activity), _phase(phase)
    budget = queries.budget_of(found.id)
    before = budget.stage(named)
    form = StageForm(
        obj=before,
        data={"is_in": before is not None},
        meta={"languages": arranging.languages_of(found)},
    )
    if form.validate_on_submit():
        with unit_of_work():
            _plan(budget, named, form)
        flash(_("The stage is saved."))
        return redirect(url_for(".setup", activity=activity))
    title = setup_words.PHASES[named]
    return render_template(
        "budgeting/manage/part.html", activity=found, form=form, title=title, delete_url=""
    )


def _phase(name: str) -> Phase:
    for one in Phase:
        if one.value.replace("_", "-") == name:
            return one
    raise NotFound


def _plan(budget: Budget, phase: Phase, form: StageForm) -> None:
    if form.is_in.data:
        opens, closes = form.opens.data, form.closes.data
        setting_up.plan(budget, phase, opens, closes, form.explanation.data)
    else:
        arranging.leave_out(budget, phase)
