"""A laid report as slides: a slide for each finding, nothing that runs over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Pt

from participation.reports.domain.exhibits import Kind
from participation.reports.domain.laid import (
    Laid,
    LaidChart,
    LaidExhibit,
    LaidHeading,
    LaidParagraph,
    LaidQuote,
    LaidTable,
    LaidTheme,
    Part,
    portions,
)
from participation.reports.drawing.canvas import fit
from participation.reports.drawing.palette import INK, QUIET, WHITE, Palette
from participation.reports.face import Face
from participation.reports.pptx.charts import add_chart
from participation.reports.pptx.looks import Look
from participation.reports.pptx.slides import (
    BODY_TOP,
    EDGE,
    FOOT_TOP,
    INSIDE,
    TAGS,
    Deck,
    fitting,
    pages,
    plain,
)

MOST_CATEGORIES, MOST_ROWS, MOST_COLUMNS = 12, 11, 6
SMALL_ROWS, SMALL_COLUMNS = 6, 4  # a table so small is read from the last row of the hall
SIZE = 20
STRIPES = ("#eef2f5", WHITE)
SIZES = (16, 14, 12, 11, 10, 9, 8)
BODY_HIGH = Emu(FOOT_TOP - BODY_TOP - Inches(0.15))
QUOTED = "\N{RIGHT DOUBLE QUOTATION MARK}"


def pptx(laid: Laid, face: Face, moment: datetime) -> bytes:
    """Return a report as slides."""
    deck = Deck(face, laid.language)
    deck.title_slide(laid.title, laid.subtitle, laid.about)
    foot = " \N{MIDDLE DOT} ".join(
        w for w in (face.called(laid.language), laid.title, laid.moment) if w
    )
    for group in _groups(laid):
        if isinstance(group, LaidExhibit):
            _exhibit(deck, group, foot)
        else:
            _text(deck, group, foot)
    told = deck.show.core_properties
    told.title, told.author = fit(laid.title)[:255], fit(face.called(laid.language))[:255]
    told.language, told.created, told.modified = TAGS[laid.language], moment, moment
    file = BytesIO()
    deck.show.save(file)
    return file.getvalue()


@dataclass(slots=True)
class _Words:
    """Words that share a slide, under one title."""

    title: str
    lines: list[str]
    is_list: bool = False


def _groups(laid: Laid) -> Iterator[LaidExhibit | _Words]:
    """Gather words below the heading before them; a heading without words needs no slide."""
    words = _Words(laid.title, [])
    for part in laid.parts:
        if isinstance(part, LaidParagraph):
            words.lines.append(f"\N{BULLET} {part.words}" if part.is_point else part.words)
            continue
        if isinstance(part, LaidQuote):
            words.lines.append(_quoted(part.words, part.by))
            continue
        if words.lines:
            yield words
        words = _Words(_title(part) or words.title, _lines(part))
        if isinstance(part, LaidExhibit):
            yield part
    if words.lines:
        yield words


def _title(part: Part) -> str:
    if isinstance(part, LaidHeading):
        return part.words
    return part.title if isinstance(part, LaidTheme | LaidExhibit) else ""


def _lines(part: Part) -> list[str]:
    if isinstance(part, LaidTheme):
        told = [words for words in (part.people, part.about) if words]
        return [*told, *(_quoted(quote.words, quote.by) for quote in part.quotes)]
    return []


def _quoted(words: str, by: str) -> str:
    end = f" \N{EN DASH} {by}" if by else ""
    return f"{QUOTED}{words}{QUOTED}{end}"


def _text(deck: Deck, group: _Words, foot: str) -> None:
    for lines in pages(group.lines, INSIDE, BODY_HIGH, SIZE):
        slide = deck.slide(group.title, foot)
        deck.words(slide, (EDGE, BODY_TOP + Inches(0.2), INSIDE, BODY_HIGH), lines, SIZE, INK)


def _exhibit(deck: Deck, part: LaidExhibit, foot: str) -> None:
    """Show a finding; one that is only a number of written answers needs no slide."""
    if part.hidden:
        _text(deck, _Words(part.title, [part.hidden]), foot)
        return
    if part.charts:
        for chart in _pieces(part.charts[0]):
            _chart(deck, part, chart, foot)
        return
    for table in portions(part.tables[0], MOST_COLUMNS) if part.tables else ():
        for start in range(0, len(table.rows), MOST_ROWS):
            rows = table.rows[start : start + MOST_ROWS]
            _table(deck, part, replace(table, rows=rows), foot)


def _pieces(chart: LaidChart) -> Iterator[LaidChart]:
    """Part a chart with very many categories among slides."""
    many = len(chart.categories) * (len(chart.series) if chart.kind is Kind.GROUPED else 1)
    if many <= 2 * MOST_CATEGORIES or chart.kind in (Kind.LINE, Kind.FOURFOLD, Kind.HISTOGRAM):
        yield chart
        return
    step = max(1, MOST_CATEGORIES * len(chart.categories) // many)
    for start in range(0, len(chart.categories), step):
        end = start + step
        yield replace(
            chart,
            categories=chart.categories[start:end],
            series=tuple(
                replace(s, values=s.values[start:end], shown=s.shown[start:end])
                for s in chart.series
            ),
        )


def _chart(deck: Deck, part: LaidExhibit, chart: LaidChart, foot: str) -> None:
    slide = deck.slide(part.title, foot)
    top = _told(deck, slide, chart)
    below = _joined(part.only, chart.base, *_facts(part))
    bottom = FOOT_TOP - Inches(0.5)
    names = chart.kind is Kind.FOURFOLD
    look = Look(palette=Palette(brand=deck.face.brand), language=deck.language)
    wide = Emu(INSIDE - Inches(4.2)) if names else INSIDE
    add_chart(slide, chart, (EDGE, top, wide, Emu(bottom - top)), look)
    if names:
        lines = [f"{number}. {label}" for number, label in enumerate(chart.categories, 1)]
        room = Inches(4)
        high = bottom - top
        size = next((s for s in SIZES if len(list(pages(lines, room, high, s))) <= 1), SIZES[-1])
        deck.words(slide, (EDGE + wide + Inches(0.2), top, room, bottom - top), lines, size, INK)
    small, _lines = fitting(below, INSIDE, (13, 12, 11, 10, 9), 1)
    deck.words(slide, (EDGE, bottom + Inches(0.08), INSIDE, Inches(0.35)), [below], small, QUIET)
    slide.notes_slide.notes_text_frame.text = fit(chart.alternative)


def _told(deck: Deck, slide: Any, chart: LaidChart) -> int:
    """Say what the chart shows above it; return where the chart begins."""
    if not chart.told:
        return int(BODY_TOP + Inches(0.1))
    size, lines = fitting(chart.told, INSIDE, (18, 16, 14, 12), 2)
    high = Pt(size * 1.25 * lines + 8)
    deck.words(slide, (EDGE, BODY_TOP + Inches(0.02), INSIDE, high), [chart.told], size, INK)
    return int(BODY_TOP + Inches(0.1) + high)


def _joined(*words: str) -> str:
    return " \N{MIDDLE DOT} ".join(each for each in words if each)


def _facts(part: LaidExhibit) -> list[str]:
    return [f"{fact.name}: {fact.cell.shown}" for fact in part.facts]


def _table(deck: Deck, part: LaidExhibit, table: LaidTable, foot: str) -> None:
    slide = deck.slide(part.title, foot)
    top = BODY_TOP + Inches(0.2)
    lines, wide = len(table.rows) + 1, len(table.columns) + 1
    is_small = lines <= SMALL_ROWS and wide <= SMALL_COLUMNS
    size, high = (18, Inches(0.5)) if is_small else (13, Inches(0.38))
    shape = slide.shapes.add_table(lines, wide, EDGE, top, INSIDE, Emu(high * lines))
    grid = shape.table
    grid.first_row, grid.first_col, grid.horz_banding = True, True, False
    plain(shape)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", fit(table.title))  # noqa: SLF001 -- no name
    first = Emu(int(INSIDE * 0.4))
    grid.columns[0].width = first
    for column in range(len(table.columns)):
        grid.columns[column + 1].width = Emu(int((INSIDE - first) / len(table.columns)))
    for place, words in enumerate((table.stub, *table.columns)):
        _cell(deck, grid.cell(0, place), words, size, (WHITE, deck.face.brand))
    for number, row in enumerate(table.rows, 1):
        for place, words in enumerate((row.head, *(cell.shown for cell in row.cells))):
            _cell(deck, grid.cell(number, place), words, size, (INK, STRIPES[number % 2]))
        if len(row.cells) < len(table.columns):
            grid.cell(number, len(row.cells)).merge(grid.cell(number, len(table.columns)))


def _cell(deck: Deck, cell: Any, words: str, size: int, colours: tuple[str, str]) -> None:
    short = words if len(words) <= 120 else f"{words[:119]}…"  # noqa: PLR2004 -- rows keep one height
    ink, paper = colours
    deck.write(cell.text_frame, [short], size, ink)
    cell.margin_left = cell.margin_right = Inches(0.1)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(paper.removeprefix("#").upper())
