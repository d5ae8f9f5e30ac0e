"""A town under attack."""

import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from participation.app import create_app
from participation.platform.config import Settings
from participation.platform.extensions import db
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
        "SQLALCHEMY_ENGINE_OPTIONS": house.config["SQLALCHEMY_ENGINE_OPTIONS"],
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


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Town]]:
    """What is kept of a town once it has been built: files, and where everything is."""
    return tmp_path_factory.mktemp("town"), {}


@pytest.fixture
def town(app: Flask, database: Database, built: tuple[Path, dict[str, Town]]) -> Town:
    """A town as new. It is built once; each test finds it as it was then."""
    kept, towns = built
    storage = Path(app.config["SETTINGS"].storage_dir)
    if database.recall("town"):
        shutil.copytree(kept, storage, dirs_exist_ok=True)
    else:
        towns["town"] = make_town(shared=make_shared())
        db.session.remove()
        database.keep("town")
        shutil.copytree(storage, kept, dirs_exist_ok=True)
    return deepcopy(towns["town"])


@pytest.fixture
def resident(hardy: Flask, town: Town) -> Attacker:
    return Attacker(hardy)


@pytest.fixture
def boss(hardy: Flask, town: Town) -> Attacker:
    """An administrator."""
    attacker = Attacker(hardy)
    sign_in(attacker)
    return attacker
