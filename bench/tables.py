"""Write many answers into either engine, and a table beside with a column for each question.

Both others (SQL `GROUP BY`, pandas) count that table, which the service does not have.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol

import psycopg
from psycopg import sql

RESPONSE = (
    *("id", "survey_id", "version_id", "language"),
    *("day", "answers", "receipt_hash", "is_test"),
)
FILE = "sqlite:///"
Rows = Iterable[Sequence[Any]]


class Tables(Protocol):
    """What of an engine is needed."""

    def fill(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Write rows."""

    def do(self, statement: str) -> None:
        """Do a statement."""

    def found(self, statement: str) -> list[Any]:
        """Return the rows of a statement."""


class InFile:
    """SQLite."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw
        raw.execute("PRAGMA synchronous = OFF")

    def fill(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Write rows."""
        marks = ", ".join("?" * len(columns))
        said = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        with self.raw:
            self.raw.executemany(said, rows)

    def do(self, statement: str) -> None:
        """Do a statement."""
        self.raw.execute(statement)

    def found(self, statement: str) -> list[Any]:
        """Return the rows of a statement."""
        return self.raw.execute(statement).fetchall()


class OnServer:
    """PostgreSQL."""

    def __init__(self, raw: psycopg.Connection) -> None:
        self.raw = raw

    def fill(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Write rows."""
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        said = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        with self.raw.cursor() as cursor, cursor.copy(said) as copy:
            for row in rows:
                copy.write_row(row)

    def do(self, statement: str) -> None:
        """Do a statement."""
        self.raw.execute(statement)  # type: ignore[call-overload]

    def found(self, statement: str) -> list[Any]:
        """Return the rows of a statement."""
        return self.raw.execute(statement).fetchall()  # type: ignore[call-overload,no-any-return]


@contextmanager
def opened(url: str) -> Iterator[Tables]:
    """Open the database at an address."""
    if url.startswith(FILE):
        with closing(sqlite3.connect(url.removeprefix(FILE))) as file:
            yield InFile(file)
    else:
        with psycopg.connect(url, autocommit=True) as server:
            yield OnServer(server)
