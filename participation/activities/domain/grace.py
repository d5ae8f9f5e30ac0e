"""Until when somebody may send what they began before an activity closed."""

from datetime import datetime, timedelta

GRACE = timedelta(minutes=15)


def may_send(closes: datetime | None, now: datetime, *, has_begun: bool) -> bool:
    """Tell whether somebody may still send at `now`; `has_begun` means before closing.

    Whoever began before closing has fifteen minutes more: nobody loses an answer to the clock
    while writing its last sentence. Nobody begins after closing.
    """
    if closes is None or now < closes:
        return True
    return has_begun and now < closes + GRACE
