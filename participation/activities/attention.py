"""What the workspace's front page says about activities."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.activities.queries import in_state, seen_by
from participation.activities.services.gate import place_to_mend, unfinished
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.feature import Attention
from participation.platform.i18n.locales import NAMES, moment
from participation.platform.web.languages import current_language, plain
from participation.platform.web.site import site

MOST = 50
LOOKS_AHEAD = {
    State.DRAFT: timedelta(days=14),
    State.UPCOMING: timedelta(days=7),
    State.OPEN: timedelta(days=3),
}


def activities_waiting(actor: Actor, now: datetime) -> list[Attention]:
    """List what opens or closes soon, and languages that people see or will see unfinished."""
    drafts = sa.and_(in_state(State.DRAFT, now), Activity.opens <= now + LOOKS_AHEAD[State.DRAFT])
    going = (drafts, in_state(State.UPCOMING, now), in_state(State.OPEN, now))
    order = (sa.func.coalesce(Activity.closes, Activity.opens), Activity.id)
    wanted = seen_by(actor).where(sa.or_(*going)).order_by(*order).limit(MOST)
    found = db.session.scalars(wanted).all()
    waiting = [_waiting(one, now) for one in found if _is_soon(one, now)]
    return sorted(waiting, key=lambda one: one.due or now) + list(_unfinished(found))


def _turn(activity: Activity, state: State) -> datetime | None:
    return activity.closes if state is State.OPEN else activity.opens


def _is_soon(activity: Activity, now: datetime) -> bool:
    state = activity.state(now)
    turn = _turn(activity, state)
    return turn is not None and turn <= now + LOOKS_AHEAD[state]


def _waiting(activity: Activity, now: datetime) -> Attention:
    state = activity.state(now)
    turn = _turn(activity, state)
    known = {"title": plain(activity.title), "moment": moment(turn or now, current_language())}
    if state is State.OPEN:
        words = _("%(title)s closes %(moment)s.", **known)
    elif state is State.UPCOMING:
        words = _("%(title)s opens %(moment)s.", **known)
    else:
        words = _("%(title)s should open %(moment)s, but it is not published.", **known)
    url = url_for("activities.manage_activity", activity=activity.public_id)
    return Attention(text=words, url=url, due=turn)


def _unfinished(activities: Sequence[Activity]) -> Iterator[Attention]:
    counted = unfinished(activities, site().required_languages)
    for activity in activities:
        for code, count in counted[activity.id].items():
            words = ngettext(
                "%(title)s: %(num)s text is missing or not approved (%(language)s).",
                "%(title)s: %(num)s texts are missing or not approved (%(language)s).",
                count,
                title=plain(activity.title),
                language=NAMES[code],
            )
            yield Attention(text=words, url=place_to_mend(activity, code))
