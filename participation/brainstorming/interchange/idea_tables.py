"""Ideas and figures of brainstorms as tables, JSON and GeoJSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from json import dumps
from typing import IO, Any

from participation.activities.services.published import Published
from participation.reports.data.geojson import Place
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.laid import LaidExhibit, LaidTable
from participation.reports.domain.laying import laid_exhibit
from participation.reports.tables import Column, Row, Table
from participation.reports.wording import ReportWords

LONG, WIDE, NARROW = 60, 28, 14
WIDTHS = {"words": LONG, "theme": WIDE, "place": WIDE}
POINT = ("latitude", "longitude")


def ideas_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], name: str) -> Table:
    """Return ideas as a table; the names of columns are those of our codes."""
    return Table(
        name=name,
        columns=[Column(title=each, width=_width(each)) for each in columns],
        rows=([row[each] for each in columns] for row in rows),
    )


def _width(column: str) -> int:
    return LONG if column.startswith("words") else WIDTHS.get(column, NARROW)


def write_json(rows: Iterable[Mapping[str, Any]], file: IO[bytes], name: str = "ideas") -> None:
    """Write ideas or comments as one JSON document, one at a time."""
    file.write(f'{{"format": 1, "{name}": ['.encode())
    for number, row in enumerate(rows):
        file.write(b",\n" if number else b"\n")
        file.write(dumps(_plain(row), ensure_ascii=False).encode())
    file.write(b"\n]}\n")


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says, days as ISO has them, without what it does not say."""
    told = {name: value for name, value in row.items() if value not in (None, "")}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in told.items()
    }


def places(rows: Iterable[Mapping[str, Any]]) -> Iterator[Place]:
    """Yield those ideas that have a place on the map."""
    for row in rows:
        if row["latitude"] is not None and row["longitude"] is not None:
            said = {name: value for name, value in _plain(row).items() if name not in POINT}
            yield Place(longitude=row["longitude"], latitude=row["latitude"], said=said)


def figures_table(shown: Published, language: str, main: str) -> Table:
    """Give every number that a release tells, as its page does."""
    words = ReportWords(language=language, main=main)
    named = ("result", "subject", "of", "figure")
    columns = [Column(title=each, width=WIDE) for each in named]
    columns.append(Column(title="value", width=NARROW))
    rows = (
        row
        for finding in shown.shown
        for row in _figures(finding.subject, laid_exhibit(exhibit(finding), words))
    )
    return Table(name="figures", columns=columns, rows=rows)


def _figures(subject: str, laid: LaidExhibit) -> Iterator[Row]:
    head = (str(laid.title), subject)
    if laid.hidden:
        yield *head, "", str(laid.hidden), None
    for fact in laid.facts:
        yield *head, "", str(fact.name), fact.cell.number
    for table in laid.tables:
        yield from _cells(head, table)


def _cells(head: tuple[str, str], table: LaidTable) -> Iterator[Row]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=False):
            value = cell.number if cell.number is not None else str(cell.shown)
            yield *head, str(row.head), str(column), value
