"""Fourfold table: what matters and how it does, in four fields around the two overall means.

Importance-performance analysis after John A. Martilla and John C. James, "Importance-performance
analysis", Journal of Marketing 41 (1), 1977. The means that part the fields are those of the rows
shown, each row counting once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A row with its two means; `field` is `high_low` when the first is high, the second low."""

    number: int
    label: Mapping[str, Any]
    first: float
    second: float
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fourfold:
    """The rows that have both means, and the means that part the fields."""

    first: float
    second: float
    points: tuple[Point, ...]


def fourfold(rows: Iterable[Mapping[str, Any]]) -> Fourfold | None:
    """Place rows of figures; nothing when fewer than two have both means."""
    placed = [row for row in rows if "mean" in row and "mean" in row.get("second", {})]
    if len(placed) < 2:  # noqa: PLR2004 -- a single row is its own mean
        return None
    first = sum(row["mean"] for row in placed) / len(placed)
    second = sum(row["second"]["mean"] for row in placed) / len(placed)
    points = (
        Point(
            number=number,
            label=row["label"],
            first=row["mean"],
            second=row["second"]["mean"],
            field=f"{_side(row['mean'], first)}_{_side(row['second']['mean'], second)}",
        )
        for number, row in enumerate(placed, 1)
    )
    return Fourfold(first=first, second=second, points=tuple(points))


def _side(value: float, mean: float) -> str:
    return "high" if value >= mean else "low"
