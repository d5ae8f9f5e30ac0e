"""Making items to rate from what other activities found, whatever their kind."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from participation.activities.kinds import kind_of
from participation.activities.models import Activity
from participation.activities.policy import may_analyse
from participation.activities.queries import activity_named, seen_by
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from surveys.domain import editing
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.sources import Item, items_of, with_items
from surveys.services import building

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


def borrow(activity: Activity, code: str, chosen: Lender, keys: Collection[str]) -> int:
    """Add the items with these keys to a question; return how many were new."""
    items = [item for item in chosen.items if item.key in keys]
    source = {"activity": chosen.activity.public_id, "title": chosen.activity.title.to_json()}
    return _add(activity, code, items, source)


def add_listed(activity: Activity, code: str, lines: Sequence[str], language: str) -> int:
    """Add lines of words, which come from nowhere in particular; return how many were new."""
    items = [Item(key="", label=Text({language: line})) for line in lines]
    return _add(activity, code, items, {})


def _add(activity: Activity, code: str, items: Sequence[Item], source: Mapping[str, Any]) -> int:
    questionnaire = Questionnaire.from_json(building.locked(activity).working)
    before = questionnaire.question(code)
    if before is None:
        raise NotFound
    taken = building.parts_taken(building.taken(activity, questionnaire), code)
    after = with_items(before, items, source, taken)
    building.edit(activity, lambda found: editing.replace_question(found, code, after))
    return len(after.rows) + len(after.options) - len(before.rows) - len(before.options)
