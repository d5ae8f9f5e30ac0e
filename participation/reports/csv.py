"""CSV: as Finnish Excel reads it, or as RFC 4180 and statistics programs have it.

Either way words that a spreadsheet would run as a formula begin with an apostrophe.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import IO

from participation.reports.tables import Cell, Row, Table

DANGEROUS = tuple(
    "=+-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
)
AT_ONCE = 500


def safe(words: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(DANGEROUS) else words


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFile:
    """One way to write CSV."""

    separator: str
    decimal_mark: str
    encoding: str
    suffix: str = "csv"
    mimetype: str = "text/csv; charset=utf-8"

    def write(self, tables: Sequence[Table], file: IO[bytes]) -> None:
        """Write the first table; a CSV file holds one."""
        for part in self.stream(tables[0]):
            file.write(part)

    def stream(self, table: Table) -> Iterator[bytes]:
        """Yield the file in parts, holding a few hundred rows at a time."""
        buffer = StringIO(newline="")
        writer = csv.writer(buffer, delimiter=self.separator, lineterminator="\r\n")
        writer.writerow([safe(column.title) for column in table.columns])
        encoding = self.encoding
        for number, row in enumerate(table.rows, start=1):
            writer.writerow(self._line(row))
            if number % AT_ONCE == 0:
                yield buffer.getvalue().encode(encoding)
                encoding = "utf-8"  # the byte order mark comes once
                buffer.seek(0)
                buffer.truncate()
        yield buffer.getvalue().encode(encoding)

    def _line(self, row: Row) -> list[str]:
        return [self._cell(value) for value in row]

    def _cell(self, value: Cell) -> str:
        if isinstance(value, str):
            return safe(value)
        if isinstance(value, float):
            return f"{Decimal(repr(value)):f}".replace(".", self.decimal_mark)
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else str(value)


FINNISH_EXCEL = CsvFile(separator=";", decimal_mark=",", encoding="utf-8-sig")
RFC_4180 = CsvFile(separator=",", decimal_mark=".", encoding="utf-8")
