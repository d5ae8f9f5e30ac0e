"""A hall: a thousand phones ask for what is new, while ideas come in; on loopback, with gunicorn.

.venv/bin/python bench/polling.py [--clients 1000] [--seconds 60] [--keep-alive]
"""

import argparse
import asyncio
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import aiohttp  # noqa: E402 -- the path is known only now
import sqlalchemy as sa  # noqa: E402
from flask import Flask  # noqa: E402

from bench import town  # noqa: E402
from participation.activities.models import AccessLevel  # noqa: E402
from participation.brainstorming.live_models import LiveSession, Phase  # noqa: E402
from participation.brainstorming.models import Brainstorm  # noqa: E402
from participation.brainstorming.services.boards import LIVE  # noqa: E402
from participation.platform.extensions import db  # noqa: E402
from tests.brainstorming.making import make_brainstorm, make_idea  # noqa: E402
from tests.databases import database_for  # noqa: E402
from tests.factories import make_municipality  # noqa: E402
from tests.service import served  # noqa: E402

NEWS = 2.0  # seconds between two ideas
MOST_MS = 250
PATIENCE = aiohttp.ClientTimeout(total=30)
VERSION = re.compile(rb'data-version="(\d+)"')


@dataclass
class Heard:
    """What the phones saw: milliseconds, faults, and seconds until a version was seen."""

    took: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    whole: int = 0
    waited: list[float] = field(default_factory=list)
    told: dict[int, float] = field(default_factory=dict)


def share(values: list[float], part: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[int(part * (len(values) - 1))] if values else 0.0


async def phone(
    browser: aiohttp.ClientSession, path: str, heard: Heard, end: float, number: int
) -> None:
    """Ask as the page does, each phone with a rhythm of its own."""
    random, version = Random(number), b""  # noqa: S311 -- a rhythm
    await asyncio.sleep(random.random() * LIVE)
    while time.perf_counter() < end:
        began = time.perf_counter()
        try:
            async with browser.get(f"{path}?v={version.decode()}") as answer:
                body = await answer.read()
            heard.took.append((time.perf_counter() - began) * 1000)
            if answer.status == 200:
                heard.whole += 1
                version = VERSION.findall(body)[0]
                told = heard.told.get(int(version))
                if told:
                    heard.waited.append(time.perf_counter() - told)
            elif answer.status != 204:
                heard.faults.append(str(answer.status))
        except (aiohttp.ClientError, TimeoutError) as error:
            heard.faults.append(repr(error))
        await asyncio.sleep(LIVE * random.uniform(0.8, 1.2))


def news(app: Flask, activity_id: int, number: int) -> int:
    """Let an idea come in; return the version in which it is seen."""
    with app.app_context():
        activity = db.session.get_one(Brainstorm, activity_id).activity
        make_idea(activity, f"Ajatus numero {number}: enemmän varjoa torin laidoille")
        raised = sa.update(Brainstorm).values(board_version=Brainstorm.board_version + 1)
        db.session.execute(raised.where(Brainstorm.activity_id == activity_id))
        db.session.commit()
        version: int = db.session.scalar(sa.select(Brainstorm.board_version)) or 0
        db.session.remove()
    return version


async def hall(
    host: str, path: str, app: Flask, activity_id: int, options: argparse.Namespace
) -> Heard:
    """Fill the hall."""
    heard, end = Heard(), time.perf_counter() + options.seconds
    pool = aiohttp.TCPConnector(limit=0, force_close=not options.keep_alive)

    async def speak() -> None:
        for number in range(int(options.seconds / NEWS)):
            version = await asyncio.to_thread(news, app, activity_id, number)
            heard.told[version] = time.perf_counter()
            await asyncio.sleep(NEWS)

    async with aiohttp.ClientSession(host, connector=pool, timeout=PATIENCE) as browser:
        phones = (phone(browser, path, heard, end, number) for number in range(options.clients))
        await asyncio.gather(speak(), *phones)
    return heard


def main() -> int:
    """Measure, print, and fail where an aim is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--clients", type=int, default=1000)
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--keep-alive", action="store_true")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = database_for("sqlite", Path(folder))
        app = town.found(database, Path(folder))
        database.refresh()
        with app.app_context():
            make_municipality()
            made = make_brainstorm(access=AccessLevel.OPEN)
            for number in range(400):
                make_idea(made, f"Idea {number} " + "torista ja sen laidoista " * 3)
            db.session.add(LiveSession(brainstorm_id=made.id, is_running=True, phase=Phase.READ))
            db.session.commit()
            path, activity_id = f"/fi/a/{made.public_id}/ideas/live/part", made.id
            db.session.remove()
        with served(app.config["SETTINGS"], Path(folder) / "log") as (host, _process):
            heard = asyncio.run(hall(host, path, app, activity_id, options))
        database.stop()
    p95 = share(heard.took, 0.95)
    print(
        f"{options.clients} phones, {options.seconds} s: {len(heard.took) / options.seconds:.0f}/s,"
        f" {heard.whole} whole parts; p50 {share(heard.took, 0.5):.1f} ms, p95 {p95:.1f} ms,"
        f" most {max(heard.took):.0f} ms; an update is seen after p50"
        f" {share(heard.waited, 0.5):.1f} s, p95 {share(heard.waited, 0.95):.1f} s;"
        f" {len(heard.faults)} errors {sorted(set(heard.faults))[:3]}"
    )
    return int(bool(heard.faults) or p95 >= MOST_MS)


if __name__ == "__main__":
    sys.exit(main())
