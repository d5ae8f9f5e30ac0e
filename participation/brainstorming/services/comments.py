"""Comments on ideas: write, list one's own, erase by code, count what is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from participation.activities import receipts
from participation.activities.models import Activity
from participation.activities.occasions import Occasion
from participation.brainstorming import comment_queries, queries
from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.idea_models import Idea, IdeaState
from participation.brainstorming.models import Brainstorm, Moderation
from participation.brainstorming.refusals import NotNow, NotShown
from participation.brainstorming.services.participants import Arrival, join
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.texts.languages import language_of
from participation.texts.words import plain

KEY_BYTES = 16


def key_of(arrival: Arrival, idea: Idea, words: str) -> bytes:
    """Return the key of a comment: the same words below the same idea from one browser are one."""
    said = f"{arrival.activity.public_id}.{idea.public_id}.{plain(words)}"
    return keyed("idea comment", arrival.token + said.encode())[:KEY_BYTES]


def head_of(idea: Idea) -> Idea:
    """Return the idea that stands for another it was joined to; itself where it was not."""
    return db.session.get_one(Idea, idea.merged_into_id) if idea.merged_into_id else idea


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment as it was typed, below the idea that has a public id."""

    idea: str
    words: str


def write(
    brainstorm: Brainstorm, arrival: Arrival, remark: Remark, *, language: str, now: datetime
) -> None:
    """Take a comment in, unless it is there already; show it at once where the rules say so."""
    if not brainstorm.takes_comments:
        raise NotNow
    idea = head_of(queries.idea_named(brainstorm.activity_id, remark.idea))
    if idea.state is not IdeaState.PUBLISHED:
        raise NotShown
    key = key_of(arrival, idea, remark.words)
    if db.session.get(IdeaComment, key) is not None:
        return
    join(arrival)
    is_waiting = brainstorm.moderation is Moderation.BEFORE
    made = IdeaComment(
        id=key,
        brainstorm_id=brainstorm.activity_id,
        idea_id=idea.id,
        receipt_hash=arrival.receipt_hash,
        language=language_of(remark.words, language),
        words=remark.words,
        day=local(now).date(),
        state=IdeaState.WAITING if is_waiting else IdeaState.PUBLISHED,
    )
    db.session.add(made)
    db.session.flush()


def own(activity: Activity | Occasion, receipt_hash: bytes) -> Sequence[IdeaComment]:
    """Return the comments that one person wrote."""
    here = IdeaComment.brainstorm_id == activity.id
    return db.session.scalars(comment_queries.behind(receipt_hash).where(here)).all()


def has_written(activity: Activity | Occasion, token: bytes) -> bool:
    """Tell whether the browser with a token has commented."""
    return bool(own(activity, receipts.hash_for(token)))


def behind(receipt_hash: bytes) -> Sequence[IdeaComment]:
    """Return the comments to which a code leads, the newest day first."""
    return db.session.scalars(comment_queries.behind(receipt_hash)).all()


def erase(receipt_hash: bytes) -> bool:
    """Erase the comments to which a code leads; tell whether there were any."""
    keys = [comment.id for comment in behind(receipt_hash)]
    if keys:
        db.session.execute(sa.delete(IdeaComment).where(IdeaComment.id.in_(keys)))
        db.session.expire_all()
    return bool(keys)
