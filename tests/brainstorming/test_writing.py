import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from participation.activities.models import AccessLevel, LedgerEntry
from participation.brainstorming.idea_models import IdeaState, Participant
from participation.brainstorming.models import Brainstorm, Moderation, Visibility
from participation.platform.database import Base
from participation.platform.extensions import db
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea, place, write
from tests.factories import make_municipality
from tests.pages import Visitor


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm()


def version(activity):
    db.session.expire_all()
    return db.session.get_one(Brainstorm, activity.id).board_version


def test_an_idea_is_written_and_its_code_shown(visitor, round_):
    page = visitor.get(place(round_, "/write"))
    assert "Mikä tekisi torista paremman?" in page.words("h1")
    thanks = visitor.get(write(visitor, round_, "Lisää penkkejä").response.location)
    (idea,) = ideas_of(round_)
    assert (idea.words, idea.state, idea.is_reviewed) == ("Lisää penkkejä", "published", False)
    assert len(thanks.one("main").findall(".//*[@id='code']/*")) == 4
    assert version(round_) == 1


def test_the_code_tells_what_became_of_every_idea_and_erases_them(visitor, round_):
    for words in ("Lisää penkkejä", "Enemmän puita ja varjoa"):
        thanks = visitor.get(write(visitor, round_, words).response.location)
    code = " ".join("".join(e.itertext()) for e in thanks.tree.iter() if e.get("id") == "code")
    followed = visitor.post("/fi/r", {"code": code}, expect=200)
    assert "Lisää penkkejä" in followed.words()
    assert "Enemmän puita ja varjoa" in followed.words()
    assert "on julkaistu" in followed.words()
    visitor.post("/fi/r/erase", {"code": code, "confirm": "1"})
    assert ideas_of(round_) == []
    assert version(round_) == 3


def test_sending_twice_makes_one_idea(visitor, round_):
    first = write(visitor, round_, "Lisää penkkejä")
    second = write(visitor, round_, "lisää  penkkejä!")
    assert first.response.location == second.response.location
    assert len(ideas_of(round_)) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Participant)) == 1


def test_two_windows_with_two_ideas_are_one_person(visitor, round_):
    visitor.get(place(round_, "/write"))
    write(visitor, round_, "Lisää penkkejä")
    write(visitor, round_, "Enemmän puita ja varjoa")
    assert len(ideas_of(round_)) == 2
    assert len({idea.receipt_hash for idea in ideas_of(round_)}) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry)) == 1
    landing = visitor.get(f"/fi/a/{round_.public_id}")
    assert "Jatka" in landing.words()


def test_a_device_that_forgot_its_token_is_not_counted_twice(visitor, round_):
    visitor.get(place(round_, "/write"))
    write(visitor, round_, "Lisää penkkejä")
    visitor.post(place(round_, "/leave"))
    visitor.get(place(round_, "/write"), expect=409)
    assert len(ideas_of(round_)) == 1


def test_an_open_brainstorm_keeps_no_ledger(visitor, app):
    make_municipality()
    round_ = make_brainstorm(access=AccessLevel.OPEN)
    write(visitor, round_, "Lisää penkkejä")
    visitor.post(place(round_, "/leave"))
    write(visitor, round_, "Enemmän puita ja varjoa")
    assert len(ideas_of(round_)) == 2
    assert db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry)) == 0


@pytest.mark.parametrize("words", ["", "   ", "!!!", "x" * 281])
def test_what_cannot_be_an_idea_comes_back(visitor, round_, words):
    page = write(visitor, round_, words, expect=422)
    assert "".join(page.one("textarea").itertext()).strip() == words.strip()
    assert ideas_of(round_) == []


def test_personal_data_is_asked_about_once(visitor, round_):
    words = "Soittakaa minulle numeroon 040 123 4567"
    page = write(visitor, round_, words, expect=200)
    assert "040 123 4567" in page.words("main")
    mark = next(e.get("value") for e in page.all("input") if e.get("name") == "looked_at")
    again = {"words": words, "looked_at": mark}
    visitor.post(place(round_, "/write/q1"), again)
    assert len(ideas_of(round_)) == 1


def test_similar_ideas_are_shown_and_can_be_supported(visitor, round_):
    other = make_idea(round_, "Lisää penkkejä torille")
    page = write(visitor, round_, "Penkkejä torille lisää", expect=200)
    assert ideas_of(round_)[0].agreed == 0
    assert "Lisää penkkejä torille" in page.words("main")
    visitor.post(place(round_, f"/evaluate/{other.public_id}"), {"opinion": "1"})
    (only,) = ideas_of(round_)
    assert only.agreed == 1


def test_no_similar_idea_is_shown_where_people_write_alone(visitor, app):
    make_municipality()
    round_ = make_brainstorm(visibility=Visibility.OWN)
    make_idea(round_, "Lisää penkkejä torille")
    write(visitor, round_, "Penkkejä torille lisää")
    assert len(ideas_of(round_)) == 2


def test_an_idea_waits_where_moderators_look_first(visitor, app):
    make_municipality()
    round_ = make_brainstorm(moderation=Moderation.BEFORE)
    write(visitor, round_, "Lisää penkkejä")
    (idea,) = ideas_of(round_)
    assert idea.state is IdeaState.WAITING
    assert version(round_) == 0
    assert "Lisää penkkejä" not in Visitor(visitor.app).get(place(round_, "")).words("main")


def test_the_language_of_an_idea_is_recognised(visitor, round_):
    write(visitor, round_, "Flera bänkar och mer skugga på torget, tack")
    assert ideas_of(round_)[0].language == "sv"


def test_the_switch_of_language_keeps_what_was_typed(visitor, round_):
    typed = {"words": "Lisää penkkejä", "_switch": "sv"}
    page = visitor.post(place(round_, "/write/q1", "sv"), typed, expect=200)
    assert "".join(page.one("textarea").itertext()).strip() == "Lisää penkkejä"
    assert ideas_of(round_) == []


@pytest.mark.parametrize("page", ["/write", "/write/q1", "/live"])
def test_the_switch_leads_to_where_the_words_are_taken(visitor, round_, page):
    """Where no question is named, the page takes no words itself."""
    found = visitor.get(place(round_, page)).all("button")
    switch = {button.get("value"): button.get("formaction") for button in found}
    assert switch["sv"] == place(round_, "/write/q1", "sv")


def test_the_switch_leaves_a_live_session_only_for_words(visitor, round_):
    sent = {"live": "1", "words": "", "_switch": "sv"}
    answer = visitor.post(place(round_, "/write/q1", "sv"), sent)
    assert answer.response.location == place(round_, "/live?question=q1", "sv")
    page = visitor.post(place(round_, "/write/q1", "sv"), sent | {"words": "Penkkejä"}, expect=200)
    assert "".join(page.one("textarea").itertext()).strip() == "Penkkejä"
    assert ("live", "1") in {(one.get("name"), one.get("value")) for one in page.all("input")}


def test_a_page_open_too_long_comes_back_with_the_words(app, visitor, round_):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        page = write(visitor, round_, "Lisää penkkejä", expect=400)
        assert "".join(page.one("textarea").itertext()).strip() == "Lisää penkkejä"
        ticket = re.search(r'name="_ticket" value="([^"]+)"', page.text)
        assert ticket
        again = {"words": "Lisää penkkejä", "_ticket": ticket[1]}
        visitor.post(place(round_, "/write/q1"), again)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert len(ideas_of(round_)) == 1


def test_another_site_cannot_send_an_idea(visitor, round_):
    other = {"Origin": "https://elsewhere.test"}
    visitor.raw("POST", place(round_, "/write/q1"), 400, data={"words": "Hei"}, headers=other)
    assert ideas_of(round_) == []


def test_who_wrote_while_it_closed_may_still_send(app, visitor, round_):
    page = visitor.get(place(round_, "/write"))
    ticket = re.search(r'name="_ticket" value="([^"]+)"', page.text)
    assert ticket
    round_.closes = datetime.now(UTC) + timedelta(seconds=1)
    db.session.commit()
    closed = datetime.now(UTC) + timedelta(minutes=5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("participation.brainstorming.views.visits.now", lambda: closed)
        visitor.post(place(round_, "/write/q1"), {"words": "Lisää penkkejä", "_ticket": ticket[1]})
    assert len(ideas_of(round_)) == 1


def test_who_comes_after_closing_keeps_their_words(visitor, round_):
    round_.closes = datetime.now(UTC) - timedelta(minutes=1)
    db.session.commit()
    page = write(visitor, round_, "Lisää penkkejä", expect=410)
    assert "Lisää penkkejä" in page.words("main")
    assert ideas_of(round_) == []


def test_a_locked_brainstorm_takes_nothing_and_loses_nothing(visitor, app):
    make_municipality()
    round_ = make_brainstorm(is_locked=True)
    page = write(visitor, round_, "Lisää penkkejä", expect=409)
    assert "".join(page.one("textarea").itertext()).strip() == "Lisää penkkejä"
    assert ideas_of(round_) == []


def test_nothing_joins_the_ledger_the_participants_and_the_ideas(visitor, round_):
    visitor.get(place(round_, "/write"))
    other = make_idea(round_)
    write(visitor, round_, "Enemmän puita ja varjoa")
    visitor.post(place(round_, f"/evaluate/{other.public_id}"), {"opinion": "1"})
    with db.engine.connect() as here:
        rows = {
            name: {
                bytes(value)
                for row in here.execute(sa.select(Base.metadata.tables[name]))
                for value in row
                if isinstance(value, bytes | memoryview)
            }
            for name in ("ledger_entry", "brainstorm_participant", "idea", "idea_evaluation")
        }
    of_participant = rows["brainstorm_participant"]
    assert not rows["ledger_entry"] & (of_participant | rows["idea"] | rows["idea_evaluation"])
    assert not of_participant & rows["idea"]
    assert of_participant < rows["idea_evaluation"]
