"""Background work of all activities."""

import logging
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

log = logging.getLogger("yhes.jobs")


def release_results(now: datetime) -> int:
    """Make the first release of what has closed and has public results; return how many.

    One that fails keeps no other back; it is tried again the next time.
    """
    total = 0
    for activity_id in db.session.scalars(queries.closed_without_release(now)).all():
        try:
            total += _release(activity_id, now)
        except StillCounting:
            continue
        except Exception as error:
            log.exception("a release was not made", extra={"kind": type(error).__name__})
    return total


def _release(activity_id: int, now: datetime) -> bool:
    with unit_of_work():
        found = db.session.get_one(Activity, activity_id)
        return found.kind in kinds() and release_closed(found, now) is not None


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
