"""Words of a form without HTML and Markdown, which other programs draw and we do not."""

import re
from collections.abc import Mapping
from dataclasses import replace

from surveys.interchange.plain_words import plain
from surveys.interchange.report import Effect, Report
from surveys.interchange.xlsform.book import Book, Sheet
from surveys.interchange.xlsform.columns import KNOWN, MEDIA, TRANSLATED, columns_of

# Only what is surely HTML: people write `<name>` and `a < b` as words.
HTML = re.compile(
    r"</?(?:a|b|i|u|s|p|br|hr|em|ol|ul|li|td|tr|th|h[1-6]|div|img|sub|sup|big|code|font|span|small|"
    r"style|table|tbody|thead|center|iframe|script|strong)(?:\s[^<>]*)?/?>|&(?:nbsp|amp|lt|gt|quot);",
    re.IGNORECASE,
)
# What each mark of Markdown is called in the report, and what stays of the words.
MARKDOWN = (
    ("#", re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE), ""),
    ("[]()", re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:)[^\s()]+)\)"), r"\1 (\2)"),
    ("**", re.compile(r"\*\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*\*"), r"\1"),
    ("__", re.compile(r"(?<![\w{])__(?=[^\s_])([^\n]+?)(?<=[^\s_])__(?![\w}])"), r"\1"),
    ("*", re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    ("_", re.compile(r"(?<![\w{])_(?=[^\s_])([^_\n]+)(?<=[^\s_])_(?![\w}])"), r"\1"),
)


def unmarked(book: Book, report: Report) -> Book:
    """Return the book with plain words, and report the marks that are lost."""
    sheets = {
        name: _sheet(sheet, report) if name in KNOWN else sheet
        for name, sheet in book.sheets.items()
    }
    return replace(book, sheets=sheets)


def plainly(words: str) -> tuple[str, frozenset[str]]:
    """Return the words of a cell, and the marks that are lost."""
    lost: frozenset[str] = frozenset()
    if HTML.search(words):
        words, lost = plain(words)
    for mark, pattern, kept in MARKDOWN:
        words, times = pattern.subn(kept, words)
        lost |= {mark} if times else frozenset()
    return words.strip(), lost


def _sheet(sheet: Sheet, report: Report) -> Sheet:
    columns = columns_of(sheet)
    spoken = {column.header for column in columns if column.key in TRANSLATED - MEDIA}
    name = next((column.header for column in columns if column.key == "name"), "")
    rows = []
    for number, cells in sheet.rows:
        words, lost = _cells(cells, spoken)
        rows.append((number, words))
        if lost:
            where = {"sheet": sheet.name, "row": number, "name": cells.get(name, "")}
            report.add(Effect.CHANGED, "markup", facts={"marks": ", ".join(sorted(lost))}, **where)
    return replace(sheet, rows=tuple(rows))


def _cells(cells: Mapping[str, str], spoken: set[str]) -> tuple[dict[str, str], frozenset[str]]:
    found, lost = dict(cells), frozenset[str]()
    for header in spoken & cells.keys():
        found[header], marks = plainly(cells[header])
        lost |= marks
    return {header: cell for header, cell in found.items() if cell}, lost
