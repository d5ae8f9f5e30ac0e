"""Headers of columns: which column is meant, and in which language its words are.

`label::Suomi (fi)`, `label:Suomi`, `media::image`, `bind:jr:constraintMsg`, `Label ` … A single
colon parts the language only in sheets that never use two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys.interchange.report import FormRefused
from surveys.interchange.xlsform.book import Sheet

ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "list_name": "list",
    "list": "list",
    "relevance": "relevant",
    "readonly": "read_only",
    "calculate": "calculation",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "title": "form_title",
    "set_form_title": "form_title",
}
# Columns of our own begin like this; see `surveys.interchange.xlsform.own`.
OWN = "yhes:"
WRAPPERS = ("bind", "control", "body", "media")
MEDIA = frozenset({"image", "audio", "video", "big-image"})
TRANSLATED = MEDIA | {"label", "hint", "guidance_hint", "constraint_message", "required_message"}
SURVEY = TRANSLATED | {
    "type", "name", "required", "relevant", "constraint", "appearance", "default", "read_only",
    "calculation", "trigger", "choice_filter", "parameters", "repeat_count", "disabled", "rows",
    "autoplay",
}  # fmt: skip
CHOICES = MEDIA | {"list", "name", "label"}
KNOWN = {"survey": SURVEY, "choices": CHOICES, "external_choices": CHOICES}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is for, in which language, and how the file calls it."""

    key: str
    language: str
    header: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row by the keys of its columns; translated columns by language ("" when unnamed)."""

    sheet: str
    row: int
    cells: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    def has_words(self, key: str) -> bool:
        """Tell whether a translated column has words in any language."""
        return bool(self.words.get(key))


def columns_of(sheet: Sheet) -> list[Column]:
    """Read the headers; refuse two that mean the same."""
    double = any("::" in header for header in sheet.headers)
    columns = [_column(header, double=double) for header in sheet.headers]
    seen: dict[tuple[str, str], Column] = {}
    for column in columns:
        other = seen.setdefault((column.key, column.language.casefold()), column)
        if other is not column:
            raise FormRefused(
                "headers_mean_same", sheet=sheet.name, row=1, one=other.header, two=column.header
            )
    return columns


def records(sheet: Sheet) -> list[Record]:
    """Return the sheet's rows by column."""
    columns = {column.header: column for column in columns_of(sheet)}
    return [_record(sheet.name, number, cells, columns) for number, cells in sheet.rows]


def unknown(sheet: Sheet, kind: str) -> list[Column]:
    """Return the columns that no form of this format has."""
    known = KNOWN[kind]
    return [c for c in columns_of(sheet) if c.key not in known and not c.key.startswith(OWN)]


def languages_of(sheet: Sheet) -> list[str]:
    """Return the languages of the sheet's words as the file names them, in order."""
    found = (c.language for c in columns_of(sheet) if c.key in TRANSLATED - MEDIA)
    return list(dict.fromkeys(found))


def _column(header: str, *, double: bool) -> Column:
    parts = [part.strip() for part in header.split("::" if double else ":")]
    parts = _with_prefix_kept(parts)
    if len(parts) > 1 and parts[0].lower() in WRAPPERS:
        parts = parts[1:]
    key = "_".join(parts[0].lower().split())
    key = ALIASES.get(key, key)
    language = " ".join(parts[1:]) if key in TRANSLATED else ""
    return Column(key if language or len(parts) == 1 else header, language, header)


def _with_prefix_kept(parts: Sequence[str]) -> list[str]:
    """Keep `jr:constraintMsg` one word where single colons part languages."""
    if "jr" in parts[:-1]:
        at = parts.index("jr")
        return [*parts[:at], f"jr:{parts[at + 1]}", *parts[at + 2 :]]
    return list(parts)


def _record(
    sheet: str, number: int, cells: Mapping[str, str], columns: Mapping[str, Column]
) -> Record:
    plain: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for header, cell in cells.items():
        column = columns[header]
        if column.key in TRANSLATED:
            words.setdefault(column.key, {})[column.language] = cell
        else:
            plain[column.key] = " ".join(cell.split()) if column.key == "type" else cell
    return Record(sheet, number, plain, words)
