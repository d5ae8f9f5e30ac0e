"""Parts of pages are written once, and never for the wrong town, language or person."""

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader, UndefinedError

from participation.platform.i18n.text import Text
from participation.platform.web import parts
from participation.platform.web.parts import PERSONAL, shared_part
from participation.platform.web.site import Site
from tests.pages import Page
from tests.platform.small_house import small_house

PRIVACY = {"fi": "Tietosuojaseloste", "sv": "Dataskyddsbeskrivning", "en": "Privacy notice"}


def town(name: str) -> Site:
    return Site(name=Text({"fi": name}), phone=name)


def house_with(**templates: str) -> Flask:
    app = small_house()
    ours = {f"{name}.html": source for name, source in templates.items()}
    app.jinja_env.loader = ChoiceLoader([DictLoader(ours), app.jinja_env.loader])
    return app


def test_each_language_has_its_own():
    browser = small_house().test_client()

    for language in ("fi", "sv", "en", "fi", "en"):
        words = Page(browser.get(f"/{language}/")).words("footer")
        assert [code for code, said in PRIVACY.items() if said in words] == [language]


def test_a_change_of_the_municipality_shows_at_once():
    shown = town("Koivula")
    browser = small_house(lambda: shown).test_client()
    assert "Koivula" in Page(browser.get("/fi/")).words("header")

    shown = town("Mäntylä")
    page = Page(browser.get("/fi/"))
    assert "Mäntylä" in page.words("header")
    assert "Mäntylä" in page.words("footer")


def test_two_houses_in_one_process_share_nothing():
    for name in ("Koivula", "Mäntylä"):
        page = Page(small_house(lambda name=name: town(name)).test_client().get("/fi/"))
        assert name in page.words("footer")


def test_a_house_below_an_address_has_links_of_its_own():
    app = small_house()
    for root in ("", "/osallistu", ""):
        page = Page(app.test_client().get("/fi/", base_url=f"http://yhes.test{root}"))
        assert f'href="{root}/fi/sign-in"' in page.text


def test_an_address_is_never_of_the_host_another_asked_for():
    app = house_with(whole="{{ url_for('processes.home', _external=True) }}")
    for host in ("a.test", "b.test"):
        with app.test_request_context("/fi/", base_url=f"https://{host}"):
            assert shared_part("whole.html") == f"https://{host}/fi/"


def test_facts_are_told_apart():
    app = house_with(fact="<i>{{ fact }}</i>")
    with app.test_request_context("/fi/"):
        said = [shared_part("fact.html", fact=fact) for fact in ("a", "<b>", "a")]
    assert said == ["<i>a</i>", "<i>&lt;b&gt;</i>", "<i>a</i>"]


def test_a_part_is_written_once():
    app = house_with(count="{{ count() }}")
    seen = []
    app.jinja_env.globals["count"] = lambda: seen.append(1) or len(seen)

    for _request in range(3):
        with app.test_request_context("/fi/"):
            assert shared_part("count.html") == "1"


@pytest.mark.parametrize("name", PERSONAL)
def test_a_part_may_not_ask_who_sees_it(name):
    app = house_with(personal=f"{{{{ {name} }}}}")
    refusal = pytest.raises(UndefinedError, match="same for everybody")
    with app.test_request_context("/fi/"), refusal:
        shared_part("personal.html")


def test_there_are_never_too_many(monkeypatch):
    monkeypatch.setattr(parts, "MOST_FACES", 2)
    monkeypatch.setattr(parts, "MOST_PARTS", 2)
    app = house_with(fact="{{ fact }}")
    for name in "abcde":
        app.extensions["site_loader"] = lambda name=name: town(name)
        with app.test_request_context("/fi/"):
            for fact in range(5):
                assert shared_part("fact.html", fact=fact) == str(fact)
    assert len(app.extensions["parts"]) <= 2
    assert all(len(kept) <= 2 for kept in app.extensions["parts"].values())
