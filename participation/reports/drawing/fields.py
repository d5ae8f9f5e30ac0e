"""The fourfold table as a picture: numbered points in four fields, and their names below."""

from collections.abc import Callable

from participation.reports.domain.laid import LaidChart
from participation.reports.drawing.canvas import SMALL, Canvas, Look
from participation.reports.drawing.letters import width, wrapped
from participation.reports.drawing.palette import INK, LINE, QUIET, WHITE, Palette

HIGH = 340.0
LEFT, BELOW, EDGE = 34.0, 34.0, 24.0
RADIUS = 11.0
ROUNDS = 60
NUMBER = Look(size=SMALL, fill=WHITE, anchor="middle", is_bold=True, kind="c-on-bar")
AXIS = Look(size=14, anchor="middle", is_bold=True)
NAME = Look(size=14, leading=17)

Places = list[tuple[float, float]]


def fourfold(chart: LaidChart, canvas: Canvas, palette: Palette) -> None:
    """Draw the first scale upwards, the second to the right, both as wide as needed."""
    upwards, across = chart.series
    top, bottom = canvas.height, canvas.height + HIGH
    place_x = _spread(across.values, LEFT + EDGE, canvas.width - EDGE)
    place_y = _spread(upwards.values, bottom - EDGE, top + EDGE)
    _frame(canvas, top, bottom, place_x(chart.middle[1]), place_y(chart.middle[0]))
    true = [
        (place_x(second or 0.0), place_y(first or 0.0))
        for first, second in zip(upwards.values, across.values, strict=True)
    ]
    inside = (LEFT + RADIUS + 2, top + RADIUS + 2, canvas.width - RADIUS - 2, bottom - RADIUS - 2)
    for number, ((x, y), (tx, ty)) in enumerate(zip(_apart(true, inside), true, strict=True), 1):
        if abs(x - tx) + abs(y - ty) > 2:  # noqa: PLR2004 -- moved aside: a thread to its place
            canvas.line((x, y), (tx, ty), INK)
            canvas.dot(tx, ty, 2.5, palette.brand)
        canvas.dot(x, y, RADIUS, palette.brand)
        canvas.words(str(number), x, y + 4.5, NUMBER)
    _axes(canvas, top, bottom, upwards.name, across.name)
    canvas.height = bottom + BELOW + 10
    _names(chart, canvas)


def _spread(values: tuple[float | None, ...], start: float, end: float) -> Callable[[float], float]:
    known = [value for value in values if value is not None] or [0.0]
    low, high = min(known), max(known)

    def place(value: float) -> float:
        part = (value - low) / (high - low) if high > low else 0.5
        return start + part * (end - start)

    return place


def _apart(true: Places, inside: tuple[float, float, float, float]) -> Places:
    """Move points that lie upon one another aside, always in the same way."""
    found = list(true)
    need = 2 * RADIUS + 2
    for _round in range(ROUNDS):
        moved = False
        for one in range(len(found)):
            for two in range(one + 1, len(found)):
                (ax, ay), (bx, by) = found[one], found[two]
                dx, dy = bx - ax, by - ay
                far = (dx * dx + dy * dy) ** 0.5
                if far >= need:
                    continue
                moved = True
                if far < 0.01:  # noqa: PLR2004 -- on the very same place
                    dx, dy, far = 1.0, 0.3, 1.044
                push = (need - far) / 2 / far
                found[one] = _kept(ax - dx * push, ay - dy * push, inside)
                found[two] = _kept(bx + dx * push, by + dy * push, inside)
        if not moved:
            break
    return found


def _kept(x: float, y: float, inside: tuple[float, float, float, float]) -> tuple[float, float]:
    return min(max(x, inside[0]), inside[2]), min(max(y, inside[1]), inside[3])


def _frame(canvas: Canvas, top: float, bottom: float, x: float, y: float) -> None:
    right = canvas.width
    for start, end in (
        ((LEFT, top), (right, top)),
        ((right, top), (right, bottom)),
        ((LEFT, bottom), (right, bottom)),
        ((LEFT, top), (LEFT, bottom)),
    ):
        canvas.line(start, end, LINE)
    dashes = {"stroke_dasharray": "5 4"}
    canvas.line((x, top), (x, bottom), QUIET, **dashes)
    canvas.line((LEFT, y), (right, y), QUIET, **dashes)


def _axes(canvas: Canvas, top: float, bottom: float, up: str, right: str) -> None:
    name = " ".join(wrapped(right, canvas.width - LEFT - 30, 14, 1, is_bold=True))
    canvas.words(f"{name} →", (LEFT + canvas.width) / 2, bottom + 22, AXIS)
    name = " ".join(wrapped(up, bottom - top - 30, 14, 1, is_bold=True))
    canvas.turned(f"{name} →", 18, (top + bottom) / 2, size=14)


def _names(chart: LaidChart, canvas: Canvas) -> None:
    """Name the numbers in two columns, or in one where names are long."""
    room = (canvas.width - 20) / 2
    wide = max((width(f"00. {label}", 14) for label in chart.categories), default=0.0) > 2 * room
    columns, room = (1, canvas.width) if wide else (2, room)
    lines = [
        wrapped(f"{number}. {label}", room, 14, 3)
        for number, label in enumerate(chart.categories, 1)
    ]
    half = -(-len(lines) // columns)
    ends = []
    for column in range(columns):
        y = canvas.height + 12
        for part in lines[column * half : (column + 1) * half]:
            canvas.lines(part, column * (room + 20), y, NAME)
            y += 17 * len(part) + 3
        ends.append(y)
    canvas.height = max(ends) - 8
