"""Take a conversation of Polis in as a brainstorm: ideas and votes, and nothing of who.

Voters become participants under random keys, authors a random code that nobody has; ideas that
were moderated out are kept hidden, with their votes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from secrets import token_bytes
from typing import Any

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.activities.services.creating import create_activity
from participation.brainstorming.domain.opinions.counts import count
from participation.brainstorming.domain.opinions.votes import UNSEEN
from participation.brainstorming.domain.weighing import Counts
from participation.brainstorming.idea_models import (
    Evaluation,
    Idea,
    IdeaState,
    Participant,
    Reason,
)
from participation.brainstorming.interchange.polis import OUT, WAITING, Comment, Conversation
from participation.brainstorming.models import Brainstorm, BrainstormQuestion
from participation.brainstorming.services import building
from participation.brainstorming.services.evaluating import keep_counts
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.clock import local
from participation.platform.database import random_key
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.transactions import connection
from participation.platform.web.site import site
from participation.processes.models import Process
from participation.texts.languages import language_of

AT_ONCE = 1000
KEY_BYTES = 32


def create_from(
    process: Process, conversation: Conversation, title: str, *, actor: Actor, now: datetime
) -> Activity:
    """Add a brainstorm to a process, as a draft, and take a conversation in."""
    main = site().main_language
    named = Text({main: title})
    activity = create_activity(process.id, "brainstorm", named, site().languages, actor=actor)
    asked = conversation.summary.get("conversation-description", "").strip() or title
    question = building.add_question(activity, building.Asked(words=Text({main: asked})))
    brainstorm = building.locked(activity.id)
    ideas = _ideas(brainstorm, question, conversation, main, local(now).date())
    _votes(brainstorm, conversation, ideas, local(now).date())
    record(
        actor,
        "brainstorm.import",
        activity.public_id,
        process_id=activity.process_id,
        after={"ideas": len(ideas), "participants": len(conversation.participants)},
    )
    return activity


def carried(conversation: Conversation) -> dict[str, Comment]:
    """Return the statements that become ideas: those that have words and a place in the table."""
    statements = set(conversation.statements)
    return {
        each.id: each
        for each in conversation.comments
        if each.id in statements and each.text.strip()
    }


def _ideas(
    brainstorm: Brainstorm,
    question: BrainstormQuestion,
    conversation: Conversation,
    main: str,
    today: date,
) -> dict[str, bytes]:
    """Add the ideas; return their keys by the number of the comment."""
    comments = carried(conversation)
    longest = max((len(each.text.strip()) for each in comments.values()), default=0)
    brainstorm.idea_length = max(brainstorm.idea_length, longest)
    codes = {each.author: token_bytes(KEY_BYTES) for each in comments.values()}
    votes = count(conversation.votes.cells)
    keys = {}
    for at, statement in enumerate(conversation.statements):
        if statement not in comments:
            continue
        idea = _idea(comments[statement], main, today)
        idea.brainstorm_id, idea.question_id = brainstorm.activity_id, question.id
        idea.receipt_hash = codes[comments[statement].author]
        agreed, disagreed = int(votes.agrees[at]), int(votes.disagrees[at])
        keep_counts(idea, Counts(agreed, disagreed, int(votes.passes[at])))
        db.session.add(idea)
        keys[statement] = idea.id
    db.session.flush()
    return keys


def _idea(comment: Comment, main: str, today: date) -> Idea:
    is_out = comment.moderated == OUT
    return Idea(
        id=random_key(),
        words=comment.text.strip(),
        language=language_of(comment.text, main),
        day=_day(comment.timestamp, today),
        state=IdeaState.HIDDEN if is_out else IdeaState.PUBLISHED,
        reason=Reason.OTHER if is_out else None,
        is_reviewed=comment.moderated != WAITING,
    )


def _day(timestamp: int | None, today: date) -> date:
    """Return the day of a moment in milliseconds; today where none is told."""
    return today if timestamp is None else datetime.fromtimestamp(timestamp / 1000, UTC).date()


def _votes(
    brainstorm: Brainstorm, conversation: Conversation, ideas: dict[str, bytes], today: date
) -> None:
    """Add everybody who voted, and the last vote of each about each idea."""
    board = brainstorm.activity_id
    keys = {each: token_bytes(KEY_BYTES) for each in conversation.participants}
    _insert(Participant, ({"id": key, "brainstorm_id": board} for key in keys.values()))
    days = {(cast.voter, cast.comment): cast.timestamp for cast in conversation.log}
    _insert(
        Evaluation,
        (
            {
                "id": token_bytes(KEY_BYTES),
                "brainstorm_id": board,
                "idea_id": ideas[statement],
                "participant": keys[participant],
                "opinion": opinion,
                "day": _day(days.get((participant, statement)), today),
            }
            for participant, statement, opinion in _cast(conversation)
            if statement in ideas
        ),
    )


def _cast(conversation: Conversation) -> Iterator[tuple[str, str, int]]:
    votes = conversation.votes
    for participant, row in zip(votes.participants, votes.cells, strict=True):
        for statement, opinion in zip(votes.statements, row.tolist(), strict=True):
            if opinion != UNSEEN:
                yield participant, statement, opinion


def _insert(model: type[Any], rows: Iterator[dict[str, Any]]) -> None:
    while some := list(islice(rows, AT_ONCE)):
        connection().execute(sa.insert(model), some)
