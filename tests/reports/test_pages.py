"""Pages that can be handed out as they are: tables stay with their charts, heads stay whole."""

import contextlib
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Pt

from participation.platform.lazy import load
from participation.reports.drawing.letters import width
from participation.reports.writers import REPORTS
from tests.reports.conftest import FACE
from tests.reports.exhibited import SPLIT, document
from tests.reports.exhibited_counts import MULTIPLE, NPS, NUMBER, SCALE, SINGLE
from tests.reports.exhibited_parts import MOMENT
from tests.reports.exhibited_rows import MATRIX, PLAIN_MATRIX
from tests.reports.reading import bare, exhibits

LANGUAGES = ("fi", "sv", "en")
FINDINGS = (SINGLE, SCALE, MATRIX, NPS, MULTIPLE, PLAIN_MATRIX, NUMBER)


def pages_of(content):
    with contextlib.closing(pypdfium2.PdfDocument(content)) as file:
        for number in range(len(file)):
            with (
                contextlib.closing(file[number]) as page,
                contextlib.closing(page.get_textpage()) as words,
            ):
                yield bare(words.get_text_range())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_keeps_a_table_on_the_page_of_its_chart(lay, language):
    laid = lay(language, document(FINDINGS))
    pages = list(pages_of(load(REPORTS["pdf"].writer)(laid, FACE, MOMENT)))
    for part in exhibits(laid):
        start = next(page for page in pages if bare(part.title + part.base) in page)
        rows = ["".join((row.head, *(c.shown for c in row.cells))) for row in part.tables[0].rows]
        assert [row for row in rows if bare(row) not in start] == []


def test_a_chart_that_is_a_little_too_high_is_drawn_smaller(lay):
    laid = lay("fi", document((SPLIT,)))
    (part,) = exhibits(laid)
    found = replace(part, charts=(_grown(part.charts[0]),), tables=part.tables[:1])
    pages = list(pages_of(load(REPORTS["pdf"].writer)(replace(laid, parts=(found,)), FACE, MOMENT)))
    (shown,) = (page for page in pages if bare(part.base) in page)
    last = part.tables[0].rows[-1]
    assert bare("".join((last.head, *(cell.shown for cell in last.cells)))) in shown


def _grown(chart):
    """Return a chart that is as high as a page without its table."""
    times = 4
    series = (replace(s, values=s.values * times, shown=s.shown * times) for s in chart.series)
    return replace(chart, categories=chart.categories * times, series=tuple(series))


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_keeps_a_table_together_and_with_its_chart(lay, language):
    laid = lay(language, document(FINDINGS))
    file = WordFile(BytesIO(load(REPORTS["docx"].writer)(laid, FACE, MOMENT)))
    for table in file.tables:
        *rows, last = table.rows
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
        assert all(_is_kept(cell.paragraphs[0]) for row in rows for cell in row.cells)
        assert not any(_is_kept(cell.paragraphs[0]) for cell in last.cells)
    before = [table._tbl.getprevious() for table in file.tables]
    assert all(
        each.tag == qn("w:p") and each.find(f".//{qn('w:keepNext')}") is not None for each in before
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_breaks_no_word_in_the_head_of_a_table(lay, language):
    laid = lay(language, document((MATRIX, PLAIN_MATRIX)))
    file = WordFile(BytesIO(load(REPORTS["docx"].writer)(laid, FACE, MOMENT)))
    assert max(len(table.columns) for table in file.tables) > 7
    for table in file.tables:
        for cell in table.rows[0].cells:
            (run,) = cell.paragraphs[0].runs
            size = run.font.size / Pt(1)
            for word in run.text.split(" "):
                assert width(word, size, is_bold=True) * 1.25 + 4 <= cell.width / Pt(1), word


def test_tables_in_word_never_run_into_one_another_or_the_end(lay):
    file = WordFile(
        BytesIO(load(REPORTS["docx"].writer)(lay("fi", document((SINGLE,))), FACE, MOMENT))
    )
    for table in file.tables:
        assert table._tbl.getnext().tag == qn("w:p")


def _is_kept(paragraph):
    return bool(paragraph.paragraph_format.keep_with_next)
