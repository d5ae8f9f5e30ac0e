"""Points on a map, as people write them: longitude and latitude in degrees."""

from collections.abc import Mapping
from dataclasses import dataclass

from participation.texts.numbers import parse

DECIMALS = 5  # about a metre
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
