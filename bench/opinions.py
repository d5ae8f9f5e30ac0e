"""Measure opinion groups: 10 000 people and 500 ideas, the mathematics alone and the whole job.

People of three opinions vote about a tenth of all ideas, some about many and most about few. The
job reads them from a database (SQLite in a folder of its own), finds groups and keeps them. It is
done by a process of its own, whose memory is measured without what filled the tables.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 -- the path is known only now
import sqlalchemy as sa  # noqa: E402
from flask import Flask  # noqa: E402

from participation.activities.models import Activity  # noqa: E402
from participation.app import create_app  # noqa: E402
from participation.brainstorming import jobs  # noqa: E402
from participation.brainstorming.domain.opinions.analysis import Analysis, analyse  # noqa: E402
from participation.brainstorming.domain.opinions.consensus import agreed_by_most  # noqa: E402
from participation.brainstorming.domain.opinions.votes import UNSEEN, Votes  # noqa: E402
from participation.brainstorming.group_models import OpinionRun, Step  # noqa: E402
from participation.brainstorming.idea_models import (  # noqa: E402
    Evaluation,
    Idea,
    IdeaState,
    Participant,
)
from participation.brainstorming.models import Brainstorm, BrainstormQuestion  # noqa: E402
from participation.brainstorming.services import grouping  # noqa: E402
from participation.platform.clock import now, today  # noqa: E402
from participation.platform.config import Settings  # noqa: E402
from participation.platform.database import Base  # noqa: E402
from participation.platform.extensions import db  # noqa: E402
from participation.platform.i18n.text import Text  # noqa: E402
from participation.platform.transactions import unit_of_work  # noqa: E402
from participation.processes.models import Process  # noqa: E402

PEOPLE, IDEAS, GROUPS = 10_000, 500, 3
MOST_SECONDS, MOST_MB = 60.0, 1000.0
AT_ONCE = 10_000
WORK = "--work"


def votes() -> tuple[Votes, np.ndarray]:
    """Return what people voted, and the group that each was made for."""
    random = np.random.default_rng(0)
    group = random.integers(0, GROUPS, PEOPLE)
    liking = random.normal(0.3, 1, IDEAS) + random.normal(0, 1, (GROUPS, IDEAS))
    cells = np.full((PEOPLE, IDEAS), UNSEEN, np.int8)
    shown = np.clip(random.lognormal(np.log(35), 0.8, PEOPLE).astype(int), 1, IDEAS)
    for row in range(PEOPLE):
        seen = random.choice(IDEAS, shown[row], replace=False)
        felt = liking[group[row], seen] + random.logistic(0, 0.7, len(seen))
        cells[row, seen] = np.where(felt > 0.3, 1, np.where(felt < -0.3, -1, 0))
    people, ideas = map(str, range(PEOPLE)), map(str, range(IDEAS))
    return Votes(tuple(people), tuple(ideas), cells), group


def everything(found: Analysis) -> None:
    """Ask for all that pages and files tell."""
    left_out = found.left_out
    _all = (found.agreed, found.rejected, found.gaps, found.marks, found.priorities)
    agreed_by_most(found.everybody, left_out)


def mathematics(table: Votes, group: np.ndarray) -> bool:
    """Measure the mathematics, and say whether it is quick enough."""
    nothing = np.zeros(IDEAS, np.bool_)
    begun, clock = time.process_time(), time.perf_counter()
    found = analyse(table, nothing, nothing)
    everything(found)
    spent, took = time.process_time() - begun, time.perf_counter() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    alike = sum(
        int(np.bincount(group[found.labels == label]).max()) for label in found.groups
    ) / max(1, sum(found.sizes.values()))
    fits = took <= MOST_SECONDS and memory <= MOST_MB
    print(
        f"{'✓' if fits else '✗'} {PEOPLE} people, {IDEAS} ideas, "
        f"{np.count_nonzero(table.cells != UNSEEN)} votes: {took:.1f} s "
        f"(≤ {MOST_SECONDS:g}; processor {spent:.1f} s), {memory:.0f} MB (≤ {MOST_MB:g}); "
        f"{len(found.groups)} groups, {alike:.0%} of people with those of their kind"
    )
    return fits


def app(file: str) -> Flask:
    """Return the application on a database of its own."""
    settings = Settings(
        secret_key="bench" * 10, database_url=f"sqlite:///{file}", log_level="ERROR"
    )
    return create_app(settings)


def key(kind: int, number: int, size: int) -> bytes:
    """Return the key of a row."""
    return bytes([kind]) + number.to_bytes(size - 1, "big")


def fill(table: Votes) -> None:
    """Put the votes into a brainstorm, and ask for its groups."""
    Base.metadata.create_all(db.engine)
    with unit_of_work():
        words = Text({"fi": "x"})
        process = Process(slug="bench", name=words, purpose=words)
        db.session.add(process)
        db.session.flush()
        activity = Activity(kind="brainstorm", title=words, languages=["fi"])
        activity.process_id = process.id
        db.session.add(activity)
        db.session.flush()
        board = {"brainstorm_id": activity.id}
        db.session.add(Brainstorm(activity_id=activity.id))
        db.session.flush()
        question = BrainstormQuestion(code="q1", position=1, words=words, **board)
        db.session.add(question)
        db.session.flush()
        ideas = {"question_id": question.id, "language": "fi", "state": IdeaState.PUBLISHED}
        for at in range(IDEAS):
            idea = Idea(id=key(1, at, 16), words=f"idea {at}", day=today(), **ideas, **board)
            idea.receipt_hash = key(2, at, 32)
            db.session.add(idea)
        db.session.flush()
        here = db.session.connection()
        people = [{"id": key(3, at, 32), **board} for at in range(PEOPLE)]
        here.execute(sa.insert(Participant), people)
        for some in batches(rows(table, board)):
            here.execute(sa.insert(Evaluation), some)
        grouping.ask_for(activity)


def rows(table: Votes, board: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield a row for each vote."""
    day = today()
    for number, (row, column) in enumerate(np.argwhere(table.cells != UNSEEN).tolist()):
        yield {
            "id": key(4, number, 32),
            "idea_id": key(1, column, 16),
            "participant": key(3, row, 32),
            "opinion": int(table.cells[row, column]),
            "day": day,
            **board,
        }


def batches(every: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield rows, many at a time."""
    some: list[dict[str, Any]] = []
    for row in every:
        some.append(row)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def work(file: str) -> int:
    """Do the job and measure this process; fail above a minute or a gigabyte."""
    with app(file).app_context():
        clock = time.perf_counter()
        jobs.find_groups(now())
        took = time.perf_counter() - clock
        run = db.session.scalars(sa.select(OpinionRun)).one()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        fits = run.step is Step.DONE and took <= MOST_SECONDS and memory <= MOST_MB
        print(
            f"{'✓' if fits else '✗'} the job, read and kept: {took:.1f} s (≤ {MOST_SECONDS:g}), "
            f"{memory:.0f} MB (≤ {MOST_MB:g}); {len(run.found.get('groups', ()))} groups"
        )
    return 0 if fits else 1


def main() -> int:
    """Measure both and print; fail above a minute or a gigabyte."""
    if sys.argv[1:2] == [WORK]:
        return work(sys.argv[2])
    table, group = votes()
    fits = mathematics(table, group)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "bench.sqlite")
        with app(file).app_context():
            fill(table)
            db.session.remove()
        job = subprocess.run([sys.executable, __file__, WORK, file], env=os.environ, check=False)
    return 0 if fits and job.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
