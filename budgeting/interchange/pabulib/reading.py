"""Read Pabulib files; damaged ones are refused with the line."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager

from budgeting.interchange.pabulib.document import (
    RENAMED,
    VOTE_TYPES,
    WITH_POINTS,
    Damaged,
    Document,
    Remark,
    Row,
    number_in,
)

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {"META": (), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
LARGEST_CELL = 1_000_000
Line = tuple[int, list[str]]


def read(content: bytes | str) -> Document:
    """Read a file from its bytes."""
    with _long_cells():
        sections = _sections(_text(content))
    meta = _meta(sections["META"])
    projects, remarks = _rows("PROJECTS", sections["PROJECTS"])
    votes, more = _rows("VOTES", sections["VOTES"])
    document = Document(meta, projects, votes, (*remarks, *more))
    _demand_sense(document, sections["META"])
    return document


def _text(content: bytes | str) -> str:
    if isinstance(content, str):
        return content
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Damaged(line, "this is not UTF-8") from None


def _lines(text: str) -> Iterator[Line]:
    """Yield lines that say something, with their numbers; a quoted cell may hold line breaks."""
    if "\0" in text:
        raise Damaged(text[: text.index("\0")].count("\n") + 1, "there is a null character")
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True)
    before = 0
    try:
        for cells in reader:
            first, before = before + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                yield first, cells
    except csv.Error as error:
        raise Damaged(before + 1, f"quotation marks do not match ({error})") from None


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be long for the moment: the limit holds for every reader of the process."""
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _sections(text: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line, cells in _lines(text):
        title = cells[0].strip().upper()
        if title in SECTIONS and not any(cell.strip() for cell in cells[1:]):
            if title in found:
                raise Damaged(line, f"{title} begins a second time")
            current = found.setdefault(title, [])
        elif current is None:
            raise Damaged(line, "the file does not begin with META")
        else:
            current.append((line, cells))
    missing = [title for title in SECTIONS if title not in found]
    if missing:
        raise Damaged(0, f"there is no section {missing[0]}")
    return found


def _meta(lines: list[Line]) -> dict[str, str]:
    meta: dict[str, str] = {}
    for line, cells in lines:
        key, value = cells[0].strip().lower(), ";".join(cells[1:]).strip()
        if (key, value.lower()) == ("key", "value"):
            continue
        if len(cells) == 1:
            raise Damaged(line, f"“{key}” has no value")
        if key in meta:
            raise Damaged(line, f"“{key}” is given twice")
        meta[key] = value
    return meta


def _rows(title: str, lines: list[Line]) -> tuple[tuple[Row, ...], list[Remark]]:
    if not lines:
        raise Damaged(0, f"{title} has no header")
    line, header = lines[0]
    names = [RENAMED.get(name.strip().lower(), name.strip().lower()) for name in header]
    for name in NEEDED[title]:
        if name not in names:
            raise Damaged(line, f"{title} has no column {name}")
    twice = {name for name in names if names.count(name) > 1 and name}
    if twice:
        raise Damaged(line, f"the column {min(twice)} is given twice")
    rows, remarks = [], []
    for number, cells in lines[1:]:
        _demand_width(title, number, cells, len(names))
        if len(cells) < len(names):
            remarks.append(Remark(number, "short_row", f"{len(cells)} cells of {len(names)}"))
        padded = [cell.strip() for cell in cells] + [""] * (len(names) - len(cells))
        rows.append(Row(number, dict(zip(names, padded, strict=False))))
    return tuple(rows), remarks


def _demand_width(title: str, line: int, cells: list[str], columns: int) -> None:
    if any(cell.strip() for cell in cells[columns:]):
        raise Damaged(line, f"{len(cells)} cells, but {title} has {columns} columns")
    if len(cells) < len(NEEDED[title]):
        raise Damaged(line, f"the row is cut off: {len(cells)} cell of {columns}")


def _demand_sense(document: Document, head: list[Line]) -> None:
    """Refuse what nothing can be counted from."""
    lines = {cells[0].strip().lower(): line for line, cells in head}
    meta = document.meta
    for key in ("budget", "vote_type"):
        if not meta.get(key):
            raise Damaged(lines.get(key, 0), f"META has no {key}")
    budget = number_in(meta["budget"])
    if budget is None or budget < 0:
        raise Damaged(lines["budget"], f"the budget “{meta['budget']}” is not an amount")
    if meta["vote_type"] not in VOTE_TYPES:
        raise Damaged(lines["vote_type"], f"“{meta['vote_type']}” is not a kind of ballot")
    for key, rows in (("num_projects", document.projects), ("num_votes", document.votes)):
        if meta.get(key) and number_in(meta[key]) != len(rows):
            raise Damaged(lines[key], f"{key} is {meta[key]}, but the file has {len(rows)}")
    _demand_projects(document)
    _demand_points(document)


def _demand_points(document: Document) -> None:
    if document.vote_type in WITH_POINTS and document.votes:
        first = document.votes[0]
        if "points" not in first.cells:
            raise Damaged(first.line, f"{document.vote_type} ballots need a column points")


def _demand_projects(document: Document) -> None:
    seen: set[str] = set()
    for row in document.projects:
        code, cost = row.cells["project_id"], number_in(row.cells["cost"])
        if not code:
            raise Damaged(row.line, "the project has no project_id")
        if code in seen:
            raise Damaged(row.line, f"the project {code} is listed twice")
        if cost is None or cost < 0:
            raise Damaged(row.line, f"the cost “{row.cells['cost']}” is not an amount")
        seen.add(code)
