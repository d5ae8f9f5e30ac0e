"""The demo town, loaded once for the tests of a file: they read it and leave it as it is."""

from collections.abc import Iterator

import pytest
from flask import Flask

from participation.demo.load import load
from participation.platform import clock
from participation.platform.extensions import db
from tests.conftest import sweep
from tests.databases import Database
from tests.pages import Visitor


@pytest.fixture(scope="module")
def inhabited(house: Flask, database: Database) -> Flask:
    """The application in which the demo town was loaded just now."""
    sweep(house, database)
    with house.test_request_context():
        assert load(clock.now())
        db.session.remove()
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
