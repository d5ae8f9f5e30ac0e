"""Reads of comments on ideas."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.domain.routing import FAIR_SHARE
from participation.brainstorming.idea_models import Idea, IdeaState
from participation.brainstorming.queries import REAL
from participation.platform.extensions import db

SHOWN = IdeaComment.state == IdeaState.PUBLISHED
# The idea under which a comment is read: its own, or the one that stands for it.
HEAD = sa.func.coalesce(Idea.merged_into_id, Idea.id)


def _under(keys: Collection[bytes]) -> sa.Select[bytes]:
    """Select ideas that are shown, and those joined to them: comments of all stand below one."""
    same = sa.or_(Idea.id.in_(keys), Idea.merged_into_id.in_(keys))
    return sa.select(Idea.id).where(same, Idea.state == IdeaState.PUBLISHED, REAL)


def below(idea: Idea, receipt_hash: bytes) -> sa.Select[IdeaComment]:
    """Select what is read below an idea: what others see, and all that the reader wrote.

    By day; everybody's first five come before anybody's sixth, as ideas do.
    """
    order = IdeaComment.day, IdeaComment.id
    place = sa.func.row_number().over(partition_by=IdeaComment.receipt_hash, order_by=order)
    return (
        sa.select(IdeaComment)
        .where(IdeaComment.idea_id.in_(_under([idea.id])))
        .where(sa.or_(SHOWN, IdeaComment.receipt_hash == receipt_hash))
        .order_by((place - 1) // FAIR_SHARE, *order)
    )


def counts(ideas: Collection[Idea]) -> dict[bytes, int]:
    """Count the comments that others see, by idea."""
    wanted = (
        sa.select(HEAD, sa.func.count())
        .select_from(IdeaComment)
        .join(Idea, Idea.id == IdeaComment.idea_id)
        .where(IdeaComment.idea_id.in_(_under([one.id for one in ideas])), SHOWN)
        .group_by(HEAD)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def behind(receipt_hash: bytes) -> sa.Select[IdeaComment]:
    """Select the comments to which a code leads, the newest day first."""
    return (
        sa.select(IdeaComment)
        .where(IdeaComment.receipt_hash == receipt_hash)
        .options(joinedload(IdeaComment.idea))
        .order_by(IdeaComment.day.desc(), IdeaComment.id)
    )


def with_heads(brainstorm_id: int) -> tuple[sa.Select[Any, Any], type[Idea]]:
    """Select all comments of a brainstorm, each with the code of the idea that it stands below."""
    head = aliased(Idea)
    wanted = (
        sa.select(IdeaComment, head.public_id)
        .join(Idea, Idea.id == IdeaComment.idea_id)
        .join(head, head.id == HEAD)
        .where(IdeaComment.brainstorm_id == brainstorm_id, REAL)
    )
    return wanted, head


def are_there(brainstorm_id: int) -> bool:
    """Tell whether anybody has commented on ideas of a brainstorm."""
    wanted = sa.exists().where(IdeaComment.brainstorm_id == brainstorm_id)
    return bool(db.session.scalar(sa.select(wanted)))
