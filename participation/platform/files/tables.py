"""Tables that people send: the rows of a CSV file, or of the first sheet of a workbook.

Files are checked as all uploads are; a workbook is read by a process of its own that may fail
alone (`spreadsheet.py`).
"""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import IO, Any

from participation.platform.files import spreadsheet
from participation.platform.files.kinds import Kind
from participation.platform.files.refusals import NotWhatItSays
from participation.platform.files.services import checked

TABLES = (Kind.CSV, Kind.XLSX)
PROGRAM = Path(spreadsheet.__file__)
PATIENCE = 15
MARKS = ";,\t"
LONGEST_CELL = 100_000  # signs; our own limit, as that of `csv` is one for the whole process
Grid = list[tuple[int, list[str]]]


def read_table(stream: IO[bytes], filename: str, limit: int) -> Grid:
    """Return rows that are not empty, each with the line it begins on; or refuse the file."""
    kind, content = checked(stream, filename, TABLES, limit)
    found = content.getvalue()
    rows = _workbook(found) if kind is Kind.XLSX else _lines(_decoded(found))
    return [(line, cells) for line, cells in rows if any(cells)]


def _workbook(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        finished = subprocess.run(  # noqa: S603 -- our own program, no words of anybody's
            [sys.executable, "-I", str(PROGRAM)],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        found: dict[str, Any] = json.loads(finished.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise NotWhatItSays from error
    if "error" in found:
        raise NotWhatItSays
    for rows in found["sheets"].values():
        yield from enumerate(rows, start=1)


def _decoded(content: bytes) -> str:
    """Return the words of a file: UTF-8, UTF-16 with a mark, or as older spreadsheets write."""
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _lines(words: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows; the mark that the first line has most often divides cells."""
    first = words.partition("\n")[0]
    reader = csv.reader(StringIO(words, newline=""), delimiter=max(MARKS, key=first.count))
    begins = 1
    try:
        for cells in reader:
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise NotWhatItSays
            yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise NotWhatItSays from error
