"""Tables in a workshop: each writes on one device, by a link of its own."""

from collections.abc import Sequence

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.live_models import LONGEST_NAME, WorkshopTable
from participation.brainstorming.services import building
from participation.platform.extensions import db

MOST_TABLES = 60


def tables_of(activity_id: int) -> Sequence[WorkshopTable]:
    """Return the tables of a brainstorm in the order in which they were set."""
    wanted = sa.select(WorkshopTable).where(WorkshopTable.brainstorm_id == activity_id)
    return db.session.scalars(wanted.order_by(WorkshopTable.id)).all()


def table_behind(activity_id: int, code: str) -> WorkshopTable | None:
    """Return the table of a brainstorm whose link has a code."""
    if not code:
        return None
    here = WorkshopTable.brainstorm_id == activity_id, WorkshopTable.code == code
    found: WorkshopTable | None = db.session.scalar(sa.select(WorkshopTable).where(*here))
    return found


def set_tables(activity: Activity, names: Sequence[str]) -> None:
    """Have tables of these names; those that stay keep their links, and ideas keep their table."""
    building.locked(activity.id)
    clean = (" ".join(name.split())[:LONGEST_NAME].strip() for name in names)
    wanted = [name for name in dict.fromkeys(clean) if name][:MOST_TABLES]
    known = {table.name: table for table in tables_of(activity.id)}
    for name in known.keys() - set(wanted):
        db.session.delete(known[name])
    for name in wanted:
        if name not in known:
            db.session.add(WorkshopTable(brainstorm_id=activity.id, name=name))
            db.session.flush()  # one by one, so that they keep the order they were written in
    db.session.flush()
