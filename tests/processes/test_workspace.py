"""The workspace: one's own processes, what needs attention, and who stays out."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from participation.municipality.models import Municipality
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from tests.factories import make_activity, make_process, text
from tests.staff import sign_in

pytestmark = pytest.mark.usefixtures("town", "hearing")


def test_the_workspace_shows_one_s_own_processes_and_what_needs_attention(visitor):
    mine, other = make_process(), make_process(slug="toinen", name=text("Muu"))
    make_activity(mine, kind="hearing", title=text("Pian"), closes=now() + timedelta(hours=5))
    make_activity(
        mine, kind="hearing", title=text("Kesken"), published=None, opens=now() - timedelta(hours=5)
    )
    make_activity(
        mine, kind="hearing", title=text("Tulee"), opens=now() + timedelta(days=3), closes=None
    )
    make_activity(mine, kind="hearing", title=text("Rauhassa"))
    make_activity(other, kind="hearing", title=text("Vieras"), closes=now() + timedelta(hours=5))
    sign_in(visitor, Role.EDITOR, process=mine)
    words = visitor.get("/en/manage/").words("main")
    for shown in ("Pian en closes", "Kesken en should open", "Tulee en opens", "1 draft"):
        assert shown in words
    for hidden in ("Rauhassa", "Vieras", "Muu", "Start a process"):
        assert hidden not in words


def test_the_workspace_says_which_languages_are_unfinished(visitor, hearing):
    hearing.missing = {"fi": 0, "sv": 2}
    soon = make_activity(
        kind="hearing", published=None, opens=now() + timedelta(days=13), closes=None
    )
    make_activity(soon.process, kind="hearing", published=None, opens=None, title=text("Joskus"))
    sign_in(visitor, Role.EDITOR)
    words = visitor.get("/en/manage/").words("main")
    assert "Survey: 2 texts are missing or not approved (Svenska)." in words
    assert "Suomi" not in words
    assert "Joskus" not in words


def test_the_workspace_asks_the_database_as_often_for_many_as_for_one(visitor):
    sign_in(visitor)
    make_activity(kind="hearing", closes=now() + timedelta(hours=1))
    visitor.get("/fi/manage/")
    few = len(visitor.queries)
    for number in range(5):
        process = make_process(slug=f"p{number}")
        make_activity(process, kind="hearing", closes=now() + timedelta(hours=1))
    visitor.get("/fi/manage/")
    assert len(visitor.queries) == few


def test_administrators_read_what_public_pages_lack(visitor):
    sign_in(visitor, Role.ADMINISTRATOR)
    page = visitor.get("/en/manage/")
    assert "The privacy notice lacks the controller" in page.words("main")
    assert "No page names a telephone" not in page.words("main")
    municipality = db.session.scalars(sa.select(Municipality)).one()
    municipality.phone, municipality.controller = "", text("Kunnanhallitus")
    municipality.protection_officer = text("Oona Lehto")
    db.session.commit()
    page = visitor.get("/en/manage/")
    assert "No page names a telephone" in page.words("main")
    assert "The privacy notice lacks" not in page.words("main")
    assert "/en/manage/settings/contacts" in [a.get("href") for a in page.all("a")]


def test_the_workspace_of_a_new_service_says_what_to_begin_with(visitor):
    db.session.execute(sa.delete(Municipality))
    sign_in(visitor, Role.ADMINISTRATOR)
    words = visitor.get("/en/manage/").words("main")
    for begin in ("Name the municipality.", "Say who can be called", "Name them."):
        assert begin in words


def test_editors_are_not_asked_for_settings(visitor):
    sign_in(visitor, Role.EDITOR)
    assert "Nothing needs attention" in visitor.get("/en/manage/").words("main")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_empty_workspaces_say_what_to_do(visitor, language):
    sign_in(visitor)
    page = visitor.get(f"/{language}/manage/")
    assert f"/{language}/manage/processes/new" in {a.get("href") for a in page.all("a")}


def test_a_process_in_the_workspace_lists_its_activities(visitor):
    make_activity(kind="hearing")
    sign_in(visitor, Role.EDITOR)
    page = visitor.get("/en/manage/p/strategia")
    assert "/en/manage/p/strategia/new/hearing" in {a.get("href") for a in page.all("a")}
    assert "Survey" in page.words("main")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/edit",
        "/phases",
        "/phases/new",
        "/documents",
        "/documents/new",
        "/delete",
        "/new/hearing",
    ],
)
def test_others_stay_out_of_a_process(visitor, path):
    make_process()
    place = f"/fi/manage/p/strategia{path}"
    visitor.raw("GET", place, expect=303)
    sign_in(visitor, Role.EDITOR, process=make_process(slug="toinen"))
    visitor.get(place, expect=403)
    visitor.get(f"/fi/manage/p/missing{path}", expect=404)


def test_only_administrators_start_processes(visitor):
    sign_in(visitor, Role.EDITOR)
    visitor.get("/fi/manage/processes/new", expect=403)
