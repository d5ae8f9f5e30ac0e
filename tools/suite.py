"""Run the checks and tests one after the other, and end in one table."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from browser import SENTENCE, ensure

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
ARTIFACTS = ROOT / "test-artifacts"
ROOMS = ("participation", "surveys", "budgeting")
POSTGRESQL = {"TEST_DATABASE": "postgresql"}
LONG = {"PROPERTIES": "prove"}
BROWSER = ("-m", "browser and not prove", "tests/browser")
# Two at a time; who has nothing left takes over what waits for the other.
BOTH = ("-n2", "--dist", "worksteal")
SCREENS = ("-m", "browser and prove", "tests/browser")
PROPERTIES = ("-m", "hypothesis and not browser", "tests")
STORY = "tests/browser/test_story.py"
WORDS = "tests/architecture/test_catalogues.py"


@dataclass
class Outcome:
    """What became of one step."""

    name: str
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One command. Tests are counted from their report; anything else counts as one."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str] = field(default_factory=dict)
    tests: bool = False
    note: Callable[[str], str] = lambda _output: ""

    def run(self, *, live: bool = True) -> Outcome:
        """Run the command, show what it says at once or in one piece, and count."""
        title = f"\n── {self.name}\n"
        if live:
            print(title, end="", flush=True)
        started = time.monotonic()
        report = ARTIFACTS / f"{re.sub(r'[^a-z]+', '-', self.name.lower())}.xml"
        report.unlink(missing_ok=True)
        command = [*self.command, f"--junitxml={report}"] if self.tests else list(self.command)
        code, output = show(command, {**os.environ, **self.environ}, live=live)
        if not live:
            print(f"{title}{output}", end="", flush=True)
        outcome = Outcome(self.name, time.monotonic() - started, note=self.note(output))
        if self.tests and report.exists():
            count(report, outcome)
        elif code == 0:
            outcome.passed = 1
        if code and not outcome.failed:
            outcome.failed = 1
        return outcome


def show(command: Sequence[str], environ: Mapping[str, str], *, live: bool) -> tuple[int, str]:
    """Run a command; keep what it prints, and pass it on as it comes."""
    kept = []
    with subprocess.Popen(
        command, cwd=ROOT, env=dict(environ), text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        for line in process.stdout or ():
            kept.append(line)
            if live:
                print(line, end="", flush=True)
    return process.returncode, "".join(kept)


def count(report: Path, outcome: Outcome) -> None:
    """Read how many tests passed from a JUnit report."""
    for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 -- pytest wrote it
        total, failures, errors, skipped = (
            int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")
        )
        outcome.failed += failures + errors
        outcome.skipped += skipped
        outcome.passed += max(0, total - failures - errors - skipped)


def tool(name: str, *words: str) -> list[str]:
    """Return the command of a tool in .venv."""
    return [str(BIN / name), *words]


def pytest(*words: str, measured: bool = False) -> list[str]:
    """Return a pytest command; measuring coverage takes twice as long."""
    start = ("-m", "coverage", "run", "-m", "pytest") if measured else ("-m", "pytest")
    return tool("python", *start, "-q", "-p", "no:cacheprovider", *words)


def one_by_one(steps: Sequence[Step], *, aside: Step) -> list[Outcome]:
    """Run steps in turn, and beside them what takes long and needs one processor only."""
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(aside.run, live=False)
        outcomes = [step.run() for step in steps]
        return [found.result(), *outcomes]


def checks() -> list[Step]:
    """List what needs no database and no browser."""
    templates = [str(path.relative_to(ROOT)) for room in ROOMS for path in _folders(ROOT / room)]
    return [
        Step("Lint", tool("ruff", "check", ".")),
        Step("Format", tool("ruff", "format", "--check", ".")),
        Step("Imports", tool("lint-imports")),
        Step("Templates", tool("djlint", "--lint", "--quiet", *templates)),
        Step("Catalogues", pytest(WORDS)),
    ]


def _folders(room: Path) -> list[Path]:
    return [path for path in sorted(room.rglob("templates")) if path.is_dir()]


def tests() -> list[Step]:
    """List every test but the long ones, on both engines, and in a browser."""
    return [
        Step("Tests on SQLite", pytest(*BOTH, f"--ignore={WORDS}"), tests=True),
        Step(
            "Tests on PostgreSQL",
            pytest(*BOTH, "tests", "--ignore=tests/hostile"),
            POSTGRESQL,
            tests=True,
        ),
        Step("Browser tests", pytest(*BOTH, *BROWSER), tests=True),
    ]


def total(output: str) -> str:
    """Return the total of a coverage report."""
    found = re.findall(r"^TOTAL .* (\S+%)$", output, re.MULTILINE)
    return found[-1] if found else ""


def prove() -> list[Step]:
    """List what takes longer: faults, every word, page and screen, coverage."""
    words = ("-m", "prove", "-s", "tests/prove")
    report = ("coverage", "report", "--skip-covered")
    return [
        Step("Proofs on SQLite", pytest(*words), tests=True),
        Step("Proofs on PostgreSQL", pytest(*words), POSTGRESQL, tests=True),
        Step("A million answers", tool("python", "bench/columns.py", "--sizes", "1000000")),
        Step("Attacks at length", pytest(*BOTH, "-m", "prove", "tests/hostile"), tests=True),
        Step("Properties at length", pytest(*BOTH, *PROPERTIES, measured=True), LONG, tests=True),
        Step("Every page and screen", pytest(*BOTH, *SCREENS), tests=True),
        Step("Attacks on PostgreSQL", pytest(*BOTH, "tests/hostile"), POSTGRESQL, tests=True),
        Step("Browser on PostgreSQL", pytest(*BROWSER[:2], STORY), POSTGRESQL, tests=True),
        Step("Tests, measured", pytest(*BOTH, measured=True), tests=True),
        Step("Coverage: combine", tool("coverage", "combine", "--quiet")),
        Step("Coverage, whole", tool(*report, "--fail-under=95"), note=total),
        Step(
            "Coverage, domain",
            tool(*report, "--fail-under=100", "--include=*/domain/*"),
            note=total,
        ),
    ]


def table(outcomes: Sequence[Outcome], seconds: float) -> None:
    """Print what became of every step."""
    print(f"\n{'':2}{'':26}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for one in outcomes:
        mark = "✗" if one.failed else "✓"
        print(f"{mark:2}{one.name:26}{one.passed:8}{one.failed:8}{one.skipped:9}"
              f"{one.seconds:9.1f}  {one.note}")  # fmt: skip
    print(f"{'':2}{'In all':26}{'':25}{seconds:9.1f}\n")
    passed, failed, skipped = (
        sum(getattr(one, name) for one in outcomes) for name in ("passed", "failed", "skipped")
    )
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))


def main(wanted: str) -> int:
    """Run what is wanted; return 0 only when nothing failed."""
    started = time.monotonic()
    ARTIFACTS.mkdir(exist_ok=True)
    browser = ensure() if wanted != "check" else None
    if wanted != "check" and browser is None:
        sys.exit(SENTENCE)
    os.environ["BROWSER"] = browser or ""
    # A dozen processes load the same tests: what the first has made ready, the others need not.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    if wanted == "prove":
        outcomes = [step.run() for step in prove()]
    else:
        steps = [*checks(), *(tests() if wanted == "test" else [])]
        outcomes = one_by_one(steps, aside=Step("Types", tool("mypy")))
    table(outcomes, time.monotonic() - started)
    return 1 if any(one.failed for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
