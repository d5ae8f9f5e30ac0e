"""What people write stays words: in every field, on every page, in every language."""

import io

import pytest
from flask_babel import lazy_gettext
from markupsafe import Markup, escape

from participation.platform.web.headers import POLICY
from tests.hostile.attacker import injected, is_page
from tests.hostile.town import addresses, is_for_staff
from tests.hostile.words import evil, poison
from tests.surveys.answering import PAGE_1, PAGE_2

# Files that were uploaded have a stricter policy of their own.
FILES = ("platform.file", "processes.document")


@pytest.fixture
def poisoned(town):
    assert poison() > 60
    return town


def looked_at(attacker, poisoned, language, wanted) -> dict[str, object]:
    """Open every page that is wanted; return what is wrong with them."""
    found: dict[str, object] = {}
    for rule, url in addresses(attacker.app, poisoned, language=language):
        if not wanted(rule) or rule.endpoint in FILES:
            continue
        response = attacker.send("GET", url)
        bad = injected(response)
        if bad or response.status_code >= 500 or b"q49q" in response.data:
            found[url] = (response.status_code, bad)
        if response.headers["Content-Security-Policy"] != POLICY:
            found[url] = response.headers["Content-Security-Policy"]
    return found


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_residents_see_words(resident, poisoned, language):
    assert looked_at(resident, poisoned, language, lambda rule: not is_for_staff(rule)) == {}


@pytest.mark.parametrize(
    "language", ["fi", *(pytest.param(each, marks=pytest.mark.prove) for each in ("sv", "en"))]
)
def test_staff_see_words(boss, poisoned, language):
    assert looked_at(boss, poisoned, language, is_for_staff) == {}


def test_the_attack_reaches_the_pages(boss, poisoned):
    """Guard the tests above: pages without the words would prove nothing."""
    for rule, url in addresses(boss.app, poisoned):
        if rule.endpoint in ("processes.show", "activities.show", "surveys_manage.questions"):
            assert "&lt;x-evil onclick" in boss.send("GET", url).text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_who_answers_sees_words(resident, poisoned, language):
    base = f"/{language}/a/{poisoned.activities['open']}"
    for data in (PAGE_1, PAGE_1 | {"name": evil(language), "area~other": evil(language)}):
        pages = [
            resident.send("POST", f"{base}/answer/p1", data=data),
            resident.send("GET", f"{base}/answer/p1?check=1"),
            resident.send("GET", f"{base}/answer/p2"),
            resident.send("POST", f"{base}/answer/p2", data=PAGE_2 | {"_save": "1"}),
            resident.send("GET", f"{base}/saved"),
        ]
        assert [injected(page) for page in pages] == [[]] * len(pages)
        assert all(page.status_code < 500 for page in pages)


QUERIES = (
    "q",
    "c",
    "next",
    "only",
    "to",
    "focus",
    "page",
    "deed",
    "process",
    "state",
    "about",
    "v",
)


def test_no_word_of_an_address_becomes_markup(boss, town):
    query = "&".join(f"{name}={evil('en')}" for name in QUERIES).replace("#", "%23")
    query = query.replace("%s", "").replace("{%", "{").replace("%}", "}")
    found = {}
    for rule, url in addresses(boss.app, town, language="en"):
        response = boss.send("GET", f"{url}?{query}")
        bad = injected(response)
        if bad or response.status_code >= 500:
            found[rule.rule] = (response.status_code, bad)
    assert found == {}


# What flask.url_for would take for itself.
OPTIONS = ("endpoint", "_external", "_scheme", "_anchor", "_method", "self", "values", "lang")


def test_the_way_to_another_language_leads_to_this_site(resident):
    for place in ("/en/", "/en/feedback", "/en/nothing-here"):
        for name in OPTIONS:
            page = resident.send("GET", f"{place}?{name}=javascript&x=%0aalert(1)")
            assert page.status_code in (200, 404), name
            assert injected(page) == []
            assert "javascript:" not in page.text
            assert 'href="http' not in page.text.partition("<main")[0]


def test_no_error_page_repeats_an_address(resident):
    for place in ("/x-evil\"'><x-evil>", "/fi/a/<x-evil>", "/<script>", "/fi/%00", "/fi/a/%00"):
        page = resident.send("GET", place)
        assert page.status_code == 404
        assert injected(page) == []
        assert page.headers["Content-Security-Policy"] == POLICY


def test_every_answer_carries_the_headers(boss, town):
    wanted = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
    for _rule, url in addresses(boss.app, town, language="sv"):
        response = boss.send("GET", url)
        assert {name: response.headers.get(name) for name in wanted} == wanted, url
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe-eval" not in policy
        assert "script-src" not in policy
        assert not is_page(response) or "unsafe-inline" not in policy


def test_what_was_uploaded_runs_nothing(boss, town):
    data = {"title-fi": "a", "file": (io.BytesIO(b"<script>alert(1)</script>"), "a.txt")}
    data |= {"language": "fi", "event_id": ""}
    boss.send("POST", f"/fi/manage/p/{town.slug}/documents/new", data=data)
    for rule, url in addresses(boss.app, town):
        if rule.endpoint in FILES:
            response = boss.send("GET", url)
            assert "sandbox" in response.headers["Content-Security-Policy"]
            assert response.mimetype in ("image/png", "application/pdf")


def test_a_lazy_sentence_is_escaped_like_any_words(hardy):
    sentence = lazy_gettext("Roles in: %(process)s", process="<x-evil>")
    with hardy.test_request_context("/en/"):
        assert "<x-evil>" not in str(escape(sentence))
        assert "<x-evil>" not in str(Markup("{}").format(sentence))
