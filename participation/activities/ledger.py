"""The ledger: that somebody took part, never what they said.

A marker is a keyed hash of a device or person and of the activity, so entries of two activities
cannot be joined, and none can be joined to a contribution.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from participation.activities.models import Activity, LedgerEntry
from participation.activities.occasions import Occasion
from participation.platform.privacy.hashing import keyed
from participation.platform.refusals import Conflict
from participation.platform.transactions import connection

# A row that nobody reads again needs no object.
ENTRY = sa.insert(LedgerEntry)


class AlreadyTookPart(Conflict):
    """The device, code or person has taken part before."""


def marker(activity: Activity | Occasion, who: bytes) -> bytes:
    """Return what stands for a device or person in one activity."""
    return keyed("ledger", activity.public_id.encode() + b":" + who)


def entered(activity_id: Any, marked: Any) -> sa.Exists:
    """Say in SQL that a marker (a value or a bound parameter) is in the ledger."""
    entry = sa.select(LedgerEntry.id).where(
        LedgerEntry.activity_id == activity_id, LedgerEntry.marker == marked
    )
    return entry.exists()


def is_entered(activity: Activity, marked: bytes) -> bool:
    """Tell whether a marker is in the ledger of an activity."""
    return bool(connection().scalar(sa.select(entered(activity.id, marked))))


def enter(activity: Occasion, marked: bytes) -> None:
    """Write down that somebody takes part, or refuse a second time.

    The unique constraint decides, also between two at the same moment. After a refusal the
    transaction can only be rolled back.
    """
    try:
        connection().execute(ENTRY, {"activity_id": activity.id, "marker": marked})
    except IntegrityError as error:
        raise AlreadyTookPart(activity=activity) from error
