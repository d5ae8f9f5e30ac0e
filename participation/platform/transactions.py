"""One transaction per request, in one place."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from participation.platform.extensions import db

AFTER_COMMIT, AFTER_FAILURE = "after_commit", "after_failure"

log = logging.getLogger(__name__)


def _take_the_pen() -> None:
    """Let only one write at a time, so what a service checks stays true until it commits."""
    connection = db.session.connection()
    raw = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and raw is not None and not raw.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


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
