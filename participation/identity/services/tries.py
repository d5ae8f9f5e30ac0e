"""How often something may be tried for one account, exact for any number of workers."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from participation.identity.models import SignInTry
from participation.identity.refusals import TooManyTries
from participation.platform.clock import UTCDateTime
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed

MOST = 10
WINDOW = timedelta(minutes=15)
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def count_try(email: str, now: datetime, purpose: str = "sign in") -> None:
    """Count a try for an account, known or not; refuse the eleventh in a quarter of an hour.

    One statement counts, so two workers never count the same try. Commit before trying: a try
    that fails must stay counted.
    """
    insert = INSERTS[db.session.get_bind().dialect.name]
    over = SignInTry.since <= now - WINDOW
    statement = (
        insert(SignInTry)
        .values(account=_account(email, purpose), count=1, since=now)
        .on_conflict_do_update(
            index_elements=[SignInTry.account],
            set_={
                "count": sa.case((over, 1), else_=SignInTry.count + 1),
                "since": sa.case((over, sa.literal(now, UTCDateTime())), else_=SignInTry.since),
            },
        )
        .returning(SignInTry.count, SignInTry.since)
    )
    count, since = db.session.execute(statement).one()
    if count > MOST:
        raise TooManyTries(until=since + WINDOW)


def forget_tries(email: str, purpose: str = "sign in") -> None:
    """Start counting anew for an account."""
    db.session.execute(sa.delete(SignInTry).where(SignInTry.account == _account(email, purpose)))


def forget_old_tries(now: datetime) -> None:
    """Delete what no longer limits anybody."""
    db.session.execute(sa.delete(SignInTry).where(SignInTry.since <= now - WINDOW))


def _account(email: str, purpose: str) -> str:
    return keyed(purpose, email.encode()).hex()
