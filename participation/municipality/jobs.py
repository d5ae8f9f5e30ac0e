"""What this room forgets."""

from datetime import datetime

from participation.municipality.services.feedback import forget_addresses
from participation.platform.transactions import unit_of_work


def forget_old_addresses(now: datetime) -> None:
    """Delete e-mail addresses of feedback answered long ago."""
    with unit_of_work():
        forget_addresses(now)
