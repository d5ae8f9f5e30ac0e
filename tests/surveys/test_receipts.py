"""Response codes from the person's side: saving, continuing elsewhere, following, erasing."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from participation.activities import receipts
from participation.activities.models import Activity
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.models import CountPending, Response, ResponseDraft
from surveys.services import counting, responses
from surveys.services.responses import Given
from tests.factories import text
from tests.pages import Page as Shown
from tests.pages import Visitor
from tests.surveys.answering import PAGE_1, PAGE_2, make_survey, url

CODE = "/fi/r"


@pytest.fixture
def survey(app: Flask) -> Activity:
    return make_survey()


def code_on(page: Shown) -> str:
    card = next(e for e in page.all("p") if e.get("id") == "code")
    return " ".join("".join(card.itertext()).split())


def send(visitor: Visitor, survey: Activity, language: str = "fi") -> Shown:
    visitor.post(url(survey, "answer/p1", language), PAGE_1)
    return visitor.follow(url(survey, "answer/p2", language), PAGE_2)


def test_the_code_is_shown_after_sending_and_after_a_reload(
    visitor: Visitor, survey: Activity
) -> None:
    code = code_on(send(visitor, survey))
    assert code_on(visitor.get(url(survey, "thanks"))) == code
    assert len(code.split()) == 4
    (response,) = db.session.scalars(sa.select(Response))
    assert response.receipt_hash == receipts.read_code(code)
    swedish = code_on(visitor.get(url(survey, "thanks", "sv")))
    assert swedish != code
    assert receipts.read_code(swedish) == response.receipt_hash


def test_the_code_can_be_hidden_from_whoever_comes_next(visitor: Visitor, survey: Activity) -> None:
    send(visitor, survey)
    visitor.post(url(survey, "leave"))
    visitor.raw("GET", url(survey, "thanks"), 302)


def test_saving_for_later_shows_the_code_that_stays(visitor: Visitor, survey: Activity) -> None:
    saved = visitor.follow(url(survey, "answer/p1"), PAGE_1 | {"_save": "1"})
    code = code_on(saved)
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    assert code_on(visitor.follow(url(survey, "answer/p2"), PAGE_2)) == code


def test_going_on_opens_the_page_that_was_left(visitor: Visitor, survey: Activity) -> None:
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    code = code_on(visitor.follow(url(survey, "answer/p1"), PAGE_1 | {"_save": "1"}))
    other = Visitor(visitor.app)
    other.follow(url(survey, "resume"), {"code": code})
    assert 'value="42"' in other.get(url(survey)).text
    other.post(url(survey, "answer/p1"), PAGE_1)
    assert other.raw("GET", url(survey), 302).location.endswith("answer/p2")


@pytest.mark.parametrize(
    ("days", "words"), [(7, "before the survey closes on"), (40, "We keep them until")]
)
def test_what_is_saved_says_which_end_comes_first(visitor: Visitor, days: int, words: str) -> None:
    survey = make_survey(closes=now() + timedelta(days=days))
    where = url(survey, "answer/p1", "en")
    page = visitor.follow(where, PAGE_1 | {"_save": "1"}).words("main")
    assert words in page
    assert ("We keep them" in page) != ("closes on" in page)


def test_answers_move_to_the_device_that_has_the_code(visitor: Visitor, survey: Activity) -> None:
    code = code_on(visitor.follow(url(survey, "answer/p1"), PAGE_1 | {"_save": "1"}))
    other = Visitor(visitor.app)
    assert "Kysely" in other.post(CODE, {"code": code}, expect=200).words()
    page = other.get(other.follow(url(survey, "resume"), {"code": code}).response.request.path)
    assert 'value="42"' in page.text
    other.post(url(survey, "answer/p1"), PAGE_1)
    thanks = other.follow(url(survey, "answer/p2"), PAGE_2)
    assert not [e for e in thanks.all("p") if e.get("id") == "code"], "a second code"
    (response,) = db.session.scalars(sa.select(Response))
    assert response.receipt_hash == receipts.read_code(code)


def test_the_device_that_began_starts_anew_with_another_code(
    visitor: Visitor, survey: Activity
) -> None:
    code = code_on(visitor.follow(url(survey, "answer/p1"), PAGE_1 | {"_save": "1"}))
    Visitor(visitor.app).post(url(survey, "resume"), {"code": code})
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    other = code_on(visitor.follow(url(survey, "answer/p2"), PAGE_2))
    assert other != code
    assert len(db.session.scalars(sa.select(ResponseDraft)).all()) == 1


def test_resuming_needs_a_code_of_the_same_survey(visitor: Visitor, survey: Activity) -> None:
    code = code_on(send(visitor, survey))
    for wrong in (code, "väärä koodi", ""):
        visitor.post(url(survey, "resume"), {"code": wrong}, expect=404)


def test_a_code_leads_to_what_was_sent(visitor: Visitor, survey: Activity) -> None:
    code = code_on(send(visitor, survey))
    page = Visitor(visitor.app).post(CODE, {"code": code.upper().replace(" ", " - ")}, expect=200)
    assert "Kysely" in page.words()
    assert CODE in [form.get("action") for form in page.all("form")]
    assert code.split()[0] not in page.response.headers.get("Location", "")


def test_a_wrong_code_says_what_to_check(visitor: Visitor, survey: Activity) -> None:
    words = receipts.word_list("fi")
    page = visitor.post(CODE, {"code": "qwertyqwerty " + " ".join(words[:3])}, expect=422)
    assert "qwertyqwerty" in page.words("main")
    visitor.post(CODE, {"code": " ".join(words[:3])}, expect=422)
    visitor.post(CODE, {"code": " ".join(words[:4])}, expect=422)
    visitor.post(CODE, {"code": ""}, expect=422)


def test_changing_the_language_keeps_the_code_typed(visitor: Visitor) -> None:
    page = visitor.post("/sv/r", {"code": "kissa koira", "_switch": "sv"}, expect=200)
    assert 'value="kissa koira"' in page.text


def test_erasing_asks_first_and_leaves_no_trace(visitor: Visitor, survey: Activity) -> None:
    code = code_on(send(visitor, survey))
    visitor.post("/fi/r/erase", {"code": code}, expect=200)
    assert db.session.scalars(sa.select(Response)).all() != []
    visitor.follow("/fi/r/erase", {"code": code, "confirm": "1"})
    assert db.session.scalars(sa.select(Response)).all() == []
    assert db.session.scalars(sa.select(CountPending)).all() == []
    visitor.post("/fi/r/erase", {"code": code, "confirm": "1"}, expect=410)
    visitor.post(CODE, {"code": code}, expect=422)


def test_an_erased_answer_is_no_longer_counted(visitor: Visitor, survey: Activity) -> None:
    code = code_on(send(visitor, survey))
    counting.refresh(survey.id, now())
    db.session.commit()
    assert counting.find(survey, "area", now()).answered == 1
    visitor.post("/fi/r/erase", {"code": code, "confirm": "1"})
    assert counting.find(survey, "area", now()).answered == 0


def test_answers_under_way_can_be_erased(visitor: Visitor, survey: Activity) -> None:
    code = code_on(visitor.follow(url(survey, "answer/p1"), PAGE_1 | {"_save": "1"}))
    visitor.post("/fi/r/erase", {"code": code, "confirm": "1"})
    assert db.session.scalars(sa.select(ResponseDraft)).all() == []


def test_many_responses_load_at_once(survey: Activity) -> None:
    version = counting.versions_of(survey.id) if hasattr(counting, "versions_of") else None
    assert version is None or version
    given = Given(version_id=1, channel_id=None, language="fi", day=now().date(), answers={})
    assert responses.insert_many(survey.id, [given] * 3) == 3
    assert responses.numbers([survey.id, 999]) == {survey.id: 3, 999: 0}
    assert len(db.session.scalars(sa.select(CountPending)).all()) == 3


def test_the_survey_of_one_question_shows_a_code(visitor: Visitor) -> None:
    asked = Question(code="q", kind="text", label=text("Nimi"))
    survey = make_survey(Questionnaire(pages=(Page(code="p1", questions=(asked,)),)))
    assert code_on(visitor.follow(url(survey, "answer/p1"), {"q": "a"}))
