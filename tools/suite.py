"""Run the checks and tests one after the other, and end in one table."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from browser import SENTENCE, ensure

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
ARTIFACTS = ROOT / "test-artifacts"
ROOMS = ("participation", "surveys")
POSTGRESQL = {"TEST_DATABASE": "postgresql"}
BROWSER = ("-m", "browser", "tests/browser")
STORY = "tests/browser/test_story.py"


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

    def run(self) -> Outcome:
        """Run the command, show what it says, and count."""
        print(f"\n── {self.name}", flush=True)
        started = time.monotonic()
        report = ARTIFACTS / f"{re.sub(r'[^a-z]+', '-', self.name.lower())}.xml"
        report.unlink(missing_ok=True)
        command = [*self.command, f"--junitxml={report}"] if self.tests else list(self.command)
        code, output = show(command, {**os.environ, **self.environ})
        outcome = Outcome(self.name, time.monotonic() - started, note=self.note(output))
        if self.tests and report.exists():
            count(report, outcome)
        elif code == 0:
            outcome.passed = 1
        if code and not outcome.failed:
            outcome.failed = 1
        return outcome


def show(command: Sequence[str], environ: Mapping[str, str]) -> tuple[int, str]:
    """Run a command; pass on what it prints as it comes, and keep it."""
    kept = []
    with subprocess.Popen(
        command, cwd=ROOT, env=dict(environ), text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        for line in process.stdout or ():
            kept.append(line)
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


def checks() -> list[Step]:
    """List what needs no database and no browser."""
    templates = [str(path.relative_to(ROOT)) for room in ROOMS for path in _folders(ROOT / room)]
    return [
        Step("Lint", tool("ruff", "check", ".")),
        Step("Format", tool("ruff", "format", "--check", ".")),
        Step("Types", tool("mypy")),
        Step("Imports", tool("lint-imports")),
        Step("Templates", tool("djlint", "--lint", "--quiet", *templates)),
        Step("Catalogues", pytest("tests/architecture/test_catalogues.py")),
    ]


def _folders(room: Path) -> list[Path]:
    return [path for path in sorted(room.rglob("templates")) if path.is_dir()]


def tests() -> list[Step]:
    """List every test but the long ones, on both engines, and in a browser."""
    return [
        Step("Tests on SQLite", pytest("-n2"), tests=True),
        Step(
            "Tests on PostgreSQL",
            pytest("-n2", "tests", "--ignore=tests/hostile"),
            POSTGRESQL,
            tests=True,
        ),
        Step("Browser tests", pytest("-n2", *BROWSER), tests=True),
    ]


def total(output: str) -> str:
    """Return the total of a coverage report."""
    found = re.findall(r"^TOTAL .* (\S+%)$", output, re.MULTILINE)
    return found[-1] if found else ""


def prove() -> list[Step]:
    """List what takes longer: faults, attacks and the whole story on PostgreSQL, coverage."""
    words = ("-m", "prove", "-s", "tests/prove")
    report = ("coverage", "report", "--skip-covered")
    return [
        Step("Proofs on SQLite", pytest(*words), tests=True),
        Step("Proofs on PostgreSQL", pytest(*words), POSTGRESQL, tests=True),
        Step("Attacks on PostgreSQL", pytest("-n2", "tests/hostile"), POSTGRESQL, tests=True),
        Step("Browser on PostgreSQL", pytest(*BROWSER[:2], STORY), POSTGRESQL, tests=True),
        Step("Tests, measured", pytest("-n2", measured=True), tests=True),
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
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    plans = {"check": [checks], "test": [checks, tests], "prove": [prove]}
    outcomes = [step.run() for plan in plans[wanted] for step in plan()]
    table(outcomes, time.monotonic() - started)
    return 1 if any(one.failed for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
