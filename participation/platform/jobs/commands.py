"""`flask worker` and `flask jobs …`."""

import json
import logging

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from participation.platform import clock
from participation.platform.command_line import Refused
from participation.platform.jobs.queue import jobs, queue

THREADS = 2
LONGEST_SLEEP = 1.0

jobs_group = AppGroup("jobs", help="Background work.")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do the background work until told to stop; what has begun is finished first."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    logging.getLogger("huey").setLevel(logging.WARNING)
    consumer = queue(app).huey.create_consumer(
        workers=THREADS,
        worker_type="thread",
        max_delay=LONGEST_SLEEP,
        graceful_signal="TERM",
    )
    logging.getLogger("yhes.jobs").info("worker started", extra={"jobs": sorted(jobs(app))})
    consumer.run()
    logging.getLogger("yhes.jobs").info("worker stopped")


@jobs_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_jobs(*, as_json: bool) -> None:
    """List the jobs and how often each runs."""
    found = [
        {"name": job.name, "minutes": max(1, round(job.every.total_seconds() / 60))}
        for job in jobs(current_app).values()
    ]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for job in found:
        click.echo(f"{job['name']}  every {job['minutes']} min")


@jobs_group.command("run")
@click.argument("name")
def run_job(name: str) -> None:
    """Run one job now."""
    job = jobs(current_app).get(name)
    if job is None:
        raise Refused(f"There is no job {name}; flask jobs list names them.")
    job.deed(clock.now())
