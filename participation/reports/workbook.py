"""A laid report as a workbook: a sheet for each finding with its tables and a native chart.

Cells hold numbers as exact as they are known and show them as the report does.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from participation.reports.domain.exhibits import Kind
from participation.reports.domain.laid import (
    Laid,
    LaidCell,
    LaidChart,
    LaidExhibit,
    LaidParagraph,
    LaidTable,
)
from participation.reports.domain.said import Unit
from participation.reports.drawing.canvas import fit
from participation.reports.drawing.palette import LINE, QUIET, Palette
from participation.reports.face import Face

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_CELL = 32_767
SHORT_HEAD = 12
CHARTS: Mapping[Kind, dict[str, str]] = {
    Kind.BARS: {"type": "bar"},
    Kind.GROUPED: {"type": "bar"},
    Kind.STACKED: {"type": "bar", "subtype": "percent_stacked"},
    Kind.DIVERGING: {"type": "bar", "subtype": "percent_stacked"},
    Kind.HISTOGRAM: {"type": "column"},
    Kind.LINE: {"type": "line"},
    Kind.FOURFOLD: {"type": "scatter"},
}


def workbook(laid: Laid, face: Face, moment: datetime) -> bytes:
    """Return a report as a workbook: an overview, a sheet for each finding, the codebook."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties(
            {
                "title": fit(laid.title)[:255],
                "author": fit(face.called(laid.language))[:255],
                "created": moment.replace(tzinfo=None),
            }
        )
        book.set_size(1600, 1100)
        sheets = _Sheets(book, face, laid)
        sheets.overview()
        for number, part in enumerate(_exhibits(laid), 1):
            sheets.finding(str(number), part)
        sheets.codebook()
    return file.getvalue()


def _exhibits(laid: Laid) -> list[LaidExhibit]:
    return [part for part in laid.parts if isinstance(part, LaidExhibit)]


class _Sheets:
    """The sheets of one workbook, which share their formats."""

    def __init__(self, book: Any, face: Face, laid: Laid) -> None:
        self.book, self.face, self.laid = book, face, laid
        self.kept: dict[tuple[Any, ...], Any] = {}

    def looks(self, **how: Any) -> Any:
        """Return a format, made once."""
        key = tuple(sorted(how.items()))
        if key not in self.kept:
            self.kept[key] = self.book.add_format({"font_size": 11, **how})
        return self.kept[key]

    def overview(self) -> None:
        """Write what this is, and which sheet holds which question."""
        sheet = self.book.add_worksheet(_named(self.laid.labels["contents"]))
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 100)
        sheet.hide_gridlines(2)
        sheet.fit_to_pages(1, 0)
        title = self.looks(bold=True, font_size=20, font_color=self.face.brand)
        self.put(sheet, 0, 0, self.laid.title, title)
        self.put(sheet, 1, 0, self.laid.subtitle, self.looks(font_color=QUIET))
        line = 3
        for words in self.laid.about:
            self.put(sheet, line, 0, words, self.looks())
            line += 1
        for part in self.laid.parts:
            if isinstance(part, LaidParagraph):
                line += 1
                self.put(sheet, line, 1, part.words, self.looks(text_wrap=True))
        line += 2
        for number, part in enumerate(_exhibits(self.laid), 1):
            link = self.looks(font_color=self.face.brand, underline=1)
            sheet.write_url(line, 0, f"internal:'{number}'!A1", link, str(number))
            self.put(sheet, line, 1, part.title, self.looks(text_wrap=True))
            line += 1

    def finding(self, name: str, part: LaidExhibit) -> None:
        """Write a finding: title, base, tables; its chart stands to the right."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_column(0, 0, 46)
        sheet.set_column(1, 20, 13)
        title = self.looks(bold=True, font_size=15, font_color=self.face.brand)
        self.put(sheet, 0, 0, part.title, title)
        line = 1
        for words in (part.only, part.base, part.hidden):
            if words:
                self.put(sheet, line, 0, words, self.looks(font_color=QUIET))
                line += 1
        for fact in part.facts:
            self.put(sheet, line, 0, fact.name, self.looks(bold=True))
            self.cell(sheet, (line, 1), fact.cell)
            line += 1
        first = line + 1
        line = first
        tables = (*part.tables, *part.groups)
        for table in tables:
            line = self.table(sheet, line, table, is_titled=table.title != part.title) + 1
        for note in part.notes:
            self.put(sheet, line, 0, note, self.looks(font_color=QUIET, italic=True))
            line += 1
        right = max((len(table.columns) for table in tables), default=0) + 2
        for chart in part.charts:
            line = self.chart(sheet, line + 1, chart, (first, right)) + 1

    def table(self, sheet: Any, line: int, table: LaidTable, *, is_titled: bool) -> int:
        """Write a table and return the line after it."""
        if is_titled:
            self.put(sheet, line, 0, table.title, self.looks(bold=True))
            line += 1
        head = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": self.face.tint}
        if max((len(words) for words in table.columns), default=0) > SHORT_HEAD:
            sheet.set_row(line, 48)
        for place, words in enumerate((table.stub, *table.columns)):
            self.put(sheet, line, place, words, self.looks(**head, bottom=1))
        for row in table.rows:
            line += 1
            self.put(sheet, line, 0, row.head, self.looks(text_wrap=True))
            for place, cell in enumerate(row.cells, 1):
                self.cell(sheet, (line, place), cell)
        for note in table.notes:
            line += 1
            self.put(sheet, line, 0, note, self.looks(font_color=QUIET, italic=True))
        return line + 1

    def cell(self, sheet: Any, at: tuple[int, int], cell: LaidCell) -> None:
        """Write a number as a number, and words as words."""
        if cell.number is None:
            look = self.looks(font_color=QUIET, italic=True) if cell.is_hidden else self.looks()
            self.put(sheet, *at, cell.shown, look)
        else:
            sheet.write_number(*at, cell.number, self.looks(num_format=_written(cell)))

    def put(self, sheet: Any, line: int, place: int, words: str, look: Any) -> None:
        """Write words, never a formula; a longer text would be left out without a word."""
        shown = fit(words)
        fits = shown if len(shown) <= LONGEST_CELL else f"{shown[: LONGEST_CELL - 1]}…"
        if fits:
            sheet.write_string(line, place, fits, look)

    def chart(self, sheet: Any, line: int, chart: LaidChart, where: tuple[int, int]) -> int:
        """Write the numbers of a chart below the tables, and draw it from them."""
        self.put(sheet, line, 0, self.laid.labels["figures"], self.looks(bold=True))
        for place, series in enumerate(chart.series, 1):
            self.put(sheet, line, place, series.name, self.looks(bold=True, text_wrap=True))
        top = line + 1
        number = self.looks(num_format=FORMATS[chart.unit])
        for row, category in enumerate(chart.categories):
            self.put(sheet, top + row, 0, category, self.looks(text_wrap=True))
            for place, series in enumerate(chart.series, 1):
                if (value := series.values[row]) is not None:
                    sheet.write_number(top + row, place, value, number)
        last = top + len(chart.categories) - 1
        drawn = self.book.add_chart(CHARTS[chart.kind])
        make = _scatter if chart.kind is Kind.FOURFOLD else _series
        make(drawn, sheet.get_name(), chart, (top, last), Palette(brand=self.face.brand))
        _dress(drawn, chart)
        described = {"description": fit(chart.alternative)[:32_000], "object_position": 1}
        sheet.insert_chart(where[0], where[1], drawn, described)
        return last + 1

    def codebook(self) -> None:
        """Write what the figures are."""
        sheet = self.book.add_worksheet(_named(self.laid.labels["codebook"]))
        for place, width in enumerate((28, 70, 12, 12, 12, 66)):
            sheet.set_column(place, place, width)
        self.table(sheet, 0, self.laid.codebook, is_titled=False)
        sheet.freeze_panes(1, 1)


FORMATS: Mapping[Unit, str] = {
    Unit.SHARE: "0.0 %",
    Unit.PEOPLE: "#,##0",
    Unit.MEAN: "0.00",
    Unit.AMOUNT: "#,##0.###",
    Unit.SCORE: "0.0",
    Unit.NET: "0",
}


def _written(cell: LaidCell) -> str:
    """Return the format that shows a number as the report does."""
    if cell.unit is None or cell.decimals is None:
        return "General"
    digits = "0" + ("." + "0" * cell.decimals) * bool(cell.decimals)
    if cell.unit is Unit.SHARE:
        return f"{digits} %"
    return f"#,##{digits}"


def _series(
    drawn: Any, sheet: str, chart: LaidChart, lines: tuple[int, int], palette: Palette
) -> None:
    is_stack = chart.kind in (Kind.STACKED, Kind.DIVERGING)
    shades: Sequence[str] = (
        palette.steps(len(chart.series), is_diverging=chart.kind is Kind.DIVERGING)
        if is_stack
        else [palette.group(number) for number in range(len(chart.series))]
    )
    for place, shade in enumerate(shades, 1):
        looks: dict[str, Any] = {"fill": {"color": shade}, "gap": 45}
        if chart.kind is Kind.LINE:
            looks = {"line": {"color": shade, "width": 2.25}, "marker": {"type": "circle"}}
        labels = {"value": True, "num_format": "0 %" if chart.unit is Unit.SHARE else "General"}
        if is_stack:
            looks["border"] = {"color": "#ffffff"}
        drawn.add_series(
            {
                "name": [sheet, lines[0] - 1, place],
                "categories": [sheet, lines[0], 0, lines[1], 0],
                "values": [sheet, lines[0], place, lines[1], place],
                "data_labels": {} if is_stack else labels,
                **looks,
            }
        )


def _scatter(
    drawn: Any, sheet: str, chart: LaidChart, lines: tuple[int, int], palette: Palette
) -> None:
    drawn.add_series(
        {
            "name": fit(chart.title)[:255],
            "categories": [sheet, lines[0], 2, lines[1], 2],
            "values": [sheet, lines[0], 1, lines[1], 1],
            "marker": {"type": "circle", "size": 9, "fill": {"color": palette.brand}},
            "data_labels": {
                "value": True,
                "custom": [
                    {"value": str(number)} for number in range(1, len(chart.categories) + 1)
                ],
            },
        }
    )
    drawn.set_x_axis({"name": fit(chart.series[1].name), "major_gridlines": {"visible": False}})
    drawn.set_y_axis({"name": fit(chart.series[0].name), "major_gridlines": {"visible": False}})


def _dress(drawn: Any, chart: LaidChart) -> None:
    drawn.set_title({"name": fit(chart.title)[:255], "name_font": {"size": 13, "bold": True}})
    is_many = len(chart.series) > 1 and chart.kind is not Kind.FOURFOLD
    drawn.set_legend({"position": "top"} if is_many else {"none": True})
    if CHARTS[chart.kind]["type"] == "bar":
        drawn.set_y_axis({"reverse": True, "line": {"color": LINE}})
        drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    elif chart.kind is not Kind.FOURFOLD:
        drawn.set_y_axis({"visible": False, "major_gridlines": {"visible": False}})
    rows = len(chart.categories) * (len(chart.series) if chart.kind is Kind.GROUPED else 1)
    drawn.set_size({"width": 720, "height": min(max(280, 90 + 34 * rows), 1200)})


def _named(words: str) -> str:
    """Return a name a sheet may have."""
    return words.translate(dict.fromkeys(map(ord, "[]:*?/\\'"), " "))[:31].strip() or "1"
