"""Where settings say so, a machine translates ideas; people check before others see."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import sqlalchemy as sa

from participation.brainstorming.idea_models import Idea, IdeaState, IdeaTranslation, Origin
from participation.brainstorming.jobs import translate
from participation.brainstorming.services import translating
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.config import BadSettings, Settings
from participation.platform.extensions import db
from participation.platform.translation.service import (
    LibreTranslate,
    NotTranslated,
    translator,
)
from tests.brainstorming.making import make_brainstorm, make_idea, place
from tests.factories import make_municipality
from tests.staff import sign_in

KEY = "a-key-nobody-may-see"


@contextmanager
def serving(answers=None, status=200) -> Iterator[tuple[str, list]]:
    """A service on this machine that says in which language it says what."""
    asked = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(said)
            found = answers(said) if answers else [f"{said['target']}: {one}" for one in said["q"]]
            content = json.dumps({"translatedText": found}).encode()
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/translate", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm()


def translations():
    db.session.expire_all()
    wanted = sa.select(IdeaTranslation).order_by(IdeaTranslation.language)
    return list(db.session.scalars(wanted))


def test_nothing_is_sent_unless_settings_name_a_service(app, round_):
    make_idea(round_, is_reviewed=True)
    assert translate(now()) == 0
    assert translations() == []


def test_ideas_that_moderators_have_shown_are_translated_once(app, round_):
    make_idea(round_, "Lisää penkkejä", is_reviewed=True)
    make_idea(round_, "Ei vielä katsottu", is_reviewed=False)
    make_idea(round_, "Piilotettu", is_reviewed=True, state=IdeaState.HIDDEN)
    with serving() as (address, asked):
        service = LibreTranslate(address, KEY)
        assert translating.work(service, now()) == 2
        assert translating.work(service, now()) == 0
    assert {one["api_key"] for one in asked} == {KEY}
    assert [one["q"] for one in asked] == [["Lisää penkkejä"]] * 2
    assert [(one.language, one.words) for one in translations()] == [
        ("en", "en: Lisää penkkejä"),
        ("sv", "sv: Lisää penkkejä"),
    ]
    assert all(one.origin is Origin.MACHINE and not one.is_reviewed for one in translations())


def test_the_job_asks_the_service_of_the_settings(app, round_, monkeypatch):
    make_idea(round_, is_reviewed=True)
    with serving() as (address, _asked):
        told = replace(app.config["SETTINGS"], translation_url=address)
        monkeypatch.setitem(app.config, "SETTINGS", told)
        assert translate(now()) == 2


def test_others_see_a_translation_once_staff_have_checked_it(app, round_, visitor):
    idea = make_idea(round_, "Lisää penkkejä", is_reviewed=True)
    with serving() as (address, _asked):
        translating.work(LibreTranslate(address), now())
    assert "sv: Lisää" not in visitor.get(place(round_, "", "sv")).words("main")
    sign_in(visitor, Role.MODERATOR)
    queue = f"/fi/manage/a/{round_.public_id}/ideas/moderation/{idea.public_id}"
    page = visitor.get(queue)
    assert "sv: Lisää penkkejä" in page.text
    assert "Kone on kääntänyt" in page.words("main")
    visitor.post(f"{queue}/translation/sv", {"words": "Fler bänkar"})
    assert "Fler bänkar" in visitor.get(place(round_, "", "sv")).words("main")


def test_what_people_did_meanwhile_stays(app, round_):
    idea = make_idea(round_, is_reviewed=True)
    gone = make_idea(round_, "Katoaa", is_reviewed=True)

    class Slow:
        def translate(self, texts, source, target):
            made = {"origin": Origin.STAFF, "is_reviewed": True, "words": "Fler bänkar"}
            if target == "sv":
                db.session.add(IdeaTranslation(idea_id=idea.id, language="sv", **made))
                db.session.execute(sa.delete(Idea).where(Idea.id == gone.id))
                db.session.commit()
            return [f"{target}: {one}" for one in texts]

    translating.work(Slow(), now())
    assert {(one.language, one.words[:4]) for one in translations()} == {
        ("sv", "Fler"),
        ("en", "en: "),
    }


@pytest.mark.parametrize(
    "answers",
    [
        lambda _said: "no list",
        lambda said: [*said["q"], "more"],
        lambda said: [1 for _ in said["q"]],
    ],
)
def test_what_makes_no_sense_is_not_kept(app, round_, answers):
    make_idea(round_, is_reviewed=True)
    with serving(answers) as (address, _asked):
        assert translating.work(LibreTranslate(address), now()) == 0
    assert translations() == []


def test_a_service_that_fails_is_asked_again_later_and_the_key_is_in_no_fault(app, round_):
    make_idea(round_, is_reviewed=True)
    with serving(status=500) as (address, asked):
        with pytest.raises(NotTranslated) as fault:
            LibreTranslate(address, KEY).translate(["Hei"], "fi", "sv")
        assert KEY not in repr(fault.value)
        assert fault.value.__cause__ is None
        assert translating.work(LibreTranslate(address), now()) == 0
        assert len(asked) == 2


@pytest.mark.parametrize("address", ["http://example.org/translate", "ftp://x", "/translate"])
def test_words_go_nowhere_without_encryption(address):
    with pytest.raises(BadSettings, match="TRANSLATION_URL"):
        Settings(translation_url=address).check()


def test_a_service_on_this_machine_needs_none():
    told = Settings(translation_url="http://127.0.0.1:5000/translate")
    told.check()
    assert translator(told)
