"""Change a budget on its pages for staff: nothing that the vote stands on once it has begun."""

from collections.abc import Mapping
from typing import Any

from budgeting.models import Budget, BudgetArea, BudgetCategory, BudgetRule, Phase, Preset
from budgeting.project_models import Project
from budgeting.proposal_models import Proposal
from budgeting.refusals import InUse, NotNow, Outdated
from budgeting.services import setting_up
from budgeting.services.setting_up import AreaWritten, CategoryWritten, RuleWritten
from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.web.site import site

OF_IDEAS = ("moderation", "idea_length", "criteria", "thanks")


def languages_of(activity: Activity) -> tuple[str, ...]:
    """Return the languages the activity offers, the municipality's main one first."""
    offered = tuple(code for code in site().languages if code in activity.languages)
    return offered or (site().main_language,)


def has_begun(budget: Budget) -> bool:
    """Tell whether people have begun to vote, so that money and rule stay as they are."""
    voting = budget.stage(Phase.VOTING)
    if budget.activity.published is None or voting is None or voting.opens is None:
        return False
    return voting.opens <= now()


def _before_the_vote(budget: Budget) -> None:
    db.session.refresh(budget, with_for_update={"of": Budget})
    if has_begun(budget):
        raise NotNow


def take_preset(budget: Budget, preset: Preset) -> None:
    """Take what a preset decides."""
    _before_the_vote(budget)
    setting_up.choose_preset(budget, preset)


def choose_each(budget: Budget, chosen: Mapping[str, Any]) -> None:
    """Set what a preset would decide, one by one."""
    _before_the_vote(budget)
    for name, value in chosen.items():
        setattr(budget, name, value)
    budget.preset = Preset.ADVANCED
    db.session.flush()


def take_ideas_so(budget: Budget, chosen: Mapping[str, Any], *, actor: Actor) -> None:
    """Say when ideas are looked at, how long they may be, and what people read before."""
    for name in OF_IDEAS:
        setattr(budget, name, chosen[name])
    db.session.flush()
    record(
        actor,
        "budget.ideas",
        budget.activity.public_id,
        process_id=budget.activity.process_id,
        after={"moderation": budget.moderation.value, "length": budget.idea_length},
    )


def add_part(budget: Budget, written: AreaWritten | CategoryWritten) -> BudgetArea | BudgetCategory:
    """Add an area or a category at the end, with a code nobody has."""
    _before_the_vote(budget)
    if isinstance(written, AreaWritten):
        code = _new_code("a", [one.code for one in budget.areas])
        return setting_up.add_area(budget, code, written)
    code = _new_code("c", [one.code for one in budget.categories])
    return setting_up.add_category(budget, code, written)


def _new_code(letter: str, taken: list[str]) -> str:
    numbers = (int(one[1:]) for one in taken if one[0] == letter and one[1:].isdecimal())
    return f"{letter}{max(numbers, default=0) + 1}"


def change_part(
    budget: Budget, thing: BudgetArea | BudgetCategory, written: AreaWritten | CategoryWritten
) -> None:
    """Change an area or a category."""
    _before_the_vote(budget)
    setting_up.change(thing, written)


def remove_part(budget: Budget, thing: BudgetArea | BudgetCategory) -> None:
    """Delete an area or a category that no idea and no project belongs to."""
    _before_the_vote(budget)
    if isinstance(thing, BudgetArea):
        setting_up.remove_area(budget, thing)
        return
    mine = (Proposal.category_id == thing.id, Project.category_id == thing.id)
    if any(setting_up.is_used(one) for one in mine):
        raise InUse
    budget.categories.remove(thing)
    db.session.flush()


def leave_out(budget: Budget, phase: Phase) -> None:
    """Take a stage out; the vote stays once it has begun."""
    if phase is Phase.VOTING:
        _before_the_vote(budget)
    setting_up.leave_out(budget, phase)


def adopt_seen(budget: Budget, written: RuleWritten, mark: str, actor: Actor) -> BudgetRule:
    """Adopt a rule after the version that was seen; the same one sent twice is one version."""
    _before_the_vote(budget)
    newest = setting_up.rule_in_force(budget)
    if str(newest.version if newest else 0) != mark:
        if newest is not None and _is_same(newest, written):
            return newest
        raise Outdated
    made = setting_up.adopt(budget, written)
    record(
        actor,
        "budget.rule",
        budget.activity.public_id,
        process_id=budget.activity.process_id,
        after={"rule": made.key, "version": made.version},
    )
    return made


def _is_same(rule: BudgetRule, written: RuleWritten) -> bool:
    names = ("key", "words", "adopted_by", "adopted")
    return all(getattr(rule, name) == getattr(written, name) for name in names)
