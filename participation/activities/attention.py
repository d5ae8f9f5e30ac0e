"""What the workspace's front page says about activities."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.activities.queries import in_state, seen_by
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.feature import Attention
from participation.platform.i18n.locales import moment
from participation.platform.web.languages import current_language, plain

LOOKS_AHEAD = {
    State.DRAFT: timedelta(days=14),
    State.UPCOMING: timedelta(days=7),
    State.OPEN: timedelta(days=3),
}


def activities_waiting(actor: Actor, now: datetime) -> list[Attention]:
    """List drafts whose opening nears, and activities that open or close soon."""
    turns = {
        State.DRAFT: Activity.opens,
        State.UPCOMING: Activity.opens,
        State.OPEN: Activity.closes,
    }
    soon = (
        sa.and_(in_state(state, now), turns[state] <= now + ahead)
        for state, ahead in LOOKS_AHEAD.items()
    )
    found = db.session.scalars(seen_by(actor).where(sa.or_(*soon)).limit(20))
    return sorted((_waiting(activity, now) for activity in found), key=lambda one: one.due or now)


def _waiting(activity: Activity, now: datetime) -> Attention:
    state = activity.state(now)
    turn = activity.closes if state is State.OPEN else activity.opens
    known = {"title": plain(activity.title), "moment": moment(turn or now, current_language())}
    if state is State.OPEN:
        words = _("%(title)s closes %(moment)s.", **known)
    elif state is State.UPCOMING:
        words = _("%(title)s opens %(moment)s.", **known)
    else:
        words = _("%(title)s should open %(moment)s, but it is not published.", **known)
    url = url_for("activities.manage_activity", activity=activity.public_id)
    return Attention(text=words, url=url, due=turn)
