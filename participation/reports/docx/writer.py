"""A laid report as a Word document."""

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from participation.reports.docx.pages import TAGS, Pages
from participation.reports.domain.exhibits import RowKind
from participation.reports.domain.laid import (
    Laid,
    LaidBreak,
    LaidChart,
    LaidExhibit,
    LaidHeading,
    LaidParagraph,
    LaidQuote,
    LaidTable,
    LaidTheme,
    portions,
)
from participation.reports.drawing.canvas import fit
from participation.reports.drawing.chart import drawn
from participation.reports.face import Face
from participation.reports.pdf.writer import png

SHARP = 2.5


def docx(laid: Laid, face: Face, moment: datetime, template: bytes | None = None) -> bytes:
    """Return a report as a Word document, in a municipality's template if there is one."""
    pages = Pages(face, laid.language, template)
    pages.paragraph(face.called(laid.language), is_bold=True)
    pages.paragraph(laid.title, "Title")
    if laid.subtitle:
        pages.paragraph(laid.subtitle, "Subtitle")
    for line in laid.about:
        pages.paragraph(line)
    if laid.about:
        pages.new_page()
    for part in laid.parts:
        WRITERS[type(part)](pages, part, laid)
    if pages.is_below_table():
        pages.paragraph("")  # Word wants words last
    told = pages.file.core_properties
    told.title, told.author = fit(laid.title)[:255], fit(face.called(laid.language))[:255]
    told.language, told.created, told.modified = TAGS[laid.language], moment, moment
    told.comments = fit(laid.moment)[:255]
    file = BytesIO()
    pages.file.save(file)
    return file.getvalue()


def _heading(pages: Pages, part: LaidHeading, laid: Laid) -> None:
    pages.heading(part.words, part.level)


def _paragraph(pages: Pages, part: LaidParagraph, laid: Laid) -> None:
    paragraph = pages.paragraph("", "List Bullet" if part.is_point else "")
    for run in part.runs:
        stale = f" {laid.labels['stale']}" if run.is_stale else ""
        pages.run(paragraph, f"{run.words}{stale}" if stale else run.words)


def _quote(pages: Pages, part: LaidQuote, laid: Laid) -> None:
    pages.paragraph(part.words, "Quote")
    if part.by:
        pages.paragraph(f"\N{EN DASH} {part.by}", is_quiet=True)


def _theme(pages: Pages, part: LaidTheme, laid: Laid) -> None:
    pages.heading(part.title, part.level)
    if part.people:
        pages.paragraph(part.people, is_quiet=True)
    if part.about:
        pages.paragraph(part.about)
    for quote in part.quotes:
        _quote(pages, quote, laid)


def _break(pages: Pages, part: LaidBreak, laid: Laid) -> None:
    pages.new_page()


def _exhibit(pages: Pages, part: LaidExhibit, laid: Laid) -> None:
    pages.heading(part.title, part.level)
    facts = (f"{fact.name}: {fact.cell.shown}" for fact in part.facts)
    above = (part.only, part.hidden, part.base, " \N{MIDDLE DOT} ".join(facts))
    for words in above:
        if words:
            found = pages.paragraph(words, is_quiet=words is part.base)
            found.paragraph_format.keep_with_next = bool(part.charts or part.tables)
    for chart in part.charts:
        caption = _chart(pages, chart)
        caption.paragraph_format.keep_with_next = bool(part.tables) and chart is part.charts[-1]
    _tables(pages, part)
    for note in part.notes:
        pages.paragraph(note, is_quiet=True)


def _tables(pages: Pages, part: LaidExhibit) -> None:
    for table in part.tables:
        for each in portions(table, pages.most_columns):
            _table(pages, each, is_titled=each.title != part.title)


def _chart(pages: Pages, chart: LaidChart) -> Any:
    picture = png(drawn(chart, pages.face.brand), SHARP)
    pages.picture(picture, chart.alternative, chart.title)
    return pages.paragraph(chart.caption, "Caption", is_quiet=True)


def _table(pages: Pages, table: LaidTable, *, is_titled: bool) -> None:
    if is_titled:
        pages.paragraph(
            table.title, "Caption", is_quiet=True
        ).paragraph_format.keep_with_next = True
    found = pages.table(table)
    for row in table.rows:
        cells = [(cell.shown, cell.is_aligned) for cell in row.cells]
        pages.row(found, row.head, cells, is_bold=row.kind is RowKind.TOTAL)
    pages.keep(found)
    for note in table.notes:
        pages.paragraph(note, is_quiet=True)


WRITERS: Mapping[type, Callable[..., None]] = {
    LaidExhibit: _exhibit,
    LaidHeading: _heading,
    LaidParagraph: _paragraph,
    LaidQuote: _quote,
    LaidTheme: _theme,
    LaidBreak: _break,
}
