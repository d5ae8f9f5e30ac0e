"""Reads of the municipality."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from participation.municipality.models import (
    Feedback,
    FeedbackState,
    Municipality,
    PopulationTable,
    StandingPage,
)
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.refusals import NotFound

_SETTINGS, _LOGO = sa.inspect(Municipality).local_table, sa.inspect(StoredFile).local_table
TRANSLATED = ("name", "genitive", "inessive", "hours", "service_languages", "address")
_LISTS = ("languages", "required_languages")
_PLAIN = ("brand", "brand_dark", "tint", "accent", "phone", "email")

# What every page shows, in the words of the database: JSON is parsed only when it is another.
FACE = sa.select(
    *(sa.cast(_SETTINGS.c[name], sa.Text).label(name) for name in (*TRANSLATED, *_LISTS)),
    *(_SETTINGS.c[name] for name in _PLAIN),
    _LOGO.c.public_id.label("logo_id"),
    _LOGO.c.name.label("logo_name"),
).outerjoin_from(_SETTINGS, _LOGO, _LOGO.c.id == _SETTINGS.c.logo_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much feedback waits: how many in all, how many past their day, the first day due.

    `is_answerable` says whether the settings name who answers for personal data.
    """

    count: int
    overdue: int
    due: date | None
    is_answerable: bool


def settings() -> Municipality | None:
    """Return the settings, if any were ever saved."""
    return db.session.get(Municipality, 1)


def population_table() -> PopulationTable | None:
    """Return the population figures, if any were ever given."""
    return db.session.get(PopulationTable, 1)


def standing_page(slug: str) -> StandingPage | None:
    """Return what staff have written in place of a standing page's template."""
    return db.session.get(StandingPage, slug)


def feedback_in_queue(state: FeedbackState | None) -> sa.Select[Feedback]:
    """Select feedback, most urgent first; all that is not done unless a state is named."""
    wanted = Feedback.state == state if state else Feedback.state != FeedbackState.DONE
    order = Feedback.done.desc() if state is FeedbackState.DONE else Feedback.due
    return sa.select(Feedback).where(wanted).order_by(order, Feedback.id)


def feedback_named(feedback: str) -> Feedback:
    """Return the feedback with a public id, or refuse. The scope of routes with `<feedback>`."""
    found = db.session.scalar(sa.select(Feedback).where(Feedback.public_id == feedback))
    if found is None:
        raise NotFound
    return found


def feedback_by_state() -> dict[FeedbackState, int]:
    """Count feedback in each state."""
    query = sa.select(Feedback.state, sa.func.count().label("count_")).group_by(Feedback.state)
    nothing = dict.fromkeys(FeedbackState, 0)
    return nothing | {row.state: row.count_ for row in db.session.execute(query)}


def waiting_feedback(today: date) -> Waiting:
    """Count what waits for an answer, and see who answers, in one question to the database."""
    late = sa.case((Feedback.due < today, 1), else_=0)
    query = sa.select(
        sa.func.count(),
        sa.func.coalesce(sa.func.sum(late), 0),
        sa.func.min(Feedback.due),
        sa.select(Municipality.controller).scalar_subquery(),
        sa.select(Municipality.protection_officer).scalar_subquery(),
    ).where(Feedback.state != FeedbackState.DONE)
    count, overdue, due, *bodies = db.session.execute(query).one()
    return Waiting(count=count, overdue=int(overdue), due=due, is_answerable=all(bodies))
