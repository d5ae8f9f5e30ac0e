"""The same figures in every file, in every language, to the last digit."""

import csv
import io
from decimal import Decimal

import pytest

from participation.reports.csv import RFC_4180
from participation.reports.docx.pages import MOST_COLUMNS
from participation.reports.domain.exhibits import Kind
from participation.reports.domain.laid import portions
from participation.reports.html import html
from participation.reports.tables import Column, Table
from tests.reports import reading
from tests.reports.conftest import FACE
from tests.reports.exhibited import EVERY, document
from tests.reports.exhibited_counts import SINGLE

LANGUAGES = ("fi", "sv", "en")
PARTS = {Kind.STACKED, Kind.DIVERGING}


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def rows_of(table):
    return [
        [table.stub, *table.columns],
        *([row.head, *(c.shown for c in row.cells)] for row in table.rows),
    ]


def test_every_shape_has_tables_and_every_number_is_written_once(lay, language):
    laid = lay(language)
    assert len(reading.exhibits(laid)) == len(EVERY)
    for part in reading.exhibits(laid):
        assert part.hidden or part.tables
    for table in reading.tables(laid):
        for row in table.rows:
            assert len(row.cells) <= len(table.columns)
            for cell in row.cells:
                assert cell.number is None or cell.shown


def test_pages_show_them(lay, language):
    laid = lay(language)
    found = reading.html_tables(html(laid, FACE))
    expected = [rows_of(table) for table in reading.tables(laid)]
    assert found == expected


def test_word_shows_them(write, language):
    content, laid = write("docx", language)
    found = reading.docx_tables(content)
    expected = [rows_of(t) for table in reading.tables(laid) for t in portions(table, MOST_COLUMNS)]
    assert len(found) == len(expected)
    for have, want in zip(found, expected, strict=True):
        for cells, words in zip(have, want, strict=True):
            assert cells[: len(words)] == words


def test_pdf_shows_them(write, language):
    content, laid = write("pdf", language)
    words = reading.pdf_words(content)
    for table in reading.tables(laid):
        for row in table.rows:
            line = reading.bare("".join([row.head, *(cell.shown for cell in row.cells)]))
            assert line in words


def test_workbooks_hold_them_as_numbers_that_look_the_same(write, language):
    content, laid = write("xlsx", language)
    book = reading.workbook(content)
    for number, part in enumerate(reading.exhibits(laid), 1):
        sheet = book[str(number)]
        cells = {
            (c.value, c.number_format)
            for row in sheet.iter_rows()
            for c in row
            if c.value is not None
        }
        values = {value for value, _format in cells}
        assert part.title in values
        for table in part.tables:
            for row in table.rows:
                assert row.head in values
                for cell in row.cells:
                    if cell.number is not None:
                        assert any(_shows(value, how, cell) for value, how in cells), cell
                    elif cell.shown:
                        assert cell.shown in values


def _shows(value, how, cell):
    """Tell whether a cell of a workbook is a number, and is shown with as many digits."""
    if not isinstance(value, int | float) or abs(value - cell.number) > 1e-12:
        return False
    digits = len(how.split(".")[1].rstrip(" %")) if "." in how else 0
    return cell.decimals is None or digits == cell.decimals


def test_slides_hold_them_in_charts_that_can_be_edited(write, language):
    content, laid = write("pptx", language)
    expected = [part.charts[0] for part in reading.exhibits(laid) if part.charts]
    found = reading.pptx_charts(content)
    assert len(found) == len(expected)
    for (chart, slide), laid_chart in zip(found, expected, strict=True):
        assert slide.shapes.title.text_frame.text
        if laid_chart.kind is Kind.FOURFOLD:
            upwards, across = laid_chart.series
            dots = chart.plots[0].series[0]
            assert tuple(dots.iter_values()) == upwards.values
            assert tuple(_x_of(dots)) == across.values
            continue
        series = list(chart.plots[0].series)
        if laid_chart.kind is Kind.DIVERGING:
            series = series[1:]  # the first lines the middles up and is invisible
        assert [s.name for s in series] == [s.name for s in laid_chart.series]
        assert [tuple(s.values) for s in series] == [s.values for s in laid_chart.series]
        assert list(chart.plots[0].categories) == list(laid_chart.categories)


def _x_of(series):
    return [float(point.text) for point in series._element.xpath("c:xVal//c:v")]


def test_comma_separated_files_hold_them(lay):
    laid = lay("en")
    table = reading.tables(laid)[0]
    rows = [[row.head, *(cell.number for cell in row.cells)] for row in table.rows]
    columns = [Column(title=words) for words in (table.stub, *table.columns)]
    stream = b"".join(RFC_4180.stream(Table(name="t", columns=columns, rows=rows)))
    read = list(csv.reader(io.StringIO(stream.decode())))
    assert read[1] == ["Trees and shade", "17", repr(17 / 38)]
    assert read[0] == [table.stub, *table.columns]


def test_pictures_say_them(lay, language):
    page = str(html(lay(language), FACE))
    for chart in reading.charts(lay(language)):
        for series in chart.series:
            if chart.kind not in (*PARTS, Kind.LINE, Kind.FOURFOLD):
                for shown in series.shown:
                    assert shown in page


def test_a_share_is_rounded_in_one_place_only(lay):
    laid = lay("en", document((SINGLE,)))
    (part,) = reading.exhibits(laid)
    cells = [row.cells[1] for row in part.tables[0].rows if row.cells[1].number is not None]
    exact = [Decimal(n) * 100 / 38 for n in (17, 11, 7, 0, 3)]
    assert [cell.shown for cell in cells] == [f"{round(e, 1)}%" for e in exact]
    assert part.charts[0].series[0].shown == tuple(f"{round(e)}%" for e in exact)
