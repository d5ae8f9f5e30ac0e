"""Decide in the background what a release would tell: with many groups that takes a while.

The decision is kept until somebody publishes it or chooses anew. It is published as it was looked
at, or not at all: with other answers, or another release since, it is decided again.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from participation.activities.domain.findings import Finding
from participation.activities.models import Activity, ReleaseDraft
from participation.activities.refusals import NotDecided
from participation.activities.services import releasing
from participation.activities.services.releasing import Choice, Drafted
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import Refusal
from participation.platform.transactions import unit_of_work

# So many questions, each in so many groupings, are decided within a request.
FEW = 8

log = logging.getLogger("yhes.jobs")


def takes_long(choice: Choice, subjects: int) -> bool:
    """Tell whether a choice is to be decided in the background."""
    questions = subjects if choice.subjects is None else len(choice.subjects)
    return questions * (len(choice.splits) + choice.is_weighted) > FEW


def plan(activity: Activity, choice: Choice, now: datetime) -> None:
    """Have a choice decided, in place of what was to be decided before."""
    db.session.execute(sa.delete(ReleaseDraft).where(ReleaseDraft.activity_id == activity.id))
    db.session.add(ReleaseDraft(activity_id=activity.id, choice=to_json(choice), asked=now))
    db.session.flush()


def planned(activity: Activity) -> ReleaseDraft | None:
    """Return what was chosen last, decided or not."""
    return db.session.scalar(sa.select(ReleaseDraft).where(ReleaseDraft.activity_id == activity.id))


def forget(activity: Activity) -> None:
    """Forget what was decided; it is public now."""
    db.session.execute(sa.delete(ReleaseDraft).where(ReleaseDraft.activity_id == activity.id))


def decided(activity: Activity, choice: Choice, now: datetime) -> Drafted | None:
    """Return what was decided of a choice, if it still holds."""
    row = planned(activity)
    if row is None or not row.decided or "refused" in row.decided:
        return None
    if row.choice != to_json(choice) or tuple(row.decided["base"]) != releasing.base_of(activity):
        return None
    releasing.check_allowed(activity, now)
    return _drafted(row.decided)


def drafted_of(row: ReleaseDraft) -> Drafted:
    """Return what was decided, for pages that show it."""
    return _drafted(row.decided or {})


def decide_next(now: datetime) -> bool:
    """Decide the choice that has waited longest; tell whether there was one.

    No transaction that writes is open meanwhile.
    """
    row = db.session.scalar(
        sa.select(ReleaseDraft)
        .where(ReleaseDraft.decided.is_(None))
        .order_by(ReleaseDraft.asked, ReleaseDraft.id)
        .limit(1)
    )
    if row is None:
        return False
    name, activity = row.public_id, db.session.get_one(Activity, row.activity_id)
    try:
        found = _decide(activity, from_json(row.choice), now)
    except Exception as error:
        log.exception("a release was not decided", extra={"kind": type(error).__name__})
        found = {"refused": NotDecided.__name__, "facts": {}}
    db.session.rollback()
    with unit_of_work():
        mine = sa.update(ReleaseDraft).where(ReleaseDraft.public_id == name)
        db.session.execute(mine.values(decided=found))
    return True


def _decide(activity: Activity, choice: Choice, now: datetime) -> dict[str, Any]:
    base = releasing.base_of(activity)
    try:
        found = releasing.draft(activity, choice, now)
    except Refusal as refusal:
        facts = {k: v for k, v in refusal.facts.items() if isinstance(v, int | str | list | tuple)}
        return {"refused": type(refusal).__name__, "facts": facts}
    return {
        "base": list(base),
        "findings": [each.to_json() for each in found.findings],
        "true": [each.to_json() for each in found.true],
        "memory": dict(found.memory),
        "kept": list(found.kept),
        "responses": found.responses,
        "weights": dict(found.weights),
        "is_narrowed": found.is_narrowed,
    }


def _drafted(stored: Mapping[str, Any]) -> Drafted:
    return Drafted(
        findings=tuple(map(Finding.from_json, stored["findings"])),
        memory=stored["memory"],
        kept=tuple(stored["kept"]),
        true=tuple(map(Finding.from_json, stored["true"])),
        responses=stored["responses"],
        weights=stored["weights"],
        is_narrowed=stored["is_narrowed"],
        base=tuple(stored["base"]),
    )


def to_json(choice: Choice) -> dict[str, Any]:
    """Return a choice as it is kept."""
    return {
        "subjects": None if choice.subjects is None else list(choice.subjects),
        "splits": list(choice.splits),
        "is_weighted": choice.is_weighted,
        "is_final": choice.is_final,
        "note": choice.note.to_json(),
    }


def from_json(stored: Mapping[str, Any]) -> Choice:
    """Rebuild a choice."""
    return Choice(**{**stored, "note": Text.from_json(stored["note"])})
