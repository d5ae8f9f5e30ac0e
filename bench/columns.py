"""Measure cuts of many answers, against SQL and pandas on a table made for them, in the same run.

50 questions: 34 single choices, 8 multiple choices, 4 matrices, 3 numbers, words. Both others count
the 34 single choices alone, and from a table with a column for each question, which the service
does not have. Times on SQLite are processor times of one process, `wall` is told beside. The server
of PostgreSQL works in processes of its own, so that there every time is on the wall.
"""

import argparse
import json
import logging
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 -- the path is known only now
from flask import Flask  # noqa: E402
from flask_migrate import upgrade  # noqa: E402

from bench.results import fetch, peak_mb  # noqa: E402
from bench.tables import FILE, RESPONSE, opened  # noqa: E402
from participation.activities.domain.filters import Cut, Filter  # noqa: E402
from participation.activities.models import Activity  # noqa: E402
from participation.app import create_app  # noqa: E402
from participation.platform.access.actor import Role  # noqa: E402
from participation.platform.config import Settings  # noqa: E402
from participation.platform.extensions import db  # noqa: E402
from participation.platform.transactions import unit_of_work  # noqa: E402
from surveys.domain.questionnaire import Questionnaire  # noqa: E402
from surveys.services import counting, recounting, responses  # noqa: E402
from surveys.services.responses import Given  # noqa: E402
from tests.databases import Database, database_for  # noqa: E402
from tests.factories import make_municipality  # noqa: E402
from tests.pages import Visitor  # noqa: E402
from tests.staff import sign_in  # noqa: E402
from tests.surveys.factories_counting import (  # noqa: E402
    ask,
    closed,
    make_version,
    options,
    questionnaire,
    rows,
)

SIZES = (10_000, 100_000)
ENGINES = ("sqlite", "postgresql")
NOW = datetime(2026, 9, 1, tzinfo=UTC)
FIVE, SIX = tuple("abcde"), tuple("abcdef")
SINGLE, MULTIPLE, MATRIX, NUMBER = 34, 8, 4, 3
BATCH, SEED, TURNS = 20_000, 7, 5
ONLY = Cut(filter=Filter.from_query(["s0:a,b", "s1:c"]))
SPLIT = Cut(filter=ONLY.filter, by="s2")
MOST_MS, MOST_BUILD_S, MOST_SEEN_S, MOST_READ_MB, MOST_BUILD_MB = 300, 60, 2, 40, 250


def asked() -> Questionnaire:
    """Return fifty questions."""
    return questionnaire(
        *(ask(f"s{n}", "single", options=options(*FIVE)) for n in range(SINGLE)),
        *(ask(f"m{n}", "multiple", options=options(*SIX)) for n in range(MULTIPLE)),
        *(ask(f"x{n}", "matrix", options=options(*FIVE), rows=rows(*"pqr")) for n in range(MATRIX)),
        *(ask(f"n{n}", "number") for n in range(NUMBER)),
        ask("idea", "long_text"),
    )


def drawn(random: np.random.Generator, many: int) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield answers, and the single choices as the wide table has them."""
    codes = np.array([*FIVE, "~none"])
    single = codes[random.integers(0, len(codes), (many, SINGLE))].tolist()
    matrix = codes[random.integers(0, len(codes), (many, MATRIX, 3))].tolist()
    chosen = random.integers(1, 64, (many, MULTIPLE)).tolist()
    numbers = random.integers(15, 96, (many, NUMBER)).tolist()
    sets = [[code for n, code in enumerate(SIX) if bits >> n & 1] for bits in range(64)]
    for place in range(many):
        answers: dict[str, Any] = {f"s{n}": code for n, code in enumerate(single[place])}
        answers |= {f"m{n}": sets[bits] for n, bits in enumerate(chosen[place])}
        answers |= {
            f"x{n}": dict(zip("pqr", codes, strict=True)) for n, codes in enumerate(matrix[place])
        }
        answers |= {f"n{n}": number for n, number in enumerate(numbers[place])}
        idea = "~none" if place % 4 else f"Lisää penkkejä ja valoja rantaan {place}. " * 3
        yield answers | {"idea": idea}, single[place]


def load(url: str, survey_id: int, version_id: int, many: int) -> None:
    """Write responses as the service keeps them, and the wide table beside.

    Twenty thousand people are drawn; more are the same people again, with keys of their own.
    """
    random = np.random.default_rng(SEED)
    drawn_once = list(drawn(random, min(BATCH, many)))
    said = [json.dumps(answers, separators=(",", ":")) for answers, _single in drawn_once]
    single = [found for _answers, found in drawn_once]
    days = [str(date(2026, 8, 1) + timedelta(days=n % 20)) for n in range(len(said))]
    wide = [f"s{n}" for n in range(SINGLE)]
    every = sorted(os.urandom(16) for _ in range(many))  # in order they are written quicker
    whose = survey_id, version_id
    with opened(url) as tables:
        tables.do(f"CREATE TABLE wide ({', '.join(f'{name} TEXT' for name in wide)})")
        for start in range(0, many, BATCH):
            keys = every[start : start + BATCH]
            rows = (
                (key, *whose, "fi" if n % 3 else "sv", days[n], said[n], key * 2, False)
                for n, key in enumerate(keys)
            )
            tables.fill("response", RESPONSE, rows)
            tables.fill("wide", wide, single[: len(keys)])
        tables.do("ANALYZE")


def timed(deed: Callable[[], object], turns: int = TURNS) -> tuple[float, float]:
    """Return the median processor and wall milliseconds of a deed, once it is warm."""
    deed()
    found = []
    for _ in range(turns):
        begun, wall = time.process_time(), time.perf_counter()
        deed()
        found.append((time.process_time() - begun, time.perf_counter() - wall))
    return tuple(median(column) * 1000 for column in zip(*found, strict=True))  # type: ignore[return-value]


def build(url: str, files: Path, activity_id: int, out: Any) -> None:
    """Count everything anew and write the columns; tell seconds and peak memory."""
    with house(url, files).app_context():
        before, begun, wall = peak_mb(), time.process_time(), time.perf_counter()
        recounting.recount(activity_id, NOW)
        spent = time.process_time() - begun
        out.put((spent, time.perf_counter() - wall, peak_mb(), peak_mb() - before))


def read(url: str, files: Path, activity_id: int, out: Any) -> None:
    """Make the figures of every question, whole and cut; tell milliseconds and peak memory.

    Also open the page that shows all of them to staff, with the filter in its address.
    """
    app = house(url, files)
    with app.app_context():
        activity, before = db.session.get_one(Activity, activity_id), peak_mb()
        whole = timed(lambda: counting.findings(activity, NOW))
        only = timed(lambda: counting.findings(activity, NOW, ONLY))
        split = timed(lambda: counting.findings(activity, NOW, SPLIT))
        first = counting.find(activity, "s3", NOW, ONLY).figures["respondents"]
        peak = peak_mb()
        query = urlencode([("only", each) for each in ONLY.filter.to_query()])
        address = f"/fi/manage/a/{activity.public_id}/results?{query}"
        visitor = Visitor(app)
        sign_in(visitor, Role.ADMINISTRATOR)
        db.session.remove()
    page = timed(lambda: fetch(visitor, address))
    out.put((whole, only, split, page, first, peak, peak - before))


def seen(url: str, files: Path, activity_id: int, version_id: int) -> float:
    """Return after how many seconds an answer just sent is in the figures of a filter."""
    with house(url, files).app_context():
        activity = db.session.get_one(Activity, activity_id)
        before = counting.find(activity, "s3", NOW, ONLY).figures["respondents"]
        db.session.rollback()
        given = Given(
            version_id=version_id,
            channel_id=None,
            language="fi",
            day=NOW.date(),
            answers={"s0": "a", "s1": "c"},
        )
        with unit_of_work():
            responses.insert_many(activity_id, [given])
        begun = time.perf_counter()
        after = counting.find(activity, "s3", NOW, ONLY).figures["respondents"]
        if after != before + 1:
            raise RuntimeError("the answer is not there")
        return time.perf_counter() - begun


def by_sql(url: str) -> dict[str, Any]:
    """Count the single choices of the wide table with GROUP BY, one question at a time."""
    with opened(url) as tables:
        return {
            f"s{n}": tables.found(
                f"SELECT s{n}, count(*) FROM wide WHERE s0 IN ('a', 'b') AND s1 = 'c' GROUP BY 1"  # noqa: S608
            )
            for n in range(SINGLE)
        }


def by_pandas(url: str) -> tuple[float, float]:
    """Return the processor and wall milliseconds of pandas, which only its own process loads."""
    command = [sys.executable, str(ROOT / "bench" / "frames.py"), url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    spent, wall = map(float, said.split())
    return spent, wall


def house(url: str, files: Path) -> Flask:
    """Return the app over a database, with its files in a folder."""
    settings = Settings(database_url=url, storage_dir=str(files))
    logging.disable(logging.INFO)
    return create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, SERVER_NAME="yhes.test")


def apart(deed: Callable[..., None], *words: Any) -> Any:
    """Do a deed in a fresh process and return what it tells."""
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    process = context.Process(target=deed, args=(*words, out))
    process.start()
    found = out.get()
    process.join()
    return found


def measure(size: int, database: Database, files: Path) -> dict[str, float]:
    """Measure with so many responses."""
    url = database.empty()
    with house(url, files).app_context():
        upgrade()
        make_municipality()
        activity = closed()
        version = make_version(activity, asked())
        activity_id, version_id = activity.id, version.id
        db.session.remove()
        db.engine.dispose()
    load(url, activity_id, version_id, size)
    told = 0 if url.startswith(FILE) else 1  # processor time, or time on the wall
    *built, build_mb, build_more = apart(build, url, files, activity_id)
    whole, only, split, page, people, read_mb, read_more = apart(read, url, files, activity_id)
    sql, frame = timed(lambda: by_sql(url), 1), by_pandas(url)
    if sum(number for _code, number in by_sql(url)["s3"]) != people:
        raise RuntimeError("SQL counts otherwise")
    return {
        "build_s": built[told],
        "build_wall": built[1],
        "build_mb": build_mb,
        "build_more": build_more,
        "whole_ms": whole[told],
        "only_ms": only[told],
        "only_wall": only[1],
        "split_ms": split[told],
        "page_ms": page[told],
        "page_wall": page[1],
        "read_mb": read_mb,
        "read_more": read_more,
        "seen_s": seen(url, files, activity_id, version_id),
        "sql_ms": sql[told],
        "pandas_ms": frame[told],
        "sql_ratio": sql[told] / only[told],
        "pandas_ratio": frame[told] / only[told],
        "disk_mb": sum(f.stat().st_size for f in files.glob("counts/*/*")) / 1e6,
    }


LINES = {
    "build_s": "count all anew, write columns s",
    "build_wall": "  wall s",
    "build_mb": "  peak memory MB",
    "build_more": "  of which for this MB",
    "disk_mb": "  columns on disk MB",
    "whole_ms": "all figures ms",
    "only_ms": "all figures, filter of two ms",
    "only_wall": "  wall ms",
    "split_ms": "filter of two, compared ms",
    "page_ms": "page of all, filter of two ms",
    "page_wall": "  wall ms",
    "read_mb": "  peak memory MB",
    "read_more": "  of which for this MB",
    "seen_s": "an answer is seen after s",
    "sql_ms": "SQL GROUP BY ms",
    "pandas_ms": "pandas.read_sql ms",
    "sql_ratio": "SQL / ours",
    "pandas_ratio": "pandas / ours",
}
BARS = {
    "page_ms": MOST_MS,
    "build_s": MOST_BUILD_S,
    "seen_s": MOST_SEEN_S,
    "read_more": MOST_READ_MB,
    "build_more": MOST_BUILD_MB,
}


def shown(engine: str, found: dict[int, dict[str, float]]) -> bool:
    """Print the table of an engine; tell whether every bar is met."""
    title = f"Cuts, {engine}, 50 questions"
    print(title.ljust(34) + "".join(f"{size:>12,}" for size in found))
    for name, words in LINES.items():
        print(words.ljust(34) + "".join(f"{each[name]:>12.2f}" for each in found.values()))
    worst = found[max(found)]
    missed = [name for name, most in BARS.items() if worst[name] > most]
    met = "✓ " + ", ".join(f"{n} ≤ {m}" for n, m in BARS.items())
    print("✗ " + ", ".join(missed) if missed else met, flush=True)
    return not missed


def main() -> int:
    """Print the tables; fail when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--engines", nargs="+", default=ENGINES)
    wanted = parser.parse_args()
    met = []
    for engine in wanted.engines:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            folder = Path(name)
            folder.chmod(0o755)  # the server of PostgreSQL is not root
            database = database_for(engine, folder)
            try:
                found = {n: measure(n, database, folder / f"files{n}") for n in wanted.sizes}
            finally:
                database.stop()
        met.append(shown(engine, found))
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
