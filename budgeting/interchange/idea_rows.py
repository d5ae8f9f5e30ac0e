"""Ideas in CSV files: read them, or say line by line what is wrong. Pure."""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from io import StringIO

COLUMNS = ("title", "words", "language", "place", "area", "category", "cost")
NEEDED = ("title", "words")
MOST_CENTS = 10**13
LONGEST = 100_000  # characters of a cell; more is no table


class Wrong(StrEnum):
    """What can be wrong with a line."""

    COLUMN_MISSING = "column_missing"
    NOT_CSV = "not_csv"
    EMPTY = "empty"
    UNKNOWN_AREA = "unknown_area"
    UNKNOWN_CATEGORY = "unknown_category"
    NOT_MONEY = "not_money"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, on which line, in which column."""

    line: int
    column: str
    wrong: Wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaRow:
    """One idea as a file has it; `cost_cents` is a guess."""

    line: int
    title: str
    words: str
    language: str = ""
    place: str = ""
    area: str = ""
    category: str = ""
    cost_cents: int | None = None


def read(
    words: str, areas: Collection[str], categories: Collection[str]
) -> tuple[list[IdeaRow], list[Fault]]:
    """Read ideas; commas and semicolons both separate. Columns not known are passed over."""
    words = words.removeprefix("\ufeff")
    first = words.partition("\n")[0]
    reader = csv.DictReader(StringIO(words), delimiter=";" if ";" in first else ",")
    try:
        names = reader.fieldnames or ()
        faults = [Fault(1, name, Wrong.COLUMN_MISSING) for name in NEEDED if name not in names]
        return ([], faults) if faults else _rows(reader, areas, categories)
    except csv.Error:
        return [], [Fault(reader.line_num + 1, "", Wrong.NOT_CSV)]


def _rows(
    reader: "csv.DictReader[str]", areas: Collection[str], categories: Collection[str]
) -> tuple[list[IdeaRow], list[Fault]]:
    rows: list[IdeaRow] = []
    faults: list[Fault] = []
    for cells in reader:
        if any(len(words) > LONGEST for words in cells.values() if isinstance(words, str)):
            return [], [Fault(reader.line_num, "", Wrong.NOT_CSV)]
        said = {name: (cells.get(name) or "").strip() for name in COLUMNS}
        found = list(_faults(said, reader.line_num, areas, categories))
        faults += found
        if not found:
            cost = cents(said.pop("cost"))
            rows.append(IdeaRow(line=reader.line_num, cost_cents=cost, **said))
    return rows, faults


def _faults(
    said: dict[str, str], line: int, areas: Collection[str], categories: Collection[str]
) -> list[Fault]:
    found = [Fault(line, name, Wrong.EMPTY) for name in NEEDED if not said[name]]
    if said["area"] and said["area"] not in areas:
        found.append(Fault(line, "area", Wrong.UNKNOWN_AREA))
    if said["category"] and said["category"] not in categories:
        found.append(Fault(line, "category", Wrong.UNKNOWN_CATEGORY))
    if said["cost"] and cents(said["cost"]) is None:
        found.append(Fault(line, "cost", Wrong.NOT_MONEY))
    return found


def cents(words: str) -> int | None:
    """Read euros, with a decimal comma or point and spaces between thousands; None if it is not."""
    plain = "".join(words.split()).removesuffix("€").replace(",", ".")
    try:
        amount = Decimal(plain) * 100
    except InvalidOperation:
        return None
    is_money = amount.is_finite() and 0 <= amount < MOST_CENTS and amount == int(amount)
    return int(amount) if is_money else None
