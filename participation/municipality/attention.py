"""What waits for staff on the first page of the workspace."""

from collections.abc import Sequence
from datetime import datetime, time

from flask import url_for
from flask_babel import ngettext

from participation.municipality.policy import may_handle_feedback
from participation.municipality.queries import waiting_feedback
from participation.platform import clock
from participation.platform.access.actor import Actor
from participation.platform.feature import Attention


def feedback_waiting(actor: Actor, now: datetime) -> Sequence[Attention]:
    """Tell whoever answers feedback how much of it waits, and how much too long."""
    if not may_handle_feedback(actor):
        return ()
    waiting = waiting_feedback(clock.local(now).date())
    if not waiting.due:
        return ()
    due = clock.at_local(datetime.combine(waiting.due, time(23, 59)))
    words = ngettext(
        "%(num)s piece of feedback waits for an answer",
        "%(num)s pieces of feedback wait for an answer",
        waiting.count,
    )
    if waiting.overdue:
        words = ngettext(
            "%(num)s piece of feedback should have been answered already",
            "%(num)s pieces of feedback should have been answered already",
            waiting.overdue,
        )
    return (Attention(text=words, url=url_for("municipality.feedback_queue"), due=due),)
