"""Notes of what the stored count of a survey does not know yet, written with the deed itself.

A note of a new response holds its key, not its answers: they are read when they are counted. So a
response that is changed while it waits needs no second note, and one that is erased leaves none.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from participation.platform.database import JSON
from participation.platform.extensions import db
from participation.platform.transactions import connection
from surveys.domain.counting.tally import Counts
from surveys.models import CountPending, Response, StoredCount, Survey

BATCH = 5_000
# A row that nobody reads again in this request needs no object.
NOTE = sa.insert(CountPending)
WITHOUT_NOTE = ~sa.exists().where(CountPending.response_id == Response.id)
INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def added(response: Response) -> None:
    """Note a response to be counted."""
    note(response.survey_id, response.version_id, response.id)


def note(survey_id: int, version_id: int, response_id: bytes) -> None:
    """Note the key of a response to be counted."""
    new = {"survey_id": survey_id, "version_id": version_id, "sign": 1, "response_id": response_id}
    connection().execute(NOTE, new)


def forgotten(response: Response) -> bool:
    """Drop the note of a response that is being erased; tell whether there was one."""
    note = _waiting(response)
    if note is not None:
        db.session.delete(note)
        db.session.flush()
    return note is not None


def _waiting(response: Response) -> CountPending | None:
    """Return the note of a response, held so that nobody counts it meanwhile."""
    query = sa.select(CountPending).where(
        CountPending.survey_id == response.survey_id, CountPending.response_id == response.id
    )
    return db.session.scalar(query.with_for_update())


def locked(activity_id: int, now: datetime) -> StoredCount | None:
    """Return the stored figures, made if need be, held until the transaction ends."""
    none = sa.literal(Counts().to_json(), JSON)
    first = sa.select(Survey.activity_id, none, sa.literal(now, StoredCount.counted.type)).where(
        Survey.activity_id == activity_id
    )
    insert = INSERT[db.session.connection().dialect.name](StoredCount)
    columns = ["survey_id", "counts", "counted"]
    db.session.execute(insert.from_select(columns, first).on_conflict_do_nothing())
    query = sa.select(StoredCount).where(StoredCount.survey_id == activity_id)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


class Note(NamedTuple):
    """What is to be added (+1) or taken away (-1); a response erased since has no answers.

    What is added also tells whose it is, by which link it came, in which language and on what day.
    """

    sign: int
    version_id: int
    answers: Mapping[str, Any] | None
    id: bytes = b""
    channel_id: int | None = None
    language: str = ""
    day: date = date.min


GONE = Note(1, 0, None)
FACTS = (Response.id, Response.channel_id, Response.language, Response.day)


def drain(activity_id: int) -> list[Note]:
    """Delete some notes and return them."""
    some = (
        sa.select(CountPending.id)
        .where(CountPending.survey_id == activity_id)
        .order_by(CountPending.id)
        .limit(BATCH)
    )
    drained = db.session.execute(
        sa.delete(CountPending)
        .where(CountPending.id.in_(some))
        .returning(
            CountPending.sign,
            CountPending.version_id,
            CountPending.response_id,
            CountPending.answers,
        )
        .execution_options(synchronize_session=False)
    ).all()
    keys = [row.response_id for row in drained if row.sign > 0]
    # A statement after the delete: it sees what a writer did who held one of these notes.
    rows = db.session.execute(
        sa.select(sa.literal(1), Response.version_id, Response.answers, *FACTS).where(
            Response.id.in_(keys)
        )
    )
    waited = {row.id: Note(*row) for row in rows}
    return [
        waited.get(row.response_id, GONE) if row.sign > 0 else Note(-1, row.version_id, row.answers)
        for row in drained
    ]


def drop_all(activity_id: int) -> None:
    """Delete all notes there are: everything is about to be counted."""
    db.session.execute(sa.delete(CountPending).where(CountPending.survey_id == activity_id))


def peek(activity_id: int) -> tuple[Any, list[Note]]:
    """Return the stored figures (document, counted, segments) and the notes, of one moment."""
    return peek_each([activity_id])[activity_id]


def peek_each(activity_ids: Sequence[int]) -> dict[int, tuple[Any, list[Note]]]:
    """Return for each survey what `peek` does, in one statement."""
    stored = sa.select(
        sa.literal(0).label("sign"),
        sa.literal(0).label("version_id"),
        StoredCount.counts.label("document"),
        *(sa.type_coerce(sa.null(), fact.type).label(fact.key) for fact in FACTS),
        StoredCount.counted,
        StoredCount.segments,
        StoredCount.survey_id,
    ).where(StoredCount.survey_id.in_(activity_ids))
    notes = (
        sa.select(
            CountPending.sign,
            sa.func.coalesce(Response.version_id, CountPending.version_id).label("version_id"),
            sa.func.coalesce(CountPending.answers, Response.answers, type_=JSON).label("document"),
            *FACTS,
            CountPending.survey_id,
        )
        .outerjoin(Response, Response.id == CountPending.response_id)
        .where(CountPending.survey_id.in_(activity_ids))
        .limit(BATCH * len(activity_ids) + 1)
        .subquery()
    )
    *columns, survey = notes.c
    every = stored.union_all(sa.select(*columns, sa.null(), sa.null(), survey))
    rows = db.session.execute(every).all()
    found: dict[int, tuple[Any, list[Note]]] = {each: (None, []) for each in activity_ids}
    for row in rows:
        _stored, waiting = found[row.survey_id]
        if row.sign == 0:
            found[row.survey_id] = (row, waiting)
        else:
            waiting.append(Note(*row[:-3]))
    return found
