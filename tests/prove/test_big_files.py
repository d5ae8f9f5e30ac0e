"""A quarter of a million responses of forty answers, written by a worker in bounded memory."""

import json
import os
import subprocess
import sys
from datetime import date
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from participation.platform.clock import now
from participation.platform.config import ROOT, Settings
from participation.platform.database import random_key
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from participation.reports.data.dataset import MOST_CELLS
from surveys import queries
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire
from surveys.file_models import DataFile, Making
from surveys.models import Response
from surveys.services import counting
from tests.factories import save, text
from tests.surveys.answering import make_survey

PEOPLE, QUESTIONS, MOST_MB = int(os.environ.get("PEOPLE", "250000")), 40, 300
BATCH, DAY = 1_000, date(2026, 9, 1)
IN_BATCHES, IN_MEMORY = ("csv", "xlsx", "parquet", "datapackage"), ("sav", "dta")
OPTIONS = tuple(Option(code=c, label=text(f"Vaihtoehto {c}")) for c in "abcde")
MAKE = """
import json, sys, time
from bench.results import peak_mb
from participation.app import create_app
from participation.platform.clock import now
from surveys import data_kinds
from surveys.services import data_files
app = create_app()
with app.app_context():
    began, wall = time.process_time(), time.perf_counter()
    assert data_files.make_next(data_kinds.write, now())
    took, wall = time.process_time() - began, time.perf_counter() - wall
print(json.dumps({"mb": peak_mb(), "seconds": took, "wall": wall}))
"""


def asked() -> Questionnaire:
    questions = tuple(
        Question(code=f"q{n}", kind="single", label=text(f"Kysymys {n}"), options=OPTIONS)
        for n in range(QUESTIONS)
    )
    return Questionnaire(pages=(Page(code="p1", questions=questions),))


@pytest.fixture
def survey(app):
    survey = make_survey(asked())
    version = next(iter(queries.published(survey.id)))
    random = Random(7)
    fact = {"survey_id": survey.id, "version_id": version, "language": "fi", "day": DAY}
    with unit_of_work():
        for _batch in range(0, PEOPLE, BATCH):
            drawn = random.choices("abcde", k=BATCH * QUESTIONS)
            people = [drawn[n : n + QUESTIONS] for n in range(0, len(drawn), QUESTIONS)]
            db.session.execute(sa.insert(Response), [somebody(fact, said) for said in people])
        counting.rebuild(survey.id, now())
    return survey


def somebody(fact: dict[str, Any], said: list[str]) -> dict[str, Any]:
    answers = {f"q{n}": code for n, code in enumerate(said)}
    keys = {"id": random_key(), "receipt_hash": random_key() + random_key()}
    return {**fact, **keys, "answers": answers}


def made(survey, kind: str, settings: Settings) -> tuple[dict[str, float], DataFile]:
    """Let a process of its own make a file; return its seconds, memory, and what became of it."""
    file = save(DataFile(survey_id=survey.id, kind=kind, language="fi", source="https://x.test"))
    environ = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "STORAGE_DIR": settings.storage_dir,
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-c", MAKE], cwd=ROOT, env=environ, check=True, capture_output=True
    )
    db.session.refresh(file)
    return json.loads(done.stdout.splitlines()[-1]), file


def test_a_worker_writes_ten_million_cells_in_bounded_memory(app, survey, capsys):
    for kind in IN_BATCHES:
        found, file = made(survey, kind, app.config["SETTINGS"])
        with capsys.disabled():
            print(
                f"\n{kind}: {PEOPLE:,} x {QUESTIONS} in {found['seconds']:.0f} s of processor time"
                f" ({found['wall']:.0f} s), {found['mb']:.0f} MB of memory,"
                f" a file of {file.size / 1e6:.0f} MB"
            )
        assert (file.state, file.rows) == (Making.READY, PEOPLE)
        assert found["mb"] < MOST_MB
    for kind in IN_MEMORY:
        found, file = made(survey, kind, app.config["SETTINGS"])
        with capsys.disabled():
            print(f"\n{kind}: {file.state} {file.reason}, {found['mb']:.0f} MB of memory")
        is_too_large = PEOPLE * QUESTIONS >= MOST_CELLS
        assert file.reason == ("too_large" if is_too_large else "")
