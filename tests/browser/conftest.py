"""The real service, as it is served, and people who visit it with a real browser."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from participation.platform.config import ROOT, Settings
from tests.browser.person import Person
from tests.databases import Database
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
STARTS_WITHIN = 30


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder: it needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = find()
    assert path, "no Chromium: make test installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(settings: Settings, log: Path, **more: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """Serve the house with gunicorn, as it is served everywhere; yield address and process."""
    port = free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "STORAGE_DIR": settings.storage_dir,
        "PORT": str(port),
        "WEB_WORKERS": "2",
        **more,
    }
    command = [sys.executable, "-m", "gunicorn", "wsgi:app"]
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=output) as process,
    ):
        host = f"http://127.0.0.1:{port}"
        try:
            wait_for(host, process, log)
            yield host, process
        finally:
            process.terminate()
            process.wait(20)


def wait_for(host: str, process: subprocess.Popen, log: Path) -> None:
    """Return when the service answers."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{host}/health/ready", timeout=5):  # noqa: S310 -- our own
                return
        except (URLError, ConnectionError):
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture
def service(app: Flask, database: Database, tmp_path: Path) -> Iterator[str]:
    """The service on the database of this test; its address."""
    settings = app.config["SETTINGS"]
    log = tmp_path / "service.log"
    with served(settings, log) as (host, _process):
        yield host
    assert "Traceback" not in log.read_text(), log.read_text()


@pytest.fixture
def person(
    service: str, chromium: Browser, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Person]]:
    """Make people: `person()`, `person(phone=True, javascript=False, dark=True)`."""
    people: list[Person] = []

    def make(**habits: object) -> Person:
        people.append(Person(chromium, service, request.node.name, **habits))
        return people[-1]

    yield make
    for one in people:
        one.leave()
