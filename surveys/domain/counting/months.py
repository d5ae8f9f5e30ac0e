"""Summaries of days and months: at most two dozen classes of one round width."""

from collections.abc import Mapping
from typing import Any

MOST_CLASSES = 24
WIDTHS = (1, 3, 12, 60, 120, 600, 1200)
LENGTH = len("2026-05")


def month_in(value: Any) -> Any:
    """Return the month of `2026-05-31`; what is no date stays as it is."""
    return value[:LENGTH] if isinstance(value, str) and value[:1].isdecimal() else value


def classes(months: Mapping[str, float]) -> list[dict[str, Any]]:
    """Put months into classes of some months, of years or of decades; empty ones count too."""
    numbers = {_number(month): people for month, people in months.items()}
    if not numbers:
        return []
    low, high = min(numbers), max(numbers)
    fitting = (w for w in WIDTHS if high // w - low // w < MOST_CLASSES)
    width = next(fitting, (high - low) // MOST_CLASSES + 1)
    found: dict[int, float] = dict.fromkeys(range(low // width, high // width + 1), 0)
    for number, people in numbers.items():
        found[number // width] += people
    return [
        {"from": _month(place * width), "to": _month(place * width + width - 1), "count": people}
        for place, people in found.items()
    ]


def _number(month: str) -> int:
    year, _dash, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
