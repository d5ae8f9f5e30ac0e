"""Look at ideas and comments: publish, hide with a reason, take it back. All of it is kept."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.comment_models import CommentDecision, IdeaComment
from participation.brainstorming.idea_models import (
    Idea,
    IdeaDecision,
    IdeaState,
    IdeaTranslation,
    Origin,
    Reason,
)
from participation.brainstorming.refusals import NothingToUndo, Outdated
from participation.brainstorming.services import building
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound

BEGUN = "new"
Case = Idea | IdeaComment
Decision = IdeaDecision | CommentDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether others see what somebody wrote; if not, why, and what else its author is told."""

    state: IdeaState
    reason: Reason | None = None
    note: Text = field(default_factory=Text)


def history(case: Case) -> list[Decision]:
    """Return what was decided about an idea or a comment, the newest first."""
    if isinstance(case, IdeaComment):
        of_comment = sa.select(CommentDecision).where(CommentDecision.comment_id == case.id)
        return list(db.session.scalars(of_comment.order_by(CommentDecision.id.desc())))
    of_idea = sa.select(IdeaDecision).where(IdeaDecision.idea_id == case.id)
    return list(db.session.scalars(of_idea.order_by(IdeaDecision.id.desc())))


def case_named(activity_id: int, name: str, of: type[Case] = Idea) -> Case:
    """Return the idea or the comment of a brainstorm that has a public id, or refuse."""
    wanted = sa.select(of).where(of.brainstorm_id == activity_id, of.public_id == name)
    if of is Idea:
        wanted = wanted.where(Idea.is_test.is_(False))
    found: Any = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    case: Case = found
    return case


def seen_mark(decided: list[Decision]) -> str:
    """Return what tells whether a colleague decided since somebody looked."""
    return str(decided[0].id) if decided else BEGUN


def decide(  # noqa: PLR0913 -- which, how, what was seen, who and when
    activity: Activity,
    name: str,
    verdict: Verdict,
    *,
    seen: str,
    actor: Actor,
    now: datetime,
    of: type[Case] = Idea,
) -> Case:
    """Decide about an idea or a comment, unless a colleague has meanwhile."""
    case = _held(activity, name, of)
    if seen != seen_mark(history(case)):
        raise Outdated
    _write_down(case, verdict, actor, now)
    _apply(activity, case, verdict, actor, is_reviewed=True)
    return case


def undo(
    activity: Activity, name: str, *, actor: Actor, now: datetime, of: type[Case] = Idea
) -> Case:
    """Bring back what was before the newest decision that has not been undone."""
    case = _held(activity, name, of)
    last = _undoable(history(case))
    if last is None:
        raise NothingToUndo
    earlier = _undoable([one for one in history(case) if one.id < last.id])
    verdict = Verdict(
        state=last.before,
        reason=earlier.reason if earlier else None,
        note=earlier.note if earlier else Text(),
    )
    _write_down(case, verdict, actor, now, is_undoing=True)
    _apply(activity, case, verdict, actor, is_reviewed=last.was_reviewed)
    return case


def _undoable(decided: list[Decision]) -> Decision | None:
    """Return the newest decision that stands: each undoing takes one away."""
    undone = 0
    for one in decided:
        if one.is_undoing:
            undone += 1
        elif undone:
            undone -= 1
        else:
            return one
    return None


def can_undo(decided: list[Decision]) -> bool:
    """Tell whether a decision stands that can be undone."""
    return _undoable(decided) is not None


def _held(activity: Activity, name: str, of: type[Case] = Idea) -> Case:
    case = case_named(activity.id, name, of)
    db.session.refresh(case, with_for_update=True)
    return case


def _write_down(
    case: Case, verdict: Verdict, actor: Actor, now: datetime, *, is_undoing: bool = False
) -> None:
    said = {
        "person_id": actor.person_id,
        "made": now,
        "before": case.state,
        "was_reviewed": case.is_reviewed,
        "after": verdict.state,
        "reason": verdict.reason,
        "note": verdict.note,
        "is_undoing": is_undoing,
    }
    if isinstance(case, IdeaComment):
        db.session.add(CommentDecision(comment_id=case.id, **said))
    else:
        db.session.add(IdeaDecision(idea_id=case.id, **said))


def _apply(
    activity: Activity, case: Case, verdict: Verdict, actor: Actor, *, is_reviewed: bool
) -> None:
    case.state, case.is_reviewed = verdict.state, is_reviewed
    case.reason, case.note = verdict.reason, verdict.note
    if isinstance(case, Idea):
        building.bump(activity.id)
    db.session.flush()
    # The log takes no key called "comment": what people wrote never stands in it.
    kind = "idea" if isinstance(case, Idea) else "remark"
    record(
        actor,
        "brainstorm.moderate",
        activity.public_id,
        process_id=activity.process_id,
        after={kind: case.public_id, "state": verdict.state.value},
    )


def correct_language(
    activity: Activity, name: str, language: str, *, of: type[Case] = Idea
) -> None:
    """Say in which language an idea or a comment is."""
    _held(activity, name, of).language = language
    if of is Idea:
        building.bump(activity.id)
    db.session.flush()


def translate(activity: Activity, name: str, language: str, words: str) -> None:
    """Put an idea into another language; no words take the translation away."""
    idea = queries.idea_named(activity.id, name)
    db.session.refresh(idea, with_for_update=True)
    known = next((one for one in idea.translations if one.language == language), None)
    if known is not None and not words:
        idea.translations.remove(known)
    elif known is not None:
        known.words, known.origin, known.is_reviewed = words, Origin.STAFF, True
    elif words:
        made = IdeaTranslation(
            language=language, words=words, origin=Origin.STAFF, is_reviewed=True
        )
        idea.translations.append(made)
    building.bump(activity.id)
    db.session.flush()
