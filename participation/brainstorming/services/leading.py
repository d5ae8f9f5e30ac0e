"""Lead a live session: phases, timer, lock, what is shown. Each deed says what is to be.

So a deed done twice is done once, and of two facilitators who go on at the same moment the second
finds what they wanted; who goes on from a phase that is over is told instead.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.live_models import (
    LiveSession,
    Phase,
    Screen,
    long_key,
    short_code,
)
from participation.brainstorming.models import Brainstorm, Visibility
from participation.brainstorming.refusals import Outdated
from participation.brainstorming.services import building
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db

LONGEST_TIMER = 180  # minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What a phase sets in the brainstorm when it begins; staff may change it afterwards."""

    may_write: bool = False
    may_evaluate: bool = False
    visibility: Visibility = Visibility.ALL
    is_revealed: bool = True
    shows_themes: bool = False


ALLOWS = {
    Phase.INTRODUCTION: Allowed(is_revealed=False),
    Phase.WRITE: Allowed(may_write=True, is_revealed=False),
    Phase.READ: Allowed(may_write=True),
    Phase.EVALUATE: Allowed(may_evaluate=True),
    Phase.THEMES: Allowed(shows_themes=True),
    Phase.RESULTS: Allowed(shows_themes=True),
}


def session_of(activity_id: int) -> LiveSession | None:
    """Return the session of a brainstorm, if one was ever begun."""
    return db.session.get(LiveSession, activity_id)


def is_by_hand(brainstorm: Brainstorm, phase: Phase) -> bool:
    """Tell whether staff changed what the phase set."""
    return any(getattr(brainstorm, name) != value for name, value in asdict(ALLOWS[phase]).items())


def begin(activity: Activity, *, actor: Actor) -> None:
    """Begin, with the introduction, or go on with a session that was ended."""
    brainstorm = building.locked(activity.id)
    found = session_of(activity.id)
    if found is None:
        found = LiveSession(brainstorm_id=activity.id)
        db.session.add(found)
        _allow(brainstorm, Phase.INTRODUCTION)
    if not found.is_running:
        found.is_running, found.screen = True, Screen.PHASE
        _say(activity, brainstorm, actor, {"is_running": True})


def end(activity: Activity, *, actor: Actor) -> None:
    """End it: people look less often, and the address of the hall brings nothing more."""
    brainstorm, found = _held(activity)
    if found.is_running:
        found.is_running, found.ends = False, None
        brainstorm.is_locked = False
        _say(activity, brainstorm, actor, {"is_running": False})


def go_to(activity: Activity, phase: Phase, *, seen: str, actor: Actor) -> None:
    """Begin a phase, unless a colleague has gone elsewhere since."""
    brainstorm, found = _held(activity)
    if found.phase is phase:
        return
    if found.phase.value != seen:
        raise Outdated
    found.phase, found.ends, found.screen = phase, None, Screen.PHASE
    _allow(brainstorm, phase)
    _say(activity, brainstorm, actor, {"phase": phase.value})


def _allow(brainstorm: Brainstorm, phase: Phase) -> None:
    brainstorm.is_locked = False
    for name, value in asdict(ALLOWS[phase]).items():
        setattr(brainstorm, name, value)


def lock(activity: Activity, *, locked: bool, actor: Actor) -> None:
    """Take nothing for the moment, or take ideas and evaluations again."""
    brainstorm, _found = _held(activity)
    if brainstorm.is_locked is not locked:
        brainstorm.is_locked = locked
        _say(activity, brainstorm, actor, {"is_locked": locked})


def reveal(activity: Activity, *, revealed: bool, actor: Actor) -> None:
    """Show what has come in, or hide it for the moment."""
    brainstorm, _found = _held(activity)
    if brainstorm.is_revealed is not revealed:
        brainstorm.is_revealed = revealed
        _say(activity, brainstorm, actor, {"is_revealed": revealed})


def show(activity: Activity, screen: Screen) -> None:
    """Say what the projector shows."""
    brainstorm, found = _held(activity)
    found.screen = screen
    _changed(brainstorm)


def start_timer(activity: Activity, minutes: int, *, now: datetime) -> None:
    """Start a timer, unless one runs."""
    brainstorm, found = _held(activity)
    if found.ends is None or found.ends <= now:
        found.ends = now + timedelta(minutes=min(max(1, minutes), LONGEST_TIMER))
        _changed(brainstorm)


def add_minute(activity: Activity, *, seen: str, now: datetime) -> None:
    """Add a minute to the timer that was seen; a colleague's or a second click adds no other."""
    brainstorm, found = _held(activity)
    if found.ends is not None and timer_mark(found) == seen:
        found.ends = max(found.ends, now) + timedelta(minutes=1)
        _changed(brainstorm)


def timer_mark(found: LiveSession) -> str:
    """Return what tells one timer from another."""
    return "" if found.ends is None else str(int(found.ends.timestamp() * 1000))


def stop_timer(activity: Activity) -> None:
    """Take the timer away."""
    brainstorm, found = _held(activity)
    found.ends = None
    _changed(brainstorm)


def renew(activity: Activity, *, seen: str, actor: Actor) -> None:
    """Give the projector and the hall new addresses; the old ones lead nowhere."""
    brainstorm, found = _held(activity)
    if found.code == seen:
        found.key, found.code = long_key(), short_code()
        _say(activity, brainstorm, actor, {"addresses": "renewed"})


def _held(activity: Activity) -> tuple[Brainstorm, LiveSession]:
    """Return both, held until the transaction ends so that facilitators queue."""
    brainstorm = building.locked(activity.id)
    wanted = sa.select(LiveSession).where(LiveSession.brainstorm_id == activity.id)
    fresh = wanted.execution_options(populate_existing=True)
    found: LiveSession | None = db.session.scalar(fresh)
    if found is None:
        raise Outdated
    return brainstorm, found


def _changed(brainstorm: Brainstorm) -> None:
    brainstorm.board_version += 1
    db.session.flush()


def _say(
    activity: Activity, brainstorm: Brainstorm, actor: Actor, after: dict[str, object]
) -> None:
    _changed(brainstorm)
    record(
        actor,
        "brainstorm.live",
        activity.public_id,
        process_id=activity.process_id,
        after=after,
    )
