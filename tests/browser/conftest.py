"""The real service, as it is served, and people who visit it with a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from tests.browser.person import Person
from tests.service import served
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


@pytest.fixture
def service(app: Flask, tmp_path: Path) -> Iterator[str]:
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
