"""Measure results against the number of responses: pages, counting, files and their memory.

On SQLite. Times are processor times, which others on the machine do not lengthen. A file is made
in a process of its own, whose peak memory is printed, also less that of making no file.
"""

import argparse
import logging
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402 -- the path is known only now
from flask_migrate import upgrade  # noqa: E402

from participation.activities.models import Activity  # noqa: E402
from participation.app import create_app  # noqa: E402
from participation.platform.access.actor import Role  # noqa: E402
from participation.platform.config import Settings  # noqa: E402
from participation.platform.extensions import db  # noqa: E402
from participation.platform.transactions import unit_of_work  # noqa: E402
from participation.reports.writers import writer  # noqa: E402
from surveys.domain.questionnaire import Questionnaire  # noqa: E402
from surveys.exports import answer_tables  # noqa: E402
from surveys.services import counting, responses  # noqa: E402
from surveys.services.responses import Given  # noqa: E402
from surveys.wording import Speaker  # noqa: E402
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

SIZES = (1_000, 10_000, 100_000)
NOW = datetime(2026, 9, 1, tzinfo=UTC)
WAITING = 1_000
MOST_PAGE_MS, MOST_CSV_S, MOST_CSV_MB = 200, 10, 200
FIVE, SIX = tuple("abcde"), tuple("abcdef")


def asked() -> Questionnaire:
    """Ten questions: four single, three multiple, a matrix, a number, words."""
    return questionnaire(
        *(ask(f"s{n}", "single", options=options(*FIVE)) for n in range(4)),
        *(ask(f"m{n}", "multiple", options=options(*SIX)) for n in range(3)),
        ask("x", "matrix", options=options(*FIVE), rows=rows(*FIVE)),
        ask("age", "number"),
        ask("idea", "long_text"),
    )


def answers(random: Random) -> dict[str, Any]:
    """Answer as somebody might."""
    return {
        **{f"s{n}": random.choice((*FIVE, "~none")) for n in range(4)},
        **{f"m{n}": [c for c in SIX if random.random() < 0.3] or "~none" for n in range(3)},
        "x": {row: random.choice((*FIVE, "~unknown")) for row in FIVE},
        "age": random.randint(15, 95),
        "idea": random.choice(("~none", "~none", "Lisää penkkejä puistoon. " * 4)),
    }


def given(version_id: int, many: int) -> Iterator[Given]:
    """Yield responses of one version."""
    random = Random(7)  # noqa: S311 -- the same answers every time
    for _ in range(many):
        yield Given(
            version_id=version_id,
            channel_id=None,
            language=random.choice(("fi", "fi", "sv")),
            day=date(2026, 8, 12),
            answers=answers(random),
        )


def town(url: str) -> Flask:
    """Return the app over a database, migrated if it is new."""
    app = create_app(
        Settings(database_url=url),
        TESTING=True,
        WTF_CSRF_ENABLED=False,
        SERVER_NAME="yhes.test",
    )
    logging.disable(logging.INFO)
    return app


def milliseconds(deed: Callable[[], object], times: int = 7) -> float:
    """Return the median processor time of a deed."""
    found = []
    for _ in range(times):
        started = time.process_time()
        deed()
        found.append((time.process_time() - started) * 1000)
    return median(found)


def fetch(visitor: Visitor, url: str) -> None:
    """Open a page."""
    response = visitor.client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status}")


def write_file(url: str, activity_id: int, kind: str, out: Any) -> None:
    """Make a file; put seconds, size and peak memory into `out`. Without a kind, make none."""
    app = town(url)
    with app.test_request_context("/fi/"):
        activity = db.session.get_one(Activity, activity_id)
        tables = answer_tables(activity, NOW, Speaker("fi", "fi"), with_labels=True)
        started, size = time.process_time(), 0
        if kind == "xlsx":
            with tempfile.TemporaryFile() as file:
                writer(kind)(language="fi").write(
                    [tables.answers(), tables.codebook(), tables.summary()], file
                )
                size = file.tell()
        elif kind:
            size = sum(len(part) for part in writer(kind).stream(tables.answers()))
        took = time.process_time() - started
        out.put((took, size, peak_mb()))


def peak_mb() -> float:
    """Return the most memory this process ever held; `getrusage` would tell its parent's."""
    status = Path("/proc/self/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def apart(url: str, activity_id: int, kind: str) -> tuple[float, int, float]:
    """Do `write_file` in a fresh process."""
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    process = context.Process(target=write_file, args=(url, activity_id, kind, out))
    process.start()
    found: tuple[float, int, float] = out.get()
    process.join()
    return found


def measure(size: int, folder: Path) -> dict[str, float]:
    """Measure with so many responses."""
    url = f"sqlite:///{folder / f'{size}.sqlite'}"
    app = town(url)
    with app.app_context():
        upgrade()
        make_municipality()
        activity = closed()
        version = make_version(activity, asked())
        address, activity_id, version_id = activity.public_id, activity.id, version.id
        with unit_of_work():
            responses.insert_many(activity_id, given(version_id, size))
        started = time.process_time()
        with unit_of_work():
            counting.rebuild(activity_id, NOW)
        found = {"rebuild_s": time.process_time() - started}
        visitor = Visitor(app)
        sign_in(visitor, Role.ADMINISTRATOR)
        db.session.remove()
    found |= pages(app, visitor, address)
    with app.app_context():
        with unit_of_work():
            responses.insert_many(activity_id, given(version_id, WAITING))
        db.session.remove()
    found["waiting_ms"] = milliseconds(lambda: fetch(visitor, f"/fi/a/{address}/results"))
    started = time.process_time()
    with app.app_context(), unit_of_work():
        counting.refresh(activity_id, NOW)
    found["refresh_ms"] = (time.process_time() - started) * 1000
    return found | files(url, activity_id)


def pages(app: Flask, visitor: Visitor, address: str) -> dict[str, float]:
    """Measure the result pages."""
    public, staff = f"/fi/a/{address}/results", f"/fi/manage/a/{address}/results"
    anybody = Visitor(app)
    return {
        "public_ms": milliseconds(lambda: fetch(anybody, public)),
        "staff_ms": milliseconds(lambda: fetch(visitor, staff)),
        "texts_ms": milliseconds(lambda: fetch(visitor, f"{staff}/texts/idea?q=penk")),
    }


def files(url: str, activity_id: int) -> dict[str, float]:
    """Measure the downloads."""
    _took, _size, nothing = apart(url, activity_id, "")
    found = {}
    for kind in ("csv", "xlsx"):
        took, size, peak = apart(url, activity_id, kind)
        found |= {f"{kind}_s": took, f"{kind}_mb": size / 1e6, f"{kind}_rss": peak}
        found[f"{kind}_more"] = peak - nothing
    return found


COLUMNS = {
    "public_ms": "public page ms",
    "staff_ms": "staff page ms",
    "texts_ms": "search words ms",
    "waiting_ms": "page, 1000 waiting ms",
    "refresh_ms": "refresh of 1000 ms",
    "rebuild_s": "rebuild s",
    "csv_s": "CSV s",
    "csv_mb": "CSV MB",
    "csv_rss": "CSV peak RSS MB",
    "csv_more": "of which the file MB",
    "xlsx_s": "XLSX s",
    "xlsx_mb": "XLSX MB",
    "xlsx_rss": "XLSX peak RSS MB",
}


def main() -> int:
    """Print the table; fail when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    sizes = parser.parse_args().sizes
    with tempfile.TemporaryDirectory() as folder:
        found = {size: measure(size, Path(folder)) for size in sizes}
    print("Results, SQLite, 10 questions".ljust(32) + "".join(f"{size:>12,}" for size in sizes))
    for name, title in COLUMNS.items():
        print(title.ljust(32) + "".join(f"{found[size][name]:>12.1f}" for size in sizes))
    worst = found[max(sizes)]
    is_met = (
        worst["public_ms"] <= MOST_PAGE_MS
        and worst["csv_s"] <= MOST_CSV_S
        and worst["csv_rss"] <= MOST_CSV_MB
    )
    bars = f"page ≤ {MOST_PAGE_MS} ms, CSV ≤ {MOST_CSV_S} s and {MOST_CSV_MB} MB"
    print(f"{'✓' if is_met else '✗'} {bars}")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
