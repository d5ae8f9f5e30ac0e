"""Laid charts as charts of PowerPoint, which keep their numbers and can be edited."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from participation.reports.domain.exhibits import Kind
from participation.reports.domain.laid import LaidChart
from participation.reports.domain.said import Unit
from participation.reports.drawing.canvas import fit
from participation.reports.drawing.palette import INK, LINE, WHITE, Palette, is_dark

FORMATS: Mapping[Unit, str] = {
    Unit.SHARE: "0 %",
    Unit.PEOPLE: "0",
    Unit.MEAN: "0.00",
    Unit.AMOUNT: "General",
    Unit.SCORE: "0.0",
    Unit.NET: "0",
}
SMALLEST, LARGEST = 10, 16
ROOMY = 8
LEAST_SHARE = 0.045
GAP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How charts look: colours, and how the language writes per cent."""

    palette: Palette
    language: str

    def number_format(self, unit: Unit) -> str:
        """Return how numbers of a unit are written."""
        return "0%" if unit is Unit.SHARE and self.language == "en" else FORMATS[unit]


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
        series.format.line.color.rgb = _colour(look.palette.group(number))
        series.format.line.width = Pt(2.5)
        series.smooth = False
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = _colour(look.palette.group(number))
    frame.chart.plots[0].data_labels.position = XL_LABEL_POSITION.ABOVE
    return frame


def _plain(slide: Any, chart: LaidChart, box: Any, look: Look, kind: Any) -> Any:
    data = _data(chart, look)
    for series in chart.series:
        data.add_series(fit(series.name), series.values)
    frame = slide.shapes.add_chart(kind, *box, data)
    found = frame.chart
    _dress(found, chart)
    for number, series in enumerate(found.plots[0].series):
        _fill(series, look.palette.group(number))
    plot = found.plots[0]
    plot.has_data_labels = True
    _labels(plot.data_labels, chart, look)
    if len(chart.series) > 1:
        _legend(found)
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
    _dress(found, chart)
    found.category_axis.reverse_order = True
    found.plots[0].overlap, found.plots[0].gap_width = 100, _gap(chart)
    reach = max(sum(row) for row in zip(*(s.values for s in chart.series), strict=True))
    found.value_axis.maximum_scale = max(reach, 1.0) if not is_parted else None
    _legend(found)
    every = list(found.plots[0].series)
    if is_parted:
        every[0].format.fill.background()
        every = every[1:]
    shades = look.palette.steps(len(chart.series), is_diverging=is_parted)
    for series, laid, shade in zip(every, chart.series, shades, strict=True):
        _fill(series, shade)
        ink = WHITE if is_dark(shade) else INK
        for place, value in enumerate(laid.values):
            if value is not None and value >= LEAST_SHARE:
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
    label.font.size = Pt(11)
    label.font.bold = True
    label.font.color.rgb = _colour(ink)


def _pads(chart: LaidChart) -> tuple[float, ...]:
    """Return how far each row must begin from the left so that the middles of the scale meet."""
    rows = [
        [value or 0.0 for value in row]
        for row in zip(*(s.values for s in chart.series), strict=True)
    ]
    before = [_before(row) for row in rows]
    return tuple(max(before) - each for each in before)


def _before(row: list[float]) -> float:
    whole, odd = divmod(len(row), 2)
    return sum(row[:whole]) + (row[whole] / 2 if odd else 0.0)


def _fourfold(slide: Any, chart: LaidChart, box: Any, look: Look) -> Any:
    """Place numbered points; two thin lines are the means that part the fields."""
    upwards, across = chart.series
    data = XyChartData(number_format="0.00")
    points = data.add_series(fit(chart.title))
    pairs = list(zip(across.values, upwards.values, strict=True))
    for second, first in pairs:
        points.add_data_point(second, first)
    ends = _ends(across.values, chart.middle[1]), _ends(upwards.values, chart.middle[0])
    for name, line in (
        (across.name, [(chart.middle[1], end) for end in ends[1]]),
        (upwards.name, [(end, chart.middle[0]) for end in ends[0]]),
    ):
        mean = data.add_series(fit(name))
        for x, y in line:
            mean.add_data_point(x, y)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box, data)
    found = frame.chart
    _dress(found, chart)
    found.has_legend = False
    for axis, name, (low, high) in zip(
        (found.category_axis, found.value_axis), (across.name, upwards.name), ends, strict=True
    ):
        axis.visible, axis.has_major_gridlines = True, False
        axis.minimum_scale, axis.maximum_scale = low, high
        axis.has_title = True
        axis.axis_title.text_frame.text = fit(name)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(14)
        axis.tick_labels.font.size = Pt(11)
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0.0", False
    dots, *lines = found.plots[0].series
    dots.format.line.fill.background()
    dots.marker.size = 11
    dots.marker.format.fill.solid()
    dots.marker.format.fill.fore_color.rgb = _colour(look.palette.brand)
    for number in range(1, len(pairs) + 1):
        frame_of = dots.points[number - 1].data_label
        frame_of.has_text_frame = True
        frame_of.text_frame.text = str(number)
        frame_of.text_frame.paragraphs[0].runs[0].font.size = Pt(14)
        frame_of.text_frame.paragraphs[0].runs[0].font.bold = True
        frame_of.position = XL_LABEL_POSITION.RIGHT
    for line in lines:
        line.marker.style = None
        line.marker.size = 2
        line.format.line.color.rgb = _colour(LINE)
        line.format.line.width = Pt(1.25)
    return frame


def _ends(values: tuple[float | None, ...], middle: float) -> tuple[float, float]:
    """Return where an axis begins and ends, with some room on both sides."""
    known = [value for value in values if value is not None] + [middle]
    low, high = min(known), max(known)
    room = (high - low) * 0.12 or 0.5
    return round(low - room, 2), round(high + room, 2)


def _dress(found: Any, chart: LaidChart) -> None:
    """Take away what a chart does not need, and let words be as large as there is room."""
    found.has_title = False
    found.has_legend = False
    found.font.size = Pt(size_of(len(chart.categories)))
    found.font.color.rgb = _colour(INK)
    value, category = found.value_axis, found.category_axis
    value.visible = False
    value.has_major_gridlines = False
    value.minimum_scale = None if _is_below(chart) else 0
    category.format.line.color.rgb = _colour(LINE)
    category.major_tick_mark = XL_TICK_MARK.NONE
    category.has_major_gridlines = False


def size_of(categories: int) -> int:
    """Return the size of words in a chart with so many categories."""
    return max(SMALLEST, LARGEST - max(0, categories - ROOMY))


def _gap(chart: LaidChart) -> int:
    """Return the room between bars in per cent of a bar: few bars must not grow thick."""
    return 45 if len(chart.categories) > 3 else 110  # noqa: PLR2004 -- looks


def _is_below(chart: LaidChart) -> bool:
    return any(v < 0 for series in chart.series for v in series.values if v is not None)


def _labels(labels: Any, chart: LaidChart, look: Look) -> None:
    labels.number_format = look.number_format(chart.unit)
    labels.number_format_is_linked = False
    labels.show_value = True
    labels.font.size = Pt(size_of(len(chart.categories) * len(chart.series)))
    labels.font.bold = True


def _legend(found: Any) -> None:
    found.has_legend = True
    found.legend.position = XL_LEGEND_POSITION.TOP
    found.legend.include_in_layout = False
    found.legend.font.size = Pt(13)


def _fill(series: Any, colour: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _colour(colour)
    series.invert_if_negative = False


def _colour(words: str) -> RGBColor:
    return RGBColor.from_string(words.removeprefix("#").upper())


MAKERS: Mapping[Kind, Callable[..., Any]] = {
    Kind.BARS: _bars,
    Kind.GROUPED: _bars,
    Kind.HISTOGRAM: _columns,
    Kind.LINE: _line,
    Kind.STACKED: _stacked,
    Kind.DIVERGING: _stacked,
    Kind.FOURFOLD: _fourfold,
}
