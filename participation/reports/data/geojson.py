"""GeoJSON (RFC 7946): points people marked on a map, longitude and latitude on WGS 84."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from json import dumps
from typing import IO, Any

MIMETYPE = "application/geo+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One point, and what is said of it."""

    longitude: float
    latitude: float
    said: Mapping[str, Any]


def write_places(places: Iterable[Place], file: IO[bytes]) -> None:
    """Write a collection of points, one at a time."""
    file.write(b'{"type": "FeatureCollection", "features": [')
    for number, place in enumerate(places):
        file.write(b",\n" if number else b"\n")
        file.write(dumps(_feature(place), ensure_ascii=False).encode())
    file.write(b"\n]}\n")


def _feature(place: Place) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {"type": "Feature", "geometry": point, "properties": dict(place.said)}
