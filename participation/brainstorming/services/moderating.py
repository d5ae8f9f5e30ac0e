"""Look at ideas: publish, hide with a reason, and take a decision back. All of it is kept."""

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries
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

BEGUN = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether others see an idea; if not, why, and what else its author is told."""

    state: IdeaState
    reason: Reason | None = None
    note: Text = field(default_factory=Text)


def history(idea: Idea) -> list[IdeaDecision]:
    """Return what was decided about an idea, the newest first."""
    wanted = sa.select(IdeaDecision).where(IdeaDecision.idea_id == idea.id)
    return list(db.session.scalars(wanted.order_by(IdeaDecision.id.desc())))


def seen_mark(decided: list[IdeaDecision]) -> str:
    """Return what tells whether a colleague decided since somebody looked."""
    return str(decided[0].id) if decided else BEGUN


def decide(  # noqa: PLR0913 -- which, how, what was seen, who and when
    activity: Activity, public_id: str, verdict: Verdict, *, seen: str, actor: Actor, now: datetime
) -> Idea:
    """Decide about an idea, unless a colleague has meanwhile."""
    idea = _held(activity, public_id)
    if seen != seen_mark(history(idea)):
        raise Outdated
    _write_down(idea, verdict, actor, now)
    _apply(activity, idea, verdict, actor, is_reviewed=True)
    return idea


def undo(activity: Activity, public_id: str, *, actor: Actor, now: datetime) -> Idea:
    """Bring back what was before the newest decision that has not been undone."""
    idea = _held(activity, public_id)
    last = _undoable(history(idea))
    if last is None:
        raise NothingToUndo
    earlier = _undoable([one for one in history(idea) if one.id < last.id])
    verdict = Verdict(
        state=last.before,
        reason=earlier.reason if earlier else None,
        note=earlier.note if earlier else Text(),
    )
    _write_down(idea, verdict, actor, now, is_undoing=True)
    _apply(activity, idea, verdict, actor, is_reviewed=last.was_reviewed)
    return idea


def _undoable(decided: list[IdeaDecision]) -> IdeaDecision | None:
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


def can_undo(decided: list[IdeaDecision]) -> bool:
    """Tell whether a decision stands that can be undone."""
    return _undoable(decided) is not None


def _held(activity: Activity, public_id: str) -> Idea:
    idea = queries.idea_named(activity.id, public_id)
    db.session.refresh(idea, with_for_update=True)
    return idea


def _write_down(
    idea: Idea, verdict: Verdict, actor: Actor, now: datetime, *, is_undoing: bool = False
) -> None:
    db.session.add(
        IdeaDecision(
            idea_id=idea.id,
            person_id=actor.person_id,
            made=now,
            before=idea.state,
            was_reviewed=idea.is_reviewed,
            after=verdict.state,
            reason=verdict.reason,
            note=verdict.note,
            is_undoing=is_undoing,
        )
    )


def _apply(
    activity: Activity, idea: Idea, verdict: Verdict, actor: Actor, *, is_reviewed: bool
) -> None:
    idea.state, idea.is_reviewed = verdict.state, is_reviewed
    idea.reason, idea.note = verdict.reason, verdict.note
    building.bump(activity.id)
    db.session.flush()
    record(
        actor,
        "brainstorm.moderate",
        activity.public_id,
        process_id=activity.process_id,
        after={"idea": idea.public_id, "state": verdict.state.value},
    )


def correct_language(activity: Activity, public_id: str, language: str) -> None:
    """Say in which language an idea is."""
    idea = _held(activity, public_id)
    idea.language = language
    building.bump(activity.id)
    db.session.flush()


def translate(activity: Activity, public_id: str, language: str, words: str) -> None:
    """Put an idea into another language; no words take the translation away."""
    idea = _held(activity, public_id)
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
