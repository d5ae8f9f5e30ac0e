"""Comments as rows for files: what everybody may read, or what staff have. Names nobody."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from participation.activities.models import Activity
from participation.brainstorming import comment_queries, queries
from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.idea_models import Idea, IdeaState
from participation.brainstorming.services.idea_files import AT_ONCE, Ideas
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db

PUBLIC = ("code", "idea", "language", "words", "day")
STAFF = ("state", "reason", "is_reviewed")


def for_everybody(activity: Activity) -> Ideas | None:
    """Return the comments that everybody may read, where the round shows comments."""
    if not queries.brainstorm_of(activity.id).has_comments:
        return None
    return Ideas(columns=PUBLIC, rows=_rows(activity, PUBLIC, is_whole=False))


def for_staff(activity: Activity, *, actor: Actor) -> Ideas | None:
    """Return every comment, if there is any, and write down who takes them."""
    if not comment_queries.are_there(activity.id):
        return None
    record(
        actor,
        "brainstorm.download",
        activity.public_id,
        process_id=activity.process_id,
        after={"comments": "all"},
    )
    columns = (*PUBLIC, *STAFF)
    return Ideas(columns=columns, rows=_rows(activity, columns, is_whole=True))


def _rows(
    activity: Activity, columns: Sequence[str], *, is_whole: bool
) -> Iterator[Mapping[str, Any]]:
    """Yield comments in an order that tells nothing, each with the idea that it stands below."""
    wanted, head = comment_queries.with_heads(activity.id)
    if not is_whole:
        published = IdeaState.PUBLISHED
        wanted = wanted.where(
            comment_queries.SHOWN, Idea.state == published, head.state == published
        )
    wanted = wanted.order_by(IdeaComment.public_id).execution_options(yield_per=AT_ONCE)
    for comment, idea in db.session.execute(wanted):
        known = {
            "code": comment.public_id,
            "idea": idea,
            "language": comment.language,
            "words": comment.words,
            "day": comment.day,
            "state": comment.state.value,
            "reason": comment.reason.value if comment.reason else None,
            "is_reviewed": int(comment.is_reviewed),
        }
        yield {name: known[name] for name in columns}
