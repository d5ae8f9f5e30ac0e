"""What people of the demo town say below each other's ideas, and what a moderator hid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from participation.brainstorming.comment_models import CommentDecision, IdeaComment
from participation.brainstorming.idea_models import IdeaState, Reason
from participation.brainstorming.models import Brainstorm
from participation.demo.ideas.rows import KEY, LONG_KEY, Drawn, insert
from participation.demo.ideas.sketches import HERE
from participation.demo.ideas.staff import moderator, moment
from participation.platform.database import public_id

LATEST = 4  # days after the idea


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, the beginning of the idea it stands below, and why it is hidden, if it is."""

    language: str
    beginning: str
    words: str
    hidden: str = ""


@cache
def remarks() -> tuple[Remark, ...]:
    """Return the comments of the file."""
    lines = (HERE / "comments.txt").read_text("utf-8").splitlines()
    return tuple(Remark(*line.split(" | ")) for line in lines)


def comment(chance: Random, brainstorm: Brainstorm, made: Sequence[Drawn], last: date) -> None:
    """Write comments some days after the ideas they stand below; hide what is to be hidden."""
    rows, decisions = [], []
    for one in remarks():
        idea = next(each for each in made if each.sketch.words.startswith(one.beginning))
        day = min(last, idea.day + timedelta(days=chance.randint(0, LATEST)))
        reason = Reason(one.hidden) if one.hidden else None
        state = IdeaState.HIDDEN if reason else IdeaState.PUBLISHED
        key = chance.randbytes(KEY)
        rows.append(
            {
                "id": key,
                "public_id": public_id(),
                "brainstorm_id": brainstorm.activity_id,
                "idea_id": idea.key,
                "receipt_hash": chance.randbytes(LONG_KEY),
                "language": one.language,
                "words": one.words,
                "day": day,
                "state": state,
                "is_reviewed": True,
                "reason": reason,
            }
        )
        if reason:
            decisions.append(_decision(key, day, reason))
    insert(IdeaComment, rows)
    insert(CommentDecision, decisions)


def _decision(key: bytes, day: date, reason: Reason) -> dict[str, object]:
    return {
        "comment_id": key,
        "person_id": moderator(),
        "made": moment(day),
        "before": IdeaState.PUBLISHED,
        "was_reviewed": False,
        "after": IdeaState.HIDDEN,
        "reason": reason,
    }
