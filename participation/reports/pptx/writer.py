"""A laid report as slides: a slide for each finding, nothing that runs over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
    LaidTable,
    portions,
)
from participation.reports.drawing.canvas import fit
from participation.reports.drawing.palette import INK, QUIET, WHITE, Palette
from participation.reports.face import Face
from participation.reports.pptx.charts import add_chart
from participation.reports.pptx.looks import Look
from participation.reports.pptx.plan import (
    ASIDE,
    ASIDE_SIZES,
    OPENING,
    OPENING_HIGH,
    SMALL_COLUMNS,
    SMALL_ROWS,
    TABLE_ROW,
    Section,
    Shown,
    Stack,
    head_high,
    opening_size,
    planned,
    section_high,
    stack_size,
)
from participation.reports.pptx.slides import (
    BODY_HIGH,
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
SIZE = 20
STRIPES = ("#eef2f5", WHITE)
NAME_SIZES = (16, 14, 12, 11, 10, 9, 8)
STACK_TOP = BODY_TOP + Inches(0.2)
OPENING_TOP = Inches(5.25)


def pptx(laid: Laid, face: Face, moment: datetime) -> bytes:
    """Return a report as slides."""
    deck = Deck(face, laid.language)
    opening, slides = planned(laid)
    about = INSIDE - OPENING - Inches(0.4) if opening else INSIDE
    deck.title_slide(laid.title, laid.subtitle, laid.about, about)
    if opening:
        size = opening_size(opening) or SIZE
        box = (EDGE + INSIDE - OPENING, OPENING_TOP, OPENING, OPENING_HIGH)
        deck.words(deck.show.slides[0], box, opening, size, INK)
    foot = " \N{MIDDLE DOT} ".join(
        w for w in (face.called(laid.language), laid.title, laid.moment) if w
    )
    for each in slides:
        if isinstance(each, Shown):
            _exhibit(deck, each, foot)
        else:
            _stack(deck, each, foot)
    told = deck.show.core_properties
    told.title, told.author = fit(laid.title)[:255], fit(face.called(laid.language))[:255]
    told.language, told.created, told.modified = TAGS[laid.language], moment, moment
    file = BytesIO()
    deck.show.save(file)
    return file.getvalue()


def _text(deck: Deck, section: Section, foot: str) -> None:
    """Show words that need more than a slide."""
    for lines in pages(section.lines, INSIDE, BODY_HIGH, SIZE):
        slide = deck.slide(section.title, foot)
        deck.words(slide, (EDGE, STACK_TOP, INSIDE, BODY_HIGH), lines, SIZE, INK)


def _stack(deck: Deck, stack: Stack, foot: str) -> None:
    """Show sections below one another."""
    size, top = stack_size(stack.sections), int(STACK_TOP)
    if size is None:
        _text(deck, stack.sections[0], foot)
        return
    slide = deck.slide(stack.sections[0].title, foot)
    for section in stack.sections:
        if section is not stack.sections[0]:
            high = head_high(size)
            head = (EDGE, int(top + high * 0.25), INSIDE, int(high * 0.75))
            shape = deck.words(slide, head, [section.title], size + 2, deck.face.brand)
            shape.text_frame.paragraphs[0].runs[0].font.bold = True
            top += high
        high = section_high(section, size)
        if section.table:
            _grid(deck, slide, section.table, top)
        else:
            deck.words(slide, (EDGE, top, INSIDE, high), section.lines, size, INK)
        top += high


def _exhibit(deck: Deck, shown: Shown, foot: str) -> None:
    """Show a finding: its first chart, or else its first table."""
    part = shown.exhibit
    if part.charts:
        for number, chart in enumerate(_pieces(part.charts[0])):
            _chart(deck, part, chart, foot, () if number else shown.aside)
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


def _chart(
    deck: Deck, part: LaidExhibit, chart: LaidChart, foot: str, aside: Sequence[str]
) -> None:
    slide = deck.slide(part.title, foot)
    top = _told(deck, slide, chart)
    below = _joined(part.only, chart.base, *_facts(part))
    bottom = FOOT_TOP - Inches(0.5)
    look = Look(palette=Palette(brand=deck.face.brand), language=deck.language)
    lines: Sequence[str] = aside
    sizes: Sequence[int] = ASIDE_SIZES
    if chart.kind is Kind.FOURFOLD:
        lines = [f"{number}. {label}" for number, label in enumerate(chart.categories, 1)]
        sizes = NAME_SIZES
    wide = Emu(INSIDE - ASIDE - Inches(0.3)) if lines else INSIDE
    add_chart(slide, chart, (EDGE, top, wide, Emu(bottom - top)), look)
    if lines:
        high = bottom - top
        size = next((s for s in sizes if len(list(pages(lines, ASIDE, high, s))) <= 1), sizes[-1])
        box = (EDGE + wide + Inches(0.3), top, ASIDE, high)
        deck.words(slide, box, lines, size, INK)
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
    _grid(deck, deck.slide(part.title, foot), table, int(STACK_TOP))


def _grid(deck: Deck, slide: Any, table: LaidTable, top: int) -> None:
    lines, wide = len(table.rows) + 1, len(table.columns) + 1
    is_small = lines <= SMALL_ROWS + 1 and wide <= SMALL_COLUMNS + 1
    size, high = (18, TABLE_ROW) if is_small else (13, Inches(0.38))
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
