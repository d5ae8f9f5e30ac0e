"""Answering, page by page."""

from xml.etree.ElementTree import Element

import pytest
import sqlalchemy as sa

from participation.activities.models import AccessLevel, Activity, Channel, LedgerEntry
from participation.platform.extensions import db
from surveys.models import CountPending, Response, ResponseDraft
from tests.factories import save, text
from tests.pages import Page, Visitor
from tests.staff import sign_in
from tests.surveys.answering import PAGE_1, PAGE_2, make_survey, url


def responses() -> list[Response]:
    return list(db.session.scalars(sa.select(Response)))


def drafts() -> list[ResponseDraft]:
    return list(db.session.scalars(sa.select(ResponseDraft)))


def field(page: Page, name: str) -> Element:
    return next(e for e in page.tree.iter() if e.get("name") == name)


def chosen(page: Page, name: str) -> list[str | None]:
    inputs = (e for e in page.all("input") if e.get("name") == name)
    return [e.get("value") for e in inputs if e.get("checked") is not None]


@pytest.fixture
def survey(app: object) -> Activity:
    return make_survey()


def test_somebody_answers_page_by_page(visitor: Visitor, survey: Activity) -> None:
    assert "Taustat" in visitor.get(url(survey), queries=4).words()
    assert "Mielipiteet" in visitor.follow(url(survey, "answer/p1"), PAGE_1).words()
    visitor.follow(url(survey, "answer/p2"), PAGE_2)
    (response,) = responses()
    assert response.answers == {
        "area": "north",
        "age": 42,
        "name": "Kylä",
        "uses": ["s1", "s2"],
        "views": {"r1": "s1", "r2": "~unknown"},
        "free": "Moi\nhei",
    }
    assert (response.language, drafts()) == ("fi", [])
    assert len(db.session.scalars(sa.select(LedgerEntry)).all()) == 1
    assert [note.sign for note in db.session.scalars(sa.select(CountPending))] == [1]


def test_nobody_answers_in_a_language_that_is_not_offered(visitor: Visitor) -> None:
    survey = make_survey(languages=["fi", "sv"])
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    page = visitor.post(url(survey, "answer/p2", "en"), PAGE_2).response.location
    landing = visitor.raw("GET", page, 302).location
    assert landing.endswith(f"/en/a/{survey.public_id}")
    assert "Choose one of these languages" in visitor.get(landing).words()
    assert responses() == []
    assert drafts()[0].answers["free"] == ["Moi\nhei"]


def test_a_page_needs_few_queries(visitor: Visitor, survey: Activity) -> None:
    visitor.get(url(survey), queries=4)
    visitor.get(url(survey), queries=4)
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    assert len(visitor.queries) <= 6
    visitor.get(url(survey, "answer/p2"), queries=4)
    visitor.post(url(survey, "answer/p2"), PAGE_2)
    assert len(visitor.queries) <= 8, "\n".join(visitor.queries)


def test_nothing_is_kept_before_something_is_sent(visitor: Visitor, survey: Activity) -> None:
    response = visitor.get(url(survey)).response
    assert drafts() == []
    cookies = {c.split("=")[0]: c for c in response.headers.getlist("Set-Cookie")}
    token = cookies[f"yhes-{survey.public_id}"]
    assert "HttpOnly" in token
    assert "SameSite=Lax" in token


def test_faults_lead_to_their_fields(visitor: Visitor, survey: Activity) -> None:
    typed = {"area": "other", "age": "paljon", "name": "x" * 30}
    page = visitor.post(url(survey, "answer/p1"), typed, expect=422)
    ids = {e.get("id"): e for e in page.tree.iter() if e.get("id")}
    summary = next(e for e in page.all("div") if e.get("class") == "govuk-error-summary")
    links = [e.get("href") for e in summary.iter() if e.tag.endswith("}a")]
    assert [ids[link[1:]].get("name") for link in links if link] == ["area~other", "age", "name"]
    for name in ("age", "name"):
        control = field(page, name)
        assert control.get("value") == typed[name]
        assert control.get("aria-invalid") == "true"
        described = (control.get("aria-describedby") or "").split()
        assert any(one.endswith("-error") and one in ids for one in described)


def test_a_required_question_must_be_answered(visitor: Visitor, survey: Activity) -> None:
    page = visitor.post(url(survey, "answer/p1"), {"age": "1"}, expect=422)
    assert "Choose one of the options." in page.words() or "Valitse" in page.words()
    assert field(page, "age").get("value") == "1"


def test_going_back_asks_nothing_and_keeps_everything(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    visitor.follow(url(survey, "answer/p2"), {"uses": ["s1", "s2", "s3"], "_previous": "1"})
    page = visitor.get(url(survey, "answer/p2"))
    assert chosen(page, "uses") == ["s1", "s2", "s3"]


def test_changing_the_language_loses_nothing(visitor: Visitor, survey: Activity) -> None:
    typed = {"area": "south", "age": "noin 12", "name": "Å", "_switch": "sv"}
    page = visitor.follow(url(survey, "answer/p1", "sv"), typed)
    assert page.one("html").get("lang") == "sv"
    assert "Bakgrund" in page.words()
    assert chosen(page, "area") == ["south"]
    assert field(page, "age").get("value") == "noin 12"
    assert responses() == []


def test_the_switch_is_not_what_enter_presses(visitor: Visitor, survey: Activity) -> None:
    buttons = [e for e in visitor.get(url(survey)).all("button") if e.get("form") == "answer"]
    assert buttons[0].get("name") is None
    assert {button.get("value") for button in buttons[1:]} == {"sv", "en"}


def test_nobody_jumps_ahead(visitor: Visitor, survey: Activity) -> None:
    assert visitor.raw("GET", url(survey, "answer/p2"), 302).location.endswith("/answer/p1")
    assert visitor.raw("GET", url(survey, "answer/nothing"), 302).location.endswith("/answer/p1")


def test_coming_back_leads_to_the_furthest_page(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    assert visitor.raw("GET", url(survey), 302).location.endswith("/answer/p2")


def test_sending_leads_to_the_page_that_must_be_mended(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    visitor.post(url(survey, "answer/p1"), {"age": "x", "_switch": "fi"})
    page = visitor.follow(url(survey, "answer/p2"), PAGE_2)
    assert field(page, "age").get("aria-invalid") == "true"
    assert responses() == []


def test_the_channel_travels_along(visitor: Visitor, survey: Activity) -> None:
    channel = save(Channel(activity_id=survey.id, name=text("Kirje")))
    page = visitor.get(url(survey, f"answer?c={channel.code}"))
    hidden = {"c": field(page, "c").get("value")}
    visitor.post(url(survey, "answer/p1"), PAGE_1 | hidden)
    visitor.post(url(survey, "answer/p2"), PAGE_2 | hidden)
    assert responses()[0].channel_id == channel.id


def test_fields_that_are_no_questions_are_ignored(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1 | {"free": "early", "evil": "1"})
    assert set(drafts()[0].answers) == {"area", "age", "name"}


def test_a_language_that_is_not_offered_leads_to_those_that_are(visitor: Visitor) -> None:
    survey = make_survey(languages=["fi"])
    location = visitor.raw("GET", url(survey, "answer", "sv"), 302).location
    assert location.endswith(url(survey, "").rstrip("/").replace("/fi/", "/sv/"))


def test_a_survey_that_is_not_published_is_not_there(visitor: Visitor) -> None:
    survey = make_survey(published=None)
    visitor.get(url(survey), expect=404)
    visitor.post(url(survey, "answer/p1"), PAGE_1, expect=404)


def test_people_s_words_are_never_markup(visitor: Visitor, survey: Activity) -> None:
    nasty = '"><script>alert(1)</script>'
    page = visitor.follow(url(survey, "answer/p1"), PAGE_1 | {"name": nasty, "_switch": "fi"})
    assert field(page, "name").get("value") == nasty[:20] or nasty in str(
        field(page, "name").get("value")
    )
    assert not [e for e in page.all("script") if e.get("src") is None]


@pytest.mark.parametrize("access", [AccessLevel.DEVICE, AccessLevel.OPEN, AccessLevel.STAFF])
def test_the_landing_page_knows_who_has_answered(visitor: Visitor, access: AccessLevel) -> None:
    survey = make_survey(access=access)
    if access is AccessLevel.STAFF:
        sign_in(visitor)
    landing = url(survey, "", "en").rstrip("/")
    assert ">Start<" in visitor.get(landing).text
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    assert ">Start<" in visitor.get(landing).text
    visitor.post(url(survey, "answer/p2"), PAGE_2)
    page = visitor.get(landing)
    assert ">Start<" not in page.text
    assert "Show the code again" in page.words("main")
    visitor.post(url(survey, "leave"))
    page = visitor.get(landing)
    assert "Show the code again" not in page.words("main")
    assert (">Start<" in page.text) == (access is AccessLevel.OPEN)
    leads = "/en/r" in [a.get("href") for a in page.one("main").iter()]
    assert leads == (access is not AccessLevel.OPEN)
