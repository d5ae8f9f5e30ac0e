"""Tables that must not tell in which order people came."""

import sqlalchemy as sa

from participation.platform.database import Base
from participation.platform.extensions import db

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
    ledger entry and the answer beside it share: an update of every row gives all of them one.
    """
    if db.engine.dialect.name != "postgresql":
        return 0
    tables = unordered_tables()
    for table in tables:
        db.session.execute(sa.text(f'UPDATE "{table.name}" SET id = id'))  # noqa: S608 -- our own
        db.session.execute(sa.text(f'CLUSTER "{table.name}" USING "pk_{table.name}"'))
    return len(tables)
