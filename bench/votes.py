"""Votes on a budget through HTTP: 500 a minute, each from the entrance to the receipt.

.venv/bin/python bench/votes.py [--votes 500] [--engine sqlite|postgresql]

Every receipt is checked, and so is the database: roll, trackers and slips must be as many as the
votes that were thanked for.
"""

import argparse
import asyncio
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import aiohttp  # noqa: E402 -- the path is known only now
import psutil  # noqa: E402
import sqlalchemy as sa  # noqa: E402

from bench import town  # noqa: E402
from bench.meter import Meter  # noqa: E402
from budgeting.models import BudgetStage, Phase  # noqa: E402
from budgeting.voting_models import RollEntry, Slip, Tracker  # noqa: E402
from participation.activities.models import AccessLevel  # noqa: E402
from participation.platform import clock  # noqa: E402
from participation.platform.extensions import db  # noqa: E402
from tests.budgeting.making import make_budget, make_project  # noqa: E402
from tests.databases import database_for  # noqa: E402
from tests.factories import make_municipality, save, text  # noqa: E402
from tests.service import served  # noqa: E402

PROJECTS, VOTERS_AT_ONCE, A_MINUTE = 20, 6, 500
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
DIGEST = re.compile(r'name="digest" value="([^"]+)"')
THANKS = 'id="tracker"'


@dataclass
class Cast:
    """What came of the votes: milliseconds each, and faults."""

    took: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def vote(host: str, place: str, number: int, cast: Cast) -> None:
    """Come in with a browser of one's own, choose three projects, look over, cast."""
    began = time.perf_counter()
    address = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    jar = aiohttp.CookieJar(unsafe=True)  # an address of numbers keeps cookies too
    async with aiohttp.ClientSession(host, headers=address, cookie_jar=jar) as browser:

        async def page(method: str, path: str, **data: str) -> str:
            async with browser.request(method, f"{place}{path}", data=data or None) as answer:
                words = await answer.text()
                if answer.status != 200:
                    cast.faults.append(f"{path} {answer.status}")
                return words

        def found(pattern: re.Pattern[str], words: str) -> str:
            match = pattern.search(words)
            return match[1] if match else ""

        words = await page("GET", "")
        token = found(TOKEN, words)
        words = await page("POST", "", csrf_token=token)
        for each in range(3):
            project = f"p{(number * 7 + each * 5) % PROJECTS + 1}"
            words = await page("POST", "/basket", csrf_token=token, project=project, do="add")
        words = await page("GET", "/review")
        words = await page("POST", "/cast", csrf_token=token, digest=found(DIGEST, words))
        if THANKS not in words:
            cast.faults.append("no receipt")
    cast.took.append((time.perf_counter() - began) * 1000)


async def everybody(host: str, place: str, votes: int) -> Cast:
    """Let people vote, some at once."""
    cast, numbers = Cast(), iter(range(votes))

    async def some() -> None:
        for number in numbers:
            await vote(host, place, number, cast)

    await asyncio.gather(*(some() for _ in range(VOTERS_AT_ONCE)))
    return cast


def prepare() -> tuple[str, int]:
    """Open a vote for everybody on twenty projects."""
    make_municipality()
    budget = make_budget(access=AccessLevel.OPEN)
    budget.minimum_age, budget.is_for_residents, budget.most_choices = None, False, 5
    budget.areas[0].amount_cents = 60_000_00
    for number in range(PROJECTS):
        name = f"Projekti {number}"
        make_project(budget, code=f"p{number + 1}", number=number + 1, title=text(name, name, name))
    moment, day = clock.now(), timedelta(days=1)
    of = {"budget_id": budget.activity_id, "phase": Phase.VOTING}
    save(BudgetStage(opens=moment - day, closes=moment + day, **of))
    db.session.commit()
    return f"/fi/a/{budget.activity.public_id}/vote", budget.activity_id


def main() -> int:
    """Measure, print, and fail where fewer votes a minute come through, or one is lost."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--votes", type=int, default=A_MINUTE)
    asked.add_argument("--engine", default="sqlite")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = database_for(options.engine, Path(folder))
        app = town.found(database, Path(folder))
        database.refresh()
        with app.app_context():
            place, _key = prepare()
            db.session.remove()
        log = Path(folder) / "log"
        with served(app.config["SETTINGS"], log, TRUSTED_PROXIES="1") as (host, process):
            meter = Meter([psutil.Process(process.pid)])
            meter.start()
            began = time.perf_counter()
            cast = asyncio.run(everybody(host, place, options.votes))
            seconds, cpu = time.perf_counter() - began, meter.stop()
        with app.app_context():
            rows = [
                db.session.scalar(sa.select(sa.func.count()).select_from(model))
                for model in (RollEntry, Tracker, Slip)
            ]
            db.session.remove()
        database.stop()
    took = sorted(cast.took)
    rate = len(took) / seconds * 60
    print(
        f"{options.engine}: {rate:.0f} votes a minute (asked {A_MINUTE}); a vote of eight pages"
        f" p50 {took[len(took) // 2]:.0f} ms, p95 {took[int(len(took) * 0.95)]:.0f} ms,"
        f" {cpu * 1000 / len(took):.1f} ms of processor time; roll, trackers, slips {rows};"
        f" {len(cast.faults)} faults {sorted(set(cast.faults))[:3]}"
    )
    whole = rows == [options.votes] * 3
    return int(bool(cast.faults) or not whole or rate < A_MINUTE)


if __name__ == "__main__":
    sys.exit(main())
