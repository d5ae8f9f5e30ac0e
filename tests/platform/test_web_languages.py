"""Every page is in the language of its address, and of nothing else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, g, render_template_string

from participation.platform.i18n.text import Text
from participation.platform.web.languages import plain, say
from participation.platform.web.site import Site
from tests.pages import Page
from tests.platform.small_house import LINTUKORPI, small_house

PERCENT = {"fi": "50\N{NO-BREAK SPACE}%", "sv": "50\N{NO-BREAK SPACE}%", "en": "50%"}


@pytest.fixture(scope="module")
def app() -> Flask:
    return small_house()


def test_the_language_never_leaks_from_one_request_to_the_next(app):
    browser = app.test_client()

    for language in ("fi", "en", "sv", "en", "fi"):
        page = Page(browser.get(f"/{language}/"))
        assert page.one("html").get("lang") == language
        assert PERCENT[language] in page.text


def test_the_language_never_leaks_between_requests_at_the_same_time(app):
    def ask(number: int) -> bool:
        language = ("fi", "sv", "en")[number % 3]
        text = app.test_client().get(f"/{language}/").text
        return f'<html lang="{language}"' in text and PERCENT[language] in text

    with ThreadPoolExecutor(8) as people:
        assert all(people.map(ask, range(60)))


def test_an_error_does_not_lend_its_language_to_the_next_request(app):
    browser = app.test_client()
    browser.get("/de/", headers={"Accept-Language": "en"})

    assert Page(browser.get("/sv/")).one("html").get("lang") == "sv"


def test_the_switch_leads_to_the_same_page_in_the_other_languages(app):
    page = Page(app.test_client().get("/fi/about/terms?from=poster"))

    links = {a.get("hreflang"): a.get("href") for a in page.all("a") if a.get("hreflang")}
    assert links == {
        "sv": "/sv/about/terms?from=poster",
        "en": "/en/about/terms?from=poster",
    }
    alternates = {e.get("hreflang"): e.get("href") for e in page.all("link") if e.get("hreflang")}
    assert alternates == {"fi": "/fi/about/terms?from=poster"} | links


def test_the_names_of_languages_are_marked_with_their_language(app):
    page = Page(app.test_client().get("/en/"))

    (nav,) = [n for n in page.all("nav") if n.get("class") == "y-languages"]
    words = {e.get("lang"): e.text for e in nav.iter() if e.get("lang")}
    assert words == {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def test_a_form_named_by_the_page_is_sent_along_by_the_switch(app):
    with app.test_request_context("/fi/"):
        html = render_template_string(
            '{% extends "base.html" %}{% set switch_form = "answers" %}'
            "{% block title %}T{% endblock %}"
            '{% block content %}<form id="answers" method="post" action=""></form>{% endblock %}'
        )

    assert 'form="answers" formaction="/sv/" formnovalidate name="_switch" value="sv"' in html
    assert 'hreflang="sv">Svenska' not in html


def test_words_of_another_language_are_marked(app):
    text = Text({"fi": "Puisto <b>", "en": "Park"})

    with app.test_request_context("/sv/"):
        g.language = "sv"
        assert say(text) == '<span lang="fi">Puisto &lt;b&gt;</span>'
        assert plain(text) == "Puisto <b>"
        assert say(Text({"sv": "Park"})) == "Park"
        assert say(text, language="en") == "Park"


def test_no_words_are_nothing(app):
    with app.test_request_context("/sv/"):
        assert (say(None), say(Text()), plain(None)) == ("", "", "")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("sv-FI, fi;q=0.8", "sv"),
        ("en-US", "en"),
        ("de, sv;q=0.1", "sv"),
        ("fi;q=0.1, en;q=0.9", "en"),
        ("sv;q=0, en;q=0.1", "en"),
        ("de", "fi"),
        ("*", "fi"),
        ("", "fi"),
    ],
)
def test_a_page_without_a_language_speaks_the_one_the_browser_asks_for(app, header, language):
    page = Page(app.test_client().get("/x", headers={"Accept-Language": header}))

    assert page.one("html").get("lang") == language


def test_only_languages_the_municipality_offers_are_chosen():
    site = Site(name=LINTUKORPI.name, languages=("sv", "fi"), main_language="sv")
    app = small_house(lambda: site)

    page = Page(app.test_client().get("/x", headers={"Accept-Language": "en"}))

    assert page.one("html").get("lang") == "sv"
    assert "English" not in page.text
