"""A workbook for a translator: one text a row, its words in one language to be put in another.

Rows are known by their key, the address of the text (see `services.translating`). The mark says
from what the translator worked, so that texts that changed meanwhile are noticed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from participation.platform.i18n.text import Text
from participation.reports.tables import Column, Row, Table
from surveys.interchange.report import FormRefused
from surveys.interchange.xlsform.book import read_book

KEY, WHERE, STATE, MARK = "key", "where", "state", "mark"
SOURCE, TARGET = "{} (source)", "{} (translation)"
NAMED = re.compile(r"([a-z]{2}) \((source|translation)\)")
WIDTHS = (22, 26, 60, 60, 12, 28)

MarkOf = Callable[[Text, str, str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """What a translator made of one text."""

    key: str
    words: str
    mark: str


@dataclass(frozen=True, slots=True)
class Translations:
    """A translator's work."""

    source: str
    target: str
    lines: tuple[Line, ...]


def table(
    texts: Mapping[str, Text], places: Mapping[str, str], pair: tuple[str, str], mark_of: MarkOf
) -> Table:
    """Return the table to translate; `places` says of every key what it is."""
    source, target = pair
    titles = (KEY, WHERE, SOURCE.format(source), TARGET.format(target), STATE, MARK)

    def rows() -> Iterator[Row]:
        for key, text in texts.items():
            words = [text.translations.get(code, "") for code in pair]
            yield key, places[key], *words, text.state(target).value, mark_of(text, *pair)

    columns = [
        Column(title=title, width=width) for title, width in zip(titles, WIDTHS, strict=True)
    ]
    return Table(name=f"{source}-{target}", columns=columns, rows=rows())


def read(content: bytes, name: str) -> Translations:
    """Read a translator's work, or refuse the file."""
    sheet = next(iter(read_book(content, name).sheets.values()), None)
    headers = sheet.headers if sheet else ()
    found = {each[2]: each[1] for each in map(NAMED.fullmatch, headers) if each}
    if sheet is None or not {KEY, MARK} <= set(headers) or len(found) != len(("source", TARGET)):
        raise FormRefused("not_translations")
    column = TARGET.format(found["translation"])
    lines = (Line(r.get(KEY, ""), r.get(column, ""), r.get(MARK, "")) for _n, r in sheet.rows)
    return Translations(found["source"], found["translation"], tuple(lines))
