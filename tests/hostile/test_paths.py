"""Addresses that try to leave: the folder, the site, the header, the municipality's own name."""

import re

import pytest
import sqlalchemy as sa

from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.mail.models import OutboxMail
from tests.hostile.attacker import Attacker
from tests.hostile.conftest import house_with
from tests.hostile.test_cookies import liisa  # noqa: F401 -- a fixture
from tests.hostile.town import addresses
from tests.staff import make_person, sign_in

LEAVING = (
    "/files/../../wsgi.py",
    "/files/..%2f..%2fetc%2fpasswd",
    "/files/{public_id}/..%2f..%2fwsgi.py",
    "/files/{public_id}/%2e%2e%2f{file}",
    "/files/{public_id}/other.png",
    "/files/{public_id}/",
    "/files/{public_id}/{file}%00",
    "/files/{public_id}%00/{file}",
    "/files//{file}",
    "/static/../wsgi.py",
    "/static/../../wsgi.py",
    "/static/..%2f..%2fwsgi.py",
    "/static/%2e%2e/%2e%2e/wsgi.py",
    "/static/..%5c..%5cwsgi.py",
    "/static/%2e%2e%2f%2e%2e%2finstance%2fsecret_key",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/css/",
    "/static/",
    "/static/css/site.css%00.png",
    "/static/C:/windows/win.ini",
    "/fi/../wsgi.py",
    "/fi/about/..%2f..%2fwsgi.py",
    "/fi/about/privacy.fi.md",
    "/fi/about/%2e%2e%2fstanding%2fprivacy",
    "/fi/manage/settings/pages/..%2fprivacy",
    "/fi/p/strategia/documents/..%2f..%2fm.pdf",
    "/fi/p/strategia/events/../calendar.ics",
    "/fi/p/strategia/events/nothing.ics",
    "/.env",
    "/.git/config",
    "/instance/yhes.sqlite",
    "/wsgi.py",
)


def test_no_address_leaves_its_folder(boss, town):
    found = {}
    for place in LEAVING:
        response = boss.send("GET", place.format(**town.shared))
        if response.status_code == 308:  # two slashes become one, on this host
            response = boss.send("GET", response.location.removeprefix("http://localhost"))
        if response.status_code not in (404, 405) or "import" in response.text[:200]:
            found[place] = response.status_code
    assert found == {}


ELSEWHERE = (
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "https://evil.test",
    "https:evil.test",
    "http:///evil.test",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.test",
    " //evil.test",
    "/\t/evil.test",
    "/%09/evil.test/..//evil.test",
    "\0//evil.test",
    "//evil.test@yhes.test/",
    "//[::1",
    "/fi/\r\nSet-Cookie: x=1",
    "/fi/\nX-Evil: 1",
    "/\N{IDEOGRAPHIC FULL STOP}/evil",
    "/\N{FULLWIDTH SOLIDUS}evil.test",
)
LOCAL = re.compile(r"/(?![/\\])[!-~]*")


def is_local(response) -> bool:
    location = response.headers.get("Location", "")
    return bool(LOCAL.fullmatch(location)) and "X-Evil" not in response.headers


def test_signing_in_leads_nowhere_else(hardy, liisa):  # noqa: F811 -- the fixture
    found = {}
    for wanted in ELSEWHERE:
        attacker = Attacker(hardy)
        attacker.send("GET", "/fi/sign-in", query_string={"next": wanted})
        data = {"email": liisa.email, "password": PASSWORD, "next": wanted}
        response = attacker.send("POST", "/fi/sign-in", data=data)
        if response.status_code != 302 or not is_local(response):
            found[wanted] = (response.status_code, response.headers.get("Location"))
    assert found == {}


PASSWORD = "viisi sateista viikkoa"
NAMES = ("c", "next", "to", "only", "focus", "lang", "page", "about", "_switch", "endpoint")


def redirects_of(attacker, town, **more):
    """Open and post to everything; yield what leads on."""
    for method in ("GET", "POST"):
        for rule, place in addresses(attacker.app, town, method, state="open"):
            if rule.endpoint != "identity.sign_out":
                response = attacker.send(method, place, **more)
                if response.status_code >= 500 or "Location" in response.headers:
                    yield place, response


def test_no_parameter_reaches_a_header(boss, town):
    values = dict.fromkeys(NAMES, "//evil.test/\r\nX-Evil: 1")
    found = {}
    for place, response in redirects_of(boss, town, query_string=values):
        if response.status_code >= 500 or not is_local(response):
            found[place] = (response.status_code, response.headers.get("Location"))
    assert found == {}


def test_two_slashes_do_not_lead_to_another_site(resident):
    for place in ("//evil.test/fi/", "///evil.test", "/fi//evil.test", "//evil.test/..", "/\\evil"):
        location = resident.send("GET", f"http://localhost{place}").headers.get("Location", "/")
        assert re.match(r"/(?!/)|http://localhost/(?!/)", location), location


PUBLIC = "https://osallistu.lintukorpi.test"
HEADERS = {"Host": "evil.test", "X-Forwarded-Host": "evil.test", "Forwarded": "host=evil.test"}


@pytest.fixture
def poisoner(house, town) -> Attacker:
    """An administrator whose requests claim another host, in production."""
    settings = {"environment": "production", "public_url": PUBLIC}
    attacker = Attacker(house_with(house, settings=settings, SESSION_COOKIE_SECURE=False))
    sign_in(attacker)
    kept = attacker.client.get_cookie("yhes")
    assert kept
    attacker.client.set_cookie("yhes", kept.value, domain="evil.test")
    return attacker


def test_a_false_host_is_in_no_page_and_no_calendar(poisoner, town):
    found = {}
    for _rule, place in addresses(poisoner.app, town):
        response = poisoner.send("GET", place, headers=HEADERS)
        if b"evil.test" in response.data or response.status_code == 303:
            found[place] = response.status_code
    assert found == {}


def test_letters_lead_to_the_municipality(poisoner, town):
    person = make_person(Role.EDITOR, email="poor@lintukorpi.test")
    data = {"email": person.email, "name": "X", "language": "fi"}
    invited = data | {"email": "next@lintukorpi.test", "everywhere": "editor"}
    for place, sent in (
        ("/fi/forgotten-password", data),
        ("/fi/manage/people/invite", invited),
        (f"/fi/manage/people/{person.public_id}/password-link", {}),
        (f"/fi/manage/invitations/{town.shared['invitation']}/resend", {}),
    ):
        before = _letters()
        response = poisoner.send("POST", place, data=sent, headers=HEADERS)
        assert response.status_code == 302, response.text
        (letter,) = _letters()[len(before) :]
        assert PUBLIC in letter.body
        assert "evil.test" not in letter.body + letter.subject


def test_nobody_writes_the_head_of_a_letter(boss, town):
    data = {"language": "fi", "everywhere": "editor", "name": "X\r\nBcc: all@evil.test"}
    before = len(_letters())
    for email in ("a@b.test\r\nBcc: c@evil.test", "a@b.test\nSubject: x", "a@b.test, c@evil.test"):
        boss.send("POST", "/fi/manage/people/invite", data=data | {"email": email})
        boss.send("POST", "/fi/forgotten-password", data={"email": email})
    assert len(_letters()) == before
    boss.send("POST", "/fi/manage/people/invite", data=data | {"email": "a@b.test"})
    (letter,) = _letters()[before:]
    assert "\n" not in letter.subject + letter.recipient


def _letters() -> list[OutboxMail]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(OutboxMail).order_by(OutboxMail.id)))


def test_what_calendars_say_stays_on_its_line(boss, town):
    data = {"title-fi": "A\r\nEND:VEVENT\r\nX-EVIL:1", "day": "2026-11-22", "audience": "everyone"}
    data |= {"place-fi": "B\nX-EVIL:1", "address": "C\r\nX-EVIL:1", "note-fi": "D\n\rX-EVIL:1"}
    added = boss.send("POST", f"/fi/manage/p/{town.slug}/events/new", data=data | {"body": ""})
    assert added.status_code == 302
    lines = boss.send("GET", f"/fi/p/{town.slug}/calendar.ics").text.splitlines()
    assert lines.count("END:VEVENT") == 2
    assert not [line for line in lines if line.startswith("X-EVIL")]
