"""Errors become pages that say what happened, what to do and whom to call."""

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from participation.platform.access.actor import Actor, Role
from participation.platform.refusals import Conflict, Refusal
from participation.platform.web.errors import PAGES, status_of
from participation.platform.web.site import Site
from tests.pages import HTML as XHTML
from tests.pages import Page
from tests.platform.small_house import LINTUKORPI, small_house

HTML = {"Accept-Language": "sv"}


@pytest.fixture(scope="module")
def app() -> Flask:
    return small_house(MAX_CONTENT_LENGTH=2_000_000)


def open_page(app: Flask, url: str, expect: int, **more: object) -> Page:
    response = app.test_client().open(url, **more)  # type: ignore[arg-type]
    assert response.status_code == expect, response.text
    page = Page(response)
    page.check()
    return page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("status", PAGES)
def test_every_status_has_a_page_in_the_language_of_the_address(app, status, language):
    page = open_page(app, f"/{language}/fail/{status}", status)

    assert page.one("html").get("lang") == language
    assert "020 123 4567" in page.words("main")
    assert page.words("h1")


def test_the_telephone_number_of_an_error_page_can_be_pressed(app):
    page = open_page(app, "/fi/fail/404", 404)
    pressed = page.one("main").iter(f"{XHTML}a")

    assert "tel:0201234567" in [link.get("href") for link in pressed]


def test_staff_who_may_not_open_a_page_are_led_to_the_workspace(app):
    staff = small_house(actor=Actor(person_id=2, grants=frozenset({(Role.EDITOR, 7)})))

    assert "Go to the workspace" in open_page(staff, "/en/fail/403", 403).words("main")
    assert "Go to the workspace" not in open_page(app, "/en/fail/403", 403).words("main")


def test_every_status_says_something_of_its_own(app):
    headings = {open_page(app, f"/en/fail/{s}", s).words("h1") for s in PAGES}

    assert len(headings) == len(PAGES)


@pytest.mark.parametrize(("status", "shown"), [(418, 400), (451, 400), (502, 500), (504, 500)])
def test_a_rare_status_is_explained_by_the_nearest_page(app, status, shown):
    rare = open_page(app, f"/en/fail/{status}", status)

    assert rare.words("h1") == open_page(app, f"/en/fail/{shown}", shown).words("h1")


@pytest.mark.parametrize(
    ("kind", "status"),
    [("NotFound", 404), ("Forbidden", 403), ("Gone", 410), ("Conflict", 409), ("TooMany", 429)],
)
def test_a_refusal_becomes_the_page_of_its_kind(app, kind, status):
    open_page(app, f"/fi/refuse/{kind}", status)


def test_a_rooms_refusal_has_the_status_of_what_it_descends_from():
    class TooLate(Conflict):
        pass

    class Odd(Refusal):
        pass

    assert status_of(TooLate()) == 409
    assert status_of(Odd()) == 409


def test_an_unknown_language_prefix_is_not_found_in_the_language_the_browser_asks_for(app):
    page = open_page(app, "/de/", 404, headers={"Accept-Language": "sv, en;q=0.5"})

    assert page.one("html").get("lang") == "sv"


def test_a_missing_page_is_explained_in_the_language_its_address_begins_with(app):
    page = open_page(app, "/en/nothing/here", 404, headers={"Accept-Language": "sv"})

    assert page.one("html").get("lang") == "en"


def test_a_language_the_municipality_has_switched_off_is_not_found():
    app = small_house(lambda: Site(name=LINTUKORPI.name, languages=("fi", "sv")))

    page = open_page(app, "/en/", 404)

    assert page.one("html").get("lang") == "fi"
    assert open_page(app, "/sv/", 200).one("html").get("lang") == "sv"


def test_a_fault_of_ours_is_a_page_and_not_a_trace(app, caplog):
    page = open_page(app, "/fi/break", 500)

    assert "ZeroDivisionError" not in page.text
    assert "request failed" in caplog.text


def test_a_database_that_fails_in_a_view_is_a_passing_thing(app):
    page = open_page(app, "/fi/lost", 503)

    assert page.response.headers["Retry-After"]


@pytest.mark.parametrize(("url", "status"), [("/sv/", 503), ("/nothing", 404)])
def test_error_pages_need_no_database_and_remember_whom_to_call(url, status):
    def lost() -> Site:
        raise OperationalError("SELECT 1", {}, Exception("no database"))

    app = small_house()
    open_page(app, "/fi/", 200)
    app.extensions["site_loader"] = lost

    page = open_page(app, url, status)

    assert "020 123 4567" in page.words("main")


def test_an_error_page_stands_even_if_the_database_never_answered():
    def lost() -> Site:
        raise OperationalError("SELECT 1", {}, Exception("no database"))

    page = open_page(small_house(lost), "/en/", 503)

    assert page.one("html").get("lang") == "en"


def test_a_wrong_method_says_which_are_right(app):
    page = open_page(app, "/fi/write", 405)

    assert "POST" in page.response.headers["Allow"]


def test_too_large_a_post_says_how_large_it_may_be(app):
    page = open_page(app, "/fi/fail/413", 413)

    assert "2 Mt" in page.words("main").replace("\N{NO-BREAK SPACE}", " ")


def test_a_route_without_a_mark_lets_nobody_in(app):
    open_page(app, "/fi/unmarked", 403)
