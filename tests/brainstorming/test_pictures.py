"""Pictures with questions: sent, described, shown, and never in the way."""

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.models import BrainstormQuestion, Moderation
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.processes.models import Process
from tests.brainstorming.making import make_brainstorm, place
from tests.factories import make_municipality, make_process
from tests.images import picture
from tests.pages import HTML, Visitor
from tests.staff import sign_in

WORDS = {"words-fi": "Mitä puuttuu?", "words-sv": "Vad fattas?", "words-en": "What is missing?"}
ALT = {
    "picture_alt-fi": "Tori ylhäältä",
    "picture_alt-sv": "Torget uppifrån",
    "picture_alt-en": "The square from above",
}


@pytest.fixture
def editor(visitor, app):
    make_municipality()
    make_process()
    sign_in(visitor, Role.EDITOR)
    return visitor


@pytest.fixture
def round_(editor):
    return make_brainstorm(db.session.scalars(sa.select(Process)).one())


def question():
    db.session.expire_all()
    return db.session.scalars(sa.select(BrainstormQuestion)).one()


def manage(activity, rest="/questions/q1"):
    return f"/fi/manage/a/{activity.public_id}/ideas{rest}"


def send(editor, activity, said, content=None, expect=302):
    hidden = ("mark", "picture-image")
    shown = {e.get("name"): e.get("value") for e in editor.get(manage(activity)).all("input")}
    file = {} if content is None else {"picture-file": (picture(content or None), "tori.png")}
    data = {**WORDS, **{name: shown[name] for name in hidden}, **said, **file}
    return editor.post(manage(activity), data, expect=expect)


def images(page, within="y-asked-picture"):
    found = [p for p in page.all("p") if within in p.get("class", "")]
    return [img.get("alt") for p in found for img in p.iter(f"{HTML}img")]


def test_people_see_the_picture_with_words_in_their_language(editor, round_):
    send(editor, round_, ALT, b"")
    assert images(editor.get(place(round_, "/write/q1", "sv"))) == ["Torget uppifrån"]
    assert images(editor.get(place(round_, "/live", "en"))) == ["The square from above"]
    page = editor.get(manage(round_, "/questions"))
    assert images(page) == ["Tori ylhäältä"]
    (source,) = (img.get("src") for img in page.all("img") if img.get("alt") == "Tori ylhäältä")
    with editor.raw("GET", source) as answer:
        assert answer.data.startswith(b"\x89PNG")


def test_a_picture_that_people_see_at_once_needs_words_in_every_language(editor, round_):
    page = send(editor, round_, {**ALT, "picture_alt-sv": ""}, b"", expect=200)
    assert "joka kielellä, mitä kuva esittää" in page.words("main")
    assert question().picture is None
    (kept,) = (e.get("value") for e in page.all("input") if e.get("name") == "picture-image")
    send(editor, round_, {**ALT, "picture-image": kept})
    assert question().picture.name == "tori.png"


def test_a_draft_with_an_undescribed_picture_is_not_published(editor, app):
    activity = make_brainstorm(db.session.scalars(sa.select(Process)).one(), published=None)
    send(editor, activity, {"picture_alt-fi": "Tori"}, b"")
    assert question().picture is not None
    editor.post(f"/fi/manage/a/{activity.public_id}/publish", expect=200)
    db.session.expire_all()
    assert db.session.get_one(Activity, activity.id).published is None
    send(editor, activity, ALT)
    editor.post(f"/fi/manage/a/{activity.public_id}/publish")
    db.session.expire_all()
    assert db.session.get_one(Activity, activity.id).published


def test_a_picture_without_any_words_keeps_it_from_being_published(editor, app):
    activity = make_brainstorm(db.session.scalars(sa.select(Process)).one(), published=None)
    send(editor, activity, ALT, b"")
    question().picture_alt = type(question().picture_alt)()
    db.session.commit()
    page = editor.get(f"/fi/manage/a/{activity.public_id}")
    assert "Kysymyksessä on kuva" in page.words("main")


def test_what_is_no_picture_is_refused_and_all_else_stays_typed(editor, round_):
    page = send(editor, round_, {**ALT, "words-fi": "Uusi?"}, b"no picture", expect=200)
    assert "Uusi?" in page.text
    assert "Torget uppifrån" in page.text
    assert "govuk-error-message" in page.text
    assert question().words.in_("fi") != "Uusi?"


def test_a_picture_that_is_removed_takes_its_words_along(editor, round_):
    send(editor, round_, ALT, b"")
    name = f"{question().picture.public_id}/tori.png"
    send(editor, round_, {**ALT, "picture-image": name, "picture-drop": "1"})
    assert (question().picture, bool(question().picture_alt)) == (None, False)
    assert images(editor.get(place(round_, "/write/q1"))) == []


def test_a_colleagues_picture_is_not_written_over(editor, round_):
    old = next(
        e.get("value") for e in editor.get(manage(round_)).all("input") if e.get("name") == "mark"
    )
    send(editor, round_, ALT, b"")
    editor.post(manage(round_), {**WORDS, "mark": old}, expect=200)
    assert question().picture is not None


def test_the_wall_shows_the_picture_while_people_write(editor, app):
    activity = make_brainstorm(
        db.session.scalars(sa.select(Process)).one(), moderation=Moderation.AFTER
    )
    send(editor, activity, ALT, b"")
    remote = f"/fi/manage/a/{activity.public_id}/ideas/live"
    editor.post(remote, {"deed": "begin", "seen": ""})
    editor.post(remote, {"deed": "phase:write", "seen": "introduction"})
    (wall,) = {a.get("href") for a in editor.get(remote).all("a") if "/screen/" in a.get("href")}
    page = Visitor(app).get(wall)
    assert [e.get("alt") for e in page.all("img") if "y-wall__picture" in e.get("class", "")] == [
        "Tori ylhäältä"
    ]
