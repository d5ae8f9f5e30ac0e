"""A map that stands still: tiles and points laid out as one drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from participation.platform.config import Box
from participation.platform.maps.mercator import TILE, fitting, place, tiles, touches
from participation.platform.maps.service import TownMap

WIDTH, HEIGHT = 1536, 1024


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile and its corner in the drawing."""

    address: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of so many pixels."""

    width: float
    height: float
    tiles: Sequence[Tile]
    points: Sequence[tuple[float, float]]
    attribution: str


def drawing(town: TownMap, box: Box, points: Sequence[tuple[float, float]]) -> Drawing:
    """Lay out all of the box, as near as a page can show it."""
    zoom = fitting(box, WIDTH, HEIGHT, town.deepest)
    size = TILE << zoom
    (left, top), (right, bottom) = (_pixel(at, size) for at in ((box[0], box[3]), (box[2], box[1])))
    columns, rows = tiles(zoom, box)
    return Drawing(
        width=round(right - left, 1),
        height=round(bottom - top, 1),
        tiles=[
            Tile(f"{town.tiles}{zoom}/{x}/{y}.png", round(x * TILE - left), round(y * TILE - top))
            for x in columns
            for y in rows
            if touches(zoom, x, y, town.box)
        ],
        points=[
            (round(x - left, 1), round(y - top, 1)) for x, y in (_pixel(p, size) for p in points)
        ],
        attribution=town.attribution,
    )


def _pixel(at: tuple[float, float], size: int) -> tuple[float, float]:
    x, y = place(*at)
    return x * size, y * size
