"""Stacked bars: rows of shares, from the left edge or around the middle of a scale."""

from collections.abc import Sequence

from participation.reports.domain.laid import LaidChart
from participation.reports.drawing.canvas import LEADING, SIZE, SMALL, Canvas, Look
from participation.reports.drawing.letters import width, wrapped
from participation.reports.drawing.palette import INK, QUIET, WHITE, Palette, is_dark

BAR, GAP = 26.0, 14.0
SWATCH = 14.0


def stacked(chart: LaidChart, canvas: Canvas, palette: Palette) -> None:
    """Draw every row across the whole width."""
    _draw(chart, canvas, palette.steps(len(chart.series), is_diverging=False), is_parted=False)


def diverging(chart: LaidChart, canvas: Canvas, palette: Palette) -> None:
    """Draw rows so that the middles of the scale meet; half of an odd scale's middle each side."""
    _draw(chart, canvas, palette.steps(len(chart.series), is_diverging=True), is_parted=True)


def _draw(chart: LaidChart, canvas: Canvas, shades: Sequence[str], *, is_parted: bool) -> None:
    _legend(chart, canvas, shades)
    rows = [
        [series.values[place] or 0.0 for series in chart.series]
        for place in range(len(chart.categories))
    ]
    left = max((_before(row) for row in rows), default=0.0) if is_parted else 0.0
    right = max((sum(row) - _before(row) for row in rows), default=1.0) if is_parted else 1.0
    scale, top = canvas.width / ((left + right) or 1), canvas.height
    for place, (label, row) in enumerate(zip(chart.categories, rows, strict=True)):
        lines = wrapped(label, canvas.width, SIZE, 3)
        canvas.lines(lines, 0, canvas.height + 14, Look())
        canvas.height += len(lines) * LEADING + 3
        x = (left - _before(row)) * scale if is_parted else 0.0
        shown = [series.shown[place] for series in chart.series]
        _bar(canvas, x, [share * scale for share in row], shown, shades)
        canvas.height += BAR + GAP
    canvas.height -= GAP
    if is_parted and len(chart.series) % 2 == 0:
        middle = left * scale
        dashes = {"stroke_dasharray": "3 3"}
        canvas.line((middle, top - 4), (middle, canvas.height + 4), INK, **dashes)
        canvas.height += 6


def _bar(
    canvas: Canvas, x: float, parts: list[float], shown: list[str], shades: Sequence[str]
) -> None:
    for part, words, shade in zip(parts, shown, shades, strict=True):
        if part > 0:
            canvas.bar((x, canvas.height, part, BAR), shade, "c-part")
        if part >= width(words, SMALL, is_bold=True) + 4:
            look = Look(
                size=SMALL,
                fill=WHITE if is_dark(shade) else INK,
                anchor="middle",
                is_bold=True,
                kind="c-on",
            )
            canvas.words(words, x + part / 2, canvas.height + BAR / 2 + 5, look)
        x += part


def _before(row: Sequence[float]) -> float:
    """Return how much of a row lies before the middle of the scale."""
    whole, odd = divmod(len(row), 2)
    return sum(row[:whole]) + (row[whole] / 2 if odd else 0.0)


def _legend(chart: LaidChart, canvas: Canvas, shades: Sequence[str]) -> None:
    """Name the steps in the order in which they lie in the bars."""
    x, y = 0.0, canvas.height
    for series, shade in zip(chart.series, shades, strict=True):
        name = " ".join(wrapped(series.name, canvas.width - SWATCH - 8, 14, 1))
        long = SWATCH + 6 + width(name, 14) + 20
        if x and x + long - 20 > canvas.width:
            x, y = 0.0, y + 22
        canvas.bar((x, y, SWATCH, SWATCH), shade, "c-part")
        canvas.words(name, x + SWATCH + 6, y + 12, Look(size=14, fill=QUIET))
        x += long
    canvas.height = y + 22 + 10
