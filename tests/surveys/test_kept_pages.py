"""What is kept of answer pages is the same for everybody; the rest is each person's own."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from jinja2 import ChoiceLoader, DictLoader, UndefinedError

from participation.activities.models import Activity
from participation.municipality.models import Municipality
from participation.platform.extensions import db
from surveys.models import Survey
from surveys.views import after, kept, written
from tests.factories import make_municipality, text
from tests.pages import Visitor
from tests.surveys.answering import PAGE_1, PAGE_2, every_kind, make_survey, publish, url


def token(html: str) -> str:
    """Return the one ticket that all forms of a page hold."""
    (found,) = set(re.findall(r'name="_ticket" value="([^"]+)"', html))
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


def test_the_ticket_of_a_page_is_of_the_moment_it_was_asked_for(app, monkeypatch):
    survey = make_survey()
    first = Visitor(app).get(url(survey)).text
    monkeypatch.setattr(written, "now", lambda: datetime(2030, 1, 2, tzinfo=UTC))
    later = Visitor(app).get(url(survey)).text

    found = [re.findall(r'name="_ticket" value="([^"]+)"', html) for html in (first, later)]
    assert all(len(tickets) == 1 for tickets in found)
    assert found[0] != found[1]
    assert written.TICKET not in first + later


def test_a_new_title_or_a_new_face_of_the_town_shows_at_once(app):
    municipality, survey = make_municipality(), make_survey()
    before = Visitor(app).get(url(survey)).words()
    assert "Lintukorpi" in before
    db.session.get(Activity, survey.id).title = text("Uusi otsikko")
    db.session.get(Municipality, municipality.id).name = text("Koivula")
    db.session.commit()

    after = Visitor(app).get(url(survey))
    assert after.words("h1").startswith("Uusi otsikko")
    assert "Koivula" in after.words("header")
    assert "Lintukorpi" not in after.words()


def test_a_link_s_channel_stays_with_whoever_came_by_it(app):
    survey = make_survey()
    assert 'name="c" value="kirjasto"' in Visitor(app).get(url(survey) + "?c=kirjasto").text
    assert 'name="c"' not in Visitor(app).get(url(survey)).text
    assert 'name="c" value="&lt;b&gt;"' in Visitor(app).get(url(survey) + "?c=<b>").text


def test_a_message_is_shown_to_its_person_once(app):
    survey = make_survey()
    Visitor(app).get(url(survey))
    late, other = Visitor(app), Visitor(app)
    late.raw("GET", url(survey, "answer/p2"), 302)

    message = 'class="y-message"'
    assert message in late.get(url(survey)).text
    assert message not in other.get(url(survey)).text
    assert message not in late.get(url(survey)).text


@pytest.mark.parametrize("template", ["answer", "thanks"])
@pytest.mark.parametrize("name", kept.PERSONAL)
def test_a_kept_page_may_not_ask_who_sees_it(app, monkeypatch, template, name):
    survey, who = make_survey(), Visitor(app)
    who.post(url(survey, "answer/p1"), PAGE_1)
    loader = DictLoader({})
    loader.mapping[f"surveys/public/{template}.html"] = f"{{{{ {name} }}}}"
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([loader, app.jinja_env.loader]))
    monkeypatch.setattr(app.jinja_env, "cache", None)
    monkeypatch.setattr(kept, "KEPT", {})

    with pytest.raises(UndefinedError, match="may not ask who sees it"):
        who.follow(url(survey, "answer/p2"), PAGE_2)
        Visitor(app).get(url(survey))


def test_there_are_never_too_many_kept_pages(app, monkeypatch):
    monkeypatch.setattr(kept, "MOST_KEPT", 3)
    survey = make_survey()
    for number in range(8):
        Visitor(app).get(f"{url(survey)}?c={number}")
    assert len(kept.KEPT) <= 3


def test_kept_pages_are_never_too_large_together(app, monkeypatch):
    survey = make_survey()
    longest = len(Visitor(app).get(url(survey)).text)
    monkeypatch.setattr(kept, "MOST_CHARACTERS", 2 * longest + 500)
    for number in range(5):
        Visitor(app).get(f"{url(survey)}?c={number}")
    assert len(kept.KEPT) <= 2


def test_a_title_ahead_that_repeats_an_answer_is_each_person_s_own(app):
    first, second = every_kind().pages
    ahead = replace(second, code="p3", title=text("Mitä {name} kaipaa?"), questions=())
    survey = make_survey(replace(every_kind(), pages=(first, second, ahead)))
    for village in ("Ylikylä", "Alakylä"):
        page = Visitor(app).follow(url(survey, "answer/p1"), {**PAGE_1, "name": village})
        assert f"Mitä {village} kaipaa?" in page.words()


def code_on(html: str) -> str:
    return re.sub(r"<[^>]+>", "", re.findall(r'id="code"[^>]*>(.*?)</p>', html)[0]).strip()


def test_everybody_is_thanked_with_a_code_and_a_token_of_their_own(app):
    survey = make_survey()
    people, pages = [Visitor(app) for _ in range(3)], []
    for who in people:
        who.post(url(survey, "answer/p1"), PAGE_1)
        pages.append(who.follow(url(survey, "answer/p2"), PAGE_2).text)

    codes, tokens = [code_on(html) for html in pages], [token(html) for html in pages]
    assert len(set(codes)) == len(set(tokens)) == 3
    assert all(len(code.split()) == 4 for code in codes)
    for html in pages:
        assert not [one for one in (written.TICKET, *after.CODE) if one in html]
    again = [code_on(who.get(url(survey, "thanks")).text) for who in people]
    assert again == codes


def test_new_closing_words_and_another_end_show_at_once(app):
    survey = make_survey()
    who = Visitor(app)
    who.post(url(survey, "answer/p1"), PAGE_1)
    assert "2031" not in who.follow(url(survey, "answer/p2"), PAGE_2).words()
    db.session.get(Survey, survey.id).thanks = text("Suuri kiitos sinulle")
    db.session.get(Activity, survey.id).closes = datetime(2031, 1, 2, tzinfo=UTC)
    db.session.commit()

    words = who.get(url(survey, "thanks")).words()
    assert "Suuri kiitos sinulle" in words
    assert "2.1.2031" in words
