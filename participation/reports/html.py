"""A laid report as HTML to stand in a page: headings, figures, tables that hold every number.

A picture is for the eye; the table beside it, or folded below it, is its text alternative.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from markupsafe import Markup, escape

from participation.reports.domain.exhibits import RowKind
from participation.reports.domain.laid import (
    Laid,
    LaidBreak,
    LaidCell,
    LaidChart,
    LaidExhibit,
    LaidHeading,
    LaidParagraph,
    LaidQuote,
    LaidRow,
    LaidTable,
    LaidTheme,
)
from participation.reports.domain.said import language_of
from participation.reports.drawing.chart import drawn
from participation.reports.face import Face

# A page has its own title at level 1.
BELOW_TITLE = 1
DEEPEST = 6
FEW_COLUMNS = 2
WIDE, NARROW = 680.0, 340.0


def html(laid: Laid, face: Face, below: int = BELOW_TITLE) -> Markup:
    """Return the parts of a report as HTML; headings stand `below` levels under their own."""
    found: list[Markup] = []
    for is_point, parts in groupby(laid.parts, _is_point):
        shown = [WRITERS[type(part)](part, laid, face, below) for part in parts]
        words = Markup().join(shown)
        if is_point:
            words = Markup('<ul class="y-report__points">{}</ul>').format(words)
        found.append(words)
    return Markup('<div class="y-report">{}</div>').format(Markup().join(found))


def exhibit_html(
    part: LaidExhibit, face: Face, *, is_titled: bool = True, below: int = 1
) -> Markup:
    """Return one finding as HTML."""
    return Markup().join(_exhibit_parts(part, face, is_titled=is_titled, below=below))


def said(words: str) -> Markup:
    """Return words, with their language where it is another."""
    language = language_of(words)
    if language:
        return Markup('<span lang="{}">{}</span>').format(language, str(words))
    return escape(str(words))


def _is_point(part: object) -> bool:
    return isinstance(part, LaidParagraph) and part.is_point


def _heading(words: str, level: int, below: int) -> Markup:
    deep = min(level + below, DEEPEST)
    return Markup("<h{}>{}</h{}>").format(deep, said(words), deep)


def _exhibit_parts(
    part: LaidExhibit, face: Face, *, is_titled: bool, below: int
) -> Iterator[Markup]:
    if is_titled:
        yield _heading(part.title, part.level, below)
    if part.only:
        yield Markup('<p class="y-report__only">{}</p>').format(said(part.only))
    if part.hidden:
        yield Markup('<div class="y-notice"><p>{}</p></div>').format(said(part.hidden))
    if part.base:
        yield Markup('<p class="y-quiet">{}</p>').format(said(part.base))
    yield from _facts(part)
    for chart in part.charts:
        yield _chart(chart, face)
    for table in part.tables:
        yield _table(table)
    for note in part.notes:
        yield Markup('<p class="y-quiet y-small">{}</p>').format(said(note))


def _facts(part: LaidExhibit) -> Iterator[Markup]:
    if part.facts:
        pairs = ((said(fact.name), said(fact.cell.shown)) for fact in part.facts)
        lines = (Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*pair) for pair in pairs)
        yield Markup('<dl class="y-facts">{}</dl>').format(Markup().join(lines))


def _chart(chart: LaidChart, face: Face) -> Markup:
    """Return a chart drawn twice, for wide and for narrow screens; one of them is shown."""
    return Markup(
        '<figure class="y-report__chart"><div class="y-drawn-wide">{}</div>'
        '<div class="y-drawn-narrow">{}</div><figcaption>{}</figcaption></figure>'
    ).format(_picture(chart, face, WIDE), _picture(chart, face, NARROW), said(chart.caption))


def _picture(chart: LaidChart, face: Face, width: float) -> Markup:
    return Markup(drawn(chart, face.brand, width).svg)  # noqa: S704 -- our own, words are escaped


def _table(table: LaidTable) -> Markup:
    heads = Markup().join(
        Markup('<th scope="col" class="y-numeric">{}</th>').format(said(column))
        for column in table.columns
    )
    rows = Markup().join(_row(row, len(table.columns)) for row in table.rows)
    small = " y-report__table--small" if len(table.columns) <= FEW_COLUMNS else ""
    notes = Markup().join(
        Markup('<p class="y-quiet y-small">{}</p>').format(said(note)) for note in table.notes
    )
    return Markup(
        '<div class="y-scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="y-table y-report__table{}">'
        '<caption class="govuk-visually-hidden">{}</caption>'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>{}'
    ).format(str(table.title), small, said(table.title), said(table.stub), heads, rows, notes)


def _row(row: LaidRow, columns: int) -> Markup:
    kind = (
        "" if row.kind is RowKind.PLAIN else Markup(' class="y-report__{}"').format(row.kind.value)
    )
    cells = Markup().join(_cells(row.cells, columns))
    return Markup('<tr{}><th scope="row">{}</th>{}</tr>').format(kind, said(row.head), cells)


def _cells(cells: Iterable[LaidCell], columns: int) -> Iterator[Markup]:
    every = list(cells)
    for place, cell in enumerate(every):
        left = columns - place if place == len(every) - 1 else 1
        wide = Markup(' colspan="{}"').format(left) if left > 1 else ""
        kind = Markup(' class="y-numeric"') if cell.is_aligned else ""
        yield Markup("<td{}{}>{}</td>").format(kind, wide, said(cell.shown))


def _exhibit(part: LaidExhibit, laid: Laid, face: Face, below: int) -> Markup:
    shown = exhibit_html(part, face, below=below)
    return Markup('<section class="y-report__finding">{}</section>').format(shown)


def _paragraph(part: LaidParagraph, laid: Laid, face: Face, below: int) -> Markup:
    runs = Markup().join(
        Markup('<mark class="y-report__stale">{} {}</mark>').format(
            said(run.words), laid.labels["stale"]
        )
        if run.is_stale
        else said(run.words)
        for run in part.runs
    )
    if part.is_point:
        return Markup("<li>{}</li>").format(runs)
    kind = Markup(' class="y-lede"') if part.is_lede else ""
    return Markup("<p{}>{}</p>").format(kind, runs)


def _quote(part: LaidQuote, laid: Laid, face: Face, below: int) -> Markup:
    by = Markup("<footer>{}</footer>").format(said(part.by)) if part.by else ""
    return Markup('<blockquote class="y-report__quote"><p>{}</p>{}</blockquote>').format(
        said(part.words), by
    )


def _theme(part: LaidTheme, laid: Laid, face: Face, below: int) -> Markup:
    lines = [
        Markup('<p class="y-quiet">{}</p>').format(said(part.people)) if part.people else "",
        Markup("<p>{}</p>").format(said(part.about)) if part.about else "",
        *(_quote(quote, laid, face, below) for quote in part.quotes),
    ]
    return _heading(part.title, part.level, below) + Markup().join(lines)


WRITERS: Mapping[type, Callable[..., Markup]] = {
    LaidExhibit: _exhibit,
    LaidHeading: lambda part, laid, face, below: _heading(part.words, part.level, below),
    LaidParagraph: _paragraph,
    LaidQuote: _quote,
    LaidTheme: _theme,
    LaidBreak: lambda part, laid, face, below: Markup('<hr class="y-report__break">'),
}
