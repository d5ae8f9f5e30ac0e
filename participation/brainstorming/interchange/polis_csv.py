"""Rows of a CSV file, each with the line it begins on."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from participation.brainstorming.interchange.polis import Damaged, Fault

LARGEST = 256_000_000
MARKS = tuple("=+-@\t\r")  # what a spreadsheet would take for a formula


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of a row by the heading of their column, in lower case with hyphens."""

    file: str
    line: int
    fields: Mapping[str, str]

    def number(self, name: str, least: int | None = None, most: int | None = None) -> int | None:
        """Return a whole number, None where the field is empty or there is no such column."""
        words = self.fields.get(name, "").strip()
        if not words:
            return None
        try:
            found = int(words)
        except ValueError:
            raise self.damaged(Fault.NOT_A_NUMBER, words) from None
        if (least is not None and found < least) or (most is not None and found > most):
            raise self.damaged(Fault.NOT_A_NUMBER, words)
        return found

    def name(self, name: str) -> str:
        """Return what somebody or something is called; it must be there."""
        words = self.fields.get(name, "").strip()
        if not words:
            raise self.damaged(Fault.NO_NAME, name)
        return words

    def damaged(self, fault: Fault, what: str) -> Damaged:
        """Return a refusal that says where."""
        return Damaged(fault, self.file, self.line, what[:40])


def lines(content: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the fields of each row that is not empty, with the line it begins on."""
    if len(content) > LARGEST:
        raise Damaged(Fault.TOO_LARGE, file)
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Damaged(Fault.NOT_UTF8, file, line) from None
    reader = csv.reader(StringIO(words, newline=""), strict=True)
    begins = 1
    try:
        for fields in reader:
            if fields:
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error:
        raise Damaged(Fault.NOT_CSV, file, max(begins, 1)) from None


def rows(content: bytes, file: str, needed: Sequence[str]) -> Iterator[Row]:
    """Yield the rows below the headings; refuse what is not as wide as they are."""
    found = lines(content, file)
    line, first = next(found, (0, []))
    if not first:
        raise Damaged(Fault.EMPTY, file)
    headings = [_heading(each) for each in first]
    for name in needed:
        if name not in headings:
            raise Damaged(Fault.MISSING_COLUMN, file, line, name)
    twice = {each for each in headings if headings.count(each) > 1} if _repeats(headings) else set()
    if twice:
        raise Damaged(Fault.TWICE, file, line, min(twice))
    for begins, fields in found:
        if len(fields) != len(headings):
            what = f"{len(fields)} / {len(headings)}"
            raise Damaged(Fault.FIELDS, file, begins, what)
        yield Row(file, begins, dict(zip(headings, fields, strict=True)))


def _heading(words: str) -> str:
    return "-".join(words.strip().lower().replace("_", " ").replace("-", " ").split())


def _repeats(headings: Sequence[str]) -> bool:
    return len(set(headings)) < len(headings)


def written(table: Sequence[Sequence[object]]) -> bytes:
    """Return rows as a CSV file; None is an empty field."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([["" if each is None else each for each in row] for row in table])
    return out.getvalue().encode()


def guarded(words: str) -> str:
    """Return words that no spreadsheet takes for a formula; `bared` gives them back."""
    return f"'{words}" if words.lstrip("'").startswith(MARKS) else words


def bared(words: str) -> str:
    """Return words without the mark that keeps a spreadsheet from taking them for a formula."""
    marked = words.startswith("'") and words.lstrip("'").startswith(MARKS)
    return words[1:] if marked else words
