"""What a budget is about: its money, its stages, what one can do now, and the rule."""

from flask import render_template
from flask.typing import ResponseReturnValue

from budgeting import queries, rule_words, setup_words
from budgeting.models import Budget, Phase
from budgeting.services import setting_up
from budgeting.services.voting_count import outcome_of
from budgeting.views.blueprint import PLACE, bp
from budgeting.voting_words import euros
from participation.activities.models import Activity
from participation.activities.policy import may_read_activity, may_take_part
from participation.platform.access.routes import SignInNeeded, actor, public
from participation.platform.clock import now
from participation.platform.refusals import NotFound


def budget_for_all(activity: str) -> tuple[Activity, Budget]:
    """Return a budget that this person may read, or refuse."""
    found = queries.budget_here(activity)
    if not may_read_activity(actor(), found, now()):
        raise NotFound
    if not may_take_part(actor(), found):
        raise SignInNeeded
    return found, queries.budget_of(found.id)


@bp.get(PLACE)
@public
def plan(activity: str) -> ResponseReturnValue:
    """Show the money, the stages, and what one can do now."""
    found, budget = budget_for_all(activity)
    by_phase = {one.phase: one for one in budget.stages}
    return render_template(
        "budgeting/public/plan.html",
        activity=found,
        budget=budget,
        stages=[by_phase[phase] for phase in Phase if phase in by_phase],
        words=setup_words,
        now=now(),
        rule=setting_up.rule_in_force(budget),
        has_outcome=_has_outcome(found),
        has_projects=queries.has_public_projects(found.id),
        euros=euros,
    )


def _has_outcome(activity: Activity) -> bool:
    outcome = outcome_of(activity.id)
    return outcome is not None and outcome.published is not None


@bp.get(f"{PLACE}/rule")
@public
def rule(activity: str) -> ResponseReturnValue:
    """Explain how votes become decisions."""
    found, budget = budget_for_all(activity)
    versions = queries.rules_of(budget)
    if not versions:
        raise NotFound
    newest = versions[0]
    return render_template(
        "budgeting/public/rule.html",
        activity=found,
        budget=budget,
        rule=newest,
        offered=rule_words.offered_as(newest.key, newest.parameters),
        earlier=versions[1:],
        euros=euros,
    )
