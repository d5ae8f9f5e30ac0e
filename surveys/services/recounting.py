"""Count all answers of a survey anew while others go on writing: `docs/counting.md` says how."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from surveys import queries
from surveys.domain.counting.tally import Counts
from surveys.models import CountPending, StoredCount
from surveys.services import counting, pending, snapshots
from surveys.services.decoding import every_one

TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What the count was, and what waited, at the moment that the answers are read of."""

    mark: Any
    outdated: frozenset[bytes]  # notes of what is to be taken away from the old count


def recount(activity_id: int, now: datetime) -> Counts:
    """Count anew and keep the figures; no transaction of ours may be under way.

    Answers are read as they are at one moment, without holding anybody up. A short transaction
    then puts the count in place. What came meanwhile waits in notes, as ever; if
    the old count itself was changed, all is read again, and at last under the lock.
    """
    with unit_of_work():
        if pending.locked(activity_id, now) is None:
            raise NotFound
    for _try in range(TRIES):
        if _waits_much(activity_id):
            break
        before, writer = _read(activity_id)
        with unit_of_work():
            counts = _put(activity_id, before, writer, now)
        if counts is not None:
            return counts
        writer.forget()
    with unit_of_work():
        return counting.rebuild(activity_id, now)


def _waits_much(activity_id: int) -> bool:
    """Tell whether so much waits (after an import) that it must be counted under the lock."""
    waiting = sa.select(sa.func.count()).where(CountPending.survey_id == activity_id)
    return (db.session.scalar(waiting) or 0) > pending.BATCH


def _read(activity_id: int) -> tuple[_Before, snapshots.Writer]:
    """Count what no note waits for, all as it is at one moment."""
    _at_one_moment()
    old = CountPending.survey_id == activity_id, CountPending.sign < 0
    before = _Before(
        mark=_mark(activity_id),
        outdated=frozenset(db.session.scalars(sa.select(CountPending.id).where(*old))),
    )
    writer, known = snapshots.Writer(activity_id), queries.published(activity_id)
    for block in every_one(activity_id, known, where=(pending.WITHOUT_NOTE,)):
        writer.add(*block)
    writer.done()
    db.session.rollback()
    return before, writer


def _at_one_moment() -> None:
    """Let all that is read from here on be of one moment, without keeping anybody from writing."""
    db.session.rollback()
    if db.session.get_bind().dialect.name == "sqlite":
        db.session.connection().exec_driver_sql("BEGIN")
    else:
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _mark(activity_id: int) -> Any:
    """Return what changes whenever somebody counts, or takes an answer out of the count."""
    stored = sa.select(StoredCount.counted, StoredCount.counts, StoredCount.segments)
    row = db.session.execute(stored.where(StoredCount.survey_id == activity_id)).one()
    return row.counted, row.counts, (row.segments or {}).get("parts")


def _put(
    activity_id: int, before: _Before, writer: snapshots.Writer, now: datetime
) -> Counts | None:
    """Put a count in place, unless the one it was to replace has changed."""
    stored = pending.locked(activity_id, now)
    if stored is None or _mark(activity_id) != before.mark:
        return None
    db.session.execute(sa.delete(CountPending).where(CountPending.id.in_(before.outdated)))
    snapshots.replaced(stored, writer.listed())
    stored.counts, stored.counted = writer.counts.to_json(), now
    db.session.flush()
    return writer.counts
