"""Fixtures for everybody: a house, a fresh database for each test, a visitor."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from participation.app import create_app
from participation.identity import passwords
from participation.platform.config import ROOT, Settings
from participation.platform.extensions import db
from participation.platform.i18n.catalogues import compile_stale
from participation.platform.mail.transport import mail_folder
from tests.databases import Database, database_for
from tests.pages import Visitor

# Shared machines pause; what a property needs is many examples, not quick ones. `make prove` asks
# for more of them: tests that say how many they need take that many here and there.
settings.register_profile("house", deadline=None, max_examples=30)
settings.register_profile("prove", deadline=None, max_examples=400)
settings.load_profile(os.environ.get("PROPERTIES", "house"))

SECRET = "a secret only tests use, long enough for all"


class Remembered(BytecodeCache):
    """Templates compiled once for all the houses that a run builds."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := self.kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def pytest_configure() -> None:
    """Compile the catalogues before any house is built: the small house of tests reads them too."""
    compile_stale(ROOT / "translations")
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Remembered()}


def pytest_collection_finish() -> None:
    """Look for rubbish as seldom as the service does, and never among what stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def dear_hashes() -> Iterator[tuple[PasswordHasher, str]]:
    """Let passwords cost next to nothing, except where their cost is what is tested."""
    dear = passwords.HASHER, passwords.NOBODY
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords.HASHER, passwords.NOBODY = cheap, cheap.hash("nobody knows")
    yield dear
    passwords.HASHER, passwords.NOBODY = dear


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what touches no database: it has been tried on SQLite."""
    if os.environ.get("TEST_DATABASE") != "postgresql":
        return
    names = {item: getattr(item, "fixturenames", ()) for item in items}
    left_out = [item for item in items if "database" not in names[item]]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if "database" in names[item]]


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database server or folder with a migrated template, never made by create_all."""
    folder = tmp_path_factory.mktemp("database")
    found = database_for(os.environ.get("TEST_DATABASE", "sqlite"), folder)
    app = create_app(Settings(secret_key=SECRET, database_url=found.template), TESTING=True)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    yield found
    found.stop()


@pytest.fixture(scope="session")
def house(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for the whole run."""
    storage = tmp_path_factory.mktemp("storage")
    return create_app(
        Settings(secret_key=SECRET, database_url=database.working, storage_dir=str(storage)),
        TESTING=True,
        MOMENT=0,
        WTF_CSRF_ENABLED=False,
        RATELIMIT_ENABLED=False,
        SQLALCHEMY_ENGINE_OPTIONS={"poolclass": database.pool},
        SERVER_NAME="yhes.test",
        PROPAGATE_EXCEPTIONS=True,
    )


def sweep(house: Flask, database: Database) -> None:
    """Leave the house as it is when nobody has moved in."""
    shutil.rmtree(house.config["SETTINGS"].storage_dir, ignore_errors=True)
    Path(house.config["SETTINGS"].storage_dir).mkdir(parents=True)
    shutil.rmtree(mail_folder(house.config["SETTINGS"]), ignore_errors=True)
    database.refresh()


@pytest.fixture
def app(house: Flask, database: Database) -> Iterator[Flask]:
    """The application on a fresh copy of the migrated database, in an application context."""
    sweep(house, database)
    with house.app_context():
        yield house
        db.session.remove()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody with a browser that complains about bad pages."""
    return Visitor(app)
