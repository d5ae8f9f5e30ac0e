"""Join ideas that say the same, and part them again.

A joined idea keeps its words, its author and its evaluations; it only stands no longer alone. What
stands counts everybody once who weighed any of them. Counts are made anew from the rows, so that
parting brings back what was.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea, IdeaMerge, IdeaState
from participation.brainstorming.refusals import NotAlike, NothingToUndo, NotShown
from participation.brainstorming.services import building
from participation.brainstorming.services.evaluating import recount
from participation.brainstorming.theme_models import IdeaLikeness
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db


def join(  # noqa: PLR0913 -- which, into which, on whose suggestion, who and when
    activity: Activity,
    public_ids: Collection[str],
    into: str,
    *,
    actor: Actor,
    now: datetime,
    suggested_by: str = "",
) -> int:
    """Join ideas to one that stands for them; return how many were joined."""
    building.locked(activity.id)
    held = _held(Idea.brainstorm_id == activity.id, Idea.public_id.in_({*public_ids, into}))
    head = next((idea for idea in held if idea.public_id == into), None)
    others = [idea for idea in held if idea is not head]
    if head is None or len(others) < len({*public_ids} - {into}) or not all(map(_stands, held)):
        raise NotShown
    if not others or any(idea.question_id != head.question_id for idea in others):
        raise NotAlike
    for idea in others:
        merge = IdeaMerge(idea_id=idea.id, into_id=head.id, made=now)
        merge.person_id, merge.suggested_by = actor.person_id, suggested_by
        db.session.add(merge)
        _lead([idea.id, *_joined_to(idea.id)], head.id)
    _settle(head.id, *(idea.id for idea in others))
    _note(activity, "brainstorm.join", head, actor, len(others))
    return len(others)


def part(activity: Activity, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Let a joined idea stand alone again, with what had been joined to it before."""
    building.locked(activity.id)
    idea = queries.idea_named(activity.id, public_id)
    merge = _standing(IdeaMerge.idea_id == idea.id)
    if not merge:
        raise NothingToUndo
    merge[0].undone = now
    _part(merge[0])
    _note(activity, "brainstorm.part", idea, actor, 1)


def release(keys: Sequence[bytes]) -> None:
    """Part ideas that are about to be erased from all that they were joined with."""
    touching = sa.or_(IdeaMerge.idea_id.in_(keys), IdeaMerge.into_id.in_(keys))
    for merge in _standing(touching):
        db.session.delete(merge)
        _part(merge)


def _stands(idea: Idea) -> bool:
    return idea.state is IdeaState.PUBLISHED and idea.merged_into_id is None and not idea.is_test


def _held(*wanted: sa.ColumnElement[bool]) -> Sequence[Idea]:
    ideas = sa.select(Idea).where(*wanted).order_by(Idea.id).with_for_update()
    return db.session.scalars(ideas.execution_options(populate_existing=True)).all()


def _standing(*wanted: sa.ColumnElement[bool]) -> Sequence[IdeaMerge]:
    merges = sa.select(IdeaMerge).where(IdeaMerge.undone.is_(None), *wanted)
    return db.session.scalars(merges.order_by(IdeaMerge.id.desc())).all()


def _joined_to(key: bytes) -> Sequence[bytes]:
    return db.session.scalars(sa.select(Idea.id).where(Idea.merged_into_id == key)).all()


def _lead(keys: Collection[bytes], head: bytes | None) -> None:
    """Have ideas stand behind another, or by themselves."""
    changed = sa.update(Idea).where(Idea.id.in_(keys)).values(merged_into_id=head)
    db.session.execute(changed.execution_options(synchronize_session="fetch"))


def _part(merge: IdeaMerge) -> None:
    """Take an idea, and what was joined to it, from where they stand."""
    db.session.flush()
    head = db.session.get_one(Idea, merge.idea_id).merged_into_id
    family = sa.select(Idea.id).where(Idea.merged_into_id == head)
    _held(sa.or_(Idea.id == head, Idea.merged_into_id == head))
    within = {each.idea_id: each.into_id for each in _standing(IdeaMerge.idea_id.in_(family))}
    behind = {key for key in within if _leads_to(key, merge.idea_id, within)}
    _lead([merge.idea_id], None)
    _lead(behind, merge.idea_id)
    _settle(merge.idea_id, *([head] if head else []))


def _leads_to(key: bytes, wanted: bytes, within: dict[bytes, bytes]) -> bool:
    """Tell whether an idea was joined to another, directly or through some between them."""
    while key in within and key != wanted:
        key = within[key]
        if key == wanted:
            return True
    return False


def _settle(*heads: bytes) -> None:
    """Count anew what stands behind ideas, and what people said of all of them."""
    db.session.flush()
    behind = db.session.execute(
        sa.select(Idea.merged_into_id, sa.func.count())
        .where(Idea.merged_into_id.in_(heads))
        .group_by(Idea.merged_into_id)
    )
    numbers = {row[0]: row[1] for row in behind}
    for idea in db.session.scalars(sa.select(Idea).where(Idea.id.in_(heads))):
        idea.joined = numbers.get(idea.id, 0)
    db.session.flush()
    recount(heads)


def _note(activity: Activity, deed: str, idea: Idea, actor: Actor, number: int) -> None:
    building.bump(activity.id)
    db.session.flush()
    record(
        actor,
        deed,
        activity.public_id,
        process_id=activity.process_id,
        after={"idea": idea.public_id, "ideas": number},
    )


def say_they_differ(activity: Activity, public_ids: Collection[str]) -> None:
    """Keep that a person finds ideas different, so that they are not shown as alike again."""
    keys = sa.select(Idea.id).where(
        Idea.brainstorm_id == activity.id, Idea.public_id.in_(public_ids)
    )
    decided = sa.update(IdeaLikeness).where(
        IdeaLikeness.idea_id.in_(keys), IdeaLikeness.other_id.in_(keys)
    )
    db.session.execute(decided.values(is_dropped=True).execution_options(synchronize_session=False))
