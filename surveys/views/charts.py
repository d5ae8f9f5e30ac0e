"""What charts of results need besides figures: places in a picture, and words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from participation.activities.domain.findings import Finding
from participation.platform.web.languages import current_language
from participation.reports.domain.fourfold import Fourfold, fourfold
from surveys.domain.stacks import MOST_STEPS, diverging, kinds, sequence, side_by_side
from surveys.wording import month_words, theme_words

LEFT, RIGHT, TOP, BOTTOM = 64, 606, 34, 416


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A row in the picture."""

    number: int
    field: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where the lines and the dots of a fourfold table lie."""

    x: float
    y: float
    points: tuple[Dot, ...]


def for_charts() -> dict[str, object]:
    """Return what the templates of charts call."""
    return {
        "most_steps": MOST_STEPS,
        "theme_words": theme_words,
        "diverging": diverging,
        "side_by_side": side_by_side,
        "shades": kinds,
        "sequence": sequence,
        "fourfold": fourfold,
        "whole_rows": whole_rows,
        "fourfold_area": area_of,
        "field_words": field_words,
        "second_scale": second_scale,
        "month_words": lambda first, last: month_words(first, last, current_language()),
    }


def area_of(found: Fourfold) -> Area:
    """Place the rows: the first scale upwards, the second to the right, both as wide as needed."""
    across = _spread([point.second for point in found.points], LEFT, RIGHT)
    upwards = _spread([point.first for point in found.points], BOTTOM, TOP)
    points = (
        Dot(number=p.number, field=p.field, x=across(p.second), y=upwards(p.first))
        for p in found.points
    )
    return Area(x=across(found.second), y=upwards(found.first), points=tuple(points))


def _spread(values: list[float], start: float, end: float) -> Any:
    low, high = min(values), max(values)
    room = (high - low) or 1
    middle = 0 if high > low else 0.5

    def place(value: float) -> float:
        return round(start + ((value - low) / room + middle) * (end - start), 1)

    return place


def field_words(first: str, second: str) -> dict[str, str]:
    """Say what each of the four fields means; a scale that is named by a question ends in none."""
    names = {"first": first.rstrip(" ?:"), "second": second.rstrip(" ?:")}
    return {
        "high_low": _("%(first)s: high, %(second)s: low", **names),
        "high_high": _("%(first)s: high, %(second)s: high", **names),
        "low_low": _("%(first)s: low, %(second)s: low", **names),
        "low_high": _("%(first)s: low, %(second)s: high", **names),
    }


def whole_rows(finding: Finding) -> list[Mapping[str, Any]]:
    """Return the rows of which every step is told, so that a bar can be drawn."""
    return [
        row
        for row in finding.figures["rows"]
        if "hidden" not in row and None not in row["counts"].values()
    ]


def second_scale(finding: Finding) -> Finding:
    """Return the finding as if its second scale were its only one."""
    figures = finding.figures
    rows = [_second(row) for row in figures["rows"]]
    return replace(finding, figures={**figures, "options": figures["scale"], "rows": rows})


def _second(row: Mapping[str, Any]) -> dict[str, Any]:
    first = {key: value for key, value in row.items() if key != "mean"}
    return {**first, **row.get("second", {})}
