"""Publish the results of the closed survey: first as they came, then checked and by groups."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.activities.queries import in_state
from participation.activities.services.releasing import Choice, release
from participation.demo.words import text
from participation.platform.access.actor import Actor
from participation.platform.extensions import db

SPLITS = ("age", "area")
CHECKED = timedelta(days=9)
NOTE = text(
    "Mukana ovat kaikki vastaukset, myös paperilla annetut.",
    "Alla svar är med, också de som gavs på papper.",
    "All answers are included, those on paper too.",
)


def publish_results(actor: Actor, now: datetime) -> None:
    """Make two releases of every survey that has closed."""
    ended = Activity.kind == "survey", in_state(State.CLOSED, now)
    for activity in db.session.scalars(sa.select(Activity).where(*ended)):
        closed = activity.closes or now
        release(activity, Choice(), now=min(now, closed + timedelta(hours=1)), actor=actor)
        checked = Choice(splits=SPLITS, is_final=True, note=NOTE)
        release(activity, checked, now=min(now, closed + CHECKED), actor=actor)
