"""Reads of the municipality."""

import sqlalchemy as sa

from participation.municipality.models import Feedback, FeedbackState, Municipality, StandingPage
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.refusals import NotFound


def settings() -> Municipality | None:
    """Return the settings, if any were ever saved."""
    return db.session.get(Municipality, 1)


def settings_with_logo() -> sa.Select[tuple[Municipality, StoredFile | None]]:
    """Select the settings and their logo in one statement."""
    return sa.select(Municipality, StoredFile).outerjoin(
        StoredFile, StoredFile.id == Municipality.logo_id
    )


def standing_page(slug: str) -> StandingPage | None:
    """Return what staff have written in place of a standing page's template."""
    return db.session.get(StandingPage, slug)


def feedback_in_queue(state: FeedbackState | None) -> sa.Select[tuple[Feedback]]:
    """Select feedback, most urgent first; all that is not done unless a state is named."""
    wanted = Feedback.state == state if state else Feedback.state != FeedbackState.DONE
    return sa.select(Feedback).where(wanted).order_by(Feedback.due, Feedback.id)


def feedback_named(feedback: str) -> Feedback:
    """Return the feedback with a public id, or refuse. The scope of routes with `<feedback>`."""
    found = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == feedback))
    if found is None:
        raise NotFound
    return found
