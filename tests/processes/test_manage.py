import io
from datetime import date, time

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import today
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.files.storage import storage
from participation.processes.models import Contact, Decision, Document, Event, Phase, Process
from participation.processes.services import processes
from tests.factories import LONG_AGO, make_activity, make_process, save, text
from tests.staff import sign_in

pytestmark = pytest.mark.usefixtures("town", "hearing")
NEW = {"name-fi": "Tiepuiston älyllä ohjattu yö", "name-sv": "Parken", "purpose-fi": "Miksi"}
PARTS = {
    "phases": {
        "name-fi": "Kysely",
        "precision": "day",
        "starts": "2026-01-12",
        "ends": "2026-02-10",
    },
    "events": {
        "title-fi": "Ilta",
        "day": "2026-10-02",
        "starts": "17:00",
        "ends": "19:00",
        "audience": "everyone",
        "body": "council",
    },
    "decisions": {"body-fi": "Valtuusto", "day": "2026-12-11", "precision": "day"},
    "contacts": {"name": "Liisa Lahtinen", "phone": "020 555 0101"},
}
MODELS = {"phases": Phase, "events": Event, "decisions": Decision, "contacts": Contact}


def only(model):
    return db.session.scalars(sa.select(model)).one()


def deeds():
    return db.session.scalars(sa.select(AuditEntry.deed)).all()


def test_of_two_who_take_an_address_at_once_one_is_told(visitor, monkeypatch):
    sign_in(visitor)
    make_process()
    monkeypatch.setattr(processes, "_check_free", lambda _slug: None)
    page = visitor.post("/en/manage/processes/new", NEW | {"slug": "strategia"}, expect=200)
    assert "Another process has this address" in page.words()


def test_publishing_in_two_tabs_publishes_once(visitor):
    sign_in(visitor)
    process = make_process()
    visitor.post("/fi/manage/p/strategia/publish")
    assert process.published == LONG_AGO
    assert deeds() == []


def test_an_administrator_starts_a_process_named_after_its_finnish_name(visitor):
    sign_in(visitor)
    visitor.get("/sv/manage/processes/new")
    page = visitor.follow("/fi/manage/processes/new", NEW)
    assert page.words("h1") == NEW["name-fi"]
    found = only(Process)
    assert (found.slug, found.published) == ("tiepuiston-alylla-ohjattu-yo", None)
    visitor.post("/fi/manage/processes/new", NEW)
    slugs = db.session.scalars(sa.select(Process.slug)).all()
    assert sorted(slugs)[1] == "tiepuiston-alylla-ohjattu-yo-2"
    assert deeds() == ["process.create"] * 2


def test_an_address_that_is_taken_or_ill_formed_is_refused_and_nothing_lost(visitor):
    make_process()
    sign_in(visitor)
    for slug in ("strategia", "Strategia!", "a/b", "../x", "ä"):
        page = visitor.post("/fi/manage/processes/new", NEW | {"slug": slug}, expect=200)
        assert NEW["name-fi"] in page.text
    visitor.post("/fi/manage/processes/new", {"name-sv": "Bara"}, expect=200)


def test_editing_keeps_or_changes_the_address(visitor):
    process = make_process()
    make_process(slug="toinen")
    sign_in(visitor, Role.EDITOR)
    visitor.follow("/fi/manage/p/strategia/edit", {"name-fi": "Uusi nimi", "slug": ""})
    visitor.post("/fi/manage/p/strategia/edit", {"name-fi": "X", "slug": "toinen"}, expect=200)
    visitor.follow("/fi/manage/p/strategia/edit", {"name-fi": "Uusi nimi", "slug": "uusi"})
    assert db.session.get_one(Process, process.id).slug == "uusi"


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_parts_are_added_changed_and_deleted(visitor, part, language):
    make_process(published=None)
    sign_in(visitor, Role.EDITOR)
    place = f"/{language}/manage/p/strategia/{part}"
    visitor.get(place)
    visitor.get(f"{place}/new")
    visitor.follow(f"{place}/new", PARTS[part])
    item = only(MODELS[part])
    page = visitor.get(f"{place}/{item.public_id}")
    kept = {e.get("name"): e.get("value") for e in page.all("input")}
    for name, value in PARTS[part].items():
        assert name in ("precision", "audience", "body") or kept[name].startswith(value)
    visitor.follow(f"{place}/{item.public_id}", PARTS[part])
    visitor.get(f"{place}/{item.public_id}/delete")
    visitor.follow(f"{place}/{item.public_id}/delete")
    assert db.session.scalars(sa.select(MODELS[part])).all() == []
    name = MODELS[part].__tablename__
    assert deeds() == [f"{name}.add", f"{name}.edit", f"{name}.remove"]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("phases", {"name-fi": ""}),
        ("phases", {"ends": "2026-01-11"}),
        ("phases", {"starts": ""}),
        ("phases", {"starts": "12.1.2026"}),
        ("phases", {"precision": "hour"}),
        ("events", {"title-fi": ""}),
        ("events", {"starts": "", "ends": "18:00"}),
        ("events", {"ends": "16:00"}),
        ("events", {"body": "cats"}),
        ("decisions", {"link": "javascript:alert(1)"}),
        ("decisions", {"link": 'https://x.test/" onclick="x'}),
        ("contacts", {"phone": ""}),
        ("contacts", {"phone": "call me"}),
        ("contacts", {"email": "liisa"}),
        ("contacts", {"name": ""}),
    ],
)
def test_a_mistake_keeps_what_was_typed(visitor, part, change):
    make_process()
    sign_in(visitor, Role.EDITOR)
    page = visitor.post(f"/en/manage/p/strategia/{part}/new", PARTS[part] | change, expect=200)
    assert "error-summary" in page.text
    assert db.session.scalars(sa.select(MODELS[part])).all() == []


def test_months_reach_from_their_first_to_their_last_day(visitor):
    make_process()
    sign_in(visitor, Role.EDITOR)
    dates = {"precision": "month", "starts": "2026-10-12", "ends": "2026-11-03"}
    visitor.follow("/fi/manage/p/strategia/phases/new", PARTS["phases"] | dates)
    phase = only(Phase)
    assert (phase.starts, phase.ends) == (date(2026, 10, 1), date(2026, 11, 30))


def test_personal_details_of_contacts_stay_out_of_the_log(visitor):
    make_process()
    sign_in(visitor, Role.EDITOR)
    visitor.follow("/fi/manage/p/strategia/contacts/new", PARTS["contacts"])
    assert "Liisa" not in str(only(AuditEntry).after)


def test_a_part_of_another_process_is_not_found(visitor):
    other = make_process(slug="toinen")
    make_process()
    phase = save(Phase(process=other, name=text("x"), starts=today(), ends=today()))
    sign_in(visitor)
    for path in ("", "/delete"):
        place = f"/fi/manage/p/strategia/phases/{phase.public_id}{path}"
        visitor.get(place, expect=404)
        visitor.post(place, PARTS["phases"], expect=404)


def test_a_process_is_published_when_nothing_is_lacking(visitor):
    process = make_process(published=None)
    sign_in(visitor, Role.EDITOR)
    page = visitor.follow("/en/manage/p/strategia/publish")
    assert "It cannot be published yet." in page.words("main")
    assert "contact person" in page.words("main")
    visitor.post("/fi/manage/p/strategia/contacts/new", PARTS["contacts"])
    visitor.post(
        "/fi/manage/p/strategia/edit",
        {"name-fi": "S", "name-sv": "S", "purpose-fi": "Miksi", "purpose-sv": "Varför"},
    )
    visitor.follow("/fi/manage/p/strategia/publish")
    assert db.session.get_one(Process, process.id).published


def test_a_published_process_keeps_its_last_contact(visitor):
    process = make_process()
    contact = save(Contact(process_id=process.id, name="Liisa", phone="020 1234"))
    sign_in(visitor, Role.EDITOR)
    place = f"/en/manage/p/strategia/contacts/{contact.public_id}/delete"
    page = visitor.post(place, expect=200)
    assert "at least one contact" in page.words("main")
    assert only(Contact)


def test_a_process_with_published_activities_is_neither_hidden_nor_deleted(visitor):
    process = make_process()
    activity = make_activity(process, kind="hearing")
    sign_in(visitor, Role.EDITOR)
    visitor.post("/fi/manage/p/strategia/unpublish", expect=200)
    visitor.post("/fi/manage/p/strategia/delete", expect=200)
    db.session.delete(db.session.get_one(Activity, activity.id))
    db.session.commit()
    visitor.follow("/fi/manage/p/strategia/unpublish")
    assert only(Process).published is None
    visitor.follow("/fi/manage/p/strategia/delete")
    assert db.session.scalars(sa.select(Process)).all() == []


def test_documents_are_uploaded_described_and_deleted(visitor):
    process = make_process()
    event = save(Event(process_id=process.id, title=text("Ilta"), day=today(), starts=time(17)))
    sign_in(visitor, Role.EDITOR)
    place = "/fi/manage/p/strategia/documents"
    visitor.get(place)
    visitor.get(f"{place}/new")
    words = {"title-fi": "Luonnos", "language": "fi", "event_id": str(event.id)}
    upload = {"file": (io.BytesIO(b"Luonnos\n"), "../../luonnos.txt")}
    visitor.follow(f"{place}/new", words | upload)
    document = only(Document)
    assert (document.file.name, document.event_id) == ("luonnos.txt", event.id)
    visitor.get(f"{place}/{document.public_id}")
    visitor.follow(f"{place}/{document.public_id}", words | {"title-fi": "Uusi", "event_id": ""})
    assert only(Document).title.in_("fi") == "Uusi"
    key = only(Document).file.key
    visitor.get(f"{place}/{document.public_id}/delete")
    visitor.follow(f"{place}/{document.public_id}/delete")
    assert db.session.scalars(sa.select(Document)).all() == []
    assert not storage().exists(key)


def test_the_files_of_a_deleted_process_go_too(visitor):
    make_process()
    sign_in(visitor, Role.EDITOR)
    upload = {"file": (io.BytesIO(b"Luonnos\n"), "luonnos.txt"), "title-fi": "X", "language": "fi"}
    visitor.follow("/fi/manage/p/strategia/documents/new", upload | {"event_id": ""})
    key = only(Document).file.key
    visitor.post("/fi/manage/p/strategia/delete")
    assert db.session.scalars(sa.select(StoredFile)).all() == []
    assert not storage().exists(key)


@pytest.mark.parametrize(
    "upload",
    [
        {},
        {"file": (b"", "empty.pdf")},
        {"file": (b"<svg onload=alert(1)>", "x.svg")},
        {"file": (b"MZ binary\x00", "x.pdf")},
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_and_the_words_kept(visitor, upload):
    make_process()
    sign_in(visitor, Role.EDITOR)
    files = {name: (io.BytesIO(content), called) for name, (content, called) in upload.items()}
    words = {"title-fi": "Luonnos", "language": "fi", "event_id": ""}
    page = visitor.post("/fi/manage/p/strategia/documents/new", words | files, expect=200)
    assert 'value="Luonnos"' in page.text
    assert "error-summary" in page.text
    assert db.session.scalars(sa.select(Document)).all() == []


def test_an_event_of_another_process_cannot_be_chosen(visitor):
    other = make_process(slug="toinen")
    event = save(Event(process_id=other.id, title=text("Muu"), day=today()))
    make_process()
    sign_in(visitor)
    words = {"title-fi": "X", "language": "fi", "event_id": str(event.id)}
    upload = {"file": (io.BytesIO(b"x\n"), "x.txt")}
    visitor.post("/fi/manage/p/strategia/documents/new", words | upload, expect=200)
