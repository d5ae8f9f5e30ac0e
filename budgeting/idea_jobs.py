"""What the worker does for ideas."""

from datetime import datetime

from budgeting.services import idea_pictures
from participation.platform.transactions import unit_of_work


def sweep_pictures(now: datetime) -> int:
    """Delete pictures that came with forms that were never finished."""
    with unit_of_work():
        return idea_pictures.sweep(now)
