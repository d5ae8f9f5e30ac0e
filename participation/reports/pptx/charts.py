"""Laid charts as charts of PowerPoint, which keep their numbers and can be edited."""

from collections.abc import Callable, Mapping
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from participation.reports.domain.exhibits import Kind
from participation.reports.domain.laid import LaidChart
from participation.reports.drawing.canvas import fit
from participation.reports.drawing.letters import width, wrapped
from participation.reports.drawing.palette import INK, WHITE, is_dark
from participation.reports.pptx.fields import fourfold
from participation.reports.pptx.looks import (
    SMALLEST,
    Look,
    colour,
    dress,
    fill,
    labelled,
    legend,
    size_of,
    within,
)

LABEL, LINES = 11, 2
GAP = "\N{NO-BREAK SPACE}"
# Where bars lie in a chart: left, top, width, height as shares. Names of rows are left of them.
INNER = (0.32, 0.15, 0.67, 0.83)


def add_chart(slide: Any, chart: LaidChart, box: tuple[int, int, int, int], look: Look) -> Any:
    """Put a chart on a slide and return its frame; its alternative is the frame's."""
    frame = MAKERS[chart.kind](slide, chart, box, look)
    named = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001 -- the library has no name for it
    named.set("descr", fit(chart.alternative))
    named.set("title", fit(chart.title))
    return frame


def _data(chart: LaidChart, look: Look) -> CategoryChartData:
    data = CategoryChartData(number_format=look.number_format(chart.unit))
    data.categories = [fit(words) for words in chart.categories]
    return data


def _bars(slide: Any, chart: LaidChart, box: Any, look: Look) -> Any:
    frame = _plain(slide, chart, box, look, XL_CHART_TYPE.BAR_CLUSTERED)
    found = frame.chart
    found.category_axis.reverse_order = True
    found.plots[0].gap_width = _gap(chart)
    return frame


def _columns(slide: Any, chart: LaidChart, box: Any, look: Look) -> Any:
    frame = _plain(slide, chart, box, look, XL_CHART_TYPE.COLUMN_CLUSTERED)
    frame.chart.plots[0].gap_width = 25
    return frame


def _line(slide: Any, chart: LaidChart, box: Any, look: Look) -> Any:
    frame = _plain(slide, chart, box, look, XL_CHART_TYPE.LINE_MARKERS)
    for number, series in enumerate(frame.chart.plots[0].series):
        series.format.line.color.rgb = colour(look.palette.group(number))
        series.format.line.width = Pt(2.5)
        series.smooth = False
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour(look.palette.group(number))
    frame.chart.plots[0].data_labels.position = XL_LABEL_POSITION.ABOVE
    return frame


def _plain(slide: Any, chart: LaidChart, box: Any, look: Look, kind: Any) -> Any:
    data = _data(chart, look)
    for series in chart.series:
        data.add_series(fit(series.name), series.values)
    frame = slide.shapes.add_chart(kind, *box, data)
    found = frame.chart
    dress(found, chart)
    for number, series in enumerate(found.plots[0].series):
        fill(series, look.palette.group(number))
    plot = found.plots[0]
    plot.has_data_labels = True
    labelled(plot.data_labels, chart, look)
    if len(chart.series) > 1:
        legend(found)
    return frame


def _stacked(slide: Any, chart: LaidChart, box: Any, look: Look) -> Any:
    """Stack rows; diverging ones stand on an invisible part that lines their middles up."""
    data, is_parted = _data(chart, look), chart.kind is Kind.DIVERGING
    pads = _pads(chart) if is_parted else ()
    if is_parted:
        data.add_series(GAP, pads)
    for series in chart.series:
        data.add_series(fit(series.name), series.values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box, data)
    found = frame.chart
    dress(found, chart)
    found.category_axis.reverse_order = True
    found.plots[0].overlap, found.plots[0].gap_width = 100, _gap(chart)
    reach = max(map(sum, _rows(chart)))
    if is_parted:
        ends = (
            pad + sum(v or 0.0 for v in row) for pad, row in zip(pads, _rows(chart), strict=True)
        )
        reach = max(ends)
    found.value_axis.maximum_scale = max(reach, 0.01) if is_parted else max(reach, 1.0)
    legend(found)
    within(found, INNER)
    found.category_axis.tick_labels.font.size = Pt(_named(chart, box[2] / Pt(1) * INNER[0]))
    every = list(found.plots[0].series)
    if is_parted:
        every[0].format.fill.background()
        every = every[1:]
    wide = box[2] / Pt(1) * INNER[2] / found.value_axis.maximum_scale
    shades = look.palette.steps(len(chart.series), is_diverging=is_parted)
    for series, laid, shade in zip(every, chart.series, shades, strict=True):
        fill(series, shade)
        ink = WHITE if is_dark(shade) else INK
        for place, value in enumerate(laid.values):
            if value is not None and value * wide >= _room(laid.shown[place]):
                label = series.points[place].data_label
                _shown(label, chart, ink)
    return frame


def _shown(label: Any, chart: LaidChart, ink: str) -> None:
    """Let a part show its number."""
    found = label._get_or_add_dLbl()  # noqa: SLF001 -- the library knows only words of one's own
    for name in ("c:showLegendKey", "c:showCatName", "c:showSerName", "c:showPercent"):
        part = found.find(qn(name))
        if part is not None:
            part.set("val", "0")
    found.find(qn("c:showVal")).set("val", "1")
    label.font.size = Pt(LABEL)
    label.font.bold = True
    label.font.color.rgb = colour(ink)


def _named(chart: LaidChart, room: float) -> int:
    """Return the largest size at which every name of a row takes at most two lines."""
    sizes = range(size_of(len(chart.categories)), SMALLEST, -1)
    fits = (
        size
        for size in sizes
        if all(len(wrapped(name, room * 0.8, size, 3)) <= LINES for name in chart.categories)
    )
    return next(fits, SMALLEST)


def _room(words: str) -> float:
    """Return how wide a part must be for its number, with the widest typefaces in mind."""
    return width(words, LABEL, is_bold=True) * 1.3 + 5


def _rows(chart: LaidChart) -> list[list[float]]:
    every = zip(*(series.values for series in chart.series), strict=True)
    return [[value or 0.0 for value in row] for row in every]


def _pads(chart: LaidChart) -> tuple[float, ...]:
    """Return how far each row must begin from the left so that the middles of the scale meet."""
    before = [_before(row) for row in _rows(chart)]
    return tuple(max(before) - each for each in before)


def _before(row: list[float]) -> float:
    whole, odd = divmod(len(row), 2)
    return sum(row[:whole]) + (row[whole] / 2 if odd else 0.0)


def _gap(chart: LaidChart) -> int:
    """Return the room between bars in per cent of a bar: few bars must not grow thick."""
    return 45 if len(chart.categories) > 3 else 110  # noqa: PLR2004 -- looks


MAKERS: Mapping[Kind, Callable[..., Any]] = {
    Kind.BARS: _bars,
    Kind.GROUPED: _bars,
    Kind.HISTOGRAM: _columns,
    Kind.LINE: _line,
    Kind.STACKED: _stacked,
    Kind.DIVERGING: _stacked,
    Kind.FOURFOLD: fourfold,
}
