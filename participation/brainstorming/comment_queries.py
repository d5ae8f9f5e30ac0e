"""Reads of comments on ideas."""

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


def _under(idea: Idea) -> sa.Select[bytes]:
    """Select an idea that is shown, and those joined to it: comments of all stand below one."""
    same = sa.or_(Idea.id == idea.id, Idea.merged_into_id == idea.id)
    return sa.select(Idea.id).where(same, Idea.state == IdeaState.PUBLISHED, REAL)


def below(idea: Idea, receipt_hash: bytes) -> sa.Select[IdeaComment]:
    """Select what is read below an idea: what others see, and all that the reader wrote.

    By day; everybody's first five come before anybody's sixth, as ideas do.
    """
    order = IdeaComment.day, IdeaComment.id
    place = sa.func.row_number().over(partition_by=IdeaComment.receipt_hash, order_by=order)
    return (
        sa.select(IdeaComment)
        .where(IdeaComment.idea_id.in_(_under(idea)))
        .where(sa.or_(SHOWN, IdeaComment.receipt_hash == receipt_hash))
        .order_by((place - 1) // FAIR_SHARE, *order)
    )


def number() -> sa.ScalarSelect[int]:
    """Count the comments that others see below an idea of the statement around it."""
    said_of = aliased(Idea)
    same = sa.or_(said_of.id == HEAD, said_of.merged_into_id == HEAD)
    return (
        sa.select(sa.func.count())
        .select_from(IdeaComment)
        .join(said_of, said_of.id == IdeaComment.idea_id)
        .where(same, said_of.state == IdeaState.PUBLISHED, SHOWN)
        .correlate(Idea)
        .scalar_subquery()
    )


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
