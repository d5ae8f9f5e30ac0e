"""What waits for staff on the first page of the workspace."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.municipality.policy import may_change_settings, may_handle_feedback
from participation.municipality.queries import Waiting, waiting_feedback
from participation.platform import clock
from participation.platform.access.actor import Actor
from participation.platform.feature import Attention
from participation.platform.web.site import site


def waiting_here(actor: Actor, now: datetime) -> Sequence[Attention]:
    """Tell of feedback to whoever answers it, and of missing settings to administrators."""
    if not may_handle_feedback(actor):
        return ()
    waiting = waiting_feedback(clock.local(now).date())
    found = [_feedback(waiting, waiting.due)] if waiting.due else []
    return [*found, *(_missing(waiting) if may_change_settings(actor) else ())]


def _feedback(waiting: Waiting, day: date) -> Attention:
    """Say how much feedback waits, and how much too long."""
    due = clock.at_local(datetime.combine(day, time(23, 59)))
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
    return Attention(text=words, url=url_for("municipality.feedback_queue"), due=due)


def _missing(waiting: Waiting) -> Iterator[Attention]:
    """Say what every public page should tell of the municipality and does not."""
    for section, is_there, words in (
        ("names", site().name, _("The pages do not say whose they are. Name the municipality.")),
        ("contacts", site().phone, _("No page names a telephone. Say who can be called and when.")),
        (
            "responsible",
            waiting.is_answerable,
            _(
                "The privacy notice lacks the controller of personal data or the data protection "
                "officer. Name them."
            ),
        ),
    ):
        if not is_there:
            yield Attention(text=words, url=url_for("municipality.change", section=section))
