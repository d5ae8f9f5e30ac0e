"""A chart as SVG."""

from collections.abc import Callable, Mapping

from participation.reports.domain.exhibits import Kind
from participation.reports.domain.laid import LaidChart
from participation.reports.drawing.bars import grouped, plain_bars
from participation.reports.drawing.canvas import Canvas, Drawing
from participation.reports.drawing.columns import histogram, line
from participation.reports.drawing.fields import fourfold
from participation.reports.drawing.letters import wrapped
from participation.reports.drawing.palette import QUIET, Palette, colour_or
from participation.reports.drawing.stacks import diverging, stacked

DRAWERS: Mapping[Kind, Callable[[LaidChart, Canvas, Palette], None]] = {
    Kind.BARS: plain_bars,
    Kind.GROUPED: grouped,
    Kind.STACKED: stacked,
    Kind.DIVERGING: diverging,
    Kind.HISTOGRAM: histogram,
    Kind.LINE: line,
    Kind.FOURFOLD: fourfold,
}
WIDTH = 680.0


def drawn(chart: LaidChart, brand: str = "#00437c", width: float = WIDTH) -> Drawing:
    """Draw a chart to stand in a page or a report, which say its title and numbers beside it."""
    canvas = Canvas(width=width, height=2.0)
    DRAWERS[chart.kind](chart, canvas, Palette(brand=colour_or(brand, "#00437c")))
    canvas.height += 6
    return canvas.drawing(chart.alternative, is_alone=False)


def drawn_alone(chart: LaidChart, brand: str = "#00437c", source: str = "") -> Drawing:
    """Draw a chart as a file of its own: on white, with title, base and where it is from."""
    canvas = Canvas(width=WIDTH, height=2.0)
    canvas.headed(wrapped(chart.title, WIDTH, 20, 3, is_bold=True), 20, 25)
    for words in (chart.only, chart.base):
        if words:
            canvas.headed(wrapped(words, WIDTH, 14, 2), 14, 19, QUIET)
    canvas.height += 14
    DRAWERS[chart.kind](chart, canvas, Palette(brand=colour_or(brand, "#00437c")))
    canvas.height += 16
    if source:
        canvas.headed(wrapped(source, WIDTH, 13, 2), 13, 17, QUIET)
    return canvas.drawing(chart.alternative, is_alone=True)
