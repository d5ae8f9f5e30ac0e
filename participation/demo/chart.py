"""Draw the map of the town: a bay with its town at the head, villages, and islands outside."""

import io
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from participation.platform.files.kinds import Kind
from participation.platform.files.services import store

WIDTH, HEIGHT, FINER = 960, 720, 2
SEA, LAND, TOWN, ROAD, FIELD = "#b9dcef", "#e6ecd3", "#d9c3b0", "#ffffff", "#d3e2b4"
COAST = "#7fa6bb"
SEED = 1904
Point = tuple[float, float]

BAY = (
    (0.0, 0.62), (0.1, 0.6), (0.2, 0.57), (0.3, 0.56), (0.38, 0.5), (0.42, 0.42), (0.47, 0.36),
    (0.53, 0.36), (0.56, 0.43), (0.6, 0.5), (0.7, 0.54), (0.82, 0.53), (0.92, 0.57), (1.0, 0.56),
    (1.0, 1.0), (0.0, 1.0),
)  # fmt: skip
ISLANDS = (
    (0.6, 0.78, 0.11, 0.06), (0.75, 0.85, 0.08, 0.05), (0.46, 0.88, 0.07, 0.05),
    (0.86, 0.72, 0.05, 0.03), (0.3, 0.8, 0.04, 0.03), (0.66, 0.93, 0.04, 0.02),
)  # fmt: skip
ROADS = (
    ((0.0, 0.45), (0.2, 0.46), (0.4, 0.36), (0.5, 0.32), (0.7, 0.4), (1.0, 0.42)),
    ((0.5, 0.32), (0.52, 0.18), (0.58, 0.0)),
    ((0.27, 0.43), (0.26, 0.52)),
    ((0.52, 0.18), (0.75, 0.15), (0.9, 0.05)),
)
FIELDS = ((0.2, 0.2, 0.2, 0.12), (0.75, 0.26, 0.16, 0.1), (0.62, 0.1, 0.12, 0.07))
VILLAGES = ((0.53, 0.17), (0.75, 0.15), (0.2, 0.45), (0.6, 0.78), (0.75, 0.85))


def stored_map() -> str:
    """Store the drawing; return what a question calls it."""
    file = store(_drawn(), "kartta.png", {Kind.PNG}, 2_000_000, public=True)
    return f"{file.public_id}/{file.name}"


def _drawn() -> io.BytesIO:
    size = WIDTH * FINER, HEIGHT * FINER
    image = Image.new("RGB", size, LAND)
    draw = ImageDraw.Draw(image)
    for field in FIELDS:
        draw.ellipse(_box(*field), fill=FIELD)
    image.paste(COAST, (0, 0, *size), _sea(size, 110))
    image.paste(SEA, (0, 0, *size), _sea(size, 140))
    for road in ROADS:
        draw.line(_at(road), fill=ROAD, width=6 * FINER, joint="curve")
    _houses(draw, Random(SEED))  # noqa: S311 -- no secret
    drawn = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(drawn, "PNG")
    drawn.seek(0)
    return drawn


def _sea(size: tuple[int, int], level: int) -> Image.Image:
    """Return where the sea is, with a soft coast; a higher level leaves a rim of land."""
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    draw.polygon(_at(BAY), fill=255)
    for island in ISLANDS:
        draw.ellipse(_box(*island), fill=0)
    soft = mask.filter(ImageFilter.GaussianBlur(9 * FINER))
    return soft.point([255 * (shade > level) for shade in range(256)])


def _houses(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    """Draw houses: many around the head of the bay, some in Länsiranta and the villages."""
    around = [(0.49, 0.31, 0.07, 60), (0.26, 0.5, 0.035, 16), *((*v, 0.02, 7) for v in VILLAGES)]
    for across, down, wide, count in around:
        for _house in range(count):
            x, y = chance.gauss(across, wide), chance.gauss(down, wide / 2)
            if not _is_wet(x, y):
                draw.rectangle(_box(x, y, 0.007, 0.007), fill=TOWN, outline="#b59a83")


def _is_wet(x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(BAY, (*BAY[1:], BAY[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside and not any(((x - a) / w) ** 2 + ((y - b) / h) ** 2 < 1 for a, b, w, h in ISLANDS)


def _at(points: tuple[Point, ...]) -> list[Point]:
    return [(x * WIDTH * FINER, y * HEIGHT * FINER) for x, y in points]


def _box(across: float, down: float, wide: float, high: float) -> list[float]:
    """Return left, top, right and bottom of what lies around a point."""
    left, top = (across - wide) * WIDTH, (down - high) * HEIGHT
    return [edge * FINER for edge in (left, top, left + 2 * wide * WIDTH, top + 2 * high * HEIGHT)]
