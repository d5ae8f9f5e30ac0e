"""Comments on ideas: written, read, moderated, followed and erased, without telling who."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.idea_models import IdeaState, Reason
from participation.brainstorming.models import Brainstorm, Moderation, Visibility
from participation.brainstorming.services import joining
from participation.platform.access.actor import ANYBODY
from participation.platform.clock import now, today
from participation.platform.database import Base
from participation.platform.extensions import db
from tests.brainstorming.making import (
    ideas_of,
    make_brainstorm,
    make_comment,
    make_idea,
    make_theme,
    place,
    write,
)
from tests.brainstorming.test_results import CLOSED
from tests.factories import make_municipality, make_process
from tests.pages import Visitor
from tests.staff import sign_in

WORDS = "Hyvä, mutta penkit pitää sijoittaa varjoon"


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm(make_process(), has_comments=True)


@pytest.fixture
def idea(round_):
    return make_idea(round_, "Lisää penkkejä torille")


def at(idea, language="fi"):
    return place(idea.brainstorm.activity, f"/read/{idea.public_id}", language)


def comment(visitor, idea, words=WORDS, **more):
    return visitor.post(at(idea), {"words": words}, **more)


def comments():
    db.session.expire_all()
    return db.session.scalars(sa.select(IdeaComment)).all()


def typed(page):
    return "".join(page.one("textarea").itertext()).strip()


def code_on(page):
    return " ".join("".join(e.itertext()) for e in page.tree.iter() if e.get("id") == "code")


def test_a_comment_is_written_read_by_others_and_its_code_shown(visitor, idea):
    visitor.get(at(idea))
    thanks = visitor.get(comment(visitor, idea).response.location)
    assert "kommenttisi on lähetetty" in thanks.words("h1")
    assert len(code_on(thanks).split()) == 4
    (kept,) = comments()
    assert (kept.words, kept.language, kept.state) == (WORDS, "fi", IdeaState.PUBLISHED)
    assert (kept.day, kept.is_reviewed) == (today(), False)
    other = Visitor(visitor.app)
    assert WORDS in other.get(at(idea)).words("main")
    assert "1 kommentti" in other.get(place(idea.brainstorm.activity, "")).words("main")


def test_the_list_of_a_closed_round_costs_no_more_than_other_pages(visitor, app):
    make_municipality()
    round_ = make_brainstorm(
        has_comments=True, visibility=Visibility.OWN, shows_themes=True, **CLOSED
    )
    ideas = [make_idea(round_, f"Idea {number}") for number in range(5)]
    for idea in ideas:
        make_comment(idea)
    make_theme(round_)
    db.session.commit()
    sign_in(visitor)
    assert visitor.get(place(round_, "")).words("main").count("1 kommentti") == 5
    assert "Hyvä ajatus" in visitor.get(at(ideas[0])).words("main")


def test_comments_are_read_in_the_order_of_days_a_page_at_a_time(visitor, idea):
    for number in range(22):
        make_comment(idea, f"Kommentti nro {number:02}", day=today() - timedelta(days=number))
    first, second = visitor.get(at(idea)).words(), visitor.get(f"{at(idea)}?page=2").words()
    assert first.index("nro 21") < first.index("nro 20") < first.index("nro 02")
    assert "nro 01" not in first
    assert second.index("nro 01") < second.index("nro 00")


def test_one_who_writes_much_hides_nobody(visitor, idea):
    for number in range(30):
        flood = {"receipt_hash": b"f" * 32, "day": today() - timedelta(days=9)}
        make_comment(idea, f"Tulva {number}", **flood)
    make_comment(idea, "Rehellinen sana")
    assert "Rehellinen sana" in visitor.get(at(idea)).words("main")


def test_comments_are_off_until_staff_turn_them_on(visitor, app):
    make_municipality()
    round_ = make_brainstorm()
    idea = make_idea(round_)
    make_comment(idea, WORDS)
    assert visitor.raw("GET", at(idea), 302).location.endswith(place(round_, ""))
    page = comment(visitor, idea, "Turha sana", expect=409)
    assert "Turha sana" in page.words("main")
    assert len(comments()) == 1
    assert "ommen" not in visitor.get(place(round_, "")).words("main")


@pytest.mark.parametrize(
    "hides",
    [{"visibility": Visibility.OWN}, {"visibility": Visibility.FEW}, {"is_revealed": False}],
)
def test_where_ideas_of_others_are_not_read_neither_are_comments(visitor, app, hides):
    make_municipality()
    idea = make_idea(make_brainstorm(has_comments=True, **hides))
    make_comment(idea, "Salainen sana")
    visitor.raw("GET", at(idea), 302)
    page = comment(visitor, idea, "Oma sana", expect=409)
    assert "Oma sana" in page.words("main")
    assert "Salainen" not in visitor.get(place(idea.brainstorm.activity, "")).words("main")


def test_a_closed_round_is_read_and_not_written(visitor, round_, idea):
    make_comment(idea, WORDS)
    round_.closes = datetime.now(UTC) - timedelta(hours=1)
    db.session.commit()
    page = visitor.get(at(idea))
    assert WORDS in page.words("main")
    assert not page.all("textarea")
    lost = comment(visitor, idea, "Myöhäinen sana", expect=410)
    assert "Myöhäinen sana" in lost.words("main")
    assert len(comments()) == 1


def test_who_wrote_while_it_closed_may_still_send(visitor, round_, idea):
    ticket = re.search(r'name="_ticket" value="([^"]+)"', visitor.get(at(idea)).text)
    assert ticket
    round_.closes = datetime.now(UTC) + timedelta(seconds=1)
    db.session.commit()
    late = datetime.now(UTC) + timedelta(minutes=5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("participation.brainstorming.views.visits.now", lambda: late)
        visitor.post(at(idea), {"words": WORDS, "_ticket": ticket[1]})
    assert len(comments()) == 1


def test_a_locked_round_takes_no_comment_and_loses_none(visitor, round_, idea):
    visitor.get(at(idea))
    db.session.get_one(Brainstorm, round_.id).is_locked = True
    db.session.commit()
    assert WORDS in comment(visitor, idea, expect=409).words("main")
    page = visitor.get(at(idea))
    assert "Kommentteja ei oteta juuri nyt vastaan" in page.words("main")
    assert not page.all("textarea")
    assert comments() == []


def test_an_idea_hidden_meanwhile_gives_the_words_back(visitor, idea):
    visitor.get(at(idea))
    idea.state, idea.reason = IdeaState.HIDDEN, Reason.INSULT
    db.session.commit()
    page = comment(visitor, idea, expect=409)
    assert WORDS in page.words("main")
    assert "penkkejä torille" not in page.words("main")
    assert comments() == []
    visitor.raw("GET", at(idea), 302)


def test_sending_twice_makes_one_comment(visitor, idea):
    first = comment(visitor, idea, "Hyvä ajatus")
    second = comment(visitor, idea, "hyvä  ajatus!")
    assert first.response.location == second.response.location
    assert len(comments()) == 1


@pytest.mark.parametrize("words", ["", "  ", "!!!", "x" * 501])
def test_what_cannot_be_a_comment_comes_back(visitor, idea, words):
    page = comment(visitor, idea, words, expect=422)
    assert typed(page) == words.strip()
    assert comments() == []


def test_personal_data_is_asked_about_once(visitor, idea):
    words = "Soittakaa minulle numeroon 040 123 4567"
    page = comment(visitor, idea, words, expect=200)
    assert "040 123 4567" in page.words("main")
    assert typed(page) == words
    mark = next(e.get("value") for e in page.all("input") if e.get("name") == "looked_at")
    visitor.post(at(idea), {"words": words, "looked_at": mark})
    assert len(comments()) == 1


def test_the_language_of_a_comment_is_recognised(visitor, idea):
    comment(visitor, idea, "Bra idé, men bänkarna borde stå i skuggan under träden")
    assert comments()[0].language == "sv"


def test_the_switch_of_language_keeps_what_was_typed(visitor, idea):
    page = visitor.post(at(idea, "sv"), {"words": WORDS, "_switch": "sv"}, expect=200)
    assert typed(page) == WORDS
    assert comments() == []


def test_a_page_open_too_long_comes_back_with_the_words(app, visitor, idea):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        page = comment(visitor, idea, expect=400)
        assert typed(page) == WORDS
        ticket = re.search(r'name="_ticket" value="([^"]+)"', page.text)
        assert ticket
        visitor.post(at(idea), {"words": WORDS, "_ticket": ticket[1]})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert len(comments()) == 1


def test_another_site_cannot_send_a_comment(visitor, idea):
    other = {"Origin": "https://elsewhere.test"}
    visitor.raw("POST", at(idea), 400, data={"words": "Hei"}, headers=other)
    assert comments() == []


def test_a_device_that_forgot_its_token_reads_and_does_not_write(visitor, round_, idea):
    visitor.get(at(idea))
    comment(visitor, idea)
    visitor.post(place(round_, "/leave"))
    page = visitor.get(at(idea))
    assert WORDS in page.words("main")
    assert not page.all("textarea")
    comment(visitor, idea, "Toinen", expect=409)
    assert len(comments()) == 1


def test_a_comment_waits_where_moderators_look_first_and_its_author_sees_it(visitor, app):
    make_municipality()
    idea = make_idea(make_brainstorm(has_comments=True, moderation=Moderation.BEFORE))
    visitor.get(at(idea))
    comment(visitor, idea)
    assert comments()[0].state is IdeaState.WAITING
    own = visitor.get(at(idea)).words("main")
    assert WORDS in own
    assert "odottaa moderoijaa" in own
    assert WORDS not in Visitor(visitor.app).get(at(idea)).words("main")


def test_one_code_leads_to_ideas_and_comments_and_erases_both(visitor, round_, idea):
    visitor.get(place(round_, "/write"))
    write(visitor, round_, "Enemmän puita ja varjoa")
    thanks = visitor.get(comment(visitor, idea).response.location)
    assert comments()[0].receipt_hash in {one.receipt_hash for one in ideas_of(round_)}
    code = code_on(thanks)
    followed = visitor.post("/fi/r", {"code": code}, expect=200).words()
    assert "Enemmän puita ja varjoa" in followed
    assert WORDS in followed
    assert "Kommentti ideaan: ”Lisää penkkejä torille”" in followed
    visitor.post("/fi/r/erase", {"code": code, "confirm": "1"})
    assert comments() == []
    assert [one.words for one in ideas_of(round_)] == ["Lisää penkkejä torille"]


def test_a_code_leads_to_comments_where_there_is_no_idea(visitor, round_, idea):
    visitor.get(at(idea))
    code = code_on(visitor.get(comment(visitor, idea).response.location))
    kept = comments()[0]
    kept.state, kept.reason, kept.is_reviewed = IdeaState.HIDDEN, Reason.OFF_TOPIC, True
    idea.state = IdeaState.HIDDEN
    db.session.commit()
    followed = visitor.post("/fi/r", {"code": code}, expect=200).words()
    assert WORDS in followed
    assert "ei koske ideaa" in followed
    assert "penkkejä torille" not in followed
    assert "Jatka" in visitor.get(f"/fi/a/{round_.public_id}").words()


def test_comments_of_joined_ideas_stand_below_the_one_that_stands(visitor, round_, idea):
    same = make_idea(round_, "Penkkejä torille lisää")
    make_comment(same, "Sana toisesta")
    make_comment(idea, "Sana ensimmäisestä")
    joining.join(round_, [same.public_id], idea.public_id, actor=ANYBODY, now=now())
    db.session.commit()
    assert visitor.raw("GET", at(same), 302).location.endswith(at(idea))
    both = visitor.get(at(idea)).words("main")
    assert "Sana toisesta" in both
    assert "Sana ensimmäisestä" in both
    assert "2 kommenttia" in visitor.get(place(round_, "")).words("main")
    comment(visitor, same, "Kolmas")
    joining.part(round_, same.public_id, actor=ANYBODY, now=now())
    db.session.commit()
    assert "Sana toisesta" not in visitor.get(at(idea)).words("main")
    assert "Kolmas" in visitor.get(at(idea)).words("main")


def test_erasing_an_idea_takes_what_was_said_of_it(visitor, round_):
    visitor.get(place(round_, "/write"))
    thanks = visitor.get(write(visitor, round_, "Enemmän puita").response.location)
    (mine,) = ideas_of(round_)
    make_comment(mine, "Sana")
    db.session.commit()
    visitor.post("/fi/r/erase", {"code": code_on(thanks), "confirm": "1"})
    assert comments() == []


def test_nothing_joins_comments_to_evaluations_or_the_ledger(visitor, round_, idea):
    visitor.get(at(idea))
    visitor.post(place(round_, f"/evaluate/{idea.public_id}"), {"opinion": "1"})
    comment(visitor, idea)
    names = ("ledger_entry", "brainstorm_participant", "idea_comment", "idea_evaluation")
    with db.engine.connect() as here:
        rows = {
            name: {
                bytes(value)
                for row in here.execute(sa.select(Base.metadata.tables[name]))
                for value in row
                if isinstance(value, bytes | memoryview)
            }
            for name in names
        }
    shared = rows["idea_comment"] & (rows["ledger_entry"] | rows["brainstorm_participant"])
    assert not shared
    assert rows["idea_comment"] & rows["idea_evaluation"] == {idea.id}  # the idea, nobody
    columns = Base.metadata.tables["idea_comment"].columns
    assert not [one for one in columns if isinstance(one.type, sa.DateTime)]
