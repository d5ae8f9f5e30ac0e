"""Answers under way when something comes between."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from participation.activities.models import AccessLevel, Activity, LedgerEntry
from participation.platform.access.actor import Role
from participation.platform.clock import now, today
from participation.platform.extensions import db
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.jobs import forget_untouched_drafts
from surveys.models import QuestionnaireVersion, ResponseDraft
from tests.factories import text
from tests.pages import Visitor
from tests.staff import sign_in
from tests.surveys.answering import (
    PAGE_1,
    PAGE_2,
    SCALE,
    every_kind,
    make_survey,
    publish,
    url,
)
from tests.surveys.test_pages_answer import drafts, field, responses

SHORT = Questionnaire(
    pages=(Page(code="p1", questions=(Question(code="q", kind="text", label=text("Nimi")),)),)
)


@pytest.fixture
def survey(app: Flask) -> Activity:
    return make_survey()


@pytest.fixture
def short(app: Flask) -> Activity:
    return make_survey(SHORT)


def close(survey: Activity, ago: timedelta = timedelta()) -> None:
    found = db.session.get_one(Activity, survey.id)
    found.closes = now() - ago
    db.session.commit()


def test_an_expired_page_comes_back_with_what_was_typed(
    visitor: Visitor, survey: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(visitor.app.config, "WTF_CSRF_ENABLED", True)
    page = visitor.post(url(survey, "answer/p1"), PAGE_1 | {"_ticket": "old"}, expect=400)
    assert field(page, "age").get("value") == "42"
    assert drafts() == []
    again = PAGE_1 | {"_ticket": field(page, "_ticket").get("value")}
    assert visitor.post(url(survey, "answer/p1"), again).response.location.endswith("p2")


@pytest.mark.parametrize("header", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://x.test"}])
def test_another_site_cannot_send_a_form(
    visitor: Visitor, survey: Activity, header: dict[str, str]
) -> None:
    page = visitor.post(url(survey, "answer/p1"), PAGE_1, expect=400, headers=header)
    assert "Kylä" not in page.text
    assert drafts() == []


def test_closing_shows_what_was_typed_and_sends_nothing(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    close(survey, timedelta(minutes=15))
    page = visitor.post(url(survey, "answer/p2"), PAGE_2, expect=410)
    assert "Pohjoinen" in page.words("dl")
    assert "Moi" in page.words("dl")
    assert "Pohjoinen" in visitor.get(url(survey), expect=410).words("dl")
    assert responses() == []


def test_who_began_in_time_may_finish(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    close(survey, timedelta(minutes=14))
    visitor.get(url(survey, "answer/p2"))
    visitor.post(url(survey, "answer/p2"), PAGE_2)
    assert len(responses()) == 1


def test_a_page_opened_in_time_may_be_sent(visitor: Visitor, short: Activity) -> None:
    ticket = field(visitor.get(url(short)), "_ticket").get("value")
    close(short)
    visitor.post(url(short, "answer/p1"), {"q": "a", "_ticket": "forged"}, expect=410)
    visitor.post(url(short, "answer/p1"), {"q": "a", "_ticket": ticket})
    assert len(responses()) == 1


def test_nobody_begins_after_closing(visitor: Visitor, survey: Activity) -> None:
    close(survey)
    visitor.get(url(survey), expect=410)
    visitor.post(url(survey, "answer/p1"), PAGE_1, expect=410)
    assert drafts() == []


def test_before_opening_the_page_says_when(visitor: Visitor) -> None:
    survey = make_survey(opens=now() + timedelta(days=1))
    assert "klo" in visitor.get(url(survey), expect=409).words("main")
    visitor.post(url(survey, "answer/p1"), PAGE_1, expect=409)
    assert drafts() == []


def test_a_draft_stays_on_its_version(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    publish(survey, SHORT, 2)
    visitor.post(url(survey, "answer/p2"), PAGE_2)
    (response,) = responses()
    assert db.session.get_one(QuestionnaireVersion, response.version_id).number == 1


def test_who_was_reading_the_first_page_stays_on_it(visitor: Visitor, survey: Activity) -> None:
    ticket = field(visitor.get(url(survey)), "_ticket").get("value")
    publish(survey, SHORT, 2)
    visitor.post(url(survey, "answer/p1"), PAGE_1 | {"_ticket": ticket})
    assert set(drafts()[0].answers) == {"area", "age", "name"}
    assert "Nimi" in Visitor(visitor.app).get(url(survey)).words()


def test_a_form_of_another_version_takes_nothing_that_it_did_not_ask(
    visitor: Visitor, survey: Activity
) -> None:
    old = field(visitor.get(url(survey)), "_ticket").get("value")
    first, _second = every_kind().pages
    more = Question(code="more", kind="multiple", label=text("Lisää"), options=SCALE)
    publish(survey, Questionnaire(pages=(replace(first, questions=(*first.questions, more)),)), 2)
    new = field(visitor.get(url(survey)), "_ticket").get("value")
    visitor.post(url(survey, "answer/p1"), PAGE_1 | {"more": "s1", "_save": "1", "_ticket": new})
    visitor.post(url(survey, "answer/p1"), PAGE_1 | {"name": "Uusi", "_save": "1", "_ticket": old})
    (draft,) = drafts()
    assert (draft.answers["name"], draft.answers["more"]) == (["Uusi"], ["s1"])
    visitor.post(url(survey, "answer/p2"), {"free": "Moi", "_ticket": old})
    db.session.refresh(draft)
    assert (draft.answers["name"], draft.answers["more"]) == (["Uusi"], ["s1"])
    words = visitor.get(url(survey, "answer/p1")).words()
    assert "Kysymykset ovat muuttuneet sen jälkeen, kun sivu avattiin" in words


def test_two_tabs_write_into_one_draft(visitor: Visitor, survey: Activity) -> None:
    visitor.get(url(survey))
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    visitor.post(url(survey, "answer/p2"), {"free": "toinen", "_switch": "fi"})
    visitor.post(url(survey, "answer/p1"), PAGE_1 | {"name": "Uusi"})
    (draft,) = drafts()
    assert (draft.answers["name"], draft.answers["free"]) == (["Uusi"], ["toinen"])


def test_sending_twice_makes_one_response(visitor: Visitor, short: Activity) -> None:
    visitor.get(url(short))
    first = visitor.post(url(short, "answer/p1"), {"q": "a"}).response.location
    second = visitor.post(url(short, "answer/p1"), {"q": "a"}).response.location
    assert first == second
    assert len(responses()) == 1
    assert visitor.raw("GET", url(short), 302).location == first


def test_what_a_page_left_open_had_besides_is_shown_once_answers_are_sent(
    visitor: Visitor, short: Activity
) -> None:
    visitor.get(url(short))
    visitor.post(url(short, "answer/p1"), {"q": "a"})
    page = visitor.post(url(short, "answer/p1"), {"q": "<toinen>"}, expect=409)
    assert "<toinen>" in page.words("main")
    assert url(short, "thanks") in [link.get("href") for link in page.all("a")]
    assert [response.answers["q"] for response in responses()] == ["a"]


def test_every_kind_sent_twice_leads_to_the_thanks(visitor: Visitor, survey: Activity) -> None:
    visitor.get(url(survey))
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    first = visitor.post(url(survey, "answer/p2"), PAGE_2).response.location
    assert first.endswith("/thanks")
    for page, form in (("p1", PAGE_1), ("p2", PAGE_2)):
        assert visitor.post(url(survey, f"answer/{page}"), form).response.location == first
    assert visitor.post(url(survey, "answer/p2"), {}).response.location == first


def test_a_device_answers_once(visitor: Visitor, short: Activity) -> None:
    visitor.get(url(short))
    visitor.post(url(short, "answer/p1"), {"q": "a"})
    visitor.client.delete_cookie(f"yhes-{short.public_id}", domain="yhes.test")
    visitor.get(url(short), expect=409)
    visitor.post(url(short, "answer/p1"), {"q": "b"}, expect=409)
    assert len(responses()) == 1
    assert len(db.session.scalars(sa.select(LedgerEntry)).all()) == 1


def test_a_second_tab_with_answers_of_its_own_is_told_so(visitor: Visitor, short: Activity) -> None:
    visitor.get(url(short))
    old = visitor.client.get_cookie(f"yhes-{short.public_id}", domain="yhes.test")
    assert old is not None
    visitor.post(url(short, "answer/p1"), {"q": "a", "_switch": "fi"})
    visitor.client.set_cookie(f"yhes-{short.public_id}", "0" * 32, domain="yhes.test")
    visitor.post(url(short, "answer/p1"), {"q": "b"})
    visitor.client.set_cookie(f"yhes-{short.public_id}", old.value, domain="yhes.test")
    visitor.post(url(short, "answer/p1"), {"q": "a"}, expect=409)
    assert [response.answers["q"] for response in responses()] == ["b"]


def test_an_open_survey_is_answered_many_times(visitor: Visitor) -> None:
    survey = make_survey(SHORT, access=AccessLevel.OPEN)
    for word in "ab":
        visitor.get(url(survey))
        visitor.post(url(survey, "answer/p1"), {"q": word})
        visitor.post(url(survey, "leave"), {"again": "1"})
    assert {response.answers["q"] for response in responses()} == {"a", "b"}
    assert db.session.scalars(sa.select(LedgerEntry)).all() == []


def test_an_expired_draft_keeps_what_is_on_the_page(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    db.session.execute(sa.delete(ResponseDraft))
    db.session.commit()
    page = visitor.follow(url(survey, "answer/p2"), PAGE_2)
    assert "30" in page.words("main")
    assert set(drafts()[0].answers) == {"uses", "views.r1", "views.r2", "free"}


def test_autosave_keeps_quietly(visitor: Visitor, survey: Activity) -> None:
    visitor.get(url(survey))
    answer = visitor.raw("POST", url(survey, "answer/p1/autosave"), 200, data={"age": "abc"})
    assert answer.json == {"saved": True}
    assert field(visitor.get(url(survey)), "age").get("value") == "abc"


def test_autosave_says_why_it_fails(
    visitor: Visitor, survey: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(survey)
    late = visitor.raw("POST", url(survey, "answer/p1/autosave"), 410, data=PAGE_1).json
    monkeypatch.setitem(visitor.app.config, "WTF_CSRF_ENABLED", True)
    old = visitor.raw("POST", url(survey, "answer/p1/autosave"), 400, data=PAGE_1).json
    for answer in (late, old):
        assert answer is not None
        assert not answer["saved"]
        assert answer["words"]
    assert drafts() == []


def test_drafts_are_forgotten_after_thirty_days(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    drafts()[0].touched = today() - timedelta(days=30)
    db.session.commit()
    assert forget_untouched_drafts(now()) == 0
    assert forget_untouched_drafts(now() + timedelta(days=1)) == 1
    assert drafts() == []


def test_four_sendings_at_the_same_moment_make_one_response(
    visitor: Visitor, short: Activity
) -> None:
    visitor.get(url(short))
    token = visitor.client.get_cookie(f"yhes-{short.public_id}", domain="yhes.test")
    device = visitor.client.get_cookie("yhes-device", domain="yhes.test")
    assert token is not None
    assert device is not None
    address = url(short, "answer/p1")

    def send(_number: int) -> str:
        client = visitor.app.test_client()
        for cookie in (token, device):
            client.set_cookie(cookie.key, cookie.value, domain="yhes.test")
        return str(client.post(address, data={"q": "a"}).location)

    with ThreadPoolExecutor(4) as threads:
        assert {place.rsplit("/", 1)[-1] for place in threads.map(send, range(4))} == {"thanks"}
    assert len(responses()) == 1


def test_members_of_staff_answer_once_each_and_others_sign_in(visitor: Visitor) -> None:
    survey = make_survey(SHORT, access=AccessLevel.STAFF)
    visitor.raw("GET", url(survey), 303)
    visitor.raw("POST", url(survey, "answer/p1"), 303, data={"q": "a"})
    sign_in(visitor, Role.ANALYST)
    visitor.get(url(survey))
    visitor.post(url(survey, "answer/p1"), {"q": "a"})
    visitor.post(url(survey, "leave"))
    visitor.get(url(survey), expect=409)
    assert len(responses()) == 1
