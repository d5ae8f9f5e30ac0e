"""Reads of activities."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import defer

from participation.activities.domain.state import State
from participation.activities.kinds import kinds
from participation.activities.models import Activity, Channel, Release, ResultVisibility
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.web.once import once

# Built once: writing a statement costs more than running it.
NAMED = sa.select(Activity).where(Activity.public_id == sa.bindparam("public_id"))


def in_state(wanted: State, now: datetime) -> sa.ColumnElement[bool]:
    """Say in SQL what `domain.state.state` says in Python."""
    published = sa.and_(Activity.published.is_not(None), Activity.published <= now)
    closed = sa.and_(published, Activity.closes.is_not(None), Activity.closes <= now)
    waits = sa.and_(Activity.opens.is_not(None), Activity.opens > now)
    upcoming = sa.and_(published, sa.not_(closed), waits)
    return {
        State.DRAFT: sa.not_(published),
        State.UPCOMING: upcoming,
        State.OPEN: sa.and_(published, sa.not_(closed), sa.not_(waits)),
        State.CLOSED: closed,
    }[wanted]


def activity_named(activity: str, **_more: str) -> Activity:
    """Return the activity with a public id, or refuse. The scope of routes with `<activity>`."""
    named = {"public_id": activity}
    found = once(("activity", activity), lambda: db.session.scalar(NAMED, named))
    if found is None:
        raise NotFound
    return found


def channel_with(activity: Activity, code: str) -> Channel | None:
    """Return the activity's channel with a code, else its default channel."""
    channels = {channel.code: channel for channel in activity.channels}
    default = next((channel for channel in activity.channels if channel.is_default), None)
    return channels.get(code, default)


def channel_named(activity: Activity, code: str) -> Channel:
    """Return the activity's own channel with a code, or refuse."""
    found = next((channel for channel in activity.channels if channel.code == code), None)
    if found is None:
        raise NotFound
    return found


def link_named(activity: Activity, code: str) -> Channel:
    """Return the activity's own channel with a code, if it has a link, or refuse."""
    found = channel_named(activity, code)
    if found.source is not None:
        raise NotFound
    return found


def activity_behind(code: str) -> Activity:
    """Return the activity a channel's link leads to, or refuse."""
    linked = Channel.code == code, Channel.source.is_(None)
    found = db.session.scalar(sa.select(Activity).join(Channel).where(*linked))
    if found is None:
        raise NotFound
    return found


def seen_by(actor: Actor) -> sa.Select[Activity]:
    """Return the activities of processes in which the actor has a role."""
    scopes = {scope for _role, scope in actor.grants}
    found = sa.select(Activity)
    return found if None in scopes else found.where(Activity.process_id.in_(scopes))


def activities_of(process_id: int) -> sa.Select[Activity]:
    """Return the activities of a process in the order in which they open."""
    return (
        sa.select(Activity)
        .where(Activity.process_id == process_id)
        .order_by(Activity.opens.is_(None), Activity.opens, Activity.id)
    )


def participants_of(activities: Iterable[Activity]) -> dict[int, int]:
    """Count contributions by activity id: one query for each kind there is."""
    by_kind: dict[str, list[Activity]] = defaultdict(list)
    for activity in activities:
        by_kind[activity.kind].append(activity)
    found: dict[int, int] = {}
    for key, alike in by_kind.items():
        found.update(kinds()[key].participants(alike))
    return found


def closed_without_release(now: datetime) -> sa.Select[int]:
    """Select closed activities whose results everybody may see and nobody has published."""
    released = sa.exists().where(Release.activity_id == Activity.id)
    return sa.select(Activity.id).where(
        in_state(State.CLOSED, now),
        Activity.results == ResultVisibility.AFTER_CLOSING,
        sa.not_(released),
    )


def newest_release(activity_id: int) -> Release | None:
    """Return what of an activity's results is public now."""
    found = sa.select(Release).where(Release.activity_id == activity_id)
    return db.session.scalar(found.order_by(Release.number.desc()).limit(1))


def release_numbered(activity_id: int, number: int) -> Release:
    """Return a release, or refuse."""
    found = sa.select(Release).where(Release.activity_id == activity_id, Release.number == number)
    release = db.session.scalar(found)
    if release is None:
        raise NotFound
    return release


def reports() -> sa.Select[Release]:
    """Select the newest release of every published activity, newest first."""
    newest = (
        sa.select(Release.activity_id, sa.func.max(Release.number).label("number"))
        .group_by(Release.activity_id)
        .subquery()
    )
    return (
        sa.select(Release)
        .join(
            newest,
            sa.and_(newest.c.activity_id == Release.activity_id, newest.c.number == Release.number),
        )
        .join(Activity, Activity.id == Release.activity_id)
        .where(Activity.results == ResultVisibility.AFTER_CLOSING)
        .options(defer(Release.document), defer(Release.memory))
        .order_by(Release.published.desc())
    )
