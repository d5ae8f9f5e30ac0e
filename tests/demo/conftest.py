"""The demo town, loaded once: tests read it and leave it as it is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from participation.demo.load import load
from participation.platform import clock
from participation.platform.extensions import db
from tests.conftest import sweep
from tests.databases import Database
from tests.pages import Visitor


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the demo town are kept."""
    return tmp_path_factory.mktemp("demo") / "storage"


@pytest.fixture(scope="module")
def inhabited(house: Flask, database: Database, shelf: Path) -> Flask:
    """The application in which the demo town was loaded a short while ago."""
    sweep(house, database)
    storage = Path(house.config["SETTINGS"].storage_dir)
    if database.recall("demo"):
        shutil.copytree(shelf, storage, dirs_exist_ok=True)
        return house
    with house.test_request_context():
        assert load(clock.now())
        db.session.remove()
    database.keep("demo")
    shutil.copytree(storage, shelf)
    return house


@pytest.fixture
def town(inhabited: Flask) -> Iterator[Flask]:
    """The same, in an application context."""
    with inhabited.app_context():
        yield inhabited
        db.session.remove()


@pytest.fixture
def visitor(town: Flask) -> Visitor:
    """Somebody in the demo town."""
    return Visitor(town)
