"""Projects are made of ideas, put on the ballot, read by all, and carried out."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from budgeting.models import Phase
from budgeting.project_models import CarryingOut, Project
from budgeting.proposal_models import Check, Outcome, ProposalStatus, Verdict
from budgeting.services import setting_up
from budgeting.voting_models import VoteOutcome
from participation.platform.access.actor import Role
from participation.platform.clock import today
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.web.forms import SWITCH
from participation.processes.models import Process
from tests.budgeting.making import (
    make_area,
    make_budget,
    make_category,
    make_project,
    make_proposal,
)
from tests.factories import make_municipality, make_process, save, text
from tests.images import picture
from tests.pages import Visitor
from tests.staff import sign_in

DAY = timedelta(days=1)
BENCHES = {
    "title-fi": "Penkit rantaan",
    "title-sv": "Bänkar på stranden",
    "title-en": "Benches by the shore",
    "description-fi": "Kymmenen penkkiä.",
    "description-sv": "Tio bänkar.",
    "description-en": "Ten benches.",
    "cost_cents": "5 000",
    "area": "town",
    "picture-image": "",
}


@pytest.fixture
def editor(app):
    make_municipality()
    make_process()
    staff = Visitor(app)
    sign_in(staff, Role.EDITOR)
    return staff


@pytest.fixture
def budget(editor):
    made = make_budget(db.session.scalars(sa.select(Process)).one())
    make_area(made)
    return made


def manage(budget, rest="", language="fi"):
    return f"/{language}/manage/a/{budget.activity.public_id}/budget/projects{rest}"


def public(budget, rest="", language="fi"):
    return f"/{language}/a/{budget.activity.public_id}/budget/projects{rest}"


def all_projects():
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Project).order_by(Project.id)).unique())


def hidden(page, name):
    return next(e.get("value") for e in page.all("input") if e.get("name") == name)


def edit(editor, budget, project, expect=302, **changes):
    mark = hidden(editor.get(manage(budget, f"/{project.public_id}")), "mark")
    said = {"mark": mark} | BENCHES | changes
    return editor.post(manage(budget, f"/{project.public_id}"), said, expect=expect)


def accepted(budget, title="Penkkejä rantaan", cost=4_500_00, **more):
    idea = make_proposal(budget, title, status=ProposalStatus.ACCEPTED, **more)
    save(
        Check(
            proposal_id=idea.id,
            feasibility=Verdict.YES,
            found=today(),
            decided=today(),
            outcome=Outcome.TO_VOTE,
            reason=text("Sopii.", "Passar.", "Fits."),
            cost_to_cents=cost,
        )
    )
    return idea


def begin_vote(budget):
    moment = datetime.now(UTC)
    setting_up.plan(budget, Phase.VOTING, moment - DAY, moment + DAY, Text())
    db.session.commit()


def decide_vote(budget, *chosen):
    for one in chosen:
        one.is_chosen = True
    told = {"counted": today(), "published": today(), "document": {}, "checksum": ""}
    save(VoteOutcome(budget_id=budget.activity_id, **told))


def test_a_project_is_made_of_accepted_ideas(editor, budget):
    one, other = accepted(budget), accepted(budget, "Istumapaikkoja")
    make_proposal(budget, "Ei vielä tarkistettu")
    page = editor.get(manage(budget, "/from-ideas"))
    assert "Istumapaikkoja" in page.words("main")
    assert "Ei vielä" not in page.words("main")
    chosen = {"idea": [one.public_id, other.public_id]}
    made = editor.post(manage(budget, "/from-ideas"), chosen)
    (project,) = all_projects()
    assert made.response.location.endswith(project.public_id)
    assert (project.cost_cents, len(project.sources)) == (4_500_00, 2)
    assert "Istumapaikkoja" not in editor.get(manage(budget, "/from-ideas")).words("main")


def test_what_keeps_a_project_from_being_made_is_told(editor, budget):
    idea = accepted(budget, cost=None)
    page = editor.post(manage(budget, "/from-ideas"), {}, expect=200)
    assert "Valitse ainakin yksi idea." in page.words("main")
    page = editor.post(manage(budget, "/from-ideas"), {"idea": idea.public_id}, expect=200)
    assert any(e.get("checked") is not None for e in page.all("input"))
    assert all_projects() == []


def test_a_project_is_added_changed_and_deleted(editor, budget):
    editor.post(manage(budget, "/new"), BENCHES | {"area": "north"})
    (project,) = all_projects()
    assert (project.code, project.area.code, project.is_on_ballot) == ("p1", "north", False)
    edit(editor, budget, project, cost_cents="6 000,50", is_on_ballot="y")
    (project,) = all_projects()
    assert (project.cost_cents, project.is_on_ballot, project.area.code) == (6_000_50, True, "town")
    editor.get(manage(budget, f"/{project.public_id}/delete"))
    editor.post(manage(budget, f"/{project.public_id}/delete"))
    assert all_projects() == []


@pytest.mark.parametrize(
    "wrong", [{"cost_cents": "0"}, {"title-fi": "", "title-sv": "", "title-en": ""}, {"area": "x"}]
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(editor, budget, wrong):
    page = editor.post(manage(budget, "/new"), BENCHES | wrong, expect=200)
    assert "Kymmenen penkkiä." in page.text
    assert all_projects() == []


def test_nothing_comes_on_the_ballot_that_some_voters_could_not_read(editor, budget):
    typed = BENCHES | {"description-sv": "", "is_on_ballot": "y"}
    page = editor.post(manage(budget, "/new"), typed, expect=200)
    assert "Ten benches." in page.text
    assert all_projects() == []


def test_the_language_is_switched_without_losing_what_was_typed(editor, budget):
    page = editor.post(manage(budget, "/new", "sv"), BENCHES | {SWITCH: "sv"}, expect=200)
    assert "Kymmenen penkkiä." in page.text
    assert all_projects() == []


def test_a_picture_needs_words_and_is_shown(editor, budget, visitor):
    sent = BENCHES | {"picture-file": (picture(), "ranta.png"), "is_on_ballot": "y"}
    page = editor.post(manage(budget, "/new"), sent, expect=200, content_type="multipart/form-data")
    image = hidden(page, "picture-image")
    alt = {f"picture_alt-{code}": "Ranta" for code in ("fi", "sv", "en")}
    editor.post(
        manage(budget, "/new"), BENCHES | alt | {"picture-image": image, "is_on_ballot": "y"}
    )
    (project,) = all_projects()
    page = visitor.get(public(budget, f"/{project.public_id}"))
    assert any(image.split("/")[0] in (e.get("src") or "") for e in page.all("img"))


def test_two_editors_do_not_write_over_each_other(editor, budget):
    project = make_project(budget)
    late = BENCHES | {"mark": "old", "description-fi": "Myöhäinen"}
    page = editor.post(manage(budget, f"/{project.public_id}"), late, expect=200)
    assert "Myöhäinen" in page.text
    assert not all_projects()[0].description
    late["mark"] = hidden(page, "mark")
    editor.post(manage(budget, f"/{project.public_id}"), late)
    assert all_projects()[0].description


def test_projects_get_numbers_for_paper(editor, budget):
    make_project(budget)
    make_project(budget, code="p2", is_on_ballot=False)
    editor.post(manage(budget, "/number"))
    assert [one.number for one in all_projects()] == [1, None]


def test_once_people_vote_projects_stay(editor, budget):
    project, idea = make_project(budget), accepted(budget)
    page = editor.get(manage(budget, f"/{project.public_id}"))
    typed = BENCHES | {"mark": hidden(page, "mark"), "cost_cents": "1"}
    begin_vote(budget)
    editor.post(manage(budget, f"/{project.public_id}"), typed, expect=200)
    editor.post(manage(budget, f"/{project.public_id}/delete"))
    editor.post(manage(budget, "/number"))
    editor.post(manage(budget, "/from-ideas"), {"idea": idea.public_id}, expect=200)
    assert [(one.cost_cents, one.number) for one in all_projects()] == [(5_000_00, None)]
    assert "from-ideas" not in editor.get(manage(budget)).text


def test_everybody_reads_what_is_on_the_ballot_and_nothing_else(budget, visitor):
    shown = make_project(budget)
    draft = make_project(budget, code="p2", is_on_ballot=False, title=text("Luonnos"))
    page = visitor.get(public(budget)).words("main")
    assert "Penkit rantaan" in page
    assert "Luonnos" not in page
    visitor.get(public(budget, f"/{shown.public_id}"))
    visitor.get(public(budget, f"/{draft.public_id}"), expect=404)


def test_many_projects_take_no_more_statements(editor, budget, visitor):
    for number in range(30):
        make_project(budget, code=f"p{number}")
    visitor.get(public(budget))
    editor.get(manage(budget))


def test_projects_are_sifted(budget, visitor):
    won = make_project(budget, carrying_out=CarryingOut.DONE)
    north = next(one for one in budget.areas if one.code == "north")
    make_category(budget)
    make_project(budget, code="p2", area_id=north.id, title=text("Liukumäki"))
    found = visitor.get(public(budget, "?area=north")).words("main")
    assert "Liukumäki" in found
    assert "Penkit" not in found
    decide_vote(budget, won)
    for state, there, gone in (
        ("won", "Penkit", "Liukumäki"),
        ("done", "Penkit", "Liukumäki"),
        ("lost", "Liukumäki", "Penkit"),
    ):
        found = visitor.get(public(budget, f"?state={state}")).words("main")
        assert there in found
        assert gone not in found


def test_how_a_project_goes_is_told_with_money_and_milestones(editor, budget, visitor):
    project = make_project(budget)
    address = manage(budget, f"/{project.public_id}/progress")
    editor.get(address, expect=404)
    decide_vote(budget, project)
    mark = hidden(editor.get(address), "mark")
    told = {
        "mark": mark,
        "carrying_out": "under_way",
        "spent_cents": "6 000",
        "progress-fi": "Penkit on tilattu.",
    }
    editor.post(address, told)
    late = told | {"progress-fi": "Vanha välilehti"}
    assert "Vanha välilehti" in editor.post(address, late, expect=200).text
    steps = manage(budget, f"/{project.public_id}/steps")
    step = {"title-fi": "Tilaus", "planned": "2026-11-01", "picture-image": ""}
    editor.post(f"{steps}/new", step)
    editor.post(f"{steps}/new", {"title-fi": "", "note-fi": "Säilyy"}, expect=200)
    mark = hidden(editor.get(f"{steps}/1"), "mark")
    editor.post(f"{steps}/1", step | {"mark": mark, "reached": "2026-11-03"})
    assert all_projects()[0].milestones[0].reached == date(2026, 11, 3)
    page = editor.post(f"{steps}/1", step | {"mark": mark, "note-fi": "Myöhäinen"}, expect=200)
    assert "Myöhäinen" in page.text
    words = visitor.get(public(budget, f"/{project.public_id}")).words("main")
    for said in ("Penkit on tilattu.", "Tilaus", "3.11.2026", "Käynnissä"):
        assert said in words
    editor.get(f"{steps}/2", expect=404)
    editor.post(f"{steps}/1/delete")
    assert all_projects()[0].milestones == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_projects_are_files(budget, visitor, language):
    make_project(budget, longitude=24.9, latitude=60.2, number=1)
    make_project(budget, code="p2", title=text("=SUM(1)", "=SUM(1)", "=SUM(1)"))
    table = visitor.raw("GET", public(budget, ".csv", language)).get_data()
    (first, second) = csv.DictReader(io.StringIO(table.decode("utf-8-sig")), delimiter=";")
    assert (first["code"], first["title_sv"], first["cost"]) == ("p1", "Bänkar på stranden", "5000")
    assert not second["title_fi"].startswith("=")
    assert "chosen" not in first
    assert visitor.raw("GET", public(budget, ".xlsx", language)).get_data().startswith(b"PK")
    (place,) = json.loads(visitor.raw("GET", public(budget, ".geojson", language)).data)["features"]
    assert place["geometry"]["coordinates"] == [24.9, 60.2]
    assert place["properties"]["title_fi"] == "Penkit rantaan"
