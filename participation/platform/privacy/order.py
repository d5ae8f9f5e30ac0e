"""Tables that must not tell in which order people came."""

from datetime import datetime

import sqlalchemy as sa

from participation.platform.database import Base
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work

UNORDERED = "unordered"


def unordered_tables() -> list[sa.Table]:
    """Return the tables marked `info={"unordered": True}`: their keys are random."""
    return [table for table in Base.metadata.sorted_tables if table.info.get(UNORDERED)]


def rewrite_in_key_order() -> int:
    """Rewrite those tables in the order of their keys; return how many were rewritten.

    PostgreSQL appends rows as they come, so the place of a row tells when it came: `CLUSTER`
    rewrites the table, under a lock, by its random key. SQLite keeps such tables in key order at
    all times (`WITHOUT ROWID`) and needs nothing.

    `CLUSTER` and `VACUUM FREEZE` keep each row's `xmin`, the transaction that wrote it, which a
    ledger entry and the answer beside it share: an update of every row gives all of them one. It
    is committed before the rewrite, which else would carry the old rows along, and would wait for
    a person who erases an answer while that person waits for it.
    """
    if db.engine.dialect.name != "postgresql":
        return 0
    tables = unordered_tables()
    for table in tables:
        with unit_of_work():
            key = table.primary_key.columns[0].name
            db.session.execute(sa.text(f'UPDATE "{table.name}" SET {key} = {key}'))  # noqa: S608 -- ours
        with unit_of_work():
            db.session.execute(sa.text(f'CLUSTER "{table.name}" USING "pk_{table.name}"'))
    return len(tables)


def forget_order(now: datetime) -> int:
    """Do so once a night; the job of the worker."""
    return rewrite_in_key_order()
