"""The sheets of a form, however it was written down: workbook, CSV or Markdown table."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from participation.platform.files import spreadsheet
from surveys.interchange.report import FormRefused
from surveys.interchange.xlsform.container import Form, form_of

PROGRAM = Path(spreadsheet.__file__)
PATIENCE = 15
SHEETS = ("survey", "choices", "settings", "external_choices")
BLANK_ROWS, BLANK_COLUMNS = 60, 20
PIPE = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"[\s|:-]+")

Grid = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its headers, and its rows as header → words with their numbers in the file.

    `unread` is the number of the first row that comes after so many blank ones that other programs
    do not see it either; 0 when there is none.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets that make a form, by lower-case name, and the names of every sheet there is."""

    names: tuple[str, ...]
    sheets: Mapping[str, Sheet]


def read_book(content: bytes, name: str) -> Book:
    """Read a form's sheets, or refuse."""
    form = form_of(content, name)
    if form is Form.WORKBOOK:
        names, grids = _workbook(content)
    else:
        words = _decoded(content)
        grids = _markdown(words) if form is Form.MARKDOWN else _csv(words)
        names = tuple(grids)
    sheets = {found.strip().lower(): _sheet(found, grid) for found, grid in grids.items()}
    if len(names) == 1 and "survey" not in sheets:
        sheets = {"survey": next(iter(sheets.values()))} if sheets else {}
    return Book(names, sheets)


def _workbook(content: bytes) -> tuple[tuple[str, ...], dict[str, Grid]]:
    try:
        finished = subprocess.run(  # noqa: S603 -- our own program, no words of anybody's
            [sys.executable, "-I", str(PROGRAM), *SHEETS],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        found: dict[str, Any] = json.loads(finished.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise FormRefused("damaged_file") from error
    if "error" in found:
        sheet = found.get("sheet", "")
        raise FormRefused(found["error"], sheet=sheet)
    grids: dict[str, Grid] = {
        name: list(enumerate(rows, start=1)) for name, rows in found["sheets"].items()
    }
    return tuple(found["names"]), grids


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormRefused("not_utf8") from error


def _csv(words: str) -> dict[str, Grid]:
    """Read sheets one below the other: a sheet's name in the first column, cells in the others."""
    start = words[:5_000]
    mark = max(",;\t", key=start.count)
    if start.count(mark) < 4:  # noqa: PLR2004 -- the smallest form has four
        raise FormRefused("not_a_form")
    reader = csv.reader(StringIO(words, newline=""), delimiter=mark, strict=False)
    try:
        return _stacked((reader.line_num, row) for row in reader)
    except csv.Error as error:
        raise FormRefused("damaged_file") from error


def _markdown(words: str) -> dict[str, Grid]:
    """Read a table whose first column names the sheets."""
    rows = []
    for number, line in enumerate(words.splitlines(), start=1):
        table = line.strip()
        if not table.startswith("|") or RULE.fullmatch(table):
            continue
        body = table[1 : table.rindex("|")] if table.count("|") > 1 else table[1:]
        rows.append((number, [cell.strip().replace(r"\|", "|") for cell in PIPE.split(body)]))
    if not rows:
        raise FormRefused("not_a_form")
    return _stacked(rows)


def _stacked(rows: Iterable[tuple[int, Sequence[str]]]) -> dict[str, Grid]:
    grids: dict[str, list[tuple[int, Sequence[str]]]] = {}
    current: list[tuple[int, Sequence[str]]] | None = None
    for number, row in rows:
        first, *cells = [cell.strip() for cell in row] or [""]
        if first:
            current = grids.setdefault(first, [])
        if current is not None and any(cells):
            current.append((number, cells))
    return {name: grid for name, grid in grids.items() if grid}


def _sheet(name: str, grid: Grid) -> Sheet:
    if not grid:
        return Sheet(name, (), ())
    headers = _headers(name, grid[0][1])
    rows: list[tuple[int, Mapping[str, str]]] = []
    blank = 0
    for number, cells in grid[1:]:
        named = {h: c for h, c in zip(headers, cells, strict=False) if h and c}
        if named and blank > BLANK_ROWS:
            return Sheet(name, tuple(filter(None, headers)), tuple(rows), number)
        blank = 0 if named else blank + 1
        rows += [(number, named)] * bool(named)
    return Sheet(name, tuple(filter(None, headers)), tuple(rows))


def _headers(sheet: str, cells: Sequence[str]) -> list[str]:
    headers: list[str] = []
    for cell in cells:
        header = " ".join(cell.split())
        if header and header in headers:
            raise FormRefused("duplicate_header", sheet=sheet, row=1, header=header)
        headers.append(header)
        if not any(headers[-BLANK_COLUMNS - 1 :]):
            break
    return headers
