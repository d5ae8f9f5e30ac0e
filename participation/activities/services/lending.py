"""Results of activities, offered to others that make something of them, whatever their kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.activities.domain.items import Item, items_of
from participation.activities.kinds import kind_of
from participation.activities.models import Activity
from participation.activities.policy import may_analyse
from participation.activities.queries import activity_named, seen_by
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.refusals import NotFound

MOST_OFFERED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Lender:
    """An activity and the items it offers."""

    activity: Activity
    items: Sequence[Item]


def lenders(activity: Activity, *, actor: Actor) -> Sequence[Activity]:
    """List other activities with results that the actor may look at, the newest first."""
    wanted = (
        seen_by(actor)
        .where(Activity.published.is_not(None), Activity.id != activity.id)
        .order_by(None)
        .order_by(Activity.published.desc(), Activity.id.desc())
        .limit(MOST_OFFERED)
    )
    return [found for found in db.session.scalars(wanted).unique() if may_analyse(actor, found)]


def lender(public_id: str, now: datetime, *, actor: Actor) -> Lender:
    """Return an activity with its items, or refuse."""
    found = activity_named(public_id)
    if found.published is None or not may_analyse(actor, found):
        raise NotFound
    items = [
        item
        for finding in kind_of(found).findings(found, now)
        for item in items_of(finding.subject, finding.label, finding.figures)
    ]
    return Lender(activity=found, items=items)
