"""Background work of all activities."""

from contextlib import suppress
from datetime import datetime, timedelta

from participation.activities import queries
from participation.activities.kinds import kinds
from participation.activities.models import Activity
from participation.activities.refusals import StillCounting
from participation.activities.services import drafting
from participation.activities.services.releasing import release_closed
from participation.platform.extensions import db
from participation.platform.feature import Job
from participation.platform.transactions import unit_of_work


def release_results(now: datetime) -> int:
    """Make the first release of what has closed and has public results; return how many."""
    total = 0
    for activity_id in db.session.scalars(queries.closed_without_release(now)).all():
        with suppress(StillCounting), unit_of_work():
            found = db.session.get_one(Activity, activity_id)
            if found.kind in kinds():
                total += release_closed(found, now) is not None
    return total


def decide_releases(now: datetime) -> int:
    """Decide what releases would tell that staff want to look at."""
    total = 0
    while drafting.decide_next(now):
        total += 1
    return total


JOBS = (
    Job(name="activities.release", deed=release_results, every=timedelta(minutes=1)),
    Job(name="activities.decide", deed=decide_releases, every=timedelta(minutes=1)),
)
