"""A quarter of a million responses of forty answers, written by a worker in bounded memory."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

from participation.platform.clock import now
from participation.platform.config import ROOT, Settings
from participation.platform.transactions import unit_of_work
from surveys import queries
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire
from surveys.file_models import DataFile
from surveys.services import counting, responses
from surveys.services.responses import Given
from tests.factories import save, text
from tests.surveys.answering import make_survey

PEOPLE, QUESTIONS, MOST_MB = 250_000, 40, 300
DAY = date(2026, 9, 1)
MADE_IN_MEMORY = ("sav", "dta")
OPTIONS = tuple(Option(code=c, label=text(f"Vaihtoehto {c}")) for c in "abcde")
MAKE = """
import json, resource, sys, time
from participation.app import create_app
from participation.platform.clock import now
from surveys import data_kinds
from surveys.services import data_files
app = create_app()
with app.app_context():
    began = time.perf_counter()
    assert data_files.make_next(data_kinds.write, now())
    took = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"mb": peak, "seconds": took}))
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
    some = [{f"q{n}": random.choice("abcde") for n in range(QUESTIONS)} for _ in range(500)]
    facts = {"version_id": version, "channel_id": None, "language": "fi", "day": DAY}
    given = (Given(**facts, answers=random.choice(some)) for _ in range(PEOPLE))
    with unit_of_work():
        responses.insert_many(survey.id, given)
        counting.rebuild(survey.id, now())
    return survey


def made(survey, kind: str, settings: Settings) -> dict[str, float]:
    """Let a process of its own make a file; return its seconds, memory and the file's size."""
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
    size = Path(settings.storage_dir, file.key).stat().st_size / 1e6
    return {**json.loads(done.stdout.splitlines()[-1]), "size": size}


def test_a_worker_writes_ten_million_cells_in_bounded_memory(app, survey, capsys):
    for kind in ("csv", "xlsx", "parquet", "datapackage", "sav"):
        found = made(survey, kind, app.config["SETTINGS"])
        with capsys.disabled():
            print(
                f"\n{kind}: {PEOPLE:,} x {QUESTIONS} in {found['seconds']:.0f} s, "
                f"{found['mb']:.0f} MB of memory, a file of {found['size']:.0f} MB"
            )
        assert kind in MADE_IN_MEMORY or found["mb"] < MOST_MB
