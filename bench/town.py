"""A town with two surveys: ten questions on one page, and on two."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.pool import NullPool

from bench.load import signature
from participation.activities.models import Activity
from participation.app import create_app
from participation.platform import clock
from participation.platform.config import Settings
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.transactions import unit_of_work
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.models import QuestionnaireVersion, Response, Survey
from surveys.services import counting, responses
from surveys.services.responses import Given
from tests.databases import Database
from tests.factories import make_activity, make_process

SECRET = "bench-q8Jd-0s9fJx2mPzL4vTnB7yWkC3hG5rE"  # noqa: S105 -- of a town that lives a minute
DAY = date(2026, 9, 1)


@dataclass(frozen=True)
class Surveys:
    """Where the two surveys begin."""

    one_page: str
    two_pages: str


def found(database: Database, folder: Path) -> Flask:
    """Return an application on a migrated database."""
    for url in (database.template, database.working):
        app = create_app(
            Settings(
                secret_key=SECRET,
                database_url=url,
                storage_dir=str(folder / "files"),
                log_level="ERROR",
            ),
            TESTING=True,
            SQLALCHEMY_ENGINE_OPTIONS={"poolclass": NullPool},
        )
        if url == database.template:
            with app.app_context():
                upgrade()
    return app


def build(app: Flask, database: Database, existing: int) -> Surveys:
    """Make the town anew, each survey with so many answers already."""
    database.refresh()
    with app.app_context():
        process = make_process(slug="bench")
        paths = []
        for pages in (1, 2):
            activity = make_activity(process, title=words("Kysely", pages))
            asked = questionnaire(pages)
            version = publish(activity, asked)
            with unit_of_work():
                random = Random(existing)  # noqa: S311 -- the same answers every time
                responses.insert_many(
                    activity.id, (somebody(version.id, asked, random) for _n in range(existing))
                )
                counting.rebuild(activity.id, clock.now())
            paths.append(f"/fi/a/{activity.public_id}/answer")
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text("VACUUM ANALYZE"))
        db.session.remove()
    return Surveys(*paths)


def publish(activity: Activity, asked: Questionnaire) -> QuestionnaireVersion:
    """Store a questionnaire as the survey's first version."""
    version = QuestionnaireVersion(
        number=1, document=asked.to_json(), checksum=asked.checksum(), survey_id=activity.id
    )
    db.session.add(Survey(activity_id=activity.id, working=asked.to_json()))
    db.session.flush()
    db.session.add(version)
    db.session.commit()
    return version


def questionnaire(pages: int) -> Questionnaire:
    """Four single, three multiple, a matrix, a number and a text: ten questions on some pages."""
    asked = [
        *(question(n, "single", options=options(5)) for n in range(4)),
        *(question(n, "multiple", options=options(6)) for n in range(4, 7)),
        question(7, "matrix", options=options(5), rows=tuple(rows(5))),
        question(8, "number"),
        question(9, "text"),
    ]
    each = len(asked) // pages
    return Questionnaire(
        pages=tuple(
            Page(code=f"p{n}", questions=tuple(asked[n * each : (n + 1) * each]))
            for n in range(pages)
        )
    )


def question(number: int, kind: str, **more: Any) -> Question:
    """Return a question in three languages."""
    return Question(code=f"q{number}", kind=kind, label=words("Kysymys", number), **more)


def options(many: int) -> tuple[Option, ...]:
    """Return answers to choose from."""
    return tuple(Option(code=f"o{n}", label=words("Vaihtoehto", n)) for n in range(many))


def rows(many: int) -> list[Row]:
    """Return rows of a matrix."""
    return [Row(code=f"r{n}", label=words("Rivi", n)) for n in range(many)]


def words(fi: str, number: int) -> Text:
    """Return a text in three languages."""
    return Text({"fi": f"{fi} {number}", "sv": f"{fi} {number} sv", "en": f"{fi} {number} en"})


def somebody(version_id: int, asked: Questionnaire, random: Random) -> Given:
    """Return a plausible answer to every question."""
    answers: dict[str, Any] = {}
    for one in asked.questions():
        codes = [option.code for option in one.options]
        answers[one.code] = {
            "single": lambda c=codes: random.choice(c),
            "multiple": lambda c=codes: sorted(random.sample(c, 2)),
            "matrix": lambda c=codes, q=one: {row.code: random.choice(c) for row in q.rows},
            "number": lambda: random.randint(15, 90),
            "text": lambda: "Lisää penkkejä rantaan",
        }[one.kind]()
    return Given(version_id=version_id, channel_id=None, language="fi", day=DAY, answers=answers)


def check(app: Flask, surveys: Surveys, existing: int, accepted: int) -> None:
    """Fail unless each survey holds what was there and what was accepted, each answer once."""
    numbers = {surveys.one_page: range(accepted), surveys.two_pages: range(accepted, 2 * accepted)}
    with app.app_context():
        for path, signed in numbers.items():
            public_id = path.split("/")[3]
            wanted = (
                sa.select(Response.answers)
                .join(Activity, Activity.id == Response.survey_id)
                .where(Activity.public_id == public_id)
            )
            kept = list(db.session.scalars(wanted))
            names = Counter(answers["q9"] for answers in kept)
            if len(kept) != existing + accepted:
                raise AssertionError(f"{len(kept)} answers, not {existing} + {accepted}")
            if any(names[signature(number)] != 1 for number in signed):
                raise AssertionError("an accepted answer is missing or there twice")
        db.session.remove()
