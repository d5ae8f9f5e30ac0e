"""What a flood of visitors reads once a moment, and staff always."""

from flask import Flask
from flask.testing import FlaskClient

from participation.platform.i18n.text import Text
from participation.platform.web import moments
from participation.platform.web.site import Site, site
from tests.platform.small_house import small_house


def house(moment: float) -> tuple[FlaskClient, list[str]]:
    """Return a browser at a house whose town has another name at every reading."""
    names: list[str] = []

    def read() -> Site:
        names.append(f"Town {len(names)}")
        return Site(name=Text({"en": names[-1]}))

    return small_house(read, MOMENT=moment).test_client(), names


def test_visitors_see_what_was_read_a_moment_ago():
    browser, names = house(moment=60)
    pages = [browser.get("/en/").text for _ in range(3)]
    assert names == ["Town 0"]
    assert all("Town 0" in page for page in pages)


def test_whoever_has_a_session_sees_what_is_so_now():
    browser, names = house(moment=60)
    browser.get("/en/")
    browser.set_cookie("yhes", "whatever it holds")
    assert "Town 1" in browser.get("/en/").text
    assert "Town 2" in browser.get("/en/").text
    assert len(names) == 3


def test_after_a_moment_it_is_read_again():
    browser, names = house(moment=0)
    browser.get("/en/")
    browser.get("/en/")
    assert names == ["Town 0", "Town 1"]


def test_letters_and_commands_always_read():
    browser, names = house(moment=60)
    browser.get("/en/")
    with browser.application.app_context():
        assert site().name.translations["en"] == names[-1] == "Town 1"


def test_never_too_much_is_kept(monkeypatch):
    app: Flask = small_house(MOMENT=60)
    monkeypatch.setattr(moments, "MOST_KEPT", 3)
    with app.test_request_context("/en/"):
        for key in ("a", "b", "a", "c", "d", "e"):
            assert moments.kept_a_moment(key, lambda key=key: key * 2) == key * 2
    assert len(app.extensions["moments"]) <= 3
