"""Reads of activities."""

from datetime import datetime

import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.models import Activity, Channel
from participation.platform.extensions import db
from participation.platform.refusals import NotFound


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
    found = db.session.scalar(sa.select(Activity).where(Activity.public_id == activity))
    if found is None:
        raise NotFound
    return found


def channel_with(activity: Activity, code: str) -> Channel | None:
    """Return the activity's channel with a code, else its default channel."""
    channels = {channel.code: channel for channel in activity.channels}
    default = next((channel for channel in activity.channels if channel.is_default), None)
    return channels.get(code, default)


def activity_behind(code: str) -> Activity:
    """Return the activity a channel's link leads to, or refuse."""
    found = db.session.scalar(sa.select(Activity).join(Channel).where(Channel.code == code))
    if found is None:
        raise NotFound
    return found
