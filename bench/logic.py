"""Measure what conditions cost: a questionnaire of 600 questions with 400 conditions.

Processor milliseconds of the service per request, in this process, on SQLite, when everything
before has been answered.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402 -- the path is known only now

from bench import town  # noqa: E402
from participation.platform.extensions import db  # noqa: E402
from surveys.domain.logic.judged import logic_of  # noqa: E402
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire  # noqa: E402
from tests.databases import database_for  # noqa: E402
from tests.factories import make_activity, make_process  # noqa: E402

PAGES, ON_PAGE, CONDITIONS, TURNS = 30, 20, 400, 30
TARGETS = {"save a page": 50.0}


def questionnaire() -> Questionnaire:
    """Return 600 questions; two of three look at one to three earlier ones."""
    asked = [question(number) for number in range(PAGES * ON_PAGE)]
    pages = [
        Page(code=f"p{n}", questions=tuple(asked[n * ON_PAGE : (n + 1) * ON_PAGE]))
        for n in range(PAGES)
    ]
    pages[-1] = replace(pages[-1], condition="{q0} != 'o3'")
    if sum(bool(each.condition) for each in (*asked, *pages)) != CONDITIONS:
        raise RuntimeError("not as many conditions as promised")
    return Questionnaire(pages=tuple(pages))


def question(number: int) -> Question:
    """Return a question that everybody is asked, or only those who answered others so."""
    single, multiple = number - number % 3, max(1, number - 30 - number % 3 + 1)
    tests = (
        f"{{q{single}}} != 'o2'",
        f"not selected({{q{multiple}}}, 'o4')",
        f"count({{q{multiple}}}) < 5",
    )
    has_condition = number % 3 and number > multiple
    return Question(
        code=f"q{number}",
        kind="multiple" if number % 3 else "single",
        label=town.words("Kysymys", number),
        condition=" and ".join(tests[: 1 + number % 3]) if has_condition else "",
        options=tuple(Option(code=f"o{n}", label=town.words("Arvo", n)) for n in range(5)),
    )


def filled(page: Page) -> dict[str, Any]:
    """Answer every question of a page."""
    return {each.code: "o1" for each in page.questions}


def timed(deed: Callable[[], Any]) -> float:
    """Return the processor milliseconds that a deed takes."""
    begun = time.process_time()
    deed()
    return (time.process_time() - begun) * 1000


def measure(app: Flask, written: Questionnaire) -> dict[str, float]:
    """Answer up to the last page, then save, open and send."""
    activity = make_activity(make_process(slug="logic"), access="open")
    town.publish(activity, written)
    place = f"/fi/a/{activity.public_id}/answer"
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    client.get(place)
    for page in written.pages[:-1]:
        went = client.post(f"{place}/{page.code}", data=filled(page))
        if went.status_code != 302:
            raise RuntimeError(f"{page.code} was not taken: {went.status_code}")
    last, middle = written.pages[-1], written.pages[PAGES // 2]
    save, look = f"{place}/{middle.code}/autosave", f"{place}/{middle.code}"
    found = {
        "save a page": [
            timed(lambda: client.post(look, data=filled(middle))) for _ in range(TURNS)
        ],
        "save by itself": [
            timed(lambda: client.post(save, data=filled(middle))) for _ in range(TURNS)
        ],
        "open a page": [timed(lambda: client.get(look)) for _ in range(TURNS)],
        "send everything": [
            timed(lambda: client.post(f"{place}/{last.code}", data=filled(last) | {"_send": "1"}))
        ],
        "judge before publishing": [timed(lambda: logic_of(written))],
    }
    return {name: median(turns) for name, turns in found.items()}


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        database = database_for("sqlite", Path(name))
        try:
            app = town.found(database, Path(name))
            database.refresh()
            with app.app_context():
                found = measure(app, questionnaire())
                db.session.remove()
        finally:
            database.stop()
    print(f"{PAGES * ON_PAGE} questions, {CONDITIONS} conditions, processor milliseconds:")
    for name, spent in found.items():
        target = TARGETS.get(name)
        mark = "" if target is None else "✓" if spent <= target else "✗"
        print(f"{mark:1} {name:30}{spent:8.2f} {f'≤ {target:g}' if target else ''}")
    return int(any(found[name] > target for name, target in TARGETS.items()))


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
