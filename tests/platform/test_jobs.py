import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from participation.platform import clock
from participation.platform.config import ROOT, Settings
from participation.platform.extensions import db
from participation.platform.feature import Feature, Job
from participation.platform.jobs import queue as queues
from participation.platform.jobs.queue import Rhythm, Runner, jobs, nudge, queue, queue_file
from participation.platform.mail.models import MailState, OutboxMail
from participation.platform.mail.outbox import send
from participation.platform.transactions import unit_of_work


def job(deed, minutes=1, name="test.job"):
    return Job(name=name, deed=deed, every=timedelta(minutes=minutes))


@pytest.fixture
def open_queue(app, monkeypatch):
    """A queue of the house's own jobs and one of the test's."""
    ran = []
    features = (*app.extensions["features"], Feature(name="test", jobs=(job(ran.append),)))
    monkeypatch.setitem(app.extensions, "features", features)
    monkeypatch.setitem(app.extensions, "queue", None)
    return queue(app), ran


def test_a_job_is_due_once_a_turn_however_often_it_is_asked():
    rhythm, start = Rhythm(timedelta(minutes=15)), datetime(2026, 11, 22, 12, 0)
    moments = [start + timedelta(minutes=minute) for minute in range(60)]
    assert [moment.minute for moment in moments if rhythm(moment)] == [0, 15, 30, 45]


def test_a_job_whose_minute_was_missed_is_due_in_the_next():
    rhythm = Rhythm(timedelta(days=1))
    assert rhythm(datetime(2026, 11, 22, 23, 59))
    assert not rhythm(datetime(2026, 11, 22, 23, 59, 59))
    assert rhythm(datetime(2026, 11, 23, 0, 7))


def test_nothing_is_asked_of_huey_that_it_cannot_do():
    assert Rhythm(timedelta(seconds=1)).minutes == 1


def test_every_rooms_jobs_have_a_turn(open_queue, app):
    opened, _ran = open_queue
    names = {task.name for task in opened.huey._registry.periodic_tasks}
    assert names == set(jobs(app)) >= {"platform.deliver_mail", "identity.forget_expired"}


def test_a_nudge_runs_a_job_soon(open_queue):
    opened, ran = open_queue
    nudge("test.job")
    opened.huey.execute(opened.huey.dequeue())
    assert len(ran) == 1


def test_a_letter_nudges_its_delivery(open_queue):
    opened, _ran = open_queue
    with unit_of_work():
        letter = send("liisa@koe.test", "Subject", "Body", "fi").id
        assert opened.huey.pending_count() == 0
    opened.huey.execute(opened.huey.dequeue())
    db.session.expire_all()
    assert db.session.get_one(OutboxMail, letter).state is MailState.SENT


def test_a_queue_out_of_reach_does_not_fail_the_request(app, monkeypatch):
    monkeypatch.setattr(queues, "queue", lambda _app: 1 / 0)
    nudge("test.job")


def test_nudges_nobody_takes_do_not_pile_up(open_queue):
    opened, _ran = open_queue
    for _ in range(queues.MOST_WAITING + 20):
        nudge("test.job")
    assert opened.huey.pending_count() == queues.MOST_WAITING


def test_a_failing_job_is_logged_and_kills_nothing(app, caplog):
    Runner(app, job(lambda now: 1 / 0))()
    (line,) = [line for line in caplog.records if line.name == "yhes.jobs"]
    assert (line.getMessage(), line.job, line.kind) == (
        "job failed",
        "test.job",
        "ZeroDivisionError",
    )


def test_a_job_is_never_run_twice_at_once(app):
    started, finish, runs = threading.Event(), threading.Event(), []

    def deed(now):
        runs.append(now)
        started.set()
        finish.wait(5)

    runner = Runner(app, job(deed))
    thread = threading.Thread(target=runner)
    thread.start()
    started.wait(5)
    runner()
    finish.set()
    thread.join()
    assert len(runs) == 1


def test_the_queue_lies_beside_an_sqlite_database():
    settings = Settings(database_url="sqlite:////srv/yhes/town.sqlite")
    assert queue_file(settings) == Path("/srv/yhes/town-jobs.sqlite")
    other = Settings(database_url="postgresql://localhost/town")
    assert queue_file(other) == ROOT / "instance" / "jobs.sqlite"


def test_a_forked_process_opens_a_queue_of_its_own(open_queue, app, monkeypatch):
    opened, _ran = open_queue
    assert queue(app) is opened
    monkeypatch.setattr(os, "getpid", lambda: opened.process + 1)
    assert queue(app) is not opened


def test_one_job_runs_on_command(app):
    with unit_of_work():
        letter = send("liisa@koe.test", "Subject", "Body", "fi").id
    result = app.test_cli_runner().invoke(args=["jobs", "run", "platform.deliver_mail"])
    assert (result.exit_code, result.output) == (0, "")
    db.session.expire_all()
    assert db.session.get_one(OutboxMail, letter).state is MailState.SENT


def test_a_job_nobody_knows_is_refused_in_one_sentence(app):
    result = app.test_cli_runner().invoke(args=["jobs", "run", "platform.brew_coffee"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "There is no job platform.brew_coffee; flask jobs list names them.\n"


def test_the_worker_delivers_and_stops_when_told(app, tmp_path):
    settings: Settings = app.config["SETTINGS"]
    with unit_of_work():
        letter = send("liisa@koe.test", "Subject", "Body", "fi").id
    changed = replace(settings, storage_dir=str(tmp_path / "files"))
    environment = {
        **os.environ,
        "FLASK_APP": "participation.app:create_app()",
        "SECRET_KEY": changed.secret_key,
        "DATABASE_URL": changed.database,
        "STORAGE_DIR": changed.storage_dir,
        "LOG_LEVEL": "INFO",
    }
    worker = subprocess.Popen(
        [sys.executable, "-m", "flask", "worker"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert until(lambda: state_of(letter) is MailState.SENT)
        worker.send_signal(signal.SIGTERM)
        _out, errors = worker.communicate(timeout=20)
    finally:
        worker.kill()
        worker.communicate()
    assert worker.returncode == 0
    assert "worker stopped" in errors
    assert "Traceback" not in errors
    assert list((tmp_path / "mail").glob("*.eml"))


def state_of(letter):
    db.session.rollback()
    return db.session.get_one(OutboxMail, letter, populate_existing=True).state


def until(true, seconds=30):
    """Wait for another process, looking often."""
    last = time.monotonic() + seconds
    pause = threading.Event()
    while time.monotonic() < last:
        if true():
            return True
        pause.wait(0.1)
    return False


def test_jobs_are_given_the_present_moment(app):
    given = []
    Runner(app, job(given.append))()
    assert abs(clock.now() - given[0]) < timedelta(minutes=1)
