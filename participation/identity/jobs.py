"""What this room forgets."""

from datetime import datetime

from participation.identity.services import invitations, tries
from participation.platform.transactions import unit_of_work


def forget_expired(now: datetime) -> None:
    """Delete links that no longer work and counts that no longer limit."""
    with unit_of_work():
        invitations.forget_expired(now)
        tries.forget_old_tries(now)
