"""When an activity is open. The one definition; `queries.in_state` is its twin in SQL."""

from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where an activity is in its life."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


def state(
    published: datetime | None, opens: datetime | None, closes: datetime | None, now: datetime
) -> State:
    """Return the state at `now`; the opening moment is open, the closing moment is closed.

    An activity that was never published is a draft whatever its times; without an opening time it
    opens when published; without a closing time it stays open.
    """
    if published is None or now < published:
        return State.DRAFT
    if closes is not None and closes <= now:
        return State.CLOSED
    if opens is not None and now < opens:
        return State.UPCOMING
    return State.OPEN
