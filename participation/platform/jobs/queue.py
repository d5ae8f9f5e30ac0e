"""huey, as a trigger only: it says when; what to do is in the database."""

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask, current_app
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey
from sqlalchemy.engine import make_url

from participation.platform import clock
from participation.platform.config import ROOT, Settings
from participation.platform.feature import Job

MINUTE = timedelta(minutes=1)
MOST_WAITING = 100  # nudges, while no worker runs

log = logging.getLogger("yhes.jobs")


class Rhythm:
    """Says once in every stretch of time that a job is due, however late it is asked.

    huey asks about once a minute; a crontab would miss the turn when that minute is skipped.
    """

    def __init__(self, every: timedelta) -> None:
        self.minutes = max(1, round(every / MINUTE))
        self.last: int | None = None

    def __call__(self, moment: datetime) -> bool:
        """Tell whether a new turn has begun since the last time."""
        turn = (moment.toordinal() * 1440 + moment.hour * 60 + moment.minute) // self.minutes
        due, self.last = turn != self.last, turn
        return due


class Runner:
    """A job in an application context; never twice at once in one process, and never fatal."""

    def __init__(self, app: Flask, job: Job) -> None:
        self.app, self.job, self.busy = app, job, threading.Lock()

    def __call__(self) -> None:
        """Run the job now, unless it is running."""
        if not self.busy.acquire(blocking=False):
            return
        started = time.perf_counter()
        try:
            with self.app.app_context():
                self.job.deed(clock.now())
        except Exception as error:
            log.exception("job failed", extra={"job": self.job.name, "kind": type(error).__name__})
        else:
            took = round((time.perf_counter() - started) * 1000, 1)
            log.info("job", extra={"job": self.job.name, "ms": took})
        finally:
            self.busy.release()


def jobs(app: Flask) -> dict[str, Job]:
    """Return every room's jobs by name."""
    return {job.name: job for feature in app.extensions["features"] for job in feature.jobs}


@dataclass(frozen=True, slots=True)
class Opened:
    """A queue with its tasks, in the process that opened it."""

    process: int
    huey: Huey
    tasks: Mapping[str, Callable[[], object]]


def queue(app: Flask) -> Opened:
    """Return the app's queue, opened by the process that uses it.

    Opened late and kept per process: a connection to SQLite must not be carried through a fork.
    """
    kept: Opened | None = app.extensions.get("queue")
    if kept is None or kept.process != os.getpid():
        huey = _open(app)
        tasks = {
            job.name: huey.periodic_task(Rhythm(job.every), name=job.name)(Runner(app, job))
            for job in jobs(app).values()
        }
        kept = app.extensions["queue"] = Opened(os.getpid(), huey, tasks)
    return kept


def nudge(name: str) -> None:
    """Have a job run soon; if the queue cannot be reached, its next turn comes anyway."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    try:
        opened = queue(app)
        if opened.huey.pending_count() < MOST_WAITING:
            opened.tasks[name]()
    except Exception as error:  # noqa: BLE001 -- Redis and SQLite each have their own
        log.warning("queue out of reach", extra={"job": name, "kind": type(error).__name__})


def _open(app: Flask) -> Huey:
    settings: Settings = app.config["SETTINGS"]
    if app.testing:
        return MemoryHuey("yhes", results=False)
    if settings.redis_url:
        return RedisHuey("yhes", results=False, url=settings.redis_url)
    file = queue_file(settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("yhes", results=False, filename=str(file), timeout=5)


def queue_file(settings: Settings) -> Path:
    """Return the queue's file: beside an SQLite database, else in the instance folder."""
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and url.database:
        database = Path(url.database)
        return database.with_name(f"{database.stem}-jobs.sqlite")
    return ROOT / "instance" / "jobs.sqlite"
