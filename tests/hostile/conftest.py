"""A town under attack."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.pool import NullPool

from participation.app import create_app
from participation.platform.config import Settings
from tests.conftest import SECRET
from tests.databases import Database
from tests.hostile.attacker import Attacker
from tests.hostile.town import Town, make_shared, make_town
from tests.staff import sign_in


def house_with(house: Flask, *, settings: dict[str, Any] | None = None, **changes: Any) -> Flask:
    """Another application on the database and files of the house; faults become pages."""
    kept = house.config["SETTINGS"]
    given = {"secret_key": SECRET, "database_url": kept.database_url}
    given |= {"storage_dir": kept.storage_dir} | (settings or {})
    values = {
        "TESTING": True,
        "MOMENT": 0,
        "WTF_CSRF_ENABLED": False,
        "RATELIMIT_ENABLED": False,
        "PROPAGATE_EXCEPTIONS": False,
        "SQLALCHEMY_ENGINE_OPTIONS": {"poolclass": NullPool},
    }
    return create_app(Settings(**given), **values | changes)


@pytest.fixture(scope="package")
def hardy(house: Flask) -> Flask:
    """The house as it runs for people, except that forms need no token."""
    return house_with(house)


@pytest.fixture(scope="package")
def guarded(house: Flask) -> Flask:
    """The house with tokens in its forms."""
    return house_with(house, WTF_CSRF_ENABLED=True)


@pytest.fixture
def town(app: Flask, database: Database) -> Town:
    return make_town(shared=make_shared())


@pytest.fixture
def resident(hardy: Flask, town: Town) -> Attacker:
    return Attacker(hardy)


@pytest.fixture
def boss(hardy: Flask, town: Town) -> Attacker:
    """An administrator."""
    attacker = Attacker(hardy)
    sign_in(attacker)
    return attacker
