"""Points on a map, as people write them: longitude and latitude in degrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.texts.numbers import parse

DECIMALS = 5  # about a metre
# What is shown around points at least, in degrees, and how much wider or higher it may be.
LEAST, WIDEST, NARROWEST, ROOM = 0.012, 8.0, 3.2, 1.2
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map."""

    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one of the two numbers, and between which it must lie."""

    reason: str
    low: float = 0.0
    high: float = 0.0


def read(longitude: str, latitude: str, box: Box) -> tuple[Point | None, Mapping[str, Wrong]]:
    """Return the point that was meant, if any; else what is wrong, by field."""
    if not longitude and not latitude:
        return None, {}
    west, south, east, north = box
    ends = {"longitude": (longitude, west, east), "latitude": (latitude, south, north)}
    wrong = {name: found for name, said in ends.items() if (found := _wrong(*said))}
    if wrong:
        return None, wrong
    return Point(_degrees(longitude), _degrees(latitude)), {}


def _wrong(words: str, low: float, high: float) -> Wrong | None:
    if not words:
        return Wrong("half")
    value = parse(words, ("°",))
    if value is None:
        return Wrong("no_number")
    return None if low <= value <= high else Wrong("outside", low, high)


def _degrees(words: str) -> float:
    return round(float(parse(words, ("°",)) or 0), DECIMALS)


def around(points: Sequence[tuple[float, float]], box: Box) -> Box:
    """Return the part of the map on which all points can be told apart; all of it without any."""
    if not points:
        return box
    across, up = ([point[axis] for point in points] for axis in (0, 1))
    high = max(LEAST, (max(up) - min(up)) / 2 * ROOM)
    wide = max(high * NARROWEST, (max(across) - min(across)) / 2 * ROOM)
    high = max(high, wide / WIDEST)
    x, y = (max(across) + min(across)) / 2, (max(up) + min(up)) / 2
    west, south, east, north = box
    return max(west, x - wide), max(south, y - high), min(east, x + wide), min(north, y + high)
