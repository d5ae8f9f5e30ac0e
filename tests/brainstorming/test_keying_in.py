"""A round on paper: the sheet, and staff who key in what came."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from participation.activities.models import Release, Source
from participation.brainstorming.idea_models import IdeaState, Participant
from participation.brainstorming.models import Asking, Brainstorm, BrainstormArea, Moderation
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.extensions import db
from tests.brainstorming.making import ideas_of, make_brainstorm, place
from tests.factories import make_municipality, make_process, save, text
from tests.pages import Visitor
from tests.staff import sign_in

WORDS = "Lisää valoja puistoon"


@pytest.fixture
def round_(app):
    make_municipality()
    made = make_brainstorm(moderation=Moderation.BEFORE)
    area = {"code": "a1", "position": 1, "name": text("Keskusta", "Centrum", "Centre")}
    save(BrainstormArea(brainstorm_id=made.id, **area))
    question = db.session.get_one(Brainstorm, made.id).questions[0]
    question.area_asked = question.place_asked = Asking.OPTIONAL
    db.session.commit()
    return made


@pytest.fixture
def editor(app, round_):
    someone = Visitor(app)
    sign_in(someone, Role.EDITOR)
    return someone


def address(round_, language="en") -> str:
    return f"/{language}/manage/a/{round_.public_id}/ideas/key-in"


def filled(editor, round_, **more) -> dict:
    """Return what is on a fresh form, with an idea written on it."""
    page = editor.get(address(round_))
    sheet = next(one for one in page.all("input") if one.get("name") == "sheet").get("value")
    said = {"source": "paper", "question": "q1", "words": WORDS, "language": "fi", "area": "a1"}
    return {**said, "place": "Satamapuisto", "sheet": sheet, **more}


def entries() -> list[AuditEntry]:
    return list(db.session.scalars(sa.select(AuditEntry).filter_by(deed="brainstorm.key_in")))


def test_an_idea_is_kept_with_its_source_and_without_anybody_in_the_log(editor, round_):
    page = editor.follow(address(round_), filled(editor, round_))
    (idea,) = ideas_of(round_)
    assert (idea.words, idea.area, idea.place) == (WORDS, "a1", "Satamapuisto")
    assert (idea.source, idea.state) == (Source.PAPER, IdeaState.WAITING)
    assert "The idea is kept." in page.words()
    assert "Begin the next sheet" in page.words()
    (entry,) = entries()
    assert WORDS not in f"{entry.before} {entry.after} {entry.subject}"


def test_where_ideas_are_shown_at_once_so_are_these(editor, round_):
    db.session.get_one(Brainstorm, round_.id).moderation = Moderation.AFTER
    db.session.commit()
    editor.follow(address(round_), filled(editor, round_, source="telephone"))
    (idea,) = ideas_of(round_)
    assert (idea.source, idea.state) == (Source.TELEPHONE, IdeaState.PUBLISHED)


def test_ideas_of_a_sheet_are_of_one_person_and_sent_twice_they_are_one(editor, round_):
    said = filled(editor, round_)
    editor.follow(address(round_), said)
    page = editor.follow(address(round_), said)
    assert "kept before" in page.words()
    editor.follow(address(round_), said | {"words": "Uimaranta auki"})
    editor.follow(address(round_), filled(editor, round_))  # another sheet says the same
    assert len(ideas_of(round_)) == 3
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Participant)) == 2
    assert len({idea.receipt_hash for idea in ideas_of(round_)}) == 2
    assert len(entries()) == 3


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_wrong_stands_beside_the_field_and_all_words_stay(editor, round_, language):
    said = filled(editor, round_, words=" ", place="Torin reuna")
    page = editor.post(address(round_, language), said, expect=200)
    assert [one for one in page.all("p") if one.get("id") == "words-error"]
    assert next(o for o in page.all("input") if o.get("name") == "place").get("value") == (
        "Torin reuna"
    )
    long = filled(editor, round_, words="x" * 2001, source="file")
    page = editor.post(address(round_, language), long, expect=200)
    assert "x" * 2001 in page.response.text
    assert ideas_of(round_) == []


def test_after_closing_it_goes_on_until_final_results_are_out(editor, round_):
    said = filled(editor, round_)
    round_.closes = now() - timedelta(days=1)
    db.session.commit()
    editor.follow(address(round_), said)
    assert len(ideas_of(round_)) == 1
    of = {"activity_id": round_.id, "number": 1, "is_final": True, "published": now()}
    save(Release(**of, responses=1, document={}, memory={}, checksum="0" * 64))
    page = editor.post(address(round_), said | {"words": "Toinen"}, expect=409)
    assert "no more ideas can be keyed in" in page.words()
    assert "Toinen" in page.words()
    assert len(ideas_of(round_)) == 1


def test_before_opening_nothing_is_keyed_in(editor, round_):
    round_.opens = now() + timedelta(days=1)
    db.session.commit()
    assert "has not opened yet" in editor.get(address(round_)).words()


def test_a_round_that_has_no_question_yet_says_that_it_has_not_opened(editor, round_):
    round_.published = None
    for question in db.session.get_one(Brainstorm, round_.id).questions:
        db.session.delete(question)
    db.session.commit()
    assert "has not opened yet" in editor.get(address(round_)).words()


def test_the_page_of_links_says_how_such_ideas_are_told_from_others(editor, round_):
    words = editor.get(f"/en/manage/a/{round_.public_id}/links").words("main")
    assert "Moderators and files of ideas tell it from the rest." in words
    assert "Key in what came" in words


def test_a_sheet_that_is_none_is_refused(editor, round_):
    editor.raw("POST", address(round_), 404, data=filled(editor, round_, sheet="x"))
    assert ideas_of(round_) == []


def test_staff_of_another_process_key_in_nothing(app, round_):
    other = Visitor(app)
    sign_in(other, Role.EDITOR, process=make_process(slug="toinen"))
    other.raw("GET", address(round_), 403)
    other.raw("POST", address(round_), 403, data={"words": WORDS})


def test_what_staff_see_tells_where_it_came_from(editor, round_):
    editor.follow(address(round_), filled(editor, round_))
    base = f"/en/manage/a/{round_.public_id}/ideas/moderation"
    page = editor.get(base)
    assert "on paper" in page.words("main")
    (idea,) = ideas_of(round_)
    assert "On paper" in editor.get(f"{base}/{idea.public_id}").words("main")


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Mikä tekisi torista paremman?"), ("sv", "Vad gör torget bättre?"), ("en", "Centre")],
)
def test_the_sheet_has_questions_areas_and_room(visitor, round_, language, words):
    page = visitor.get(place(round_, "/print", language))
    assert words in page.words("main")
    assert "privacy" in page.words("main")  # the address at which one reads how it is handled
    assert len(page.all("h3")) == 3
    entrance = visitor.get(f"/{language}/a/{round_.public_id}")
    assert [a for a in entrance.all("a") if (a.get("href") or "").endswith("/ideas/print")]


def test_a_closed_round_is_printed_by_staff_only(visitor, editor, round_):
    round_.closes = now() - timedelta(days=1)
    db.session.commit()
    visitor.get(place(round_, "/print"), expect=404)
    editor.get(place(round_, "/print"))
