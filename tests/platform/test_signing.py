from types import SimpleNamespace

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature, SignatureExpired

from participation.platform.web.house import Sessions

SECRET = "a long secret of the house"
SAID = {"person": "k3v9x2m4tq", "epoch": 3}


def signer(interface, *fallbacks, secret=SECRET):
    app = Flask("house")
    app.secret_key, app.config["SECRET_KEY_FALLBACKS"] = secret, list(fallbacks)
    return interface.get_signing_serializer(app)


@pytest.fixture
def ours():
    return signer(Sessions())


@pytest.fixture
def flasks_own():
    return signer(SecureCookieSessionInterface())


def test_cookies_are_signed_as_flask_signs_them(ours, flasks_own):
    assert flasks_own.loads(ours.dumps(SAID)) == SAID
    assert ours.loads(flasks_own.dumps(SAID)) == SAID


@pytest.mark.parametrize("place", [0, 5, -1])
def test_a_changed_cookie_is_refused(ours, place):
    cookie = ours.dumps(SAID)
    forged = list(cookie)
    forged[place] = "A" if forged[place] not in "ABCD" else "z"
    with pytest.raises(BadSignature):
        ours.loads("".join(forged))


def test_another_secret_is_refused_until_it_is_a_fallback(flasks_own):
    cookie, other = flasks_own.dumps(SAID), "another secret of the house"
    with pytest.raises(BadSignature):
        signer(Sessions(), secret=other).loads(cookie)
    assert signer(Sessions(), SECRET, secret=other).loads(cookie) == SAID


def test_an_old_cookie_is_refused(ours, monkeypatch):
    cookie = ours.dumps(SAID)
    later = SimpleNamespace(time=lambda: 4_000_000_000)
    monkeypatch.setattr("itsdangerous.timed.time", later)
    with pytest.raises(SignatureExpired):
        ours.loads(cookie, max_age=3600)


def test_a_new_secret_signs_at_once():
    interface = Sessions()
    first, second = signer(interface), signer(interface, secret="another secret of the house")
    with pytest.raises(BadSignature):
        second.loads(first.dumps(SAID))
