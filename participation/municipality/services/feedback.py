"""Take feedback, answer it, and forget who wrote it."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from participation.municipality.domain.feedback import due, forgotten_if_done_by
from participation.municipality.models import Feedback, FeedbackKind, FeedbackState
from participation.platform import clock
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What somebody wrote, in which language, about which page, and where to answer."""

    kind: FeedbackKind
    words: str
    language: str
    email: str = ""
    page: str = ""


def give_feedback(given: Words, now: datetime) -> Feedback:
    """Put feedback into the queue."""
    received = clock.local(now).date()
    feedback = Feedback(
        kind=given.kind,
        words=given.words,
        email=given.email,
        language=given.language,
        page=given.page,
        received=received,
        due=due(received),
    )
    db.session.add(feedback)
    db.session.flush()
    return feedback


def handle_feedback(
    actor: Actor, feedback: Feedback, state: FeedbackState, note: str, now: datetime
) -> None:
    """Move feedback on; the log keeps the state, never the words."""
    before = feedback.state
    if state is not FeedbackState.DONE:
        feedback.done = None
    elif feedback.done is None:
        feedback.done = clock.local(now).date()
    feedback.state, feedback.note, feedback.handled_by = state, note, actor.person_id
    db.session.flush()
    record(
        actor,
        "municipality.handle_feedback",
        f"feedback:{feedback.public_id}",
        before={"state": before.value},
        after={"state": state.value},
    )


def forget_addresses(now: datetime) -> None:
    """Delete e-mail addresses of feedback answered long ago."""
    last = forgotten_if_done_by(clock.local(now).date())
    query = sa.update(Feedback).where(Feedback.done <= last, Feedback.email != "").values(email="")
    db.session.execute(query)
