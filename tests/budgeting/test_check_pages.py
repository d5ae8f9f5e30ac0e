"""Ideas are checked on pages: asked, found, decided, read by all, answered by the proposer."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from budgeting.models import Phase
from budgeting.proposal_models import Check, Outcome, Proposal, ProposalStatus, Verdict
from budgeting.services import setting_up
from participation.activities import receipts
from participation.platform.access.actor import Role
from participation.platform.clock import today
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.mail.models import OutboxMail
from participation.platform.web.forms import SWITCH
from participation.processes.models import Process
from tests.budgeting.making import make_budget, make_proposal
from tests.factories import make_municipality, make_process, save, text
from tests.pages import Visitor
from tests.staff import make_person, sign_in

DAY = timedelta(days=1)
TOKEN = b"t" * 16
FOUND = {
    "feasibility": "conditional",
    "legality": "yes",
    "owner": "Puistot",
    "cost_from_cents": "3 000",
    "cost_to_cents": "4 500,50",
    "running_cents": "200",
    "conditions": "Jos maaperä kestää.",
}
REASON = {
    "reason-fi": "Penkit mahtuvat rantaan.",
    "reason-sv": "Bänkarna ryms.",
    "reason-en": "There is room.",
}


@pytest.fixture
def editor(app):
    make_municipality()
    make_process()
    staff = Visitor(app)
    sign_in(staff, Role.EDITOR)
    return staff


@pytest.fixture
def expert(app, editor):
    someone = make_person(Role.ANALYST, email="expert@example.fi", name="Aino", language="sv")
    staff = Visitor(app)
    sign_in(staff, person=someone)
    staff.person = someone
    return staff


@pytest.fixture
def budget(editor):
    return make_budget(db.session.scalars(sa.select(Process)).one())


@pytest.fixture
def idea(budget):
    return make_proposal(budget, receipt_hash=receipts.hash_for(TOKEN))


def manage(budget, rest="", language="fi"):
    return f"/{language}/manage/a/{budget.activity.public_id}/budget/checks{rest}"


def public(budget, idea, rest="", language="fi"):
    return f"/{language}/a/{budget.activity.public_id}/budget/ideas/{idea.public_id}{rest}"


def kept():
    db.session.expire_all()
    return db.session.scalars(sa.select(Check)).one()


def ask(editor, budget, expert, *ideas, **more):
    said = {"ideas": [one.public_id for one in ideas], "person": expert.person.public_id}
    return editor.post(manage(budget), said | more)


def seen(page):
    return next(e.get("value") for e in page.all("input") if e.get("name") == "seen")


def find(expert, budget, idea, expect=302, **changes):
    mark = seen(expert.get(manage(budget, f"/{idea.public_id}")))
    said = {"seen": mark} | FOUND | changes
    return expert.post(manage(budget, f"/{idea.public_id}/found"), said, expect=expect)


def decide(editor, budget, idea, expect=302, **changes):
    mark = seen(editor.get(manage(budget, f"/{idea.public_id}")))
    said = {"seen": mark, "outcome": "to_vote"} | REASON | changes
    return editor.post(manage(budget, f"/{idea.public_id}/decide"), said, expect=expect)


def test_an_expert_is_asked_for_several_ideas_in_one_letter(editor, expert, budget, idea):
    other = make_proposal(budget, "Valoa polulle")
    ask(editor, budget, expert, idea, other, deadline="2026-12-01")
    assert db.session.query(Check).count() == 2
    (letter,) = db.session.scalars(sa.select(OutboxMail))
    assert letter.recipient == "expert@example.fi"
    assert "Budget" in letter.body or "budget" in letter.body
    assert f"/sv/manage/a/{budget.activity.public_id}/budget/checks?show=mine" in letter.body
    assert "Penkkejä rantaan" in expert.get(manage(budget, "?show=mine")).words("main")


def test_somebody_and_something_must_be_chosen(editor, budget, idea):
    page = editor.post(manage(budget), {"person": ""}, expect=200)
    assert len(page.all("form")) >= 1
    assert db.session.query(Check).count() == 0
    chosen = {"ideas": [idea.public_id], "person": ""}
    page = editor.post(manage(budget), chosen, expect=200)
    assert any(e.get("checked") is not None for e in page.all("input"))


def test_the_board_tells_what_is_late_and_how_far_each_idea_is(editor, expert, budget, idea):
    late = make_proposal(budget, "Valoa polulle")
    ask(editor, budget, expert, late, deadline=(today() - DAY).isoformat())
    page = editor.get(manage(budget, "?show=late")).words("main")
    assert "Valoa polulle" in page
    assert "Penkkejä" not in page
    assert "Penkkejä rantaan" in editor.get(manage(budget)).words("main")
    find(expert, budget, late)
    assert "Valoa polulle" in editor.get(manage(budget, "?show=found")).words("main")
    decide(editor, budget, late)
    assert "Valoa polulle" in editor.get(manage(budget, "?show=decided")).words("main")


def test_many_ideas_take_no_more_statements(editor, expert, budget):
    ideas = [make_proposal(budget, f"Idea {number}") for number in range(45)]
    ask(editor, budget, expert, *ideas)
    editor.get(manage(budget, "?show=asked&page=2"))


def test_only_the_expert_who_was_asked_writes_what_was_found(editor, expert, budget, idea):
    ask(editor, budget, expert, idea)
    assert "found-form" not in editor.get(manage(budget, f"/{idea.public_id}")).text
    editor.post(manage(budget, f"/{idea.public_id}/found"), {"seen": "", **FOUND}, expect=200)
    find(expert, budget, idea)
    check = kept()
    assert (check.feasibility, check.cost_to_cents) == (Verdict.CONDITIONAL, 4_500_50)
    assert check.found == today()


def test_what_is_wrong_in_a_finding_is_told_and_nothing_typed_is_lost(editor, expert, budget, idea):
    ask(editor, budget, expert, idea)
    page = find(expert, budget, idea, expect=200, cost_to_cents="1 000", feasibility="")
    assert "Jos maaperä kestää." in page.text
    assert 'value="1 000"' in page.text
    assert kept().found is None


def test_an_idea_is_decided_once_it_was_checked_and_everybody_reads_why(
    editor, expert, budget, idea, visitor
):
    ask(editor, budget, expert, idea)
    assert "decision-form" not in editor.get(manage(budget, f"/{idea.public_id}")).text
    find(expert, budget, idea)
    public_page = visitor.get(public(budget, idea)).words("main")
    assert "4 500" not in public_page
    page = decide(editor, budget, idea, expect=200, **{"reason-fi": "", "reason-sv": ""})
    assert "There is room." in page.text
    decide(editor, budget, idea)
    assert kept().outcome is Outcome.TO_VOTE
    assert db.session.scalars(sa.select(Proposal)).one().status is ProposalStatus.ACCEPTED
    for language, said in (("fi", "mahtuvat rantaan"), ("sv", "Bänkarna"), ("en", "There is room")):
        words = visitor.get(public(budget, idea, language=language)).words("main")
        assert said in words
        assert re.search(r"4\D500", words)


def test_who_decides_beside_a_colleague_is_told(editor, expert, budget, idea):
    ask(editor, budget, expert, idea)
    find(expert, budget, idea)
    decide(editor, budget, idea)
    late = {"seen": "old", "outcome": "declined"} | REASON | {"reason-fi": "Liian kallis."}
    page = editor.post(manage(budget, f"/{idea.public_id}/decide"), late, expect=200)
    assert "Liian kallis." in page.text
    assert kept().outcome is Outcome.TO_VOTE


def test_a_finding_is_not_written_over_another(editor, expert, budget, idea):
    ask(editor, budget, expert, idea)
    find(expert, budget, idea)
    late = {"seen": "old"} | FOUND | {"conditions": "Toinen välilehti"}
    page = expert.post(manage(budget, f"/{idea.public_id}/found"), late, expect=200)
    assert "Toinen välilehti" in page.text
    assert kept().conditions == "Jos maaperä kestää."


def test_the_language_is_switched_without_losing_what_was_typed(editor, expert, budget, idea):
    ask(editor, budget, expert, idea)
    here = manage(budget, f"/{idea.public_id}", "sv")
    page = expert.post(here, {"seen": "", **FOUND, SWITCH: "sv"}, expect=200)
    assert "Jos maaperä kestää." in page.text
    find(expert, budget, idea)
    page = editor.post(here, {"seen": "", **REASON, SWITCH: "sv"}, expect=200)
    assert "There is room." in page.text
    assert kept().outcome is None


def decided(budget, idea):
    save(
        Check(
            proposal_id=idea.id,
            found=today(),
            decided=today(),
            outcome=Outcome.DECLINED,
            reason=text("Liian kallis.", "För dyrt.", "Too expensive."),
        )
    )


def begin_vote(budget):
    moment = datetime.now(UTC)
    setting_up.plan(budget, Phase.VOTING, moment - DAY, moment + DAY, Text())
    db.session.commit()


def test_the_proposer_answers_with_the_code_and_staff_read_it(editor, budget, idea, visitor):
    decided(budget, idea)
    visitor.get(public(budget, idea, "/answer"))
    wrong = {"code": "yksi kaksi kolme neljä", "answer": "Halvempikin riittää."}
    page = visitor.post(public(budget, idea, "/answer"), wrong, expect=422)
    assert "Halvempikin riittää." in page.text
    sound = wrong | {"code": receipts.code_for(TOKEN, "sv")}
    for _time in range(2):
        visitor.post(public(budget, idea, "/answer"), sound)
    assert kept().answer == "Halvempikin riittää."
    assert "Halvempikin" in editor.get(manage(budget, f"/{idea.public_id}")).words("main")
    assert "Halvempikin" not in visitor.get(public(budget, idea)).words("main")


def test_the_code_leads_to_the_page_of_the_answer(budget, idea, visitor):
    decided(budget, idea)
    page = visitor.post("/fi/r", {"code": receipts.code_for(TOKEN, "fi")}, expect=200)
    links = [link.get("href") for link in page.all("a")]
    assert public(budget, idea, "/answer") in links


def test_once_people_vote_decisions_and_answers_stay(editor, expert, budget, idea, visitor):
    decided(budget, idea)
    begin_vote(budget)
    words = {"code": receipts.code_for(TOKEN, "fi"), "answer": "Halvempikin riittää."}
    page = visitor.post(public(budget, idea, "/answer"), words, expect=410)
    assert "Halvempikin riittää." in page.text
    assert kept().answer == ""
    assert "decision-form" not in editor.get(manage(budget, f"/{idea.public_id}")).text
    said = {"seen": "", "outcome": "to_vote"} | REASON
    editor.post(manage(budget, f"/{idea.public_id}/decide"), said, expect=200)
    assert kept().outcome is Outcome.DECLINED


def test_what_was_not_decided_is_not_answered(budget, idea, visitor):
    visitor.get(public(budget, idea, "/answer"), expect=404)
