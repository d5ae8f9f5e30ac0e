"""The strategy survey from the shelf: opened by staff, answered by keyboard and by touch."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from participation.identity import passwords
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from surveys.domain.questions.registry import BY_KEY, asks, kind_of
from surveys.domain.questions.upload import upload_field
from surveys.models import AnswerFile, Response
from surveys.services.ready import ready
from tests.browser import steps
from tests.browser.answering import Finger, Keyboard
from tests.browser.person import Person
from tests.factories import make_municipality, make_process
from tests.hostile.town import png
from tests.staff import make_person
from tests.surveys.answering import make_survey

PASSWORD = "kolme kissaa katolla"
PICTURE = "satama.png"
TOPICS = ("wellbeing", "services", "targets", "ownership", "staff", "say", "vitality")
OPPOSITES = ("open", "bold", "lively", "renewing", "close", "united")
OPINIONS = ("together", "nearby", "denser", "nature", "digital")
SHARES = ("schools", "culture", "sport", "streets", "transport", "business", "debt")
Answers = Mapping[str, Any]

# Lives here, stays, and has taken part: every question there is.
RESIDENT: Answers = {
    "relation": ["resident", "association"],
    "grade": "8",
    "direction": "better",
    "recommend": "9",
    "strengths": ["nature", "people"],
    "weaknesses": ["transport"],
    "character": dict(zip(OPPOSITES, "1234567", strict=False)),
    "dream": "Rohkea ja rauhallinen",
    "day": "Aamulla uin järvessä.",
    "trust": 75,
    "stay": "no",
    "leave": "Junayhteys",
    "topics": dict(zip(TOPICS, "1234554", strict=True)),
    "topics~second": dict(zip(TOPICS, "5432112", strict=True)),
    "focus": ["nature", "children", "work"],
    "money": dict.fromkeys(SHARES, 0) | {"schools": 60, "culture": 10, "sport": 30},
    "opinions": dict(zip(OPINIONS, ("no", "rather_no", "neither", "yes", "~unknown"), strict=True)),
    "scarce": "neighbours",
    "values": ["openness", "courage", "thrift"],
    "lived": "4",
    "took_part": "yes",
    "ways": ["survey", "event"],
    "latest": "2026-05",
    "evening": "2027-01-14",
    "place": {"words": "Satamapuisto", "area": "centre"},
    "place_idea": "Penkki ja puu",
    "idea": "Kahvila satamaan",
    "publish": "yes",
    "age_band": "45to64",
    "gender": "woman",
    "mother_tongue": "fi",
    "area": "village",
    "situation": "retired",
    "years": 31,
}
# Works here and would rather not say much more.
VISITOR: Answers = {
    "relation": ["works"],
    "grade": "~unknown",
    "direction": "same",
    "recommend": "0",
    "strengths": ["none"],
    "weaknesses": ["schools", "homes", "work"],
    "character": dict.fromkeys(OPPOSITES, "~unknown"),
    "dream": "Avoin",
    "day": "Kaikki ehtivät kotiin ajoissa.",
    "trust": 50,
    "topics": dict(zip(TOPICS, ("5", "5", "5", "1", "1", "3", "~unknown"), strict=True)),
    "topics~second": dict(zip(TOPICS, ("1", "2", "3", "4", "5", "~unknown", "1"), strict=True)),
    "focus": ["economy", "homes"],
    "money": dict.fromkeys(SHARES, 0) | {"debt": 100},
    "opinions": dict.fromkeys(OPINIONS, "neither"),
    "scarce": "cut",
    "values": "~unknown",
    "lived": "1",
    "took_part": "no",
    "evening": "2027-02-01",
    "place": {"words": "Asemakatu 1"},
    "place_idea": "Valot",
    "idea": "Lisää busseja",
    "publish": "~none",
    "age_band": "~refused",
    "gender": "another",
    "mother_tongue": "another",
    "area": "elsewhere",
    "situation": "work",
}


@pytest.fixture
def published(app) -> str:
    """The same survey, without the pages that lead to it."""
    make_municipality()
    asked = ready("strategy").questionnaire
    return make_survey(asked, process=make_process(slug="strategy")).public_id


@pytest.fixture
def survey(person, app) -> str:
    """A survey that staff started from the ready one, and published."""
    make_municipality()
    make_process(slug="strategy")
    make_person(Role.ADMINISTRATOR, password_hash=passwords.hash_of(PASSWORD))
    staff = person(locale="en-GB")
    steps.sign_in(staff, "liisa@lintukorpi.test", PASSWORD)
    steps.create_survey(staff, "strategy", "Strategy")
    place = staff.page.url.split("/manage/a/")[1].split("/")[0]
    staff.picture("empty")
    staff.follow("Start from a ready questionnaire").picture("ready")
    staff.follow("Municipal strategy").picture("strategy")
    staff.press("Start from this questionnaire").see("The questions are in place.")
    staff.picture("questions")
    staff.open(f"/en/manage/a/{place}").press("Publish").see("The activity is published.")
    return place


def fields_for(answers: Answers) -> dict[str, list[str]]:
    """Return the form fields that say the answers."""
    found: dict[str, list[str]] = {}
    for question in ready("strategy").questionnaire.questions():
        fields = kind_of(question).refill(question, answers)
        if question.kind == "upload":
            fields = {upload_field(question): [PICTURE]}
        if question.kind == "ranking":  # one adds the first option first
            fields = dict(sorted(fields.items(), key=lambda field: int(field[1][0])))
        if question.kind == "budget":  # one leaves out what gets nothing
            fields = {name: values for name, values in fields.items() if values != ["0"]}
        found |= fields
    return found


def answer(person: Person, way: Keyboard | Finger) -> None:
    """Answer page after page to the end, and look at each before and after."""
    number = 0
    while steps.is_answering(person):
        number += 1
        person.look().picture(f"page-{number}-asked")
        way.answer_page()
        person.look().picture(f"page-{number}-answered")
        way.send()
        assert not person.page.locator(".govuk-error-summary").count(), person.words()
    assert person.page.url.endswith("/thanks"), person.page.url
    assert number == len(ready("strategy").questionnaire.pages)


def stored() -> Answers:
    """Return the one response there is, without the name that its picture was given."""
    answers = dict(db.session.scalars(sa.select(Response)).one().answers)
    (name,) = answers.pop("picture")
    kept = db.session.scalars(sa.select(AnswerFile)).one()
    assert (kept.id, kept.draft_id, kept.content_type) == (name, None, "image/png")
    return answers


@pytest.fixture
def picture(tmp_path) -> Path:
    """A picture that somebody drew."""
    path = tmp_path / PICTURE
    path.write_bytes(png((64, 48)))
    return path


def test_every_kind_is_answered_with_the_keyboard_alone(person, survey, picture):
    questions = list(ready("strategy").questionnaire.questions())
    assert {q.kind for q in questions if asks(q)} == {
        k.key for k in BY_KEY.values() if k.gives != "nothing"
    }
    assert {q.code for q in questions if asks(q)} == RESIDENT.keys() - {"topics~second"} | {
        "picture"
    }
    resident = person(locale="en-GB").open(f"/en/a/{survey}/answer")
    answer(resident, Keyboard(resident, fields_for(RESIDENT), {"picture~upload": picture}))
    assert stored() == RESIDENT


@pytest.mark.prove
def test_a_phone_answers_by_touch(person, published, picture):
    visitor = person(phone=True).open(f"/fi/a/{published}/answer")
    answer(visitor, Finger(visitor, fields_for(VISITOR), {"picture~upload": picture}))
    assert stored() == VISITOR
