"""Reads of live sessions: where an address on a wall leads."""

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.live_models import LiveSession, WorkshopTable
from participation.platform.extensions import db
from participation.platform.refusals import NotFound


def behind(code: str) -> tuple[str, str, str]:
    """Return the activity to which a code leads, the code of its hall, and that of a table."""
    wanted = (
        sa.select(Activity.public_id, LiveSession.code)
        .select_from(Activity)
        .outerjoin(LiveSession, LiveSession.brainstorm_id == Activity.id)
    )
    hall = db.session.execute(wanted.where(LiveSession.code == code)).one_or_none()
    if hall is not None:
        return hall[0], code, ""
    at_table = wanted.join(WorkshopTable, WorkshopTable.brainstorm_id == Activity.id)
    found = db.session.execute(at_table.where(WorkshopTable.code == code)).one_or_none()
    if found is None:
        raise NotFound
    return found[0], found[1] or "", code
