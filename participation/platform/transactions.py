"""One transaction per request, in one place."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from participation.platform.extensions import db

AFTER_COMMIT, AFTER_FAILURE, CONNECTION = "after_commit", "after_failure", "connection"

log = logging.getLogger(__name__)


def connection() -> sa.Connection:
    """Return the connection of the transaction under way, for rows that need no objects.

    The session would look for it anew every time, which takes longer than a small statement.
    """
    session = db.session()
    transaction, found = session.info.get(CONNECTION, (None, None))
    if transaction is None or transaction is not session.get_transaction():
        found = session.connection()
        session.info[CONNECTION] = session.get_transaction(), found
    return found  # type: ignore[no-any-return]


def _take_the_pen() -> None:
    """Let only one write at a time, so what a service checks stays true until it commits."""
    here = connection()
    raw = here.connection.dbapi_connection
    if here.dialect.name == "sqlite" and raw is not None and not raw.in_transaction:
        here.exec_driver_sql("BEGIN IMMEDIATE")


def after_commit(deed: Callable[[], object]) -> None:
    """Do `deed` once the unit of work has committed; forget it if the unit fails."""
    db.session.info.setdefault(AFTER_COMMIT, []).append(deed)


def after_failure(deed: Callable[[], object]) -> None:
    """Do `deed` if the unit of work fails, to take back what no database can."""
    db.session.info.setdefault(AFTER_FAILURE, []).append(deed)


def _do(deeds: list[Callable[[], object]]) -> None:
    """Do each; what has been committed is not undone because one of them fails."""
    for deed in deeds:
        try:
            deed()
        except Exception:
            log.exception("a deed after the transaction failed")


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Commit what happens inside, or nothing of it; one writer at a time."""
    db.session.info[AFTER_COMMIT], db.session.info[AFTER_FAILURE] = [], []
    try:
        _take_the_pen()
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        db.session.info.pop(AFTER_COMMIT)
        _do(db.session.info.pop(AFTER_FAILURE))
        raise
    db.session.info.pop(AFTER_FAILURE)
    _do(db.session.info.pop(AFTER_COMMIT))
