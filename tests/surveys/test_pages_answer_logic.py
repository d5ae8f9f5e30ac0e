"""Each person is asked what their answers lead to, and nothing they wrote is lost on the way."""

from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from participation.activities.models import Activity
from participation.activities.occasions import occasion_named
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys.domain.answering import with_page
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Rule
from surveys.models import QuestionnaireVersion, Response, ResponseDraft
from surveys.services.drafts import resume
from tests.factories import text
from tests.pages import Page as Opened
from tests.pages import Visitor
from tests.surveys import logic_random
from tests.surveys.answering import AREAS, make_survey, publish, url

YES_NO = (
    Option(code="yes", label=text("Kyllä", "Ja", "Yes")),
    Option(code="no", label=text("Ei", "Nej", "No")),
)


def single(code: str, **changes: Any) -> Question:
    parts: dict[str, Any] = {"kind": "single", "label": text(f"Kysymys {code}"), "options": YES_NO}
    return Question(code=code, **(parts | changes))


def words(code: str, **changes: Any) -> Question:
    return Question(code=code, kind="text", **({"label": text(f"Kysymys {code}")} | changes))


def survey_of(*pages: tuple[Question, ...], **changes: Any) -> Activity:
    made = (
        Page(code=f"p{n}", title=text(f"Sivu {n}"), questions=each)
        for n, each in enumerate(pages, 1)
    )
    return make_survey(Questionnaire(pages=tuple(made)), **changes)


def sent() -> dict[str, Any]:
    db.session.expire_all()
    (response,) = db.session.scalars(sa.select(Response))
    return dict(response.answers)


def draft() -> ResponseDraft:
    db.session.expire_all()
    (found,) = db.session.scalars(sa.select(ResponseDraft))
    return found


def names(page: Opened) -> set[str]:
    fields = [*page.all("input"), *page.all("textarea"), *page.all("select")]
    own = {e.get("name") or "" for e in fields if e.get("type") != "hidden"}
    return {name for name in own if name.startswith("q")}


@pytest.fixture
def branching(app: Flask) -> Activity:
    return survey_of(
        (single("q1"),),
        (words("q2", condition="{q1} = 'yes'", required=True),),
        (words("q3"), words("q4", condition="{q1} = 'no'")),
    )


def test_a_page_with_nothing_to_ask_is_skipped_both_ways(
    visitor: Visitor, branching: Activity
) -> None:
    page = visitor.follow(url(branching, "answer/p1"), {"q1": "no"})
    assert names(page) == {"q3", "q4"}
    assert "Sivu 2 / 2" in page.words()
    back = visitor.post(url(branching, "answer/p3"), {"_previous": "1"})
    assert back.response.location.endswith("/answer/p1")
    assert names(visitor.follow(url(branching, "answer/p1"), {"q1": "yes"})) == {"q2"}


def test_a_hidden_page_leads_to_the_one_before(visitor: Visitor, branching: Activity) -> None:
    visitor.follow(url(branching, "answer/p1"), {"q1": "no"})
    page = visitor.get(url(branching, "answer/p2"), expect=302)
    assert page.response.location.endswith("/answer/p1")


def test_what_was_typed_comes_back_when_somebody_changes_their_mind(
    visitor: Visitor, branching: Activity
) -> None:
    visitor.follow(url(branching, "answer/p1"), {"q1": "no"})
    visitor.post(url(branching, "answer/p3"), {"q3": "kolme", "q4": "neljä", "_previous": "1"})
    visitor.follow(url(branching, "answer/p1"), {"q1": "yes"})
    visitor.follow(url(branching, "answer/p2"), {"q2": "kaksi"})
    page = visitor.get(url(branching, "answer/p3"))
    withheld = next(e.get("value") for e in page.all("input") if e.get("name") == "_withheld")
    assert withheld == "q4"
    visitor.post(
        url(branching, "answer/p3"), {"q3": "kolme", "_withheld": withheld, "_previous": "1"}
    )
    assert draft().answers["q4"] == ["neljä"]
    visitor.follow(url(branching, "answer/p3"), {"q3": "3", "_withheld": withheld, "_send": "1"})
    assert sent() == {"q1": "yes", "q2": "kaksi", "q3": "3"}


def test_nobody_sends_by_going_on_from_a_page_that_was_not_the_last(
    visitor: Visitor, app: Flask
) -> None:
    survey = survey_of((single("q1"),), (words("q2", condition="{q1} = 'yes'"),))
    page = visitor.follow(url(survey, "answer/p1"), {"q1": "no"})
    assert "Lähetä vastaukset" in page.words() or "_send" in page.text
    assert not db.session.scalars(sa.select(Response)).all()
    visitor.follow(url(survey, "answer/p1"), {"q1": "no", "_send": "1"})
    assert sent() == {"q1": "no"}


def test_without_javascript_a_line_says_from_what_a_question_follows(
    visitor: Visitor, app: Flask
) -> None:
    survey = survey_of((single("q1"), words("q2", condition="{q1} = 'yes'", required=True)))
    page = visitor.get(url(survey, language="en"))
    assert names(page) == {"q1", "q2"}
    assert "This question follows from your answer to question 1." in page.words()
    visitor.post(url(survey, "answer/p1"), {"q1": "yes"}, expect=422)
    visitor.follow(url(survey, "answer/p1"), {"q1": "no", "q2": "turhaan", "_send": "1"})
    assert sent() == {"q1": "no"}


def test_a_broken_rule_says_its_own_words(visitor: Visitor, app: Flask) -> None:
    rule = Rule(test="length({.}) > 2", message=text("Kirjoita enemmän", "Skriv mer", "Write more"))
    survey = survey_of((words("q1", rules=(rule,)),))
    page = visitor.post(url(survey, "answer/p1"), {"q1": "a"}, expect=422)
    assert "Kirjoita enemmän" in page.words()
    visitor.post(url(survey, "answer/p1", "sv"), {"q1": "a"}, expect=422)


@pytest.mark.parametrize(
    ("answer", "language", "said"),
    [
        ({"q1": "north"}, "fi", "Onko Pohjoinen hyvä? {foo}"),
        ({"q1": "north"}, "sv", "Onko Norr hyvä? {foo}"),
        ({}, "fi", "Onko hyvä? {foo}"),
        ({"q1": "other", "q1~other": "<b>&amp;"}, "fi", "Onko <b>&amp; hyvä? {foo}"),
        ({"q1": "~unknown"}, "fi", "Onko hyvä? {foo}"),
    ],
)
def test_an_earlier_answer_is_said_in_later_words(
    visitor: Visitor, app: Flask, answer: dict[str, str], language: str, said: str
) -> None:
    asked = words("q2", label=text("Onko {q1} hyvä? {foo}", "Onko {q1} hyvä? {foo}"))
    first = single("q1", options=AREAS, other=True, dont_know=True)
    survey = survey_of((first,), (asked,))
    page = visitor.follow(url(survey, "answer/p1", language), answer)
    assert said in " ".join(page.words("label").split())


def test_titles_and_hints_say_earlier_answers_too(visitor: Visitor, app: Flask) -> None:
    pages = (
        Page(code="p1", questions=(words("q1"),)),
        Page(code="p2", title=text("Hei {q1}"), intro=text("Kirjoitit {q1}."),
             questions=(words("q2", hint=text("Vielä {q1}?")),)),
    )  # fmt: skip
    survey = make_survey(Questionnaire(pages=pages))
    page = visitor.follow(url(survey, "answer/p1"), {"q1": "Åsa"}).words()
    assert all(said in page for said in ("Hei Åsa", "Kirjoitit Åsa.", "Vielä Åsa?"))


def test_everybody_has_an_order_of_their_own_that_stays(app: Flask) -> None:
    options = tuple(Option(code=f"o{n}", label=text(f"V{n}")) for n in range(9))
    asked = single("q1", options=options, shuffle=("options",), other=True)
    survey = survey_of((asked,), (words("q2"),), access="open")
    orders = set()
    for _person in range(6):
        visitor = Visitor(app)
        before = order(visitor.get(url(survey)))
        assert not db.session.scalars(sa.select(ResponseDraft)).all()
        visitor.follow(url(survey, "answer/p1"), {"q1": "o3"})
        seed = draft().seed
        assert order(visitor.get(url(survey, "answer/p1"))) == before
        assert before[-1] == "other"
        visitor.follow(url(survey, "answer/p2"), {"q2": "x"})
        (response,) = db.session.scalars(sa.select(Response))
        assert response.seed == seed
        orders.add(tuple(before))
        db.session.execute(sa.delete(Response))
        db.session.commit()
    assert len(orders) > 1


def order(page: Opened) -> list[str | None]:
    return [e.get("value") for e in page.all("input") if e.get("name") == "q1"]


def test_without_shuffling_no_order_is_kept(visitor: Visitor, branching: Activity) -> None:
    visitor.follow(url(branching, "answer/p1"), {"q1": "no"})
    assert draft().seed is None


def test_nobody_shares_a_token(app: Flask) -> None:
    survey = survey_of((words("q1"),), access="open")
    tokens = set()
    for _person in range(20):
        visitor = Visitor(app)
        cookies = visitor.get(url(survey)).response.headers.getlist("Set-Cookie")
        tokens |= {each.split(";")[0] for each in cookies if each.startswith("yhes-")}
    assert len(tokens) == 20


def test_two_tabs_on_different_branches_make_one_answer(
    visitor: Visitor, branching: Activity
) -> None:
    visitor.follow(url(branching, "answer/p1"), {"q1": "yes"})
    visitor.follow(url(branching, "answer/p2"), {"q2": "yhdessä"})
    visitor.follow(url(branching, "answer/p1"), {"q1": "no"})  # in another tab
    visitor.follow(url(branching, "answer/p3"), {"q3": "a", "_withheld": "q4", "_send": "1"})
    visitor.raw("POST", url(branching, "answer/p3"), None, data={"q3": "b", "_send": "1"})
    assert sent() == {"q1": "no", "q3": "a", "q4": "~none"}


@example(seed=510509)  # what only the other scale of a row offers
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**31 - 1))
def test_no_answer_is_lost_or_moved_on_the_way(branching: Activity, app: Flask, seed: int) -> None:
    """Mistakes, other languages, turns back, other devices, and new versions while one answers."""
    chance, visitor = Random(seed), Visitor(app)
    db.session.execute(sa.delete(ResponseDraft))
    db.session.execute(sa.delete(Response))
    written = logic_random.questionnaire(chance)
    publish_next(branching, written)
    visitor.get(url(branching))
    typed = logic_random.typed(chance, written)
    expected: dict[str, list[str]] = {}
    for index, page in enumerate(written.pages):
        shown = post(visitor, branching, index, typed, chance)
        if shown is None or not drafts():
            break
        expected |= with_page({}, page, offered(typed, shown))
        kept = {name: set(values) for name, values in drafts()[0].answers.items()}
        assert kept == {name: set(values) for name, values in expected.items() if values}
        if chance.random() < 0.3:
            publish_next(
                branching, Questionnaire(pages=(Page(code="p0", questions=(words("q1"),)),))
            )
        if chance.random() < 0.3:
            move_to_another_device(visitor, branching)


def offered(typed: dict[str, Any], shown: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return what can be sent of what somebody would type: of choices, those that are shown."""
    return {
        name: [value for value in typed[name] if value in (shown[name] or typed[name])]
        for name in typed
        if name in shown
    }


def drafts() -> list[ResponseDraft]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(ResponseDraft)))


def publish_next(survey: Activity, written: Questionnaire) -> None:
    newest = db.session.scalar(sa.select(sa.func.max(QuestionnaireVersion.number)))
    publish(survey, written, (newest or 0) + 1)


def post(
    visitor: Visitor, survey: Activity, index: int, typed: dict[str, Any], chance: Random
) -> dict[str, set[str]] | None:
    """Fill in a page as a browser does; return its fields, with the values that can be chosen."""
    place = url(survey, f"answer/p{index}", chance.choice(("fi", "sv", "en")))
    opened = visitor.raw("GET", place, None)
    if opened.status_code != 200:
        return None
    page, shown = Opened(opened), {}
    for each in (*page.all("input"), *page.all("textarea"), *page.all("select")):
        name, value = each.get("name") or "", each.get("value") or ""
        if each.get("type") in ("radio", "checkbox"):
            shown.setdefault(name, set()).add(value)
        elif name in typed:
            shown[name] = set()
    withheld = [e.get("value") for e in page.all("input") if e.get("name") == "_withheld"]
    deed = chance.choice(("", "", "_switch", "_previous", "_save"))
    form = (
        offered(typed, shown) | {"_withheld": withheld or [""]} | ({deed: ["fi"]} if deed else {})
    )
    visitor.raw("POST", place, None, data=form)
    return shown


def move_to_another_device(visitor: Visitor, survey: Activity) -> None:
    """Continue with the code that saving shows."""
    (found,) = drafts()
    if found.receipt_hash is None:
        return
    before = dict(found.answers)
    token = resume(occasion_named(survey.public_id), found.receipt_hash, now())
    db.session.commit()
    visitor.client.set_cookie(f"yhes-{survey.public_id}", token.hex())
    assert drafts()[0].answers == before
