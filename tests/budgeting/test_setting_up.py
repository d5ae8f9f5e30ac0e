"""Presets, phases, areas and rules of a budget."""

from datetime import UTC, date, datetime, timedelta

import pytest

from budgeting.models import BallotKind, Phase, Preset
from budgeting.refusals import InUse
from budgeting.services import setting_up
from budgeting.services.setting_up import AreaWritten, CategoryWritten, RuleWritten
from participation.activities.models import AccessLevel
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from tests.budgeting.making import make_budget, make_project, make_proposal
from tests.factories import make_activity, text

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def budget(app):
    return make_budget()


def rule(key):
    return RuleWritten(
        key=key,
        parameters={},
        words=text("Eniten ääniä saaneet toteutetaan."),
        adopted_by=text("Kunnanhallitus"),
        adopted=date(2026, 1, 12),
    )


def test_a_new_budget_is_simple(app):
    made = setting_up.create(make_activity(kind="budget"))
    assert (made.preset, made.ballot_kind) == (Preset.SIMPLE, BallotKind.APPROVE)
    assert made.activity.access is AccessLevel.OPEN
    assert {stage.phase for stage in made.stages} == set(setting_up.SIMPLE_PHASES)


def test_a_preset_keeps_the_dates_of_phases(budget):
    setting_up.plan(budget, Phase.IDEAS, DAY, None, text("Ideoi!"))
    setting_up.choose_preset(budget, Preset.STANDARD)
    assert budget.stage(Phase.IDEAS).opens == DAY
    assert {stage.phase for stage in budget.stages} == set(Phase)
    assert (budget.activity.access, budget.most_choices) == (AccessLevel.CODE, None)


def test_advanced_leaves_everything_as_it_is(budget):
    budget.ballot_kind = BallotKind.RANK
    setting_up.choose_preset(budget, Preset.ADVANCED)
    assert (budget.preset, budget.ballot_kind) == (Preset.ADVANCED, BallotKind.RANK)
    assert budget.stages == []


def test_a_phase_can_be_left_out(budget):
    setting_up.plan(budget, Phase.CO_DESIGN, None, None, Text())
    setting_up.leave_out(budget, Phase.CO_DESIGN)
    setting_up.leave_out(budget, Phase.CO_DESIGN)
    assert budget.stages == []


def test_phases_that_begin_too_early_are_named(budget):
    setting_up.plan(budget, Phase.IDEAS, DAY, None, Text())
    setting_up.plan(budget, Phase.VOTING, DAY - timedelta(days=1), None, Text())
    setting_up.plan(budget, Phase.COUNT, None, None, Text())
    assert setting_up.out_of_order(budget) == [Phase.VOTING]


def test_an_area_with_a_project_or_an_idea_stays(budget):
    area = setting_up.add_area(budget, "south", AreaWritten(name=text("Etelä"), amount_cents=1))
    setting_up.change(area, AreaWritten(name=text("Etelä"), amount_cents=2))
    assert budget.amount_cents == 10_000_02
    proposal = make_proposal(budget, area_id=area.id)
    with pytest.raises(InUse):
        setting_up.remove_area(budget, area)
    proposal.area_id = None
    make_project(budget, area_id=area.id)
    with pytest.raises(InUse):
        setting_up.remove_area(budget, area)


def test_an_empty_area_can_go(budget):
    area = setting_up.add_area(budget, "south", AreaWritten(name=text("Etelä")))
    setting_up.remove_area(budget, area)
    assert [one.code for one in budget.areas] == ["town"]


def test_categories_come_in_the_order_in_which_they_were_added(budget):
    for code in ("parks", "sports"):
        setting_up.add_category(budget, code, CategoryWritten(name=text(code)))
    db.session.expire_all()
    assert [one.code for one in budget.categories] == ["parks", "sports"]


def test_a_rule_is_a_new_version_and_the_earlier_one_stays(budget):
    assert setting_up.rule_in_force(budget) is None
    first = setting_up.adopt(budget, rule("greedy"))
    second = setting_up.adopt(budget, rule("equal-shares"))
    assert (first.version, first.key, second.version) == (1, "greedy", 2)
    assert setting_up.rule_in_force(budget) is second
    assert second.tie_order == ["cost", "votes", "lot"]
