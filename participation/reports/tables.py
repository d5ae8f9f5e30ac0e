"""Tables on their way into files: a header, and rows that may be too many to hold at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Protocol
from unicodedata import normalize

Cell = str | int | float | date | None
Row = Sequence[Cell]
MOST_ROWS = 1_048_575  # of a sheet, below its header


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `width` is in characters, for files that have widths."""

    title: str
    width: int = 16
    is_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table. `rows` is read once, in order."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]


class DatasetExporter(Protocol):
    """Writes tables into one kind of file."""

    suffix: str
    mimetype: str

    def write(self, tables: Sequence[Table], file: IO[bytes]) -> None:
        """Write the tables it can hold into the file, reading rows as it goes."""
        ...


def file_name(words: str, suffix: str) -> str:
    """Make a file name of plain letters, digits and hyphens: `kyselyn-tulokset-2026.csv`."""
    plain = normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")
    return f"{name or 'yhes'}.{suffix}"
