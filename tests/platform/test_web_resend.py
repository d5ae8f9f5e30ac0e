"""A form whose session has ended is offered again with what was typed; another site's is not."""

import pytest
from flask import Flask

from tests.pages import Page
from tests.platform.small_house import small_house

TYPED = {"words": ['Ä & "ö"\n<b>', "xylophone"], "csrf_token": "old"}


@pytest.fixture(scope="module")
def app() -> Flask:
    return small_house()


def post(app: Flask, url: str = "/en/write", **more: object) -> Page:
    response = app.test_client().post(url, **({"data": TYPED} | more))  # type: ignore[arg-type]
    assert response.status_code == 400
    page = Page(response)
    page.check()
    return page


def hidden(page: Page) -> list[tuple[str | None, str | None]]:
    return [(i.get("name"), i.get("value")) for i in page.all("input") if i.get("type") == "hidden"]


def test_what_was_typed_is_kept(app):
    page = post(app, "/en/write?c=library")

    kept = [pair for pair in hidden(page) if pair[0] == "words"]
    assert kept == [("words", 'Ä & "ö"\n<b>'), ("words", "xylophone")]
    assert page.one("form").get("action") == "/en/write?c=library"


def test_sending_it_again_works(app):
    browser = app.test_client()
    page = Page(browser.post("/en/write", data=TYPED))

    again = browser.post(
        page.one("form").get("action") or "",
        data={"words": "again", "csrf_token": dict(hidden(page))["csrf_token"]},
    )

    assert again.json == {"kept": ["again"]}


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, id="cross-site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, id="a neighbour's subdomain"),
        pytest.param({"Origin": "https://elsewhere.example"}, id="another origin"),
        pytest.param({"Origin": "null"}, id="a hidden origin"),
        pytest.param({"Referer": "https://elsewhere.example/x"}, id="another referrer"),
        pytest.param({"Referer": "http://localhost.elsewhere.example/"}, id="a like-named host"),
    ],
)
def test_another_sites_words_are_never_shown(app, headers):
    page = post(app, headers=headers)

    assert "xylophone" not in page.text
    assert not page.all("form")


def test_our_own_page_may_say_where_it_comes_from(app):
    own = {
        "Origin": "http://localhost",
        "Referer": "http://localhost/en/form",
        "Sec-Fetch-Site": "same-origin",
    }

    assert post(app, headers=own).all("form")


def test_a_password_is_never_repeated(app):
    page = post(app, data={"email": "a@example.fi", "new_password": "secret words"})

    assert "secret words" not in page.text
    assert not page.all("form")


def test_an_empty_post_is_a_plain_error(app):
    assert not post(app, data={}).all("form")
