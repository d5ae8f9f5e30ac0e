"""Measure what answering costs: processor milliseconds of the whole service per operation.

Every page is checked, and so is the database: it must hold exactly the answers that were accepted.
Rounds alternate between the service and a bare Flask page, which is the ceiling of the stack.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import aiohttp  # noqa: E402 -- the path is known only now
import psutil  # noqa: E402
from flask import Flask  # noqa: E402

from bench import town  # noqa: E402
from bench.load import Respondent, everybody  # noqa: E402
from bench.meter import Meter, memory_mb, resident_mb  # noqa: E402
from tests.databases import Database, database_for  # noqa: E402
from tests.service import free_port, served, wait_for  # noqa: E402

SIZES = (0, 10_000, 100_000)
ROUNDS = 3
MOST_FOREIGN = 0.10
BARE = "bare Flask page"
TARGETS = {"open a page of 10 questions": 4.0, "send a page": 5.0, "a complete response": 15.0}
# The targets are milliseconds of a machine that needs so many for the bare page. Another is faster
# or slower, so what counts is how many bare pages an operation costs.
BARE_MS = 1.35


@dataclass
class Measured:
    """One kind of operation: milliseconds per operation in each round."""

    database: str
    existing: int
    operation: str
    cpu_ms: list[float]
    per_second: list[float]
    foreign: float
    bare_ms: float
    target: float | None = None

    @property
    def ratio(self) -> float:
        """Return how many bare pages the operation costs."""
        return median(self.cpu_ms) / self.bare_ms

    @property
    def is_met(self) -> bool:
        """Tell whether it costs no more than it may."""
        return self.target is None or self.ratio <= self.target / BARE_MS

    def line(self) -> str:
        """Return one line for people."""
        least, most = min(self.cpu_ms), max(self.cpu_ms)
        mark = "" if self.target is None else "✓" if self.is_met else "✗"
        aim = f"{self.ratio:5.1f}× ≤ {self.target / BARE_MS:.1f}×" if self.target else ""
        noise = f"  (others used {self.foreign:.0%})" if self.foreign > MOST_FOREIGN else ""
        return (
            f"{mark:1} {self.database:11}{self.existing:8}  {self.operation:30}"
            f"{median(self.cpu_ms):8.2f} [{least:.2f}–{most:.2f}] {aim:15}"
            f"{median(self.per_second):8.0f}/s{noise}"
        )


@dataclass
class Subject:
    """Something that is served, and how much it takes."""

    host: str
    meter: Meter
    root: psutil.Process


async def timed(subject: Subject, deeds: list) -> tuple[float, float, float]:
    """Do the deeds; return CPU ms and deeds a second, and the share others took of the machine."""
    mine = psutil.Process()
    before, busy, started = mine.cpu_times(), psutil.cpu_times(), time.perf_counter()
    subject.meter.start()
    results = await everybody(deeds)
    spent, took = subject.meter.stop(), time.perf_counter() - started
    wrong = [result for result in results if isinstance(result, BaseException)]
    if wrong:
        raise wrong[0]
    after, now = mine.cpu_times(), psutil.cpu_times()
    own = after.user + after.system - before.user - before.system
    used = (sum(now) - now.idle - now.iowait) - (sum(busy) - busy.idle - busy.iowait)
    foreign = max(0.0, used - own - spent) / (took * (psutil.cpu_count() or 1))
    return spent * 1000 / len(deeds), len(deeds) / took, foreign


async def page_round(subject: Subject, path: str, many: int) -> tuple[float, float, float]:
    """Open a page many times, each time in a fresh browser."""
    async with aiohttp.TCPConnector(limit=0) as pool:
        people = [Respondent(subject.host, path, n, pool) for n in range(many)]
        found = await timed(subject, [lambda p=p: p.get(path) for p in people])
        await asyncio.gather(*(p.leave() for p in people))
        return found


async def post_round(subject: Subject, path: str, numbers: range) -> tuple[float, float, float]:
    """Send a page that was opened before the clock started."""
    async with aiohttp.TCPConnector(limit=0) as pool:
        people = [Respondent(subject.host, path, n, pool) for n in numbers]
        forms = await everybody([p.open for p in people])
        deeds = [lambda p=p, f=f: p.post(f) for p, f in zip(people, forms, strict=True)]
        found = await timed(subject, deeds)
        await asyncio.gather(*(p.leave() for p in people))
        return found


async def flow_round(subject: Subject, path: str, numbers: range) -> tuple[float, float, float]:
    """Answer a survey of two pages from the first to the thank-you."""
    async with aiohttp.TCPConnector(limit=0) as pool:
        people = [Respondent(subject.host, path, n, pool) for n in numbers]
        found = await timed(subject, [p.answer for p in people])
        await asyncio.gather(*(p.leave() for p in people))
        return found


def rounds(subject: Subject, peer: Subject, surveys: town.Surveys, many: int) -> dict[str, list]:
    """Measure every operation in turn, several times."""
    kept: dict[str, list] = {name: [] for name in (BARE, *TARGETS)}
    asyncio.run(page_round(subject, surveys.one_page, 20))  # warm up
    for turn in range(ROUNDS):
        numbers = range(turn * many, (turn + 1) * many)
        later = range((ROUNDS + turn) * many, (ROUNDS + turn + 1) * many)
        kept[BARE].append(asyncio.run(page_round(peer, "/", many)))
        one, two = surveys.one_page, surveys.two_pages
        opened, sent, complete = TARGETS
        kept[opened].append(asyncio.run(page_round(subject, one, many)))
        kept[sent].append(asyncio.run(post_round(subject, one, numbers)))
        kept[complete].append(asyncio.run(flow_round(subject, two, later)))
    return kept


@contextmanager
def bare_flask(folder: Path) -> Iterator[Subject]:
    """Serve the reference page with the same server and as many workers."""
    port, log = free_port(), folder / "reference.log"
    command = [sys.executable, "-m", "gunicorn", "-w2", "--no-control-socket", "-c", "/dev/null",
               "-b", f"127.0.0.1:{port}", "bench.reference:app"]  # fmt: skip
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out) as process,
    ):
        host, root = f"http://127.0.0.1:{port}", psutil.Process(process.pid)
        try:
            wait_for(host, process, log)
            yield Subject(host, Meter([root]), root)
        finally:
            process.terminate()


def measure(engine: str, app: Flask, database: Database, many: int, folder: Path) -> list[Measured]:
    """Measure with ever more existing answers."""
    found = []
    with ExitStack() as stack:
        peer = stack.enter_context(bare_flask(folder))
        settings = app.config["SETTINGS"]
        more = {"TRUSTED_PROXIES": "1", "LOG_LEVEL": "INFO"}
        log = folder / "service.log"
        for existing in SIZES:
            surveys = town.build(app, database, existing)
            with served(settings, log, **more) as (host, process):
                root = psutil.Process(process.pid)
                subject = Subject(host, Meter([root, *servers(folder)]), root)
                kept = rounds(subject, peer, surveys, many)
                bare_ms = median(cpu for cpu, _speed, _foreign in kept[BARE])
                for name, turns in kept.items():
                    cpu, speed, foreign = (list(column) for column in zip(*turns, strict=True))
                    found.append(Measured(engine, existing, name, cpu, speed, max(foreign),
                                          bare_ms, TARGETS.get(name)))  # fmt: skip
                    print(found[-1].line(), flush=True)
                print(f"  a web worker takes {memory_mb(root):.0f} MB (resident "
                      f"{resident_mb(root):.0f} MB), target ≤ 150 MB", flush=True)  # fmt: skip
            town.check(app, surveys, existing, ROUNDS * many)
    return found


def servers(folder: Path) -> list[psutil.Process]:
    """Return the database server that keeps its files in the folder, if there is one."""
    every = psutil.process_iter(["name", "cmdline"])
    return [
        p for p in every if p.info["name"] == "postgres" and str(folder) in str(p.info["cmdline"])
    ]


def main() -> int:
    """Measure, print, and keep the figures in test-artifacts/bench.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=200, help="operations a round")
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgresql"])
    wanted = parser.parse_args()
    found: list[Measured] = []
    for engine in wanted.engines:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            folder = Path(name)
            folder.chmod(0o755)
            database = database_for(engine, folder)
            try:
                app = town.found(database, folder)
                found += measure(engine, app, database, wanted.many, folder)
            finally:
                database.stop()
    artifacts = ROOT / "test-artifacts"
    artifacts.mkdir(exist_ok=True)
    (artifacts / "bench.json").write_text(json.dumps([asdict(m) for m in found], indent=1))
    missed = [m for m in found if not m.is_met]
    more = (
        ROOT / "bench" / name
        for name in (
            "results.py",
            "columns.py",
            "logic.py",
            "ideas.py",
            "opinions.py",
            "tallies.py",
        )
    )
    codes = [subprocess.call([sys.executable, str(each)], cwd=ROOT) for each in more]
    return 1 if missed or any(codes) else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
