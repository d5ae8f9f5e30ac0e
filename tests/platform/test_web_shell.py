"""The shell: menu, headers, health, addresses of static files, what the browser loads."""

import re
from pathlib import Path

import pytest
from flask import Flask

from participation.platform.access.actor import Actor, Role
from participation.platform.config import ROOT
from participation.platform.web.site import Site
from tests.pages import Page
from tests.platform.small_house import LINTUKORPI, small_house

STATIC = ROOT / "participation" / "static"
EDITOR = Actor(person_id=2, grants=frozenset({(Role.EDITOR, 7)}))
ADMINISTRATOR = Actor(person_id=1, grants=frozenset({(Role.ADMINISTRATOR, None)}))


@pytest.fixture(scope="module")
def app() -> Flask:
    return small_house()


def menu(actor: Actor, url: str = "/en/manage/") -> list[tuple[str, str | None]]:
    page = Page(small_house(actor=actor).test_client().get(url))
    page.check()
    navs = [n for n in page.all("nav") if "y-menu" in (n.get("class") or "")]
    links = [a for nav in navs for a in nav.iter() if str(a.tag).endswith("}a")]
    return [(a.text or "", a.get("aria-current")) for a in links]


def test_the_menu_shows_what_the_actor_may_enter_in_order():
    assert [title for title, _ in menu(ADMINISTRATOR)][:2] == ["First", "Last"]
    assert [title for title, _ in menu(EDITOR)][:1] == ["First"]
    assert "Last" not in [title for title, _ in menu(EDITOR)]


def test_the_menu_says_where_one_is():
    assert dict(menu(ADMINISTRATOR)) | {"First": "page", "Last": None} == dict(menu(ADMINISTRATOR))


def test_nobody_sees_a_menu_without_signing_in():
    assert menu(Actor()) == []


def test_every_page_of_the_shell_is_sound(app):
    page = Page(app.test_client().get("/fi/"))
    page.check()

    assert "020 123 4567" in page.words("footer")
    assert "tel:0201234567" in page.text


def test_a_page_names_the_place_once_one_is_there(app):
    links = Page(app.test_client().get("/fi/r")).all("a")

    assert [a.get("href") for a in links if a.get("aria-current") == "page"] == ["/fi/r"]


def test_a_page_says_nothing_about_calling_when_nobody_can_be_called():
    page = Page(small_house(Site).test_client().get("/fi/"))

    assert "tel:" not in page.text


def test_the_theme_of_the_municipality_is_loaded_last():
    site = Site(name=LINTUKORPI.name, theme_version="7")
    page = Page(small_house(lambda: site).test_client().get("/fi/"))

    sheets = [link for link in page.all("link") if link.get("rel") == "stylesheet"]
    shown = [link.get("href") for link in sheets if link.get("media") is None]
    assert shown[-1] == "/theme.css?v=7"


def test_headers_keep_a_page_to_itself(app):
    headers = app.test_client().get("/fi/").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_error_pages_carry_the_headers_too(app):
    assert "Content-Security-Policy" in app.test_client().get("/nothing").headers


def test_a_page_made_for_somebody_is_kept_nowhere(app):
    browser = app.test_client()
    assert browser.get("/fi/").headers["Cache-Control"] == "no-cache"
    browser.set_cookie("yhes", "x")

    assert browser.get("/fi/").headers["Cache-Control"] == "no-store"


def test_addresses_of_static_files_change_when_the_file_does(app, tmp_path, monkeypatch):
    file = tmp_path / "a.css"
    file.write_text("a{}")
    monkeypatch.setattr(app, "static_folder", str(tmp_path))
    asset = app.jinja_env.globals["asset"]

    def address() -> str:
        app.extensions.pop("assets", None)
        with app.test_request_context("/fi/"):
            return str(asset("a.css"))  # type: ignore[operator]

    before = address()
    assert address() == before
    file.write_text("a{color:red}")
    assert address() != before
    app.extensions.pop("assets", None)


def test_everything_a_page_loads_is_there_and_ours(app):
    page = Page(app.test_client().get("/fi/"))

    loaded = [link.get("href") for link in page.all("link") if link.get("rel") != "alternate"]
    loaded += [script.get("src") for script in page.all("script")]
    assert loaded
    for address in loaded:
        with app.test_client().get(address) as answer:
            assert answer.status_code == 200, address
            assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_scripts_and_styles_are_files_and_never_inline(app):
    page = Page(app.test_client().get("/fi/"))

    assert not page.all("style")
    assert all(script.get("src") for script in page.all("script"))
    assert not re.search(r"\son[a-z]+=", page.text)


def own_sheets() -> list[Path]:
    return sorted((STATIC / "css").glob("*.css"))


@pytest.mark.parametrize("sheet", [*own_sheets(), STATIC / "vendor/govuk-frontend.min.css"])
def test_stylesheets_fetch_nothing_from_elsewhere(sheet):
    for address in re.findall(r"url\(([^)]*)\)", sheet.read_text()):
        assert (sheet.parent / address.strip("\"'")).exists(), address
    assert "GDS Transport" not in sheet.read_text()
    assert "@import" not in sheet.read_text()


def test_scripts_import_files_that_are_there():
    for script in sorted((STATIC / "js").glob("*.js")):
        for name in re.findall(r'from "([^"]+)"', script.read_text()):
            assert (script.parent / name).exists(), f"{script.name}: {name}"
