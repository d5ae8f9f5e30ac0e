"""How many ideas and comments others do not see, by why: counted for results and for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.idea_models import Idea, IdeaState, Reason
from participation.platform.extensions import db

COMMENTS = "comments."  # before the reasons why comments are not shown, beside those of ideas


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What others do not see, by why, and whether anybody has commented at all."""

    hidden: Mapping[str, int]
    has_comments: bool


def left_out(activity: Activity) -> LeftOut:
    """Count what others do not see, in one query."""
    ideas = _counted(Idea, "").where(Idea.brainstorm_id == activity.id, queries.REAL)
    comments = _counted(IdeaComment, COMMENTS).where(IdeaComment.brainstorm_id == activity.id)
    hidden: dict[str, int] = {}
    has_comments = False
    for kind, state, reason, number in db.session.execute(sa.union_all(ideas, comments)):
        has_comments = has_comments or kind == COMMENTS
        if state is not IdeaState.PUBLISHED:
            name = kind + _why(state, reason)
            hidden[name] = hidden.get(name, 0) + number
    ordered = sorted(hidden.items(), key=lambda one: (one[0].startswith(COMMENTS), one[0]))
    return LeftOut(hidden=dict(ordered), has_comments=has_comments)


def _counted(of: type[Idea] | type[IdeaComment], kind: str) -> Any:
    wanted = sa.select(sa.literal(kind), of.state, of.reason, sa.func.count())
    return wanted.group_by(of.state, of.reason)


def _why(state: IdeaState, reason: Reason | None) -> str:
    if state is IdeaState.WAITING:
        return "waiting"
    return reason.value if reason else "other"
