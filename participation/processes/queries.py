"""Reads of processes, and of activities as public pages list them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from participation.activities.domain.state import State
from participation.activities.models import AccessLevel, Activity
from participation.activities.queries import in_state
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.web.once import once
from participation.processes.models import Document, Event, Process


def process_named(slug: str, **_more: str) -> Process:
    """Return the process with a slug, or refuse. The scope of routes with `<slug>`."""
    wanted = sa.select(Process).where(Process.slug == slug)
    found = once(("process", slug), lambda: db.session.scalar(wanted))
    if found is None:
        raise NotFound
    return found


def process_with_phases(slug: str) -> Process:
    """Return the process with a slug, its phases and contacts read along, or refuse."""
    wanted = (
        sa.select(Process)
        .where(Process.slug == slug)
        .options(joinedload(Process.phases), joinedload(Process.contacts))
    )
    found = db.session.scalars(wanted).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def public_processes() -> sa.Select[Process]:
    """Return the processes everybody may see, with their phases, newest first."""
    return (
        sa.select(Process)
        .where(Process.published.is_not(None))
        .order_by(Process.published.desc(), Process.id.desc())
        .options(selectinload(Process.phases))
    )


def processes_seen_by(actor: Actor) -> sa.Select[Process]:
    """Return the processes in which the actor has a role, newest first."""
    found = sa.select(Process).order_by(Process.created.desc(), Process.id.desc())
    scopes = {scope for _role, scope in actor.grants}
    return found if None in scopes else found.where(Process.id.in_(scopes))


def listed_activities(*states: State, now: datetime) -> sa.Select[Activity]:
    """Return the activities in one of `states` that public pages list: none for staff only."""
    return (
        sa.select(Activity)
        .join(Process, Process.id == Activity.process_id)
        .options(contains_eager(Activity.process))
        .where(
            Process.published.is_not(None),
            Activity.access != AccessLevel.STAFF,
            sa.or_(*(in_state(state, now) for state in states)),
        )
    )


def open_first(wanted: sa.Select[Activity]) -> sa.Select[Activity]:
    """Order activities by what happens next: the one that closes first is first."""
    return wanted.order_by(Activity.closes.is_(None), Activity.closes, Activity.opens, Activity.id)


def newest_closed(now: datetime, limit: int) -> sa.Select[Activity]:
    """Return the activities that closed last."""
    closed = listed_activities(State.CLOSED, now=now)
    return closed.order_by(Activity.closes.desc(), Activity.id.desc()).limit(limit)


def events_of(process: Process) -> sa.Select[Event]:
    """Return the events of a process, earliest first; those without a time begin the day."""
    return (
        sa.select(Event)
        .where(Event.process_id == process.id)
        .order_by(Event.day, Event.starts.is_not(None), Event.starts, Event.id)
    )


def documents_of(process: Process) -> sa.Select[Document]:
    """Return the documents of a process with their files, newest first."""
    return (
        sa.select(Document)
        .where(Document.process_id == process.id)
        .options(joinedload(Document.file, innerjoin=True))
        .order_by(Document.added.desc(), Document.id.desc())
    )


def with_activities(
    seen: sa.Select[Process], now: datetime
) -> list[tuple[Process, dict[str, int]]]:
    """Return processes with the number of their activities by state, in one query."""
    # Grouped by its name: PostgreSQL takes two expressions with parameters for different ones.
    life = sa.case(*((in_state(state, now), state.value) for state in State)).label("life")
    counted = (
        sa.select(Activity.process_id, life, sa.func.count().label("number"))
        .group_by(Activity.process_id, sa.text("life"))
        .subquery()
    )
    rows = db.session.execute(
        seen.outerjoin(counted, counted.c.process_id == Process.id).add_columns(
            counted.c.life, counted.c.number
        )
    )
    found: dict[Process, dict[str, int]] = {}
    for process, name, number in rows:
        counts = found.setdefault(process, {})
        if name is not None:
            counts[name] = number
    return list(found.items())
