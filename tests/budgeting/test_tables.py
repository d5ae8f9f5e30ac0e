"""What the tables of a budget can hold, and what they cannot."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from budgeting.models import Budget, BudgetStage, Phase
from budgeting.project_models import Project, ProjectSource
from budgeting.proposal_models import Check, Outcome, Proposal, Support
from participation.platform.extensions import db
from tests.budgeting.making import make_area, make_budget, make_project, make_proposal
from tests.factories import save

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_phase_is_on_from_its_first_moment_until_its_last(app):
    stage = BudgetStage(phase=Phase.IDEAS, opens=DAY, closes=DAY + timedelta(days=7))
    budget = Budget(stages=[stage])
    assert not budget.is_on(Phase.IDEAS, DAY - timedelta(seconds=1))
    assert budget.is_on(Phase.IDEAS, DAY)
    assert not budget.is_on(Phase.IDEAS, DAY + timedelta(days=7))
    assert not budget.is_on(Phase.VOTING, DAY)


def test_a_phase_without_a_first_day_has_not_begun(app):
    assert not BudgetStage(phase=Phase.IDEAS, closes=DAY + timedelta(days=7)).is_on(DAY)


def test_the_money_of_a_budget_is_that_of_its_areas(app):
    budget = make_budget()
    make_area(budget, amount_cents=2_500_000_000_00)
    db.session.expire_all()
    assert budget.amount_cents == 2_500_010_000_00


def test_what_residents_send_names_nobody_and_no_moment():
    for table in (Proposal.__table__, Support.__table__):
        assert table.dialect_options["sqlite"]["with_rowid"] is False
        assert not any(isinstance(column.type, sa.DateTime) for column in table.columns)
        assert "person" not in {key.column.table.name for key in table.foreign_keys}


def test_a_cost_goes_from_less_to_more(app):
    proposal = make_proposal(make_budget())
    with pytest.raises(IntegrityError):
        save(Check(proposal_id=proposal.id, cost_from_cents=200, cost_to_cents=100))


def test_a_decision_has_a_day(app):
    proposal = make_proposal(make_budget())
    with pytest.raises(IntegrityError):
        save(Check(proposal_id=proposal.id, outcome=Outcome.DECLINED))


def test_a_check_is_late_after_its_deadline_until_the_expert_is_ready():
    check = Check(deadline=date(2026, 3, 2))
    assert not check.is_late(date(2026, 3, 2))
    assert check.is_late(date(2026, 3, 3))
    check.found = date(2026, 3, 3)
    assert not check.is_late(date(2026, 3, 4))


def test_two_projects_have_no_number_in_common(app):
    budget = make_budget()
    make_project(budget, number=7)
    with pytest.raises(IntegrityError):
        make_project(budget, code="p2", number=7)


def test_a_project_knows_the_ideas_it_came_from(app):
    budget = make_budget()
    proposal, project = make_proposal(budget), make_project(budget)
    save(ProjectSource(project_id=project.id, proposal_id=proposal.id))
    db.session.expire_all()
    assert db.session.get_one(Project, project.id).sources == [proposal]
