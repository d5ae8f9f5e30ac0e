"""How charts of PowerPoint look: what is left out, how large words are, which colours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from participation.reports.domain.laid import LaidChart
from participation.reports.domain.said import Unit
from participation.reports.drawing.palette import INK, LINE, Palette

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How charts look: colours, and how the language writes per cent."""

    palette: Palette
    language: str

    def number_format(self, unit: Unit) -> str:
        """Return how numbers of a unit are written."""
        return "0%" if unit is Unit.SHARE and self.language == "en" else FORMATS[unit]


def dress(found: Any, chart: LaidChart) -> None:
    """Take away what a chart does not need, and let words be as large as there is room."""
    found.has_title = False
    found.has_legend = False
    found.font.size = Pt(size_of(len(chart.categories)))
    found.font.color.rgb = colour(INK)
    value, category = found.value_axis, found.category_axis
    value.visible = False
    value.has_major_gridlines = False
    value.minimum_scale = None if _is_below(chart) else 0
    category.format.line.color.rgb = colour(LINE)
    category.major_tick_mark = XL_TICK_MARK.NONE
    category.has_major_gridlines = False


def size_of(categories: int) -> int:
    """Return the size of words in a chart with so many categories."""
    return max(SMALLEST, LARGEST - max(0, categories - ROOMY))


def _is_below(chart: LaidChart) -> bool:
    return any(v < 0 for series in chart.series for v in series.values if v is not None)


def labelled(labels: Any, chart: LaidChart, look: Look) -> None:
    """Write numbers beside bars."""
    labels.number_format = look.number_format(chart.unit)
    labels.number_format_is_linked = False
    labels.show_value = True
    labels.font.size = Pt(size_of(len(chart.categories) * len(chart.series)))
    labels.font.bold = True


def legend(found: Any) -> None:
    """Name the series above a chart."""
    found.has_legend = True
    found.legend.position = XL_LEGEND_POSITION.TOP
    found.legend.include_in_layout = False
    found.legend.font.size = Pt(13)


def within(found: Any, box: tuple[float, float, float, float]) -> None:
    """Say where the bars lie in a chart, so that every program leaves as much room for them."""
    area = found._chartSpace.chart.plotArea  # noqa: SLF001 -- the library has no name for it
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    sides = "".join(f'<c:{name} val="{part}"/>' for name, part in zip("xywh", box, strict=True))
    words = f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>"
    area.insert(0, parse_xml(words))


def fill(series: Any, shade: str) -> None:
    """Fill the bars of a series."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour(shade)
    series.invert_if_negative = False


def colour(words: str) -> RGBColor:
    """Return a colour as PowerPoint has it."""
    return RGBColor.from_string(words.removeprefix("#").upper())
