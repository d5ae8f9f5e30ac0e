"""Where a stretch of a process lies in time."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class Place(StrEnum):
    """Before, around or after today."""

    PAST = "past"
    NOW = "now"
    COMING = "coming"


def place(starts: date, ends: date, today: date) -> Place:
    """Return where the stretch lies; its first and last day are within."""
    if ends < today:
        return Place.PAST
    return Place.COMING if today < starts else Place.NOW


def current(stretches: Iterable[tuple[int, date, date]], today: date) -> int | None:
    """Return the id of the stretch a process is in: of several, the one that began last."""
    around = [(starts, id_) for id_, starts, ends in stretches if starts <= today <= ends]
    return max(around)[1] if around else None


def whole_months(starts: date, ends: date) -> tuple[date, date]:
    """Widen a stretch to the first and last day of its months."""
    return starts.replace(day=1), ends.replace(day=monthrange(ends.year, ends.month)[1])
