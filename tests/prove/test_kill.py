"""Web processes are killed while 200 people answer: nobody who was thanked is forgotten."""

import asyncio
import contextlib
import random
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta

import aiohttp
import psutil
import pytest
import sqlalchemy as sa

from bench import town
from bench.load import Form, Respondent, Wrong, everybody, form_on, signature
from participation.activities.models import LedgerEntry
from participation.platform.extensions import db
from surveys.models import Response, ResponseDraft
from surveys.services import counting
from tests.factories import make_activity
from tests.service import served

PEOPLE = 200
PATIENCE = 40
SHORTLY = 0.15


class Stubborn(Respondent):
    """Somebody who tries again when the connection breaks, with the same form."""

    async def get(self, path: str) -> str:
        return await self._again(lambda: super(Stubborn, self).get(path))

    async def post(self, form: Form) -> str:
        return await self._again(lambda: super(Stubborn, self).post(form))

    async def _again(self, deed):
        for _try in range(PATIENCE):
            with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
                return await deed()
            await asyncio.sleep(SHORTLY)
        raise Wrong("never got through")

    async def thanked(self) -> int:
        """Answer to the end; return the number of who was thanked."""
        where = await self.answer()
        assert where.endswith("/thanks"), where
        assert form_on(await self.get(where)) is None
        return self.number


async def reap(service: psutil.Process, done: asyncio.Event) -> int:
    """Kill a web process without warning, again and again, until everybody is done."""
    killed = 0
    while not done.is_set():
        workers = service.children()
        if workers:
            with contextlib.suppress(psutil.NoSuchProcess):
                random.choice(workers).send_signal(signal.SIGKILL)
                killed += 1
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(done.wait(), random.uniform(0.2, 0.8))
    return killed


async def answer_while_killing(host: str, path: str, process: psutil.Process):
    done = asyncio.Event()
    reaper = asyncio.create_task(reap(process, done))
    async with aiohttp.TCPConnector(limit=0, force_close=True) as pool:
        people = [Stubborn(host, path, number, pool) for number in range(PEOPLE)]
        results = await everybody([one.thanked for one in people], at_once=PEOPLE)
        await asyncio.gather(*(one.leave() for one in people))
    done.set()
    return results, await reaper


@pytest.fixture
def survey(app):
    activity = make_activity(closes=datetime.now(UTC) + timedelta(days=1))
    town.publish(activity, town.questionnaire(2))
    return activity


def test_no_acknowledged_answer_is_lost_or_doubled(app, survey, tmp_path):
    path, survey_id = f"/fi/a/{survey.public_id}/answer", survey.id
    db.session.remove()
    with served(app.config["SETTINGS"], tmp_path / "log", TRUSTED_PROXIES="1") as (host, process):
        results, killed = asyncio.run(answer_while_killing(host, path, psutil.Process(process.pid)))
    thanked = [number for number in results if isinstance(number, int)]
    troubles = Counter(repr(found) for found in results if not isinstance(found, int))
    print(f"\n{killed} processes killed, {len(thanked)} of {PEOPLE} thanked {dict(troubles)}")
    assert killed >= 5
    assert len(thanked) == PEOPLE, troubles

    of_survey = sa.select(Response).where(Response.survey_id == survey_id)
    kept = Counter(response.answers["q9"] for response in db.session.scalars(of_survey))
    assert kept == {signature(number): 1 for number in thanked}
    entries = sa.select(sa.func.count()).select_from(LedgerEntry)
    assert db.session.scalar(entries.where(LedgerEntry.activity_id == survey_id)) == PEOPLE
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ResponseDraft)) == 0
    counting.refresh(survey_id, datetime.now(UTC))
    db.session.commit()
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(sa.text("PRAGMA integrity_check")).scalar_one() == "ok"
