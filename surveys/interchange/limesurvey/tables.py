"""The tables in a .lss file: one element for each, with rows of fields.

The words are decoded here and a document type is refused before the parser sees them, so that
nothing can be expanded; depth and numbers are limited while reading.
"""

import re
from xml.etree.ElementTree import ParseError, XMLParser

from surveys.interchange.report import FormRefused

DEEPEST = 12
MOST_ROWS = 200_000
DECLARATION = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
ROW_DEPTH = 4

Rows = list[dict[str, str]]


class _Tables:
    """Gathers rows while the parser reads."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.tables: dict[str, Rows] = {}
        self.words: list[str] = []
        self.rows = 0
        self.plain: dict[str, list[str]] = {}

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if len(self.path) >= DEEPEST:
            raise FormRefused("damaged_file")
        self.path.append(tag)
        self.words = []
        if len(self.path) == ROW_DEPTH and tag == "row":
            self.rows += 1
            if self.rows > MOST_ROWS:
                raise FormRefused("too_many_rows", limit=MOST_ROWS)
            self.tables.setdefault(self.path[1], []).append({})

    def data(self, data: str) -> None:
        self.words.append(data)

    def end(self, tag: str) -> None:
        said = "".join(self.words)
        if len(self.path) == ROW_DEPTH + 1 and self.path[2] == "rows":
            rows = self.tables.get(self.path[1])
            if rows:
                rows[-1][tag] = said
        elif said.strip():
            self.plain.setdefault(tag, []).append(said.strip())
        self.path.pop()
        self.words = []

    def close(self) -> None:
        """End."""


def read_tables(content: bytes) -> tuple[dict[str, Rows], dict[str, list[str]]]:
    """Return the tables by name, and the words that stand outside of rows."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormRefused("not_utf8") from error
    if DECLARATION.search(words):
        raise FormRefused("declares_entities")
    target = _Tables()
    parser = XMLParser(target=target)  # noqa: S314 -- a file that declares anything was refused
    try:
        parser.feed(PROLOGUE.sub("", words, count=1))
        parser.close()
    except (ParseError, ValueError) as error:
        raise FormRefused("damaged_file") from error
    if (
        "Survey" not in target.plain.get("LimeSurveyDocType", [])
        or "questions" not in target.tables
    ):
        raise FormRefused("not_a_survey")
    return target.tables, target.plain
