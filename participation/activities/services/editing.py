"""Change the settings of an activity."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from participation.activities.domain.state import State
from participation.activities.models import AccessLevel, Activity, ResultVisibility
from participation.activities.refusals import AlreadyOpened, NotReady, WrongTimes
from participation.activities.services.gate import language_faults
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the settings page of an activity edits."""

    title: Text
    summary: Text
    languages: Sequence[str]
    opens: datetime | None
    closes: datetime | None
    access: AccessLevel
    results: ResultVisibility
    minimum: int | None
    shows_count: bool


def settings_of(activity: Activity) -> dict[str, Any]:
    """Return the settings as the log keeps them."""
    return {
        "title": activity.title.to_json(),
        "summary": activity.summary.to_json(),
        "languages": list(activity.languages),
        "opens": moment(activity.opens),
        "closes": moment(activity.closes),
        "access": activity.access.value,
        "results": activity.results.value,
        "minimum": activity.minimum,
        "shows_count": activity.shows_count,
    }


def moment(value: datetime | None) -> str | None:
    """Write a moment for the log."""
    return None if value is None else value.isoformat()


def edit_activity(
    activity: Activity, settings: Settings, required: Sequence[str], *, actor: Actor, now: datetime
) -> None:
    """Change settings; what is published already must stay whole in every language it offers."""
    db.session.refresh(activity, with_for_update=True)
    before, state = settings_of(activity), activity.state(now)
    was_unfinished = state is not State.DRAFT and bool(language_faults(activity, required))
    if settings.opens and settings.closes and settings.closes <= settings.opens:
        raise WrongTimes
    if state in (State.OPEN, State.CLOSED) and settings.opens and settings.opens > now:
        raise AlreadyOpened
    for setting in fields(settings):
        setattr(activity, setting.name, getattr(settings, setting.name))
    activity.languages = list(settings.languages)
    if state is not State.DRAFT and not was_unfinished:
        faults = language_faults(activity, required)
        if faults:
            raise NotReady(faults)
    db.session.flush()
    record_change(actor, "activity.edit", activity, before)


def record_change(actor: Actor, deed: str, activity: Activity, before: dict[str, Any]) -> None:
    """Write down which settings changed, and nothing when none did."""
    after = settings_of(activity)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        record(
            actor,
            deed,
            activity.public_id,
            process_id=activity.process_id,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
