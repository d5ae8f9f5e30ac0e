"""Who is signed in: the session names a person and the epoch in which it began."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import g, request, session

from participation.identity.models import Grant, Person
from participation.identity.services import tokens
from participation.platform import clock
from participation.platform.access.actor import ANYBODY, Actor
from participation.platform.extensions import db
from participation.platform.web.errors import API

LONGEST = timedelta(hours=12)
PERSON, EPOCH, BEGAN = "person", "epoch", "began"


def begin(person: Person, now: datetime) -> None:
    """Sign the person in; nothing of the session before survives, so none can be planted."""
    end()
    session[PERSON] = person.public_id
    session[EPOCH] = person.session_epoch
    session[BEGAN] = int(now.timestamp())


def end() -> None:
    """Sign out in this browser."""
    session.clear()
    # Both were made for the session that is gone.
    for made in ("actor", "csrf_token"):
        g.pop(made, None)


def is_begun() -> bool:
    """Tell whether somebody signed in with this browser, whether or not it still counts."""
    return PERSON in session


def load_actor() -> Actor:
    """Return the actor of this request: one query, or none without a session or a token."""
    if request.path.startswith(API):
        return tokens.actor_behind(request.authorization)
    if PERSON not in session or _is_too_old(clock.now()):
        return ANYBODY
    query = (
        sa.select(Person.id, Person.name, Grant.role, Grant.process_id)
        .outerjoin(Grant)
        .where(
            Person.public_id == session[PERSON],
            Person.session_epoch == session.get(EPOCH),
            Person.is_active,
        )
    )
    rows = db.session.execute(query).all()
    if not rows:
        return ANYBODY
    grants = frozenset((row.role, row.process_id) for row in rows if row.role)
    return Actor(person_id=rows[0].id, name=rows[0].name, grants=grants)


def _is_too_old(now: datetime) -> bool:
    began = session.get(BEGAN, 0)
    return not 0 <= now.timestamp() - began + 60 <= LONGEST.total_seconds()
