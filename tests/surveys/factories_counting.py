"""Questionnaires, versions and responses for tests of counting, results and files."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from participation.activities.models import Activity
from participation.platform.database import random_key
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.models import QuestionnaireVersion, Response, Survey
from surveys.services import pending
from surveys.services.responses import Given, insert_many
from tests.factories import make_activity, save, text

DAY = date(2026, 8, 12)


def options(*codes: str) -> tuple[Option, ...]:
    """Options whose Finnish label is their code in capitals."""
    return tuple(Option(code=code, label=text(code.upper())) for code in codes)


def rows(*codes: str) -> tuple[Row, ...]:
    return tuple(Row(code=code, label=text(code.upper())) for code in codes)


def ask(code: str, kind: str, **more: Any) -> Question:
    """A question whose Finnish label is `Kysymys CODE`."""
    return Question(code=code, kind=kind, label=text(f"Kysymys {code}"), **more)


def questionnaire(*questions: Question) -> Questionnaire:
    return Questionnaire(pages=(Page(code="p1", questions=questions),))


EVERY_KIND = questionnaire(
    ask("area", "single", options=options("north", "south"), other=True, dont_know=True),
    ask("wish", "multiple", options=options("park", "bus", "pool"), other=True, prefer_not=True),
    ask("service", "matrix", options=options("bad", "fair", "good"), rows=rows("school", "road")),
    ask("age", "number", prefer_not=True),
    ask("nick", "text"),
    ask("idea", "long_text", dont_know=True),
)
ONE_ANSWER = {
    "area": "north",
    "wish": ["park", "bus"],
    "service": {"school": "good", "road": "~unknown"},
    "age": 41,
    "nick": "~none",
    "idea": "Lisää penkkejä",
}


def some_answers(random: Random) -> dict[str, Any]:
    """Answers to `EVERY_KIND` as somebody might give them."""
    area = random.choice(["north", "south", "other", "~none", "~unknown"])
    wish: Any = [code for code in ("park", "bus", "pool") if random.random() < 0.4]
    found = {
        "area": area,
        "wish": wish or random.choice(["~none", "~refused"]),
        "service": {r: random.choice(["bad", "fair", "good", "~none"]) for r in ("school", "road")},
        "age": random.choice([random.randint(15, 95), "~none", "~refused"]),
        "idea": random.choice(["Lisää penkkejä", "=1+1", "~unknown"]),
    }
    return found | ({"area~other": "Saaristo"} if area == "other" else {})


def make_version(
    activity: Activity | None = None, asked: Questionnaire = EVERY_KIND
) -> QuestionnaireVersion:
    """A published questionnaire; the next number of the activity's survey."""
    activity = activity or make_activity()
    survey = db.session.get(Survey, activity.id) or save(Survey(activity_id=activity.id))
    number = db.session.query(QuestionnaireVersion).filter_by(survey_id=activity.id).count() + 1
    return save(
        QuestionnaireVersion(
            survey_id=survey.activity_id,
            number=number,
            document=asked.to_json(),
            checksum=asked.checksum(),
        )
    )


def make_response(version: QuestionnaireVersion, /, **answers: Any) -> Response:
    """A response that waits to be counted."""
    return respond(version, answers or ONE_ANSWER)


def respond_each(
    version: QuestionnaireVersion, many: Iterable[dict[str, Any]], channel_id: int | None = None
) -> None:
    """A response for each of many answers, stored at once."""
    common = {"version_id": version.id, "channel_id": channel_id, "language": "fi", "day": DAY}
    insert_many(version.survey_id, [Given(**common, answers=answers) for answers in many])
    db.session.commit()


def respond(version: QuestionnaireVersion, answers: dict[str, Any], **changes: Any) -> Response:
    values: dict[str, Any] = {
        "id": random_key(),
        "survey_id": version.survey_id,
        "version_id": version.id,
        "language": "fi",
        "day": DAY,
        "receipt_hash": random_key() + random_key(),
    }
    response = Response(**values | changes, answers=answers)
    db.session.add(response)
    db.session.flush()
    pending.added(response)
    return save(response)


def closed(**changes: Any) -> Activity:
    """An activity that was open from 9 to 22 August 2026 and has public results."""
    times = {
        "opens": datetime(2026, 8, 9, 5, tzinfo=UTC),
        "closes": datetime(2026, 8, 22, 20, tzinfo=UTC),
    }
    return make_activity(**times | changes)


NO_TEXT = Text()
