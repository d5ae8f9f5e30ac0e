from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from participation.activities.models import AccessLevel, Activity
from participation.activities.queries import channel_with
from participation.municipality.models import Municipality
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text, TextState
from tests.factories import make_activity, make_process, text
from tests.staff import sign_in

pytestmark = pytest.mark.usefixtures("town")
FORM = {
    "title-fi": "Kysely",
    "title-sv": "Enkät",
    "title-en": "Survey",
    "languages": ["fi", "sv", "en"],
    "opens": "2099-08-09",
    "opens-time": "12:00",
    "closes": "2099-08-22",
    "closes-time": "23:59",
    "access": "device",
    "results": "after_closing",
    "shows_count": "y",
}


@pytest.fixture
def draft(hearing):
    return make_activity(kind="hearing", published=None, opens=None, closes=None)


def again(activity):
    return db.session.get_one(Activity, activity.id)


def test_an_activity_begins_with_a_title_and_one_link(visitor, hearing):
    make_process()
    sign_in(visitor, Role.EDITOR)
    visitor.get("/sv/manage/p/strategia/new/hearing")
    page = visitor.follow("/fi/manage/p/strategia/new/hearing", {"title-fi": "Kuuleminen"})
    assert page.words("h1") == "Kuuleminen"
    made = db.session.scalars(sa.select(Activity)).one()
    assert hearing.created == [made.public_id]
    assert (made.languages, len(made.channels), made.published) == (["fi", "sv", "en"], 1, None)


def test_a_kind_that_does_not_exist_is_not_found(visitor, hearing):
    make_process()
    sign_in(visitor, Role.EDITOR)
    visitor.get("/fi/manage/p/strategia/new/lottery", expect=404)


def test_settings_are_local_times_and_written_down(visitor, draft):
    sign_in(visitor, Role.EDITOR)
    visitor.follow(f"/fi/manage/a/{draft.public_id}/settings", FORM)
    found = again(draft)
    assert found.opens == datetime(2099, 8, 9, 9, tzinfo=UTC)
    assert found.closes == datetime(2099, 8, 22, 20, 59, tzinfo=UTC)
    entry = db.session.scalars(sa.select(AuditEntry)).one()
    assert (entry.deed, entry.before["opens"]) == ("activity.edit", None)


@pytest.mark.parametrize(
    "change",
    [
        {"title-fi": ""},
        {"title-sv": "x" * 201},
        {"languages": []},
        {"closes": "2099-08-09", "closes-time": "12:00"},
        {"opens": "2099-03-29", "opens-time": "03:30"},
        {"opens-time": ""},
        {"access": "identified"},
        {"results": "everybody"},
    ],
)
def test_a_mistake_keeps_what_was_typed_and_changes_nothing(visitor, draft, change):
    sign_in(visitor, Role.EDITOR)
    page = visitor.post(
        f"/en/manage/a/{draft.public_id}/settings",
        FORM | {"title-en": "Typed"} | change,
        expect=200,
    )
    assert 'value="Typed"' in page.text
    assert [e for e in page.all("div") if "error-summary" in (e.get("class") or "")]
    assert again(draft).opens is None


def test_a_mistake_keeps_that_a_translation_was_checked(visitor, draft):
    words = {"fi": "Kysely", "sv": "Enkät", "en": "Survey"}
    draft.title = Text(words, {"sv": TextState.STALE})
    db.session.commit()
    sign_in(visitor, Role.EDITOR)
    place = f"/en/manage/a/{draft.public_id}/settings"
    page = visitor.post(place, FORM | {"title-sv-state": "approved", "languages": []}, expect=200)
    (box,) = (e for e in page.all("input") if e.get("name") == "title-sv-state")
    assert (box.get("value"), box.get("checked")) == ("approved", "")
    visitor.follow(place, FORM | {"title-sv-state": "approved"})
    assert again(draft).title.state("sv") is TextState.APPROVED


def test_a_language_is_switched_off_rather_than_half_shown(visitor, draft):
    sign_in(visitor, Role.EDITOR)
    visitor.post(f"/fi/manage/a/{draft.public_id}/settings", FORM | {"languages": ["fi", "sv"]})
    assert again(draft).languages == ["fi", "sv"]


def test_a_published_activity_takes_no_unfinished_language(visitor, hearing):
    activity = make_activity(kind="hearing", languages=["fi", "sv"])
    hearing.missing = {"en": 4}
    sign_in(visitor, Role.EDITOR)
    times = {"opens": "", "opens-time": ""}
    page = visitor.post(f"/en/manage/a/{activity.public_id}/settings", FORM | times, expect=200)
    assert "English: 4 texts are missing" in page.words("main")
    assert again(activity).languages == ["fi", "sv"]


def test_what_has_opened_does_not_open_again_later(visitor, hearing):
    activity = make_activity(kind="hearing")
    sign_in(visitor, Role.EDITOR)
    visitor.post(f"/en/manage/a/{activity.public_id}/settings", FORM, expect=200)
    assert again(activity).opens < now()


def test_only_levels_that_work_are_offered(visitor, draft):
    sign_in(visitor, Role.EDITOR)
    page = visitor.get(f"/fi/manage/a/{draft.public_id}/settings")
    offered = {e.get("value") for e in page.all("input") if e.get("name") == "access"}
    assert offered == {AccessLevel.OPEN, AccessLevel.DEVICE, AccessLevel.STAFF}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_of_an_activity_can_be_read_in_every_language(visitor, draft, language):
    sign_in(visitor)
    place = f"/{language}/manage/a/{draft.public_id}"
    for page in (
        "",
        "/settings",
        "/links",
        "/links/new",
        "/delete",
        "/unpublish",
        "/close",
        "/closing",
    ):
        visitor.get(place + page)
    code = draft.channels[0].code
    visitor.get(f"{place}/links/{code}")
    visitor.get(f"{place}/links/{code}/poster")


def test_the_overview_says_what_is_missing_and_publishes_when_nothing_is(visitor, draft, hearing):
    hearing.missing = {"sv": 2}
    sign_in(visitor, Role.EDITOR)
    place = f"/en/manage/a/{draft.public_id}"
    page = visitor.get(place)
    assert "Svenska: 2 texts are missing" in page.words("main")
    assert not [f for f in page.one("main").iter() if f.get("id") == "publish"]
    visitor.post(f"{place}/publish", expect=200)
    assert again(draft).published is None
    hearing.missing = {}
    assert [f for f in visitor.get(place).all("form") if f.get("id") == "publish"]
    page = visitor.follow(f"{place}/publish")
    assert "The activity is published." in page.words("main")
    assert again(draft).published


def test_an_administrator_writes_why_a_language_is_switched_off(visitor, draft, hearing):
    draft.languages = ["fi"]
    db.session.commit()
    sign_in(visitor)
    place = f"/en/manage/a/{draft.public_id}"
    assert "reason" in {e.get("name") for e in visitor.get(place).all("textarea")}
    visitor.post(f"{place}/publish", {"reason": ""}, expect=200)
    visitor.follow(f"{place}/publish", {"reason": "The club speaks Finnish"})
    assert again(draft).published


def test_close_extend_take_back_and_delete_are_asked_first(visitor, hearing):
    activity = make_activity(kind="hearing")
    sign_in(visitor, Role.EDITOR)
    place = f"/fi/manage/a/{activity.public_id}"
    visitor.follow(f"{place}/close")
    assert again(activity).closes <= now()
    late = visitor.post(
        f"{place}/closing", {"closes": "2020-01-01", "closes-time": "12:00"}, expect=200
    )
    assert 'value="2020-01-01"' in late.text
    visitor.follow(f"{place}/closing", {"closes": "2099-01-01", "closes-time": "12:00"})
    assert again(activity).closes > now()
    visitor.follow(f"{place}/unpublish")
    visitor.follow(f"{place}/delete")
    assert db.session.scalars(sa.select(Activity)).all() == []


def test_a_closed_activity_opens_again_without_its_old_closing_time(visitor, hearing):
    activity = make_activity(kind="hearing", closes=now() - timedelta(hours=1))
    sign_in(visitor, Role.EDITOR)
    place = f"/fi/manage/a/{activity.public_id}/closing"
    fields = [
        field.get("value")
        for field in visitor.get(place).all("input")
        if field.get("name", "").startswith("closes")
    ]
    assert fields
    assert not any(fields)
    visitor.follow(place, {"closes": "", "closes-time": ""})
    assert again(activity).closes is None


def test_what_somebody_was_faster_to_do_is_a_conflict(visitor, hearing):
    activity = make_activity(kind="hearing", closes=now() - timedelta(hours=1))
    sign_in(visitor, Role.EDITOR)
    visitor.post(f"/fi/manage/a/{activity.public_id}/close", expect=409)


def test_links_have_names_addresses_codes_and_posters(visitor, hearing):
    activity = make_activity(kind="hearing", summary=text("Kerro"))
    sign_in(visitor, Role.EDITOR)
    place = f"/fi/manage/a/{activity.public_id}/links"
    visitor.post(f"{place}/new", {"name-fi": ""}, expect=200)
    page = visitor.follow(f"{place}/new", {"name-fi": "Kirjasto"})
    assert "Kirjasto" in page.words("main")
    code = again(activity).channels[1].code
    assert f"http://yhes.test/c/{code}" in page.words("main")
    visitor.follow(f"{place}/{code}", {"name-fi": "Pääkirjasto"})
    assert again(activity).channels[1].name.in_("fi") == "Pääkirjasto"
    drawn = visitor.raw("GET", f"{place}/{code}/qr.svg")
    assert drawn.mimetype == "image/svg+xml"
    assert "<svg" in drawn.text
    db.session.scalars(sa.select(Municipality)).one().service_languages = text("Puhumme suomea.")
    db.session.commit()
    poster = visitor.get(f"{place}/{code}/poster").words()
    for words in ("Kysely", "Kerro", f"yhes.test/c/{code}", "020 555 0100", "Puhumme suomea."):
        assert words in poster


def test_one_link_is_that_of_those_who_come_without_one(visitor, hearing):
    activity = make_activity(kind="hearing")
    sign_in(visitor, Role.EDITOR)
    place = f"/fi/manage/a/{activity.public_id}/links"
    visitor.follow(f"{place}/new", {"name-fi": "Kirjasto"})
    first, second = (channel.code for channel in again(activity).channels)
    visitor.post(f"{place}/{first}/delete", expect=409)
    visitor.follow(f"{place}/{second}/default")
    assert [c.code for c in again(activity).channels if c.is_default] == [second]
    assert channel_with(again(activity), "").code == second


def test_a_link_is_removed_once_that_is_confirmed(visitor, hearing):
    activity = make_activity(kind="hearing")
    sign_in(visitor, Role.EDITOR)
    place = f"/fi/manage/a/{activity.public_id}/links"
    visitor.follow(f"{place}/new", {"name-fi": "Kirjasto"})
    code = again(activity).channels[1].code
    visitor.get(f"{place}/{code}/delete")
    assert "Kirjasto" not in visitor.follow(f"{place}/{code}/delete").words("main")
    visitor.get(f"/c/{code}", expect=404)


def test_a_link_of_another_activity_is_not_found(visitor, hearing):
    process = make_process()
    mine = make_activity(process, kind="hearing")
    other = make_activity(process, kind="hearing")
    sign_in(visitor, Role.EDITOR)
    code = other.channels[0].code
    visitor.get(f"/fi/manage/a/{mine.public_id}/links/{code}", expect=404)
    visitor.raw("GET", f"/fi/manage/a/{mine.public_id}/links/{code}/qr.svg", expect=404)


@pytest.mark.parametrize("page", ["", "/settings", "/links", "/close", "/closing", "/delete"])
def test_staff_of_another_process_and_the_public_stay_out(visitor, hearing, page):
    activity = make_activity(kind="hearing")
    place = f"/fi/manage/a/{activity.public_id}{page}"
    visitor.raw("GET", place, expect=303)
    sign_in(visitor, Role.EDITOR, process=make_process(slug="toinen"))
    visitor.get(place, expect=403)
    visitor.get("/fi/manage/a/nothing", expect=404)


def test_an_analyst_looks_but_does_not_touch(visitor, hearing):
    activity = make_activity(kind="hearing")
    sign_in(visitor, Role.ANALYST)
    place = f"/fi/manage/a/{activity.public_id}"
    visitor.get(place)
    visitor.get(f"{place}/links")
    for page in ("settings", "close", "links/new"):
        visitor.get(f"{place}/{page}", expect=403)
    visitor.post(f"{place}/publish", expect=403)
