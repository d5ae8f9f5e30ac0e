"""Begin and remove activities."""

from collections.abc import Sequence

from participation.activities.kinds import kind_of, kinds
from participation.activities.models import Activity, Channel
from participation.activities.refusals import HasContributions, WrongState
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound

WEB_SITE = Text({"fi": "Verkkosivu", "sv": "Webbplats", "en": "Web site"})


def create_activity(
    process_id: int, kind: str, title: Text, languages: Sequence[str], *, actor: Actor
) -> Activity:
    """Add a draft with one channel, and let its kind add what it keeps."""
    if kind not in kinds():
        raise NotFound
    activity = Activity(
        process_id=process_id,
        kind=kind,
        title=title,
        languages=list(languages),
        channels=[Channel(name=WEB_SITE, is_default=True)],
    )
    db.session.add(activity)
    db.session.flush()
    kinds()[kind].create(activity)
    db.session.flush()
    record(
        actor,
        "activity.create",
        activity.public_id,
        process_id=process_id,
        after={"kind": kind, "title": title.to_json()},
    )
    return activity


def delete_activity(activity: Activity, *, actor: Actor) -> None:
    """Remove a draft in which nobody has taken part."""
    db.session.refresh(activity, with_for_update=True)
    if activity.published is not None:
        raise WrongState
    if kind_of(activity).participants([activity]).get(activity.id, 0):
        raise HasContributions
    record(
        actor,
        "activity.delete",
        activity.public_id,
        process_id=activity.process_id,
        before={"kind": activity.kind, "title": activity.title.to_json()},
    )
    kind_of(activity).forget_trials(activity)
    db.session.delete(activity)
    db.session.flush()
