"""Standing columns for classes of numbers, and lines over months."""

from participation.reports.domain.laid import LaidChart
from participation.reports.drawing.bars import plain_bars
from participation.reports.drawing.canvas import SMALL, Canvas, Look
from participation.reports.drawing.letters import width, wrapped
from participation.reports.drawing.palette import LINE, QUIET, Palette

HIGH = 180.0
ABOVE = 22.0
MOST_COLUMNS = 12
APART = 14.0
NUMBER = Look(size=14, anchor="middle", is_bold=True)
NAME = Look(size=SMALL, leading=15, anchor="middle", fill=QUIET)


def histogram(chart: LaidChart, canvas: Canvas, palette: Palette) -> None:
    """Draw classes side by side; lying where their names would overlap."""
    slot = canvas.width / max(len(chart.categories), 1)
    names = [wrapped(label, slot - 8, SMALL, 3) for label in chart.categories]
    broken = any(line.endswith(("-", "…")) for lines in names for line in lines)
    if len(chart.categories) > MOST_COLUMNS or broken:
        plain_bars(chart, canvas, palette)
        return
    series = chart.series[0]
    top, most = canvas.height + ABOVE, max((value or 0.0 for value in series.values), default=0.0)
    for place, (value, shown) in enumerate(zip(series.values, series.shown, strict=True)):
        high = HIGH * (value or 0.0) / (most or 1)
        x, middle = place * slot + slot * 0.08, (place + 0.5) * slot
        canvas.bar((x, top + HIGH - high, slot * 0.84, high), palette.brand, "c-bar")
        canvas.words(shown, middle, top + HIGH - high - 6, NUMBER)
        canvas.lines(names[place], middle, top + HIGH + 18, NAME)
    canvas.line((0, top + HIGH), (canvas.width, top + HIGH), LINE)
    canvas.height = top + HIGH + 8 + 15 * max(len(lines) for lines in names)


def line(chart: LaidChart, canvas: Canvas, palette: Palette) -> None:
    """Draw values over time; names of months are left out where they would touch."""
    left, right = 14.0, canvas.width - 14.0
    top = canvas.height + ABOVE
    values = [value for series in chart.series for value in series.values if value is not None]
    most, last = max(values, default=0.0) or 1.0, max(len(chart.categories) - 1, 1)
    for part in (0.0, 0.5, 1.0):
        canvas.line((0, top + HIGH * part), (canvas.width, top + HIGH * part), LINE)

    def at(place: int, value: float) -> tuple[float, float]:
        return left + (right - left) * place / last, top + HIGH * (1 - value / most)

    for number, series in enumerate(chart.series):
        points = [at(place, value or 0.0) for place, value in enumerate(series.values)]
        canvas.path(points, palette.group(number), is_dashed=number % 2 == 1)
        for x, y in points:
            canvas.dot(x, y, 3.5, palette.group(number))
    peak = max(range(len(values)), key=values.__getitem__, default=None)
    if peak is not None and len(chart.series) == 1:
        x, y = at(peak, values[peak])
        shown = chart.series[0].shown[peak]
        half = width(shown, 14, is_bold=True) / 2
        x = min(max(x, half), canvas.width - half)
        canvas.words(shown, x, y - 9, NUMBER)
    _times(chart, canvas, top + HIGH + 20, (left, right))


def _times(chart: LaidChart, canvas: Canvas, y: float, ends: tuple[float, float]) -> None:
    """Write as many names below the line as fit."""
    step = (ends[1] - ends[0]) / max(len(chart.categories) - 1, 1)
    written = -APART
    for place, label in enumerate(chart.categories):
        half = width(label, SMALL) / 2
        x = min(max(ends[0] + step * place, half), canvas.width - half)
        if x - half >= written + APART:
            canvas.words(label, x, y, NAME)
            written = x + half
    canvas.height = y + 6
