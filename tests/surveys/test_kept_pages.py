"""What is kept of answer pages is the same for everybody; the rest is each person's own."""

import re
from dataclasses import replace

from tests.factories import text
from tests.pages import Visitor
from tests.surveys.answering import PAGE_1, every_kind, make_survey, publish, url


def token(html: str) -> str:
    """Return the one CSRF token that all forms of a page hold."""
    (found,) = set(re.findall(r'name="csrf_token" value="([^"]+)"', html))
    return str(found)


def test_people_get_tokens_of_their_own(app):
    survey = make_survey()
    people = [Visitor(app) for _ in range(3)]
    pages = [who.get(url(survey)).text for who in people]

    tokens = [token(html) for html in pages]
    assert len(set(tokens)) == 3
    for html, own in zip(pages, tokens, strict=True):
        assert not [other for other in tokens if other != own and other in html]


def test_nobody_sees_what_another_typed(app):
    survey = make_survey()
    first, second = Visitor(app), Visitor(app)
    first.post(url(survey, "answer/p1"), {**PAGE_1, "name": "Salakylä"})

    assert "Salakylä" in first.get(url(survey, "answer/p1")).text
    assert "Salakylä" not in second.get(url(survey)).text
    assert "Salakylä" not in Visitor(app).get(url(survey)).text


def test_each_language_has_its_own_words(app):
    survey = make_survey()
    asked = {"fi": "Missä asut?", "sv": "Var bor du?", "en": "Where do you live?"}
    for language in ("fi", "sv", "en", "sv", "fi"):
        words = Visitor(app).get(url(survey, "answer", language)).words()
        assert [code for code, label in asked.items() if label in words] == [language]


def test_a_new_version_shows_at_once(app):
    survey = make_survey()
    assert "Taustat" in Visitor(app).get(url(survey)).words()
    first, second = every_kind().pages
    changed = replace(every_kind(), pages=(replace(first, title=text("Aluksi")), second))
    publish(survey, changed, number=2)

    words = Visitor(app).get(url(survey)).words()
    assert "Aluksi" in words
    assert "Taustat" not in words
