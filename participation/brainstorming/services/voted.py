"""The table of votes of a brainstorm, as opinions are worked out from it."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.domain.opinions.votes import (
    UNSEEN,
    Mask,
    Votes,
    together,
    unseen,
)
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaState
from participation.brainstorming.interchange.polis import IN, OUT, WAITING, Cast, Comment
from participation.brainstorming.interchange.polis import Conversation as Polis
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.transactions import connection

BATCH = 5_000


def votes_of(activity: Activity) -> Votes:
    """Return who agreed with which idea; ideas that were merged count as one.

    Rows and columns are named by keys in hexadecimal. Their order tells nothing: keys are random.
    """
    ideas = _ideas(activity.id)
    cast = _cast(activity.id, {idea.id: at for at, idea in enumerate(ideas)})
    people = sorted(cast.row)
    place = {who: at for at, who in enumerate(people)}
    moved = np.array([place[who] for who in cast.row], dtype=np.int64)
    votes = unseen([who.hex() for who in people], [idea.id.hex() for idea in ideas])
    if people:
        votes.cells[moved[np.asarray(cast.rows)], np.asarray(cast.columns)] = cast.opinions
    known = {idea.id for idea in ideas}
    merged = {
        idea.id.hex(): idea.merged_into_id.hex() for idea in ideas if idea.merged_into_id in known
    }
    return together(votes, merged)


def not_shown(activity: Activity, votes: Votes) -> Mask:
    """Return which columns are ideas that others do not see."""
    shown = sa.select(Idea.id).where(Idea.brainstorm_id == activity.id, queries.SHOWN)
    return ~votes.marked(key.hex() for key in db.session.scalars(shown))


class _Cast:
    """Votes as they come from the database: whose, about which column, and what."""

    def __init__(self) -> None:
        self.row: dict[bytes, int] = {}
        self.rows, self.columns, self.opinions = array("q"), array("q"), array("b")


def _cast(activity_id: int, column: Mapping[bytes, int]) -> _Cast:
    """Read the votes in batches: there may be a million, and each is three small numbers."""
    wanted = sa.select(Evaluation.participant, Evaluation.idea_id, Evaluation.opinion).where(
        Evaluation.brainstorm_id == activity_id, Evaluation.opinion.is_not(None)
    )
    found = _Cast()
    for batch in connection().execute(wanted.execution_options(yield_per=BATCH)).partitions():
        for who, idea, opinion in batch:
            if idea in column and opinion is not None:
                found.rows.append(found.row.setdefault(who, len(found.row)))
                found.columns.append(column[idea])
                found.opinions.append(opinion)
    return found


def note_export(activity: Activity, *, actor: Actor) -> None:
    """Note in the log that rows of what people said have left the house."""
    record(actor, "brainstorm.export", activity.public_id, process_id=activity.process_id)


def _ideas(activity_id: int) -> Sequence[Any]:
    wanted = sa.select(Idea.id, Idea.merged_into_id, Idea.words, Idea.state, Idea.is_reviewed)
    own = Idea.brainstorm_id == activity_id, Idea.is_test.is_(False)
    return db.session.execute(wanted.where(*own).order_by(Idea.id)).all()


def conversation_of(activity: Activity, topic: str, question: str) -> Polis:
    """Return a brainstorm as a conversation of Polis: numbers for names, no authors, no times."""
    votes = votes_of(activity)
    ideas = {idea.id.hex(): idea for idea in _ideas(activity.id)}
    people = tuple(str(at) for at in range(len(votes.participants)))
    statements = tuple(str(at) for at in range(len(votes.statements)))
    return Polis(
        summary={"topic": topic, "conversation-description": question},
        comments=tuple(
            Comment(id=number, text=ideas[key].words, moderated=_moderated(ideas[key]))
            for number, key in zip(statements, votes.statements, strict=True)
        ),
        log=tuple(
            Cast(person, statement, vote)
            for person, row in zip(people, votes.cells.tolist(), strict=True)
            for statement, vote in zip(statements, row, strict=True)
            if vote != UNSEEN
        ),
        participants=people,
        statements=statements,
    )


def _moderated(idea: Any) -> int:
    if idea.state is IdeaState.HIDDEN:
        return OUT
    return IN if idea.is_reviewed else WAITING
