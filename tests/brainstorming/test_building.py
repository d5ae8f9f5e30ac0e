import pytest
import sqlalchemy as sa

from participation.activities.models import Activity, ResultVisibility
from participation.activities.services.releasing import release_closed
from participation.brainstorming.models import Brainstorm, BrainstormQuestion, Visibility
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.processes.models import Process
from tests.brainstorming.making import make_brainstorm, make_idea
from tests.factories import make_municipality, make_process
from tests.staff import sign_in

WORDS = {"words-fi": "Mitä puuttuu?", "words-sv": "Vad fattas?", "words-en": "What is missing?"}


@pytest.fixture
def editor(visitor, app):
    make_municipality()
    make_process()
    sign_in(visitor, Role.EDITOR)
    return visitor


def the_process():
    return db.session.scalars(sa.select(Process)).one()


def manage(activity, rest):
    return f"/fi/manage/a/{activity.public_id}/ideas{rest}"


def codes(activity):
    db.session.expire_all()
    return [one.code for one in db.session.get_one(Brainstorm, activity.id).questions]


def mark_in(page):
    return next(e.get("value") for e in page.all("input") if e.get("name") == "mark")


def test_a_brainstorm_is_begun_written_and_published(editor):
    title = {"title-fi": "Ideoita", "title-sv": "Idéer", "title-en": "Ideas"}
    page = editor.follow("/fi/manage/p/strategia/new/brainstorm", title)
    assert "Kysymykset" in page.words("h1")
    activity = db.session.scalars(sa.select(Activity)).one()
    publish = f"/fi/manage/a/{activity.public_id}"
    assert "ei ole kysymystä" in editor.get(publish).words("main")
    editor.post(manage(activity, "/questions/new"), WORDS)
    editor.post(f"{publish}/publish")
    db.session.expire_all()
    assert db.session.get_one(Activity, activity.id).published
    assert "Mitä puuttuu?" in editor.get(f"/fi/a/{activity.public_id}/ideas/write").words("h1")


def test_an_unfinished_language_keeps_it_from_being_published(editor):
    activity = make_brainstorm(the_process(), published=None)
    editor.post(manage(activity, "/questions/new"), {"words-fi": "Mitä puuttuu?"})
    page = editor.get(f"/fi/manage/a/{activity.public_id}")
    assert f'href="{manage(activity, "/questions")}"' in page.text
    editor.post(f"/fi/manage/a/{activity.public_id}/publish", expect=200)
    db.session.expire_all()
    assert db.session.get_one(Activity, activity.id).published is None


def test_questions_move_and_keep_their_codes(editor):
    activity = make_brainstorm(the_process())
    editor.post(manage(activity, "/questions/new"), WORDS)
    assert codes(activity) == ["q1", "q2"]
    editor.post(manage(activity, "/questions/q2/up"))
    assert codes(activity) == ["q2", "q1"]
    editor.post(manage(activity, "/questions/q2/delete"))
    editor.post(manage(activity, "/questions/new"), WORDS)
    assert codes(activity) == ["q1", "q3"]


def test_a_question_with_ideas_stays(editor):
    activity = make_brainstorm(the_process())
    make_idea(activity)
    editor.post(manage(activity, "/questions/q1/delete"))
    assert codes(activity) == ["q1"]


def test_a_colleagues_words_are_not_written_over(editor):
    activity = make_brainstorm(the_process())
    place = manage(activity, "/questions/q1")
    old = mark_in(editor.get(place))
    editor.post(place, {**WORDS, "mark": old})
    page = editor.post(place, {**WORDS, "words-fi": "Myöhäinen?", "mark": old}, expect=200)
    assert "Myöhäinen?" in page.text
    question = db.session.scalars(sa.select(BrainstormQuestion)).one()
    assert question.words.in_("fi") == "Mitä puuttuu?"
    editor.post(place, {**WORDS, "words-fi": "Myöhäinen?", "mark": mark_in(page)})
    db.session.expire_all()
    assert db.session.scalars(sa.select(BrainstormQuestion)).one().words.in_("fi") == "Myöhäinen?"


def test_the_round_is_set(editor):
    activity = make_brainstorm(the_process())
    place = manage(activity, "/round")
    said = {
        "mark": mark_in(editor.get(place)),
        "may_write": "y",
        "visibility": "few",
        "scale": "importance",
        "moderation": "before",
        "review_days": "3",
        "idea_length": "140",
    }
    editor.post(place, said)
    db.session.expire_all()
    kept = db.session.get_one(Brainstorm, activity.id)
    assert (kept.visibility, kept.may_evaluate, kept.idea_length) == (Visibility.FEW, False, 140)
    assert kept.board_version == 1
    faulty = editor.post(place, {**said, "idea_length": "3"}, expect=200)
    assert "40" in faulty.words("main")
    wrong = editor.post(place, {**said, "idea_length": "-7,77"}, expect=200)
    (typed,) = (one for one in wrong.all("input") if one.get("name") == "idea_length")
    assert (typed.get("type"), typed.get("value")) == ("text", "-7,77")


def test_a_brainstorm_that_closed_is_released_by_itself(app):
    make_municipality()
    ended = {"results": ResultVisibility.AFTER_CLOSING, "closes": now()}
    activity = make_brainstorm(**ended)
    made = release_closed(activity, now())
    assert made is not None
    assert made.number == 1
    assert release_closed(activity, now()) is None
