"""The table of votes of a brainstorm, as opinions are worked out from it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.domain.opinions.votes import UNSEEN, Votes, from_log, together
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaState
from participation.brainstorming.interchange.polis import IN, OUT, WAITING, Cast, Comment
from participation.brainstorming.interchange.polis import Conversation as Polis
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db


def votes_of(activity: Activity) -> Votes:
    """Return who agreed with which idea; ideas that were merged count as one.

    Rows and columns are named by keys in hexadecimal. Their order tells nothing: keys are random.
    """
    rows = db.session.execute(
        sa.select(Evaluation.participant, Evaluation.idea_id, Evaluation.opinion)
        .where(Evaluation.brainstorm_id == activity.id, Evaluation.opinion.is_not(None))
        .order_by(Evaluation.id)
    ).all()
    ideas = _ideas(activity)
    known = {idea.id for idea in ideas}
    log = [
        (who.hex(), idea.hex(), vote)
        for who, idea, vote in rows
        if vote is not None and idea in known
    ]
    people = sorted({who for who, _idea, _vote in log})
    merged = {idea.id.hex(): idea.merged_into_id.hex() for idea in ideas
              if idea.merged_into_id in known}  # fmt: skip
    return together(from_log(log, people, [idea.id.hex() for idea in ideas]), merged)


def note_export(activity: Activity, *, actor: Actor) -> None:
    """Note in the log that rows of what people said have left the house."""
    record(actor, "brainstorm.export", activity.public_id, process_id=activity.process_id)


def _ideas(activity: Activity) -> Sequence[Any]:
    wanted = sa.select(Idea.id, Idea.merged_into_id, Idea.words, Idea.state, Idea.is_reviewed)
    own = Idea.brainstorm_id == activity.id, Idea.is_test.is_(False)
    return db.session.execute(wanted.where(*own).order_by(Idea.id)).all()


def conversation_of(activity: Activity, topic: str, question: str) -> Polis:
    """Return a brainstorm as a conversation of Polis: numbers for names, no authors, no times."""
    votes = votes_of(activity)
    ideas = {idea.id.hex(): idea for idea in _ideas(activity)}
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
