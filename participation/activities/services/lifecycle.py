"""Publish, close, extend, reopen and take back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from participation.activities.domain.state import State
from participation.activities.kinds import kind_of
from participation.activities.models import Activity
from participation.activities.policy import may_override_gate
from participation.activities.refusals import HasContributions, NotReady, WrongState, WrongTimes
from participation.activities.services.editing import moment
from participation.activities.services.gate import gate
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db

SHORTEST_OPENING = timedelta(seconds=1)


def publish(
    activity: Activity,
    required: Sequence[str],
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """Let people see the activity, and take part once it opens.

    A language is never half shown. An administrator who writes down a `reason` may publish although
    a language of the municipality is switched off.
    """
    db.session.refresh(activity, with_for_update=True)
    if activity.published is not None:
        raise WrongState
    found = gate(activity, required, now)
    excused = bool(reason.strip()) and may_override_gate(actor, activity)
    if found.is_blocked or (found.switched_off and not excused):
        raise NotReady(found.all)
    kind_of(activity).publish(activity, now)
    activity.published = now
    db.session.flush()
    after = {"published": moment(now), "languages": list(activity.languages)}
    if found.switched_off:
        after["reason"] = reason.strip()
    record(
        actor, "activity.publish", activity.public_id, process_id=activity.process_id, after=after
    )


def unpublish(activity: Activity, *, actor: Actor) -> None:
    """Make the activity a draft again, while nobody has taken part."""
    db.session.refresh(activity, with_for_update=True)
    if activity.published is None:
        raise WrongState
    if kind_of(activity).participants([activity]).get(activity.id, 0):
        raise HasContributions
    before = {"published": moment(activity.published)}
    activity.published = None
    db.session.flush()
    record(
        actor,
        "activity.unpublish",
        activity.public_id,
        process_id=activity.process_id,
        before=before,
    )


def close_now(activity: Activity, *, actor: Actor, now: datetime) -> None:
    """Close an open activity at this moment."""
    db.session.refresh(activity, with_for_update=True)
    if activity.state(now) is not State.OPEN:
        raise WrongState
    earliest = now if activity.opens is None else activity.opens + SHORTEST_OPENING
    _move_closing("activity.close", activity, max(now, earliest), actor)


def extend(activity: Activity, closes: datetime | None, *, actor: Actor, now: datetime) -> None:
    """Keep an open activity open longer, or open a closed one again; None means no end."""
    db.session.refresh(activity, with_for_update=True)
    state = activity.state(now)
    if state not in (State.OPEN, State.CLOSED):
        raise WrongState
    if closes is not None and (closes <= now or (activity.closes and closes <= activity.closes)):
        raise WrongTimes
    deed = "activity.extend" if state is State.OPEN else "activity.reopen"
    _move_closing(deed, activity, closes, actor)


def _move_closing(deed: str, activity: Activity, closes: datetime | None, actor: Actor) -> None:
    before = {"closes": moment(activity.closes)}
    activity.closes = closes
    db.session.flush()
    record(
        actor,
        deed,
        activity.public_id,
        process_id=activity.process_id,
        before=before,
        after={"closes": moment(closes)},
    )
