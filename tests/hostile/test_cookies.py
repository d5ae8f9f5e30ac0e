"""Cookies: what they allow, who can read them, what becomes of false ones."""

from datetime import timedelta

import pytest
from flask.sessions import SecureCookieSessionInterface

from participation.identity.passwords import hash_of
from participation.identity.sessions import BEGAN, EPOCH, PERSON
from participation.platform.access.actor import Role
from participation.platform.clock import now
from tests.hostile.attacker import Attacker
from tests.hostile.conftest import house_with
from tests.staff import make_person, sign_in
from tests.surveys.answering import PAGE_1

PASSWORD = "viisi sateista viikkoa"
SIGN_IN = "/fi/sign-in"


@pytest.fixture
def liisa(town):
    return make_person(Role.ADMINISTRATOR, password_hash=hash_of(PASSWORD))


def let_in(attacker):
    data = {"email": "liisa@lintukorpi.test", "password": PASSWORD}
    return attacker.send("POST", SIGN_IN, data=data)


def cookies_of(response) -> list[set[str]]:
    found = response.headers.getlist("Set-Cookie")
    return [{part.strip().lower() for part in cookie.split(";")[1:]} for cookie in found]


@pytest.mark.parametrize("environment", ["development", "production"])
def test_every_cookie_is_kept_from_scripts_and_other_sites(house, town, liisa, environment):
    settings = {"environment": environment, "public_url": "https://yhes.test"}
    attacker = Attacker(house_with(house, settings=settings))
    place = f"/fi/a/{town.activities['open']}/answer"
    made = [
        *cookies_of(let_in(attacker)),
        *cookies_of(attacker.send("GET", place)),
        *cookies_of(attacker.send("POST", f"{place}/p1", data=PAGE_1)),
        *cookies_of(attacker.send("POST", f"/fi/a/{town.activities['open']}/leave")),
    ]
    assert len(made) >= 4
    for flags in made:
        assert {"httponly", "samesite=lax", "path=/"} <= flags
        assert not any(flag.startswith("domain=") for flag in flags)
        assert ("secure" in flags) is (environment == "production")


def test_a_planted_session_does_not_survive_signing_in(hardy, liisa):
    attacker = Attacker(hardy)
    with attacker.client.session_transaction() as session:
        session["planted"], session["csrf_token"] = "by me", "known"
    before = attacker.client.get_cookie("yhes").value
    let_in(attacker)
    with attacker.client.session_transaction() as session:
        assert session[PERSON] == liisa.public_id
        assert "planted" not in session
        assert session.get("csrf_token") != "known"
    assert attacker.client.get_cookie("yhes").value != before


def forged(attacker, **changes) -> None:
    with attacker.client.session_transaction() as session:
        session.update(changes)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({EPOCH: 99}, id="another epoch"),
        pytest.param({PERSON: "nobody2345"}, id="nobody"),
        pytest.param({BEGAN: 0}, id="before time"),
        pytest.param({BEGAN: int((now() + timedelta(days=1)).timestamp())}, id="from tomorrow"),
    ],
)
def test_a_session_that_is_over_lets_nobody_in(boss, changes):
    forged(boss, **changes)
    assert boss.send("GET", "/fi/manage/").status_code == 303


@pytest.mark.parametrize("secret", ["", "development-only-not-a-secret", "guessed"])
def test_a_session_signed_by_somebody_else_is_no_session(hardy, liisa, secret):
    attacker = Attacker(hardy)
    person = {PERSON: liisa.public_id, EPOCH: 0, BEGAN: int(now().timestamp())}
    signer = SecureCookieSessionInterface()
    other = type("App", (), {"secret_key": secret or "x", "config": {"SECRET_KEY_FALLBACKS": None}})
    attacker.client.set_cookie("yhes", signer.get_signing_serializer(other()).dumps(person))
    assert attacker.send("GET", "/fi/manage/").status_code == 303


NONE = ("", "x", "." * 4000, "e30.x.y", "åäö", "00" * 16, "0" * 3900, "\\x00", '"', "%00")


def test_cookies_that_are_none_are_ignored(hardy, town):
    activity = town.activities["open"]
    for value in NONE:
        attacker = Attacker(hardy)
        for name in ("yhes", "yhes-device", f"yhes-{activity}"):
            attacker.client.set_cookie(name, value)
        for rest in ("", "/answer", "/saved", "/thanks"):
            assert attacker.send("GET", f"/fi/a/{activity}{rest}").status_code in (200, 302)
        sent = attacker.send("POST", f"/fi/a/{activity}/answer/p1", data=PAGE_1)
        assert sent.status_code == 302
        assert attacker.send("GET", "/fi/manage/").status_code == 303


def test_signing_out_ends_the_session_here(boss):
    assert boss.send("GET", "/fi/manage/").status_code == 200
    boss.send("POST", "/fi/sign-out")
    assert boss.send("GET", "/fi/manage/").status_code == 303


def test_what_staff_see_is_kept_nowhere(boss, town):
    sign_in(boss, email="other@lintukorpi.test")
    for place in ("/fi/manage/", "/fi/manage/people", f"/fi/manage/p/{town.slug}"):
        assert boss.send("GET", place).headers["Cache-Control"] == "no-store"
