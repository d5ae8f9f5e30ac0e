import pytest

from participation.platform.privacy.hashing import keyed


def test_the_same_data_is_recognised_again(app):
    assert keyed("receipt", b"code") == keyed("receipt", b"code")
    assert len(keyed("receipt", b"code")) == 32


def test_two_purposes_cannot_be_joined(app):
    assert keyed("receipt", b"code") != keyed("device", b"code")


def test_another_secret_key_gives_another_hash(app, monkeypatch):
    before = keyed("receipt", b"code")
    monkeypatch.setitem(app.config, "SECRET_KEY", "another secret altogether")
    assert keyed("receipt", b"code") != before


def test_outside_an_application_there_is_no_key():
    with pytest.raises(RuntimeError):
        keyed("receipt", b"code")
