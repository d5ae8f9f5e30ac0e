"""From an idea to a project: asked, found, decided, answered, numbered."""

from datetime import timedelta

import pytest

from budgeting.proposal_models import Outcome, ProposalStatus, Verdict
from budgeting.refusals import NotDecided, NotFinished, NotShown
from budgeting.services import checking, projects
from budgeting.services.checking import Found
from participation.platform.access.actor import Role
from participation.platform.clock import now, today
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import Forbidden
from tests.budgeting.making import make_area, make_budget, make_project, make_proposal
from tests.factories import text
from tests.staff import actor_of, make_person

SOUND = Found(
    feasibility=Verdict.CONDITIONAL,
    legality=Verdict.YES,
    owner="Puistot",
    cost_from_cents=3_000_00,
    cost_to_cents=4_500_00,
    running_cents=200_00,
    conditions="Jos maaperä kestää.",
)
REASON = text("Penkit mahtuvat rantaan.")


@pytest.fixture
def budget(app):
    return make_budget()


@pytest.fixture
def expert(app):
    return make_person(Role.EDITOR)


def assign(budget, idea, expert, deadline=None):
    return checking.assign(budget, idea.public_id, expert, deadline, actor=actor_of(expert))


def decide(budget, idea, expert, outcome=Outcome.TO_VOTE, reason=REASON):
    actor = actor_of(expert)
    return checking.decide(budget, idea.public_id, outcome, reason, actor=actor, now=now())


@pytest.fixture
def found(budget, expert):
    idea = make_proposal(budget)
    assign(budget, idea, expert)
    checking.write_down(budget, idea.public_id, SOUND, actor=actor_of(expert), now=now())
    return idea


def test_the_board_knows_what_is_late(budget, expert):
    late, early = make_proposal(budget), make_proposal(budget)
    check = assign(budget, late, expert, today() - timedelta(days=1))
    assign(budget, early, expert, today())
    assert checking.late(budget, today()) == [check]
    checking.write_down(budget, late.public_id, SOUND, actor=actor_of(expert), now=now())
    assert checking.late(budget, today()) == []


def test_another_expert_takes_the_place_of_the_first(budget, expert):
    idea = make_proposal(budget)
    first = assign(budget, idea, expert)
    other = make_person(email="pekka@lintukorpi.test", name="Pekka")
    assert assign(budget, idea, other) is first
    assert (first.person, idea.status) == (other, ProposalStatus.CHECKING)
    with pytest.raises(Forbidden):
        checking.write_down(budget, idea.public_id, SOUND, actor=actor_of(expert), now=now())


def test_a_merged_idea_is_not_checked_by_itself(budget, expert):
    idea = make_proposal(budget, merged_into_id=make_proposal(budget).id)
    with pytest.raises(NotShown):
        assign(budget, idea, expert)


def test_what_nobody_was_asked_about_has_no_findings(budget, expert):
    with pytest.raises(NotFinished):
        decide(budget, make_proposal(budget), expert)


def test_a_decision_needs_findings_and_a_public_reason(budget, expert, found):
    with pytest.raises(NotFinished):
        decide(budget, found, expert, reason=Text())
    unchecked = make_proposal(budget)
    assign(budget, unchecked, expert)
    with pytest.raises(NotFinished):
        decide(budget, unchecked, expert)


def test_the_proposer_answers_with_the_code_after_the_decision(budget, expert, found):
    with pytest.raises(NotDecided):
        checking.answer(found, found.receipt_hash, "Kiitos", now=now())
    check = decide(budget, found, expert, Outcome.DECLINED)
    assert found.status is ProposalStatus.DECLINED
    with pytest.raises(Forbidden):
        checking.answer(found, b"x" * 32, "En ole samaa mieltä", now=now())
    checking.answer(found, found.receipt_hash, "Kiitos", now=now())
    assert (check.answer, check.answered) == ("Kiitos", today())


def test_an_imported_idea_has_nobody_to_answer(budget, expert):
    with pytest.raises(Forbidden):
        checking.answer(make_proposal(budget, receipt_hash=None), b"x" * 32, "Hei", now=now())


def test_an_accepted_idea_becomes_a_project_at_its_upper_cost(budget, expert, found):
    make_project(budget, code="p2")
    decide(budget, found, expert)
    made = projects.from_proposals(budget, [found], text("Penkit rantaan"))
    assert (made.code, made.cost_cents, made.area.code) == ("p3", 4_500_00, "town")
    db.session.expire_all()
    assert made.sources == [found]


def test_what_was_declined_or_not_costed_becomes_no_project(budget, expert, found):
    decide(budget, found, expert, Outcome.DECLINED)
    for none in ([found], []):
        with pytest.raises(NotDecided):
            projects.from_proposals(budget, none, text("Penkit"))
    found.check.cost_to_cents = None
    decide(budget, found, expert)
    with pytest.raises(NotFinished):
        projects.from_proposals(budget, [found], text("Penkit"))


def test_without_a_place_there_must_be_the_whole_town(budget, expert, found):
    decide(budget, found, expert)
    budget.areas[0].is_whole_town = False
    db.session.flush()
    with pytest.raises(NotFinished):
        projects.from_proposals(budget, [found], text("Penkit"))


def test_projects_on_the_ballot_get_numbers_area_by_area(budget):
    north = make_area(budget, position=2)
    db.session.expire_all()
    last = make_project(budget, area_id=north.id, number=1)
    first = make_project(budget, code="p2")
    off = make_project(budget, code="p3", is_on_ballot=False, number=9)
    assert projects.number_for_paper(budget) == 2
    assert (first.number, last.number, off.number) == (1, 2, None)
