"""When a moderator should have looked at an idea."""

from datetime import date, timedelta


def due(day: date, days: int) -> date:
    """Return the last day on which the review of an idea that came on a day is in time."""
    return day + timedelta(days=days)
