"""The rule of the count: chosen, put in words, adopted; every version stays."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import queries, rule_words
from budgeting.models import Budget, BudgetRule
from budgeting.queries import budget_here
from budgeting.refusals import Outdated
from budgeting.services import arranging, setting_up
from budgeting.services.setting_up import RuleWritten
from budgeting.setup_forms import RuleForm
from budgeting.views.manage.blueprint import PLACE, bp
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.clock import today
from participation.platform.transactions import unit_of_work


@bp.get(f"{PLACE}/rule")
@requires(may_see_activity, budget_here)
def rule(activity: str) -> ResponseReturnValue:
    """Show the rule in force, those before it, and the rules to choose from."""
    found = budget_here(activity)
    budget = queries.budget_of(found.id)
    return render_template(
        "budgeting/manage/rule.html",
        activity=found,
        budget=budget,
        versions=queries.rules_of(budget),
        offered=rule_words.OFFERED,
        usual=setting_up.PRESETS[budget.preset].rule if budget.preset in setting_up.PRESETS else "",
        name_of=name_of,
        may_edit=may_edit_activity(actor(), found) and not arranging.has_begun(budget),
    )


def name_of(rule: BudgetRule) -> str:
    """Return the name of a rule as people know it."""
    offered = rule_words.offered_as(rule.key, rule.parameters)
    return str(offered.name) if offered else rule.key


@bp.route(f"{PLACE}/rule/adopt", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def adopt(activity: str) -> ResponseReturnValue:
    """Put a rule into words, and adopt it."""
    found = budget_here(activity)
    budget = queries.budget_of(found.id)
    form = _form(found, budget)
    if form.validate_on_submit() and _adopted(budget, form):
        flash(_("The rule is adopted."))
        return redirect(url_for(".rule", activity=activity))
    if form.key.data not in rule_words.OFFERED:
        return redirect(url_for(".rule", activity=activity))
    title = rule_words.OFFERED[form.key.data].name
    return render_template(
        "budgeting/manage/part.html", activity=found, form=form, title=title, delete_url=""
    )


def _form(activity: Activity, budget: Budget) -> RuleForm:
    languages = arranging.languages_of(activity)
    chosen = rule_words.OFFERED.get(request.values.get("key", ""))
    said: dict[str, object] = {"mark": _mark(budget), "key": request.values.get("key", "")}
    if chosen is not None:
        said["words"] = rule_words.generated(chosen, languages)
    return RuleForm(data=said, meta={"languages": languages})


def _mark(budget: Budget) -> str:
    newest = setting_up.rule_in_force(budget)
    return str(newest.version if newest else 0)


def _adopted(budget: Budget, form: RuleForm) -> bool:
    offered = rule_words.OFFERED[form.key.data or ""]
    written = RuleWritten(
        key=offered.key,
        parameters=offered.parameters,
        words=form.words.data,
        adopted_by=form.adopted_by.data,
        adopted=form.adopted.data or today(),
    )
    try:
        with unit_of_work():
            arranging.adopt_seen(budget, written, form.mark.data or "", actor())
    except Outdated:
        form.mark.data = _mark(budget)
        form.form_errors.append(
            _("Somebody adopted another rule while you wrote. Save again to put yours in force.")
        )
        return False
    return True
