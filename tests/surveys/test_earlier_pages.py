"""Surveys side by side: live for staff, from releases for everybody."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from participation.activities.services.releasing import release_closed
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from surveys.domain.weighting import Plan, Weighting
from surveys.models import QuestionnaireVersion, SurveyWeighting
from surveys.services import counting, snapshots
from tests.factories import make_activity, make_municipality, make_process, save, text
from tests.staff import sign_in
from tests.surveys.factories_counting import (
    ask,
    closed,
    make_version,
    options,
    questionnaire,
    respond_each,
    rows,
)

THEN = datetime(2024, 3, 4, 9, tzinfo=UTC)
ASKED = questionnaire(
    ask("area", "single", options=options("north", "south")),
    ask("wish", "single", options=options("park", "bus", "pool")),
    ask("age", "number"),
    ask("service", "matrix", options=options("bad", "good"), rows=rows("school", "road")),
    ask("idea", "long_text"),
)
EARLIER = questionnaire(
    ask("area", "single", options=options("north", "south")),
    ask("wish", "single", options=options("park", "bus", "tram")),
    ask("age", "number", settings={"unit": "v"}),
    ask("service", "matrix", options=options("bad", "good"), rows=rows("school", "pool")),
    ask("idea", "long_text"),
    ask("mood", "single", options=options("a", "b")),
)


def answers(version, park, bus, *, area="north"):
    for wish, many in (("park", park), ("bus", bus)):
        said = {"area": area, "wish": wish, "age": 40, "service": {"school": "good"}}
        respond_each(version, [said] * many)


@pytest.fixture
def process(app):
    make_municipality()
    return make_process()


@pytest.fixture
def now_and_then(process):
    """Two surveys: of 40 answers 30 wish a park, of 40 earlier ones 10 did."""
    here = closed(process=process, title=text("Kysely uusi"))
    then = closed(process=process, title=text("Kysely vanha"), opens=THEN)
    answers(make_version(here, ASKED), 30, 10)
    answers(make_version(then, EARLIER), 10, 30)
    db.session.expire_all()
    return here, then


def url(activity, rest="", language="en"):
    return f"/{language}/manage/a/{activity.public_id}/results/earlier{rest}"


def public(activity, rest="", language="en"):
    return f"/{language}/a/{activity.public_id}/results/earlier{rest}"


def publish(*activities):
    for activity in activities:
        release_closed(activity, datetime(2026, 9, 1, tzinfo=UTC))
    db.session.commit()


def test_shares_stand_side_by_side_with_intervals_and_a_test(visitor, now_and_then):
    sign_in(visitor, Role.ANALYST)
    words = visitor.get(url(now_and_then[0])).words()
    assert "75.0%" in words
    assert "60–86%" in words  # Wilson of 30 in 40
    assert "“PARK en” more often than in 2024, by 50 percentage points." in words
    assert "“BUS en” less often than in 2024, by 50 percentage points." in words


def test_what_differs_and_what_cannot_be_compared_is_said(visitor, now_and_then):
    sign_in(visitor, Role.ANALYST)
    words = visitor.get(url(now_and_then[0])).words()
    assert "Only in “Kysely uusi en”: POOL en" in words
    assert "Only in “Kysely vanha en”: TRAM en" in words
    assert "Kysymys age en (Kysely vanha en): The unit is another one." in words
    assert "own words or with files" in words
    assert "Asked only in “Kysely vanha en” Kysymys mood en" in words


def test_a_filter_goes_along_and_leaves_out_who_does_not_ask_it(visitor, now_and_then, process):
    other = closed(process=process, title=text("Kolmas"))
    answers(make_version(other, questionnaire(ASKED.question("wish"))), 10, 10)
    sign_in(visitor, Role.ANALYST)
    words = visitor.get(url(now_and_then[0], "?only=area:south&only=@day:2026-01-01..")).words()
    assert "Only these answers: Kysymys area en: SOUTH en" in words
    assert "“Kolmas en” does not ask what these answers are chosen or weighted by" in words
    assert "Links, days and versions belong to one survey" in words
    assert "0 answers" in words


def test_other_words_are_compared_when_somebody_judges_that_they_mean_the_same(visitor, process):
    here, then = (closed(process=process, opens=at) for at in (None, THEN))
    answers(make_version(here, questionnaire(ASKED.question("wish"))), 30, 10)
    renamed = ask("wish", "single", options=options("park", "bus", "pool"))
    renamed = type(renamed)(**{**_fields(renamed), "label": text("Mitä tähän?", "Va?", "Say?")})
    answers(make_version(then, questionnaire(renamed)), 10, 30)
    sign_in(visitor, Role.ANALYST)
    page = visitor.get(url(here))
    assert "The words differ so much" in page.words()
    assert "There it read: “Say?”" in page.words()
    (link,) = [a.get("href") for a in page.all("a") if "also=wish" in (a.get("href") or "")]
    words = visitor.get(link).words()
    assert "“Kysymys wish en” read in “Kysely en”" not in words
    assert "by 50 percentage points" in words


def _fields(question):
    return {name: getattr(question, name) for name in question.__slots__}


def test_a_survey_alone_says_what_to_do(visitor, process):
    here = closed(process=process)
    make_version(here, ASKED)
    sign_in(visitor, Role.EDITOR)
    assert "Copy this survey for the next year" in visitor.get(url(here)).words()


def test_the_file_holds_the_numbers_and_what_cannot_be_compared(visitor, now_and_then):
    sign_in(visitor, Role.ANALYST)
    sent = visitor.raw("POST", url(now_and_then[0]), data={"kind": "xlsx"})
    book = load_workbook(BytesIO(sent.data), read_only=True)
    sent.close()
    figures, notes = (list(sheet.values) for sheet in book.worksheets[:2])
    park = [row for row in figures if row[1] == "wish" and row[2] == "PARK en"]
    assert [(row[4], row[5], row[6]) for row in park] == [("2024", 40, 0.25), ("2026", 40, 0.75)]
    assert park[0][9] < 0.001
    assert ("Kysymys age en", "Kysely vanha en", "The unit is another one.") in notes
    assert visitor.raw("POST", url(now_and_then[0]), None, data={"kind": "exe"}).status_code == 404


def test_a_survey_of_a_process_one_does_not_work_in_is_not_offered(visitor, now_and_then):
    elsewhere = closed(process=make_process(slug="toinen"), title=text("Muualla"))
    answers(make_version(elsewhere, ASKED), 1, 1)
    sign_in(visitor, Role.ANALYST, process=now_and_then[0].process)
    assert "Muualla" not in visitor.get(url(now_and_then[0])).words()
    visitor.raw("GET", url(now_and_then[0], f"?with={elsewhere.public_id}"), 404)


def test_three_years_have_a_line(visitor, now_and_then, process):
    first = closed(process=process, opens=datetime(2022, 3, 4, tzinfo=UTC))
    answers(make_version(first, ASKED), 20, 20)
    sign_in(visitor, Role.ANALYST)
    page = visitor.get(url(now_and_then[0]))
    assert "Development" in page.words()
    assert page.text.count('class="y-trend"') >= 2


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_public_sees_releases_of_both_and_nothing_before(visitor, now_and_then, language):
    here, then = now_and_then
    publish(here)
    assert "y-groups" not in visitor.get(public(here, language=language)).text
    assert "/results/earlier" not in visitor.get(f"/en/a/{here.public_id}/results").text
    publish(then)
    page = visitor.get(public(here, language=language))
    assert "y-groups" in page.text
    assert "2024" in page.words()
    assert "/results/earlier" in visitor.get(f"/en/a/{here.public_id}/results").text
    answers(make_version(then, EARLIER), 50, 0)
    assert visitor.get(public(here, language=language)).words() == page.words()


def test_the_public_never_sees_small_numbers_or_hidden_surveys(visitor, now_and_then, process):
    here, then = now_and_then
    few = closed(process=process, title=text("Pieni"), opens=datetime(2022, 3, 4, tzinfo=UTC))
    answers(make_version(few, ASKED), 9, 2)
    publish(here, then, few)
    words = visitor.get(public(here)).words()
    assert "hidden" in words
    assert "18.2%" not in words
    visitor.raw("GET", public(here, f"?with={make_activity(process).public_id}"), 404)
    file = visitor.raw("GET", public(here, ".csv"))
    assert "hidden" in file.text
    file.close()


def weighed(activity, north, south):
    cells = {("north",): north, ("south",): south}
    told = {"answers": 40, "n": 40, "n_effective": 1.0, "design_effect": 1.0, "least": 0.5}
    more = {"greatest": 1.5, "trimmed": 0, "rounds": 1, "off": 0.0, "silent": (0,)}
    found = Weighting(variables=("area",), weights=cells, **told, **more)
    plan, moment = Plan().to_json(), datetime(2026, 9, 1, tzinfo=UTC)
    kept = {"name": "population", "plan": plan, "result": found.to_json(), "computed": moment}
    save(SurveyWeighting(survey_id=activity.id, **kept))


def test_weights_are_those_of_each_survey_and_widen_intervals(visitor, now_and_then):
    """Of 80 answers 30 wish a park in the north and 40 in the south, which weighs a third.

    (30 · 1.5 + 40 · 0.5) / 80 = 65/80; (Σw)²/Σw² = 80² / (40 · 2.25 + 40 · 0.25) = 64 answers.
    """
    here, then = now_and_then
    answers(db.session.scalars(newest_version(here)).one(), 40, 0, area="south")
    sign_in(visitor, Role.ANALYST)
    visitor.raw("GET", url(here, "?weights=population"), 404)
    weighed(here, 1.5, 0.5)
    words = visitor.get(url(here, "?weights=population")).words()
    assert "“Kysely vanha en” does not ask what these answers are chosen or weighted by" in words
    weighed(then, 1.0, 1.0)
    words = visitor.get(url(here, "?weights=population")).words()
    assert "Weighted to be like the population." in words
    assert "81.3%" in words
    assert "70–89%" in words  # Wilson of 0.8125 in 64
    assert "PARK en" in visitor.get(url(here, "?weights=population&only=area:north")).words()


def newest_version(activity):
    return sa.select(QuestionnaireVersion).filter_by(survey_id=activity.id)


def test_files_of_columns_say_the_same_as_answers(visitor, now_and_then, monkeypatch):
    here = now_and_then[0]
    sign_in(visitor, Role.ANALYST)
    plain = visitor.get(url(here, "?only=area:north")).words()
    monkeypatch.setattr(snapshots, "LEAST", 0)
    with unit_of_work():
        for each in now_and_then:
            counting.rebuild(each.id, datetime(2026, 9, 1, tzinfo=UTC))
    assert visitor.get(url(here, "?only=area:north")).words() == plain
