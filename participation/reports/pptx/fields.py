"""The fourfold table as a chart of PowerPoint: numbered points, and the means that part them."""

from collections.abc import Iterator
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Pt

from participation.reports.domain.laid import LaidChart
from participation.reports.drawing.canvas import fit
from participation.reports.drawing.palette import LINE
from participation.reports.pptx.looks import Look, colour, dress

Ends = tuple[float, float]


def fourfold(slide: Any, chart: LaidChart, box: Any, look: Look) -> Any:
    """Place numbered points; two thin lines are the means that part the fields."""
    upwards, across = chart.series
    ends = _ends(across.values, chart.middle[1]), _ends(upwards.values, chart.middle[0])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box, _data(chart, ends))
    found = frame.chart
    dress(found, chart)
    _axis(found.category_axis, across.name, ends[0])
    _axis(found.value_axis, upwards.name, ends[1])
    dots, *lines = found.plots[0].series
    _dots(dots, len(chart.categories), look)
    for line in lines:
        line.marker.style = None
        line.marker.size = 2
        line.format.line.color.rgb = colour(LINE)
        line.format.line.width = Pt(1.25)
    return frame


def _data(chart: LaidChart, ends: tuple[Ends, Ends]) -> XyChartData:
    upwards, across = chart.series
    data = XyChartData(number_format="0.00")
    points = data.add_series(fit(chart.title))
    for second, first in zip(across.values, upwards.values, strict=True):
        points.add_data_point(second, first)
    for name, line in zip((across.name, upwards.name), _means(chart, ends), strict=True):
        mean = data.add_series(fit(name))
        for x, y in line:
            mean.add_data_point(x, y)
    return data


def _means(chart: LaidChart, ends: tuple[Ends, Ends]) -> Iterator[list[Ends]]:
    """Yield the line of the mean across, and that of the mean upwards."""
    yield [(chart.middle[1], end) for end in ends[1]]
    yield [(end, chart.middle[0]) for end in ends[0]]


def _axis(axis: Any, name: str, ends: Ends) -> None:
    axis.visible, axis.has_major_gridlines, axis.has_title = True, False, True
    axis.minimum_scale, axis.maximum_scale = ends
    axis.axis_title.text_frame.text = fit(name)
    axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(14)
    axis.tick_labels.font.size = Pt(11)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0.0", False


def _dots(dots: Any, number: int, look: Look) -> None:
    dots.format.line.fill.background()
    dots.marker.size = 11
    dots.marker.format.fill.solid()
    dots.marker.format.fill.fore_color.rgb = colour(look.palette.brand)
    for place in range(number):
        label = dots.points[place].data_label
        label.has_text_frame = True
        label.text_frame.text = str(place + 1)
        font = label.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(14), True
        label.position = XL_LABEL_POSITION.RIGHT


def _ends(values: tuple[float | None, ...], middle: float) -> Ends:
    """Return where an axis begins and ends, with some room on both sides."""
    known = [value for value in values if value is not None] + [middle]
    low, high = min(known), max(known)
    room = (high - low) * 0.12 or 0.5
    return round(low - room, 2), round(high + room, 2)
