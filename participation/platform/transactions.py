"""One transaction per request, in one place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from participation.platform.extensions import db

AFTER_COMMIT = "after_commit"


def _take_the_pen() -> None:
    """Let only one write at a time, so what a service checks stays true until it commits."""
    connection = db.session.connection()
    raw = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and raw is not None and not raw.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def after_commit(deed: Callable[[], object]) -> None:
    """Do `deed` once the unit of work has committed; forget it if the unit fails."""
    db.session.info.setdefault(AFTER_COMMIT, []).append(deed)


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Commit what happens inside, or nothing of it; one writer at a time."""
    db.session.info[AFTER_COMMIT] = []
    try:
        _take_the_pen()
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    for deed in db.session.info.pop(AFTER_COMMIT):
        deed()
