"""Set a budget up: what a preset decides, phases, areas, categories, and the rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from budgeting.models import (
    BallotKind,
    Budget,
    BudgetArea,
    BudgetCategory,
    BudgetRule,
    BudgetStage,
    Phase,
    Preset,
)
from budgeting.project_models import Project
from budgeting.proposal_models import Proposal
from budgeting.refusals import InUse
from participation.activities.models import AccessLevel, Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text

TIE_ORDER = ("cost", "votes", "lot")
EVERY_PHASE = tuple(Phase)
SIMPLE_PHASES = (Phase.IDEAS, Phase.CHECKING, Phase.VOTING, Phase.COUNT, Phase.CARRYING_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a preset decides; under Advanced the town decides each by itself."""

    ballot_kind: BallotKind
    most_choices: int | None
    access: AccessLevel
    rule: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    phases: tuple[Phase, ...] = EVERY_PHASE


PRESETS = {
    Preset.SIMPLE: Choices(
        ballot_kind=BallotKind.APPROVE,
        most_choices=5,
        access=AccessLevel.OPEN,
        rule="greedy",
        phases=SIMPLE_PHASES,
    ),
    Preset.STANDARD: Choices(
        ballot_kind=BallotKind.APPROVE,
        most_choices=None,
        access=AccessLevel.CODE,
        rule="equal-shares",
        parameters={"utility": "cost", "completion": "add1", "exhaustive_stop": False},
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWritten:
    """What the page of an area edits."""

    name: Text
    amount_cents: int = 0
    population: int | None = None
    is_whole_town: bool = False
    most_choices: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryWritten:
    """What the page of a category edits."""

    name: Text
    most_choices: int | None = None
    floor_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWritten:
    """A rule as a body adopts it."""

    key: str
    parameters: Mapping[str, Any]
    words: Text
    adopted_by: Text
    adopted: date
    tie_order: tuple[str, ...] = TIE_ORDER


def create(activity: Activity) -> Budget:
    """Add an empty budget to a new activity, as the preset Simple has it."""
    made = Budget(activity_id=activity.id, activity=activity)
    db.session.add(made)
    choose_preset(made, Preset.SIMPLE)
    return made


def choose_preset(budget: Budget, preset: Preset) -> None:
    """Set what a preset decides, and add the phases it has; Advanced leaves all as it is."""
    budget.preset = preset
    chosen = PRESETS.get(preset)
    if chosen is not None:
        budget.ballot_kind, budget.most_choices = chosen.ballot_kind, chosen.most_choices
        budget.activity.access = chosen.access
        for phase in chosen.phases:
            if budget.stage(phase) is None:
                budget.stages.append(BudgetStage(phase=phase))
    db.session.flush()


def plan(
    budget: Budget,
    phase: Phase,
    opens: datetime | None,
    closes: datetime | None,
    explanation: Text,
) -> BudgetStage:
    """Say from when till when a phase goes, and what it is about."""
    stage = budget.stage(phase)
    if stage is None:
        stage = BudgetStage(phase=phase)
        budget.stages.append(stage)
    stage.opens, stage.closes, stage.explanation = opens, closes, explanation
    db.session.flush()
    return stage


def leave_out(budget: Budget, phase: Phase) -> None:
    """Take a phase out of the budget."""
    stage = budget.stage(phase)
    if stage is not None:
        budget.stages.remove(stage)
    db.session.flush()


def out_of_order(budget: Budget) -> list[Phase]:
    """Return the phases that begin before one that should come earlier."""
    opened = {one.phase: one.opens for one in budget.stages if one.opens is not None}
    order = [phase for phase in Phase if phase in opened]
    return [
        phase
        for place, phase in enumerate(order)
        if any(opened[phase] < opened[earlier] for earlier in order[:place])
    ]


def add_area(budget: Budget, code: str, written: AreaWritten) -> BudgetArea:
    """Add an area at the end."""
    made = BudgetArea(code=code, position=len(budget.areas) + 1)
    _set(made, written)
    budget.areas.append(made)
    db.session.flush()
    return made


def add_category(budget: Budget, code: str, written: CategoryWritten) -> BudgetCategory:
    """Add a category at the end."""
    made = BudgetCategory(code=code, position=len(budget.categories) + 1)
    _set(made, written)
    budget.categories.append(made)
    db.session.flush()
    return made


def change(thing: BudgetArea | BudgetCategory, written: AreaWritten | CategoryWritten) -> None:
    """Change an area or a category; its code stays."""
    _set(thing, written)
    db.session.flush()


def _set(thing: Any, written: Any) -> None:
    for name in type(written).__dataclass_fields__:
        setattr(thing, name, getattr(written, name))


def remove_area(budget: Budget, area: BudgetArea) -> None:
    """Delete an area that no idea and no project belongs to."""
    if is_used(Proposal.area_id == area.id) or is_used(Project.area_id == area.id):
        raise InUse
    budget.areas.remove(area)
    db.session.flush()


def is_used(wanted: sa.ColumnElement[bool]) -> bool:
    """Tell whether any row answers to a condition."""
    return bool(db.session.scalar(sa.select(sa.exists().where(wanted))))


def adopt(budget: Budget, written: RuleWritten) -> BudgetRule:
    """Keep a rule as the next version; earlier ones stay as they were."""
    db.session.refresh(budget, with_for_update={"of": Budget})
    of = BudgetRule.budget_id == budget.activity_id
    last = db.session.scalar(sa.select(sa.func.max(BudgetRule.version)).where(of)) or 0
    made = BudgetRule(
        budget_id=budget.activity_id,
        version=last + 1,
        key=written.key,
        parameters=dict(written.parameters),
        tie_order=list(written.tie_order),
        words=written.words,
        adopted_by=written.adopted_by,
        adopted=written.adopted,
    )
    db.session.add(made)
    db.session.flush()
    return made


def rule_in_force(budget: Budget) -> BudgetRule | None:
    """Return the newest version of the rule that was adopted."""
    of = BudgetRule.budget_id == budget.activity_id
    found: BudgetRule | None = db.session.scalar(
        sa.select(BudgetRule).where(of).order_by(BudgetRule.version.desc()).limit(1)
    )
    return found
