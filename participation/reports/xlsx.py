"""XLSX workbooks, written row by row; words stay words, whatever they look like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

import xlsxwriter

from participation.platform.refusals import Refusal
from participation.reports.tables import MOST_ROWS, Cell, Table

MOST_COLUMNS = 16_384
LONGEST_CELL = 32_767
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
DAYS = {"fi": "d.m.yyyy", "sv": "d.m.yyyy", "en": "d mmm yyyy"}


class TooLargeForSheet(Refusal):
    """A table has more rows or columns than a sheet can hold; CSV has no such limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XlsxFile:
    """A workbook with one sheet for each table; `language` decides how days are written."""

    language: str
    title: str = ""
    suffix: str = "xlsx"
    mimetype: str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def write(self, tables: Sequence[Table], file: IO[bytes]) -> None:
        """Write every table, in order, with a header row that stays in view."""
        with xlsxwriter.Workbook(file, OPTIONS) as book:
            book.set_properties({"title": self.title})
            formats = {
                "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
                "share": book.add_format({"num_format": "0.0 %"}),
                "day": book.add_format({"num_format": DAYS[self.language], "align": "left"}),
            }
            for table in tables:
                _sheet(book, table, formats)


def _sheet(book: Any, table: Table, formats: dict[str, Any]) -> None:
    if len(table.columns) > MOST_COLUMNS:
        raise TooLargeForSheet(columns=len(table.columns))
    sheet = book.add_worksheet(_name(table.name))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width, formats["share"] if column.is_share else None)
        sheet.write_string(0, place, column.title[:LONGEST_CELL], formats["head"])
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(table.rows, start=1):
        if line > MOST_ROWS:
            raise TooLargeForSheet(rows=MOST_ROWS)
        for place, value in enumerate(row):
            _write(sheet, line, place, value, formats["day"])


def _write(sheet: Any, line: int, place: int, value: Cell, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        # The writer would leave out a longer text without a word.
        fits = value if len(value) <= LONGEST_CELL else f"{value[: LONGEST_CELL - 1]}…"
        sheet.write_string(line, place, fits)
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, day)
    else:
        sheet.write_number(line, place, value)


def _name(words: str) -> str:
    """Return a name a sheet may have: 31 characters, none of those that formulas need."""
    return words.translate(dict.fromkeys(map(ord, "[]:*?/\\'"), " "))[:31].strip() or "1"
