"""The real service, as it is served, and people who visit it with a real browser."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from participation.platform.extensions import db
from tests.browser.person import Person, Windows
from tests.databases import Database
from tests.service import replace_workers, served
from tools.browser import find

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


LONGEST = "test_every_page.py"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark everything in this folder: it needs a browser. What takes longest goes first."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
    yield
    long = [item for item in items if item.path.name == LONGEST]
    if long:  # one half of the list begins on each processor
        rest = [item for item in items if item not in long]
        half = (len(rest) - len(long) % 2) // 2
        items[:] = [*long[::2], *rest[:half], *long[1::2], *rest[half:]]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = find()
    assert path, "no Chromium: make test installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def running(
    house: Flask, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, subprocess.Popen, Path]]:
    """One gunicorn for the whole run, on the working database."""
    database.refresh()
    log = tmp_path_factory.mktemp("service") / "log"
    door = "tests.browser.door:app"
    with served(house.config["SETTINGS"], log, door, TRUSTED_PROXIES="1") as (host, process):
        yield host, process, log


@pytest.fixture
def app(house: Flask, database: Database) -> Iterator[Flask]:
    """The application on the emptied database, in an application context."""
    storage = Path(house.config["SETTINGS"].storage_dir)
    shutil.rmtree(storage, ignore_errors=True)
    storage.mkdir(parents=True)
    database.erase()
    with house.app_context():
        yield house
        db.session.remove()


@pytest.fixture
def service(running: tuple[str, subprocess.Popen, Path], app: Flask) -> Iterator[str]:
    """The address of the service, which knows nothing of earlier tests."""
    host, process, log = running
    said = log.stat().st_size
    replace_workers(process, host, log)
    yield host
    told = log.read_bytes()[said:].decode()
    assert "Traceback" not in told, told.replace("\\n", "\n")


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Windows:
    """The windows of the browser, for one person after the other."""
    return Windows(chromium)


@pytest.fixture
def person(
    service: str, windows: Windows, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Person]]:
    """Make people: `person()`, `person(phone=True, javascript=False, dark=True)`."""
    people: list[Person] = []

    def make(**habits: object) -> Person:
        people.append(Person(windows, service, request.node.name, **habits))
        return people[-1]

    yield make
    for one in people:
        one.leave()
