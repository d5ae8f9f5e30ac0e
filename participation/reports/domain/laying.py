"""Turn a document into plain strings and numbers in one language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.blocks import (
    Block,
    BreakBlock,
    FindingBlock,
    HeadingBlock,
    PointsBlock,
    QuoteBlock,
    Show,
    TextBlock,
    ThemeBlock,
)
from participation.reports.domain.codebook import codebook
from participation.reports.domain.document import Document
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.exhibits import (
    Cell,
    Chart,
    Exhibit,
    Fact,
    Hidden,
    Marked,
    Row,
    Table,
)
from participation.reports.domain.laid import (
    Laid,
    LaidBreak,
    LaidCell,
    LaidChart,
    LaidExhibit,
    LaidFact,
    LaidHeading,
    LaidParagraph,
    LaidQuote,
    LaidRow,
    LaidSeries,
    LaidTable,
    LaidTheme,
    Part,
    Run,
)
from participation.reports.domain.live import WHAT, figure, is_stale, references
from participation.reports.domain.said import (
    Said,
    Unit,
    Value,
    Words,
    language_of,
    phrase,
    spoken,
)

Findings = Mapping[str, Finding]
POINT = "- "
MORE, LESS = "▲", "▼"
LABELS = ("contents", "page", "stale", "charts", "figures", "codebook")


def laid_out(document: Document, language: str, words: Words) -> Laid:
    """Return a document in one language. `words` speaks that language."""
    parts = [part for block in document.blocks for part in _parts(block, document.findings, words)]
    return Laid(
        title=spoken(document.title, words),
        subtitle=spoken(document.subtitle, words),
        about=tuple(spoken(line, words) for line in document.about),
        language=language,
        moment=spoken(document.moment, words),
        labels={name: words.phrase(name, {}) for name in LABELS},
        codebook=laid_table(codebook(document.findings.values()), words),
        parts=tuple(_levelled(parts)),
    )


def _levelled(parts: Iterable[Part]) -> Iterator[Part]:
    """Let headings go down one level at a time, beginning with the first; files insist on it."""
    deepest = 0
    for part in parts:
        if isinstance(part, LaidHeading | LaidExhibit | LaidTheme):
            deepest = max(1, min(part.level, deepest + 1))
            yield replace(part, level=deepest)
        else:
            yield part


def laid_exhibit(found: Exhibit, words: Words, level: int = 2, title: str = "") -> LaidExhibit:
    """Return an exhibit in one language."""
    answered = " ".join(spoken(line, words) for line in found.base)
    return LaidExhibit(
        title=title or spoken(found.title, words),
        level=level,
        only=spoken(found.only, words),
        base=answered,
        hidden=spoken(found.hidden, words),
        facts=tuple(_fact(fact, words) for fact in found.facts),
        charts=tuple(laid_chart(chart, words, found.only) for chart in found.charts),
        tables=tuple(laid_table(table, words) for table in found.tables),
        groups=tuple(laid_table(table, words) for table in found.groups),
        notes=tuple(spoken(note, words) for note in found.notes),
    )


def laid_chart(chart: Chart, words: Words, only: Said = "") -> LaidChart:
    """Return a chart in one language, with its text alternative."""
    base = words.phrase("n_is", {"n": words.short(chart.answered, Unit.PEOPLE)})
    title = spoken(chart.title, words)
    told = " ".join(spoken(line, words) for line in chart.alternative)
    pointed = words.phrase("chart_of", {"title": title})
    return LaidChart(
        kind=chart.kind,
        title=title,
        only=spoken(only, words),
        categories=tuple(spoken(category, words) for category in chart.categories),
        series=tuple(
            LaidSeries(
                name=spoken(series.name, words),
                values=series.values,
                shown=tuple(
                    "" if value is None else words.short(value, chart.unit)
                    for value in series.values
                ),
            )
            for series in chart.series
        ),
        unit=chart.unit,
        base=base,
        middle=chart.middle,
        middle_shown=tuple(words.short(value, chart.unit) for value in chart.middle),
        told=told,
        alternative=" ".join(said for said in (pointed, spoken(only, words), base, told) if said),
    )


def laid_table(table: Table, words: Words) -> LaidTable:
    """Return a table in one language."""
    return LaidTable(
        title=spoken(table.title, words),
        stub=spoken(table.stub, words),
        columns=tuple(spoken(column, words) for column in table.columns),
        rows=tuple(_row(row, words) for row in table.rows),
        notes=tuple(spoken(note, words) for note in table.notes),
    )


def _row(row: Row, words: Words) -> LaidRow:
    cells = tuple(_cell(cell, words) for cell in row.cells)
    return LaidRow(head=spoken(row.head, words), cells=cells, kind=row.kind)


def _cell(cell: Cell, words: Words) -> LaidCell:
    if isinstance(cell, Hidden):
        return LaidCell(shown=spoken(cell.why, words), is_hidden=True)
    if isinstance(cell, Marked):
        laid = _cell(cell.value, words)
        return replace(laid, shown=f"{laid.shown} {MORE if cell.is_more else LESS}")
    if isinstance(cell, Value):
        return LaidCell(
            shown=words.value(cell), number=cell.number, unit=cell.unit, decimals=cell.digits
        )
    return LaidCell(shown="" if cell is None else spoken(cell, words))


def _fact(fact: Fact, words: Words) -> LaidFact:
    return LaidFact(name=spoken(fact.name, words), cell=_cell(fact.value, words))


def _parts(block: Block, findings: Findings, words: Words) -> Iterator[Part]:
    lay: Callable[..., Iterator[Part]] = LAYERS[type(block)]
    yield from lay(block, findings, words)


def _finding(block: FindingBlock, findings: Findings, words: Words) -> Iterator[Part]:
    finding = block.kept or findings.get(block.source.key)
    title = spoken(block.title, words)
    if finding is None:
        gone = words.phrase("finding_gone", {})
        yield laid_exhibit(Exhibit(title=block.title, base=(), hidden=gone), words, block.level)
        return
    shown = exhibit(finding, block.only)
    if block.kept:
        kept = _kept(block.kept, is_stale=block.is_stale(findings))
        shown = replace(shown, notes=(*shown.notes, *kept))
    found = laid_exhibit(shown, words, block.level, title)
    yield found.showing(charts=block.show is not Show.TABLE, tables=block.show is not Show.CHART)


def _kept(kept: Finding, *, is_stale: bool) -> Iterator[Said]:
    """Say of what day figures are that were kept, and whether they have changed since."""
    yield phrase("figures_of", day=kept.moment.date().isoformat())
    if is_stale:
        yield phrase("stale_block")


def _heading(block: HeadingBlock, findings: Findings, words: Words) -> Iterator[Part]:
    yield LaidHeading(words=spoken(block.words, words), level=block.level)


def _points(block: PointsBlock, findings: Findings, words: Words) -> Iterator[Part]:
    for point in block.points:
        yield LaidParagraph(runs=(Run(words=spoken(point, words)),), is_point=True)


def _text(block: TextBlock, findings: Findings, words: Words) -> Iterator[Part]:
    """Part words into paragraphs: at empty lines, and lines that begin with a hyphen."""
    written = spoken(block.words, words)
    for paragraph in written.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        loose = " ".join(line for line in lines if not line.startswith(POINT))
        if loose:
            runs = tuple(_runs(loose, block, findings, words))
            yield LaidParagraph(runs=runs, is_lede=block.is_lede)
        for line in lines:
            if line.startswith(POINT):
                runs = tuple(_runs(line.removeprefix(POINT), block, findings, words))
                yield LaidParagraph(runs=runs, is_point=True)


def _runs(line: str, block: TextBlock, findings: Findings, words: Words) -> Iterator[Run]:
    """Yield words, and figures in their place."""
    at = 0
    for each in references(line):
        if line[at : each.start]:
            yield Run(words=line[at : each.start])
        now, kept = figure(each, findings), block.frozen.get(each.written)
        if kept is not None:
            shown = words.value(Value(number=kept, unit=WHAT[each.what]))
            yield Run(words=shown, reference=each.written, is_stale=is_stale(kept, now))
        else:
            shown = words.phrase("no_figure", {}) if now is None else words.value(now)
            yield Run(words=shown, reference=each.written)
        at = each.end
    if line[at:]:
        yield Run(words=line[at:])


def _quote(block: QuoteBlock, findings: Findings, words: Words) -> Iterator[Part]:
    yield _quoted(block.words, block.by, words)


def _quoted(said: Text, by: Text, words: Words) -> LaidQuote:
    """Return a quote; of one in another language than the report's it is told which."""
    quote = spoken(said, words)
    language = language_of(quote)
    marks = [spoken(by, words), words.phrase("quote_in", {"code": language}) if language else ""]
    return LaidQuote(words=quote, by=", ".join(mark for mark in marks if mark))


def _theme(block: ThemeBlock, findings: Findings, words: Words) -> Iterator[Part]:
    people = "" if block.people is None else spoken(phrase("theme_people", n=block.people), words)
    yield LaidTheme(
        title=spoken(block.title, words),
        about=spoken(block.about, words),
        people=people,
        quotes=tuple(_quoted(quote, Text(), words) for quote in block.quotes),
    )


def _break(block: BreakBlock, findings: Findings, words: Words) -> Iterator[Part]:
    yield LaidBreak()


LAYERS: Mapping[type, Callable[..., Iterator[Part]]] = {
    FindingBlock: _finding,
    HeadingBlock: _heading,
    TextBlock: _text,
    PointsBlock: _points,
    QuoteBlock: _quote,
    ThemeBlock: _theme,
    BreakBlock: _break,
}
