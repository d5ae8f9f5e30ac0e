"""Residents propose ideas, read and support those of others, and follow their own by code."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from budgeting.idea_jobs import sweep_pictures
from budgeting.models import IdeaModeration, Phase
from budgeting.project_models import ProjectSource
from budgeting.proposal_models import (
    Check,
    HiddenFor,
    Outcome,
    Proposal,
    ProposalStatus,
    Showing,
    Support,
)
from budgeting.services import idea_pictures, merging, setting_up
from participation.platform.access.actor import Actor
from participation.platform.clock import now, today
from participation.platform.extensions import db
from participation.platform.files.storage import storage
from participation.platform.i18n.text import Text
from participation.platform.web.forms import SWITCH
from tests.budgeting.making import (
    make_area,
    make_budget,
    make_category,
    make_project,
    make_proposal,
)
from tests.factories import make_municipality, save, text
from tests.images import picture
from tests.pages import Visitor

DAY = timedelta(days=1)
STAFF = Actor(person_id=None, name="Liisa", grants=frozenset())
BENCHES = {
    "title": "Penkkejä rantaan",
    "words": "Uimarannalla ei voi istua missään.",
    "place": "Uimaranta",
    "cost_guess": "1 200,50",
}


@pytest.fixture
def budget(app):
    make_municipality()
    made = make_budget()
    make_area(made)
    make_category(made)
    moment = datetime.now(UTC)
    setting_up.plan(made, Phase.IDEAS, moment - DAY, moment + 9 * DAY, Text())
    db.session.commit()
    return made


def place(budget, rest="", language="fi"):
    return f"/{language}/a/{budget.activity.public_id}/budget/ideas{rest}"


def ideas():
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Proposal).order_by(Proposal.title)))


def code_on(page):
    return " ".join("".join(e.itertext()) for e in page.tree.iter() if e.get("id") == "code")


def over(budget):
    setting_up.plan(budget, Phase.IDEAS, now() - 9 * DAY, now() - DAY, Text())
    db.session.commit()


def test_an_idea_is_proposed_and_its_code_shown(visitor, budget):
    visitor.get(place(budget, "/new"))
    sent = visitor.follow(place(budget, "/new"), {**BENCHES, "area": "north", "category": "parks"})
    (idea,) = ideas()
    assert (idea.title, idea.place, idea.cost_guess_cents) == (
        "Penkkejä rantaan",
        "Uimaranta",
        120_050,
    )
    assert (idea.area.code, idea.category.code) == ("north", "parks")
    assert (idea.showing, idea.day) == (Showing.WAITING, today())
    assert len(code_on(sent).split()) == 4
    assert "Moderoija lukee" in sent.words()


def test_sending_twice_makes_one_idea(visitor, budget):
    visitor.get(place(budget, "/new"))
    for _time in range(2):
        visitor.post(place(budget, "/new"), BENCHES)
    assert len(ideas()) == 1


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(visitor, budget):
    typed = {"title": "", "words": "Valoa polulle.", "cost_guess": "paljon", "place": "Polku"}
    page = visitor.post(place(budget, "/new"), typed, expect=422)
    assert "Valoa polulle." in page.text
    assert 'value="paljon"' in page.text
    assert 'value="Polku"' in page.text
    assert ideas() == []


def test_a_language_is_switched_without_losing_what_was_typed(visitor, budget):
    page = visitor.post(place(budget, "/new", "sv"), {**BENCHES, SWITCH: "sv"}, expect=200)
    assert "Uimarannalla ei voi istua missään." in page.text
    assert ideas() == []


def test_similar_ideas_are_shown_once_before_an_idea_is_sent(visitor, budget):
    make_proposal(budget, "Penkkejä uimarantaan", words="Rannalla ei voi istua missään.")
    page = visitor.post(place(budget, "/new"), BENCHES, expect=200)
    assert "Penkkejä uimarantaan" in page.words()
    assert len(ideas()) == 1
    mark = next(e.get("value") for e in page.all("input") if e.get("name") == "looked_at")
    visitor.post(place(budget, "/new"), {**BENCHES, "looked_at": mark})
    assert len(ideas()) == 2


def test_what_tells_of_a_person_is_pointed_out_once(visitor, budget):
    told = {**BENCHES, "words": "Soita minulle 040 123 4567."}
    page = visitor.post(place(budget, "/new"), told, expect=200)
    assert "040 123 4567" in page.words("main")
    assert ideas() == []


def test_after_the_end_the_words_are_given_back(visitor, budget):
    over(budget)
    assert "Uimarannalla" in visitor.post(place(budget, "/new"), BENCHES, expect=410).text
    visitor.get(place(budget, "/new"))
    assert ideas() == []


def test_who_began_in_time_has_some_minutes_more(visitor, budget):
    page = visitor.get(place(budget, "/new"))
    ticket = next(e.get("value") for e in page.all("input") if e.get("name") == "_ticket")
    setting_up.plan(budget, Phase.IDEAS, now() - DAY, now(), Text())
    db.session.commit()
    visitor.post(place(budget, "/new"), {**BENCHES, "_ticket": ticket})
    assert len(ideas()) == 1


def test_a_picture_outlives_a_mistake_and_goes_with_the_idea(visitor, budget):
    sent = {"title": "", "words": "Kuva", "picture": (picture(), "ranta.png")}
    page = visitor.post(place(budget, "/new"), sent, expect=422, content_type="multipart/form-data")
    key = next(e.get("value") for e in page.all("input") if e.get("name") == "picture_key")
    assert "ranta" not in key
    typed = {**BENCHES, "picture_key": key}
    assert "kuva esittää" in visitor.post(place(budget, "/new"), typed, expect=422).words()
    visitor.post(place(budget, "/new"), {**typed, "picture_alt": "Ranta ilman penkkejä"})
    (idea,) = ideas()
    assert (idea.picture_key, idea.picture_alt) == (key, "Ranta ilman penkkejä")
    shown = visitor.raw("GET", place(budget, f"/{idea.public_id}/picture"))
    assert shown.content_type == "image/png"
    Visitor(visitor.app).raw("GET", place(budget, f"/{idea.public_id}/picture"), 404)
    code = code_on(visitor.get(place(budget, "/sent")))
    visitor.post("/fi/r/erase", {"code": code, "confirm": "1"})
    assert not storage().exists(key)


def test_a_file_that_is_no_picture_is_refused(visitor, budget):
    sent = {**BENCHES, "picture": (io.BytesIO(b"MZ"), "ranta.png"), "picture_key": "../x.png"}
    page = visitor.post(place(budget, "/new"), sent, expect=422, content_type="multipart/form-data")
    assert "Uimarannalla" in page.text
    assert ideas() == []


def test_pictures_that_no_idea_has_are_swept_away(app, budget):
    kept, lonely = (idea_pictures.keep(picture()) for _time in range(2))
    make_proposal(budget, picture_key=kept)
    assert sweep_pictures(now()) == 0
    assert sweep_pictures(now() + 2 * DAY) == 1
    assert (storage().exists(kept), storage().exists(lonely)) == (True, False)


def test_only_what_is_shown_is_listed_and_it_can_be_sifted(visitor, budget):
    north = next(one for one in budget.areas if one.code == "north")
    make_proposal(budget, "Penkkejä rantaan", area_id=north.id, supports=1)
    make_proposal(budget, "Äänimaisema puistoon", supports=7, status=ProposalStatus.CHECKING)
    make_proposal(budget, "Salainen", showing=Showing.WAITING)
    make_proposal(budget, "Piilotettu", showing=Showing.HIDDEN, hidden_for=HiddenFor.INSULT)
    page = visitor.get(place(budget)).words("main")
    assert "Penkkejä" in page
    assert "Salainen" not in page
    assert "Piilotettu" not in page
    for rest, there, gone in (
        ("?area=north", "Penkkejä", "Äänimaisema"),
        ("?status=checking", "Äänimaisema", "Penkkejä"),
        ("?q=äänim", "Äänimaisema", "Penkkejä"),
    ):
        found = visitor.get(place(budget, rest)).words("main")
        assert there in found
        assert gone not in found
    ordered = visitor.get(place(budget, "?show=support")).words("main")
    assert ordered.index("Äänimaisema") < ordered.index("Penkkejä")


def test_many_ideas_take_no_more_statements(visitor, budget):
    for number in range(45):
        make_proposal(budget, f"Idea {number}")
    visitor.get(place(budget))
    few = len(visitor.queries)
    visitor.get(place(budget, "?page=3"))
    assert len(visitor.queries) <= few


def test_an_idea_is_supported_once_and_the_support_taken_back(visitor, budget):
    idea = make_proposal(budget)
    here = place(budget, f"/{idea.public_id}")
    visitor.get(here)
    for _time in range(2):
        page = visitor.follow(f"{here}/support")
    assert "Kannatat tätä." in page.words()
    assert [one.supports for one in ideas()] == [1]
    visitor.post(f"{here}/support", {"back": "1"})
    assert [one.supports for one in ideas()] == [0]
    assert db.session.query(Support).count() == 0


def test_nothing_is_supported_after_the_end_and_the_page_says_so(visitor, budget):
    idea = make_proposal(budget)
    over(budget)
    page = visitor.follow(place(budget, f"/{idea.public_id}/support"))
    assert page.all("main")
    assert page.response.request.query_string == b"late=1"
    assert [one.supports for one in ideas()] == [0]


def test_a_hidden_idea_is_read_by_its_author_only(visitor, budget):
    visitor.get(place(budget, "/new"))
    visitor.post(place(budget, "/new"), BENCHES)
    (idea,) = ideas()
    assert "Uimarannalla" in visitor.get(place(budget, f"/{idea.public_id}")).words()
    Visitor(visitor.app).get(place(budget, f"/{idea.public_id}"), expect=404)


def test_joined_ideas_stand_on_the_page_of_the_one_that_stands_for_them(visitor, budget):
    head, other = make_proposal(budget), make_proposal(budget, "Istumapaikkoja")
    merging.merge(budget, other.public_id, head.public_id, actor=STAFF, now=now())
    db.session.commit()
    assert "Istumapaikkoja" in visitor.get(place(budget, f"/{head.public_id}")).words("main")
    led = visitor.get(place(budget, f"/{other.public_id}"))
    assert any(head.public_id in (link.get("href") or "") for link in led.all("a"))


def test_a_code_tells_what_became_of_an_idea(visitor, budget):
    budget.moderation = IdeaModeration.AFTER
    db.session.commit()
    visitor.get(place(budget, "/new"))
    code = code_on(visitor.follow(place(budget, "/new"), BENCHES))
    (idea,) = ideas()
    reason = text("Rantaan mahtuu penkkejä", "Det ryms bänkar", "There is room for benches")
    save(
        Check(
            proposal_id=idea.id,
            found=today(),
            decided=today(),
            outcome=Outcome.TO_VOTE,
            reason=reason,
        )
    )
    idea.status = ProposalStatus.ACCEPTED
    project = make_project(budget, is_chosen=True)
    save(ProjectSource(project_id=project.id, proposal_id=idea.id))
    db.session.commit()
    for language, said in (("fi", "Rantaan mahtuu"), ("sv", "Det ryms"), ("en", "There is room")):
        assert said in visitor.post(f"/{language}/r", {"code": code}, expect=200).words()
    told = visitor.post("/fi/r", {"code": code}, expect=200).words()
    assert "Penkit rantaan" in told
    assert "Uimarannalla" in told


def test_a_device_forgets_its_ideas(visitor, budget):
    visitor.get(place(budget, "/new"))
    visitor.post(place(budget, "/new"), BENCHES)
    visitor.post(place(budget, "/leave"))
    assert visitor.raw("GET", place(budget, "/sent"), 302).location.endswith("/budget/ideas")


def test_before_ideas_are_taken_nobody_reads_any(visitor, budget):
    setting_up.plan(budget, Phase.IDEAS, now() + DAY, now() + 9 * DAY, Text())
    db.session.commit()
    for rest in ("", "/new"):
        assert visitor.raw("GET", place(budget, rest), 302).location.endswith(
            budget.activity.public_id
        )
