"""Where places are on a map of square tiles (Web Mercator): pure arithmetic."""

from math import asinh, degrees, log2, pi, radians, sinh, tan
from math import atan as arctangent

from participation.platform.config import Box

TILE = 256


def place(longitude: float, latitude: float) -> tuple[float, float]:
    """Return a place as parts of the world's square, from the west and from the north."""
    return (longitude + 180) / 360, (1 - asinh(tan(radians(latitude))) / pi) / 2


def edges(zoom: int, x: int, y: int) -> Box:
    """Return west, south, east and north of a tile."""
    across = 1 << zoom
    west, east = (column / across * 360 - 180 for column in (x, x + 1))
    north, south = (degrees(arctangent(sinh(pi * (1 - 2 * row / across)))) for row in (y, y + 1))
    return west, south, east, north


def touches(zoom: int, x: int, y: int, box: Box) -> bool:
    """Tell whether there is such a tile, and some of it lies inside the box."""
    if not (0 <= x < 1 << zoom and 0 <= y < 1 << zoom):
        return False
    west, south, east, north = edges(zoom, x, y)
    return west < box[2] and box[0] < east and south < box[3] and box[1] < north


def tiles(zoom: int, box: Box) -> tuple[range, range]:
    """Return the columns and the rows of the tiles that touch the box."""
    across = 1 << zoom
    left, top = place(box[0], box[3])
    right, bottom = place(box[2], box[1])
    return (
        range(int(left * across), min(int(right * across), across - 1) + 1),
        range(int(top * across), min(int(bottom * across), across - 1) + 1),
    )


def fitting(box: Box, width: int, height: int, deepest: int) -> int:
    """Return the deepest zoom at which the whole box fits into so many pixels."""
    left, top = place(box[0], box[3])
    right, bottom = place(box[2], box[1])
    times = min(width / (right - left), height / (bottom - top)) / TILE
    return max(0, min(deepest, int(log2(times)) if times > 1 else 0))
