import io
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest

from participation.platform.access.actor import Role
from participation.platform.clock import now, today
from participation.platform.extensions import db
from participation.platform.files.kinds import Kind
from participation.platform.files.services import store
from participation.platform.i18n.text import Text
from participation.processes.models import (
    Audience,
    Body,
    Contact,
    Decision,
    Document,
    Event,
    Phase,
    Precision,
)
from tests.factories import make_activity, make_process, save, text
from tests.staff import sign_in

pytestmark = pytest.mark.usefixtures("town", "hearing")
DAY = timedelta(days=1)
NASTY = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


def fill(process, number=1):
    """Give a process one of everything."""
    event = save(
        Event(
            process_id=process.id,
            title=text(f"Asukasilta {number}"),
            day=today() + 3 * DAY,
            starts=time(17, 0),
            ends=time(19, 30),
            place=text("Lounashuone"),
            address="Maaherrankatu 9",
            organiser="Miksei Oy",
            body=Body.COUNCIL,
            audience=Audience.EVERYONE,
        )
    )
    save(Event(process_id=process.id, title=text("Seminaari"), day=today() - 30 * DAY))
    save(Phase(process=process, name=text("Kysely"), starts=today() - DAY, ends=today() + DAY))
    save(Contact(process_id=process.id, name="Liisa Lahtinen", phone="020 555 0101"))
    save(Decision(process_id=process.id, body=text("Kaupunginvaltuusto"), day=date(2099, 12, 11)))
    file = store(io.BytesIO(b"Luonnos\n" * 500), "luonnos.txt", {Kind.TXT}, 100_000)
    save(
        Document(
            process_id=process.id,
            title=text("Luonnos 2030"),
            language="sv",
            file=file,
            event_id=event.id,
            added=datetime(2026, 8, 10, 8, 53, tzinfo=UTC),
        )
    )
    make_activity(process, kind="hearing")
    return event


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_full_process_page_is_sound_in_every_language(visitor, language):
    process = make_process(purpose=text("Miksi\nstrategia"))
    fill(process)
    page = visitor.get(f"/{language}/p/strategia")
    assert "Liisa Lahtinen" in page.words("main")
    assert "Miksei Oy" in page.words("main")


def test_the_current_phase_is_told_in_words_and_to_screen_readers(visitor):
    process = make_process()
    for name, start, end in (("Ennen", -9, -5), ("Nyt", -4, 4), ("Pian", 5, 9)):
        save(
            Phase(
                process=process,
                name=text(name),
                starts=today() + start * DAY,
                ends=today() + end * DAY,
            )
        )
    page = visitor.get("/en/p/strategia")
    (step,) = [li for li in page.all("li") if li.get("aria-current") == "step"]
    words = " ".join(step.itertext())
    assert "Nyt en" in words
    assert "Now" in words
    order = page.words("main")
    assert order.index("Ennen") < order.index("Pian")


def test_a_phase_known_by_months_shows_months(visitor):
    process = make_process()
    save(
        Phase(
            process=process,
            name=text("Lausunnot"),
            starts=date(2026, 10, 1),
            ends=date(2026, 11, 30),
            precision=Precision.MONTH,
        )
    )
    assert "lokakuu–marraskuu 2026" in visitor.get("/fi/p/strategia").words("main")
    assert "oktober–november 2026" in visitor.get("/sv/p/strategia").words("main")


def test_a_decision_shows_body_section_outcome_and_minutes(visitor):
    process = make_process()
    save(
        Decision(
            process_id=process.id,
            body=text("KV", en="Council"),
            day=date(2022, 1, 31),
            section="3",
            outcome=text("Hyväksytty", en="Adopted"),
            link="https://lintukorpi.test/3",
        )
    )
    page = visitor.get("/en/p/strategia")
    assert "Council, 31 January 2022, § 3 Adopted" in page.words("main")
    assert "https://lintukorpi.test/3" in {a.get("href") for a in page.all("a")}


def test_a_document_shows_type_size_language_and_when_it_was_added(visitor):
    process = make_process()
    fill(process)
    page = visitor.get("/fi/p/strategia")
    words = page.words("main")
    for shown in ("TXT", "4 kt", "Svenska"):
        assert shown in words
    assert "10.8.2026 klo 11.53" in words
    (link,) = {a.get("href") for a in page.all("a") if "/documents/" in a.get("href", "")}
    answer = visitor.raw("GET", link)
    assert answer.data.startswith(b"Luonnos")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.cache_control.max_age == 3600
    answer.close()


def test_a_process_not_published_is_there_for_its_staff_only(visitor):
    process = make_process(published=None)
    event = fill(process)
    document = process.documents[0].public_id
    for path in ("", "/calendar.ics", f"/events/{event.public_id}.ics", f"/documents/{document}"):
        visitor.raw("GET", f"/fi/p/strategia{path}", expect=404)
    sign_in(visitor, Role.ANALYST, process=process)
    assert "preview" in visitor.get("/en/p/strategia", queries=9).words("main")
    answer = visitor.raw("GET", f"/fi/p/strategia/documents/{document}")
    assert answer.headers["Cache-Control"] == "no-store"
    answer.close()


def test_the_process_page_asks_the_database_as_often_for_many_as_for_one(visitor):
    process = make_process()
    fill(process)
    visitor.get("/fi/p/strategia")
    few = len(visitor.queries)
    for number in range(4):
        fill(process, number)
    visitor.get("/fi/p/strategia")
    assert len(visitor.queries) == few


def test_a_document_or_event_of_another_process_is_not_found(visitor):
    process, other = make_process(), make_process(slug="toinen")
    event = fill(process)
    visitor.get(f"/fi/p/{other.slug}/documents/{process.documents[0].public_id}", expect=404)
    visitor.raw("GET", f"/fi/p/{other.slug}/events/{event.public_id}.ics", expect=404)


def test_events_go_to_calendars_at_the_right_moment(visitor):
    process = make_process(name=text("Strategia"))
    event = save(
        Event(
            process_id=process.id,
            title=text("Ilta, kahvit; kaikille"),
            day=date(2026, 10, 2),
            starts=time(17, 0),
            ends=time(19, 30),
            place=text("Sali"),
            address="Katu 1",
        )
    )
    save(Event(process_id=process.id, title=text("Päivä"), day=date(2026, 12, 4)))
    answer = visitor.raw("GET", "/fi/p/strategia/calendar.ics")
    assert answer.mimetype == "text/calendar"
    found = {str(e["summary"]): e for e in icalendar.Calendar.from_ical(answer.data).walk("VEVENT")}
    evening = found["Ilta, kahvit; kaikille"]
    assert evening.decoded("dtstart") == datetime(2026, 10, 2, 14, tzinfo=UTC)
    assert evening.decoded("dtend") == datetime(2026, 10, 2, 16, 30, tzinfo=UTC)
    assert str(evening["location"]) == "Sali, Katu 1"
    assert found["Päivä"].decoded("dtstart") == date(2026, 12, 4)
    one = visitor.raw("GET", f"/sv/p/strategia/events/{event.public_id}.ics")
    assert len(icalendar.Calendar.from_ical(one.data).walk("VEVENT")) == 1


def test_other_languages_are_linked_and_fallbacks_marked(visitor):
    make_process(name=text("Strategia"), purpose=type(text("x"))({"fi": "Vain suomeksi"}))
    page = visitor.get("/sv/p/strategia")
    alternates = {
        link.get("hreflang"): link.get("href")
        for link in page.all("link")
        if link.get("rel") == "alternate"
    }
    assert alternates["en"].endswith("/en/p/strategia")
    assert '<span lang="fi">Vain suomeksi</span>' in page.text


def test_people_s_words_never_become_markup(visitor):
    nasty = text(NASTY, NASTY, NASTY)
    process = make_process(name=nasty, purpose=nasty)
    save(Phase(process=process, name=nasty, description=nasty, starts=today(), ends=today()))
    save(Contact(process_id=process.id, name=NASTY, title=nasty, phone=NASTY, email=NASTY))
    save(Decision(process_id=process.id, body=nasty, outcome=nasty, day=today(), section=NASTY))
    save(
        Event(
            process_id=process.id,
            title=nasty,
            note=nasty,
            place=nasty,
            address=NASTY,
            organiser=NASTY,
            day=today() + DAY,
        )
    )
    make_activity(process, kind="hearing", title=nasty, summary=nasty, closes=now() + DAY)
    sign_in(visitor)
    for path in (
        "",
        "p/strategia",
        "manage/",
        "manage/p/strategia",
        "manage/p/strategia/phases",
        "manage/p/strategia/events",
        "manage/p/strategia/decisions",
        "manage/p/strategia/contacts",
        "manage/p/strategia/edit",
        "manage/p/strategia/delete",
    ):
        page = visitor.get(f"/sv/{path}")
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text


def test_on_one_day_events_without_a_time_come_first_on_every_database(visitor):
    process = make_process()
    for title, starts in (("Ilta", time(18)), ("Koko päivä", None), ("Aamu", time(8))):
        values = {"process_id": process.id, "title": text(title), "day": date(2099, 1, 2)}
        save(Event(**values, starts=starts))
    page = visitor.get("/fi/p/strategia").words("main")
    assert page.index("Koko päivä") < page.index("Aamu") < page.index("Ilta")
    assert [event.starts for event in process.events] == [None, time(8), time(18)]


def test_words_that_are_not_translated_are_marked_and_told_of(visitor):
    process = make_process()
    told = "has not been translated yet"
    assert told not in visitor.get("/en/p/strategia").words()
    process.purpose = Text({"fi": "Vain suomeksi"})
    db.session.commit()
    page = visitor.get("/en/p/strategia")
    assert told in page.words()
    assert '<span lang="fi">Vain suomeksi</span>' in page.text
    assert "y-notice" not in visitor.get("/fi/p/strategia").text
