"""The API: what is released and nothing else, as described, cacheable; tokens read what is live."""

import json

import jsonschema
import pytest
from flask import Flask

from participation.activities.models import Activity, ResultVisibility
from participation.activities.queries import newest_release
from participation.activities.services.releasing import Amendment, Choice, correct, release
from participation.identity.services import tokens
from participation.platform.access.actor import ANYBODY
from participation.platform.clock import now
from participation.platform.extensions import db, limiter
from participation.platform.i18n.text import Text
from participation.platform.transactions import unit_of_work
from tests.pages import Visitor
from tests.surveys.answering import PAGE_1, PAGE_2, make_survey, url

API = "/api/v1"
PEOPLE = 12


@pytest.fixture
def survey(app: Flask) -> Activity:
    """A closed survey of twelve answers, not released yet."""
    survey = make_survey(results=ResultVisibility.AFTER_CLOSING)
    for number in range(PEOPLE):
        visitor = Visitor(app)
        area = {"area": "north" if number % 2 else "south"}
        visitor.post(url(survey, "answer/p1"), {**PAGE_1, **area})
        visitor.post(url(survey, "answer/p2"), PAGE_2)
    found = db.session.get_one(Activity, survey.id)
    found.closes = now()
    db.session.commit()
    return found


@pytest.fixture
def released(survey: Activity) -> Activity:
    with unit_of_work():
        release(survey, Choice(is_final=True), now=now(), actor=ANYBODY)
    return survey


def read(visitor: Visitor, path: str, expect: int = 200, **headers: str):
    return visitor.raw("GET", f"{API}/{path}", expect, headers=headers)


def schema_of(visitor: Visitor, name: str):
    described = read(visitor, "openapi.json").json
    return {"$ref": f"#/components/schemas/{name}", "components": described["components"]}


def test_releases_are_as_described(visitor, released):
    listed = read(visitor, "releases").json
    jsonschema.validate(listed, schema_of(visitor, "Releases"))
    (summary,) = listed["releases"]
    assert summary["activity"] == released.public_id
    assert summary["licence"]["name"] == "CC BY 4.0"
    whole = read(visitor, f"releases/{released.public_id}").json
    jsonschema.validate(whole, schema_of(visitor, "Release"))
    assert whole == read(visitor, f"releases/{released.public_id}/1").json
    assert whole["url"].endswith(f"{API}/releases/{released.public_id}/1")
    assert whole["responses"] == PEOPLE


def test_figures_are_those_of_the_page(visitor, released):
    one = read(visitor, f"releases/{released.public_id}/1/area").json
    jsonschema.validate(one, schema_of(visitor, "Release"))
    (finding,) = one["findings"]
    counts = {option["code"]: option["count"] for option in finding["figures"]["options"]}
    assert (counts["north"], counts["south"]) == (6, 6)
    assert finding["label"]["fi"] == "Missä asut?"
    page = visitor.get(f"/fi/a/{released.public_id}/results").words()
    assert "Missä asut?" in page


def test_nothing_is_told_before_it_is_released(visitor, survey):
    assert read(visitor, "releases").json == {"releases": [], "next": None}
    read(visitor, f"releases/{survey.public_id}", 404)
    read(visitor, f"releases/{survey.public_id}/1", 404)


def test_nothing_is_told_of_results_that_are_no_longer_public(visitor, released):
    db.session.get_one(Activity, released.id).results = ResultVisibility.STAFF
    db.session.commit()
    assert read(visitor, "releases").json["releases"] == []
    read(visitor, f"releases/{released.public_id}", 404)


def test_what_was_taken_back_is_named_and_not_told(visitor, released):
    with unit_of_work():
        amendment = Amendment(
            subject="area", reason=Text({"fi": "Laskettu väärin."}), is_withdrawal=True
        )
        correct(newest_release(released.id), amendment, now=now(), actor=ANYBODY)
    whole = read(visitor, f"releases/{released.public_id}").json
    jsonschema.validate(whole, schema_of(visitor, "Release"))
    assert "area" not in [finding["subject"] for finding in whole["findings"]]
    one = read(visitor, f"releases/{released.public_id}/1/area").json
    assert one["findings"] == []
    assert one["corrections"][0]["reason"]["fi"] == "Laskettu väärin."


def test_whoever_has_it_already_gets_nothing_again(visitor, released):
    first = read(visitor, f"releases/{released.public_id}")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = read(
        visitor,
        f"releases/{released.public_id}",
        304,
        **{"If-None-Match": first.headers["ETag"]},
    )
    assert again.data == b""


@pytest.mark.parametrize("path", ["releases/nothing", "releases/nothing/1", "nothing", "findings"])
def test_what_is_not_there_is_said_to_a_program(visitor, path):
    sent = read(visitor, path, 404)
    assert sent.mimetype == "application/problem+json"
    problem = json.loads(sent.data)
    jsonschema.validate(problem, schema_of(visitor, "Problem"))
    assert problem["status"] == 404


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "1.0", "²", "9" * 30])
def test_a_release_that_is_not_there_is_not_found(visitor, released, number):
    read(visitor, f"releases/{released.public_id}/{number}", 404)
    read(visitor, f"releases/{released.public_id}/1/nothing", 404)


def test_programs_read_what_is_live(visitor, survey):
    with unit_of_work():
        _token, words = tokens.add(ANYBODY, "Dashboard")
    bearer = {"Authorization": f"Bearer {words}"}
    live = read(visitor, f"findings/{survey.public_id}", **bearer)
    jsonschema.validate(live.json, schema_of(visitor, "Live"))
    assert live.headers["Cache-Control"] == "no-store"
    assert {finding["answered"] for finding in live.json["findings"]} == {PEOPLE}
    some = read(visitor, f"findings/{survey.public_id}?only=area:north", **bearer).json
    assert some["findings"][0]["figures"]["respondents"] == PEOPLE // 2
    assert some["findings"][0]["filter"] == [{"variable": "area", "values": ["north"]}]
    read(visitor, f"findings/{survey.public_id}?only=nothing:x", 404, **bearer)


@pytest.mark.parametrize("said", ["", "Bearer ", "Bearer wrong", "Basic YTpi", "Bearer ä"])
def test_without_a_token_nothing_live_is_told(visitor, survey, said):
    headers = {"Authorization": said.encode().decode("latin-1")} if said else {}
    sent = read(visitor, f"findings/{survey.public_id}", 401, **headers)
    assert json.loads(sent.data)["detail"].startswith("Send the token")
    assert sent.headers["WWW-Authenticate"] == "Bearer"


def test_a_flood_is_told_to_wait(app, released):
    limiter.enabled = True
    try:
        limiter.reset()
        visitor = Visitor(app)
        sent = [visitor.raw("GET", f"{API}/openapi.json", None).status_code for _ in range(301)]
        assert (set(sent[:300]), sent[300]) == ({200}, 429)
    finally:
        limiter.enabled = False
