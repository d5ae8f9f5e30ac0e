"""Publish results: of the closed survey as they came, then by groups; and of the brainstorm."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.activities.queries import in_state
from participation.activities.services.releasing import Choice, release
from participation.brainstorming.services.building import say_next
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
NEXT = text(
    "Eniten kannatetuista teemoista tehdään arviointikysely, ja strategian luonnos kertoo, mihin "
    "ideoihin kukin kohta nojaa.",
    "Av de teman som fick mest stöd görs en enkät, och strategiutkastet berättar vilka idéer "
    "varje punkt bygger på.",
    "The themes with most support become a survey to rate them, and the draft strategy says "
    "which ideas each of its points rests on.",
)


def publish_results(actor: Actor, now: datetime) -> None:
    """Make two releases of every survey that has closed, and one of every brainstorm."""
    for activity in _closed("survey", now):
        closed = activity.closes or now
        release(activity, Choice(), now=min(now, closed + timedelta(hours=1)), actor=actor)
        checked = Choice(splits=SPLITS, is_final=True, note=NOTE)
        release(activity, checked, now=min(now, closed + CHECKED), actor=actor)
    for activity in _closed("brainstorm", now):
        say_next(activity, NEXT, actor=actor)
        checked = Choice(is_final=True)
        release(activity, checked, now=min(now, (activity.closes or now) + CHECKED), actor=actor)


def _closed(kind: str, now: datetime) -> Sequence[Activity]:
    wanted = sa.select(Activity).where(Activity.kind == kind, in_state(State.CLOSED, now))
    return db.session.scalars(wanted).all()
