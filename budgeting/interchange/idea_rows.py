"""Ideas in tables: read them, or say line by line what is wrong. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

COLUMNS = ("title", "words", "language", "place", "area", "category", "cost")
NEEDED = ("title", "words")
MOST_CENTS = 10**13
LONGEST = {"title": 120, "words": 5_000, "place": 200}
LANGUAGES = ("fi", "sv", "en")
Grid = Sequence[tuple[int, Sequence[str]]]


class Wrong(StrEnum):
    """What can be wrong with a line."""

    COLUMN_MISSING = "column_missing"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNKNOWN_AREA = "unknown_area"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_LANGUAGE = "unknown_language"
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
    grid: Grid, areas: Collection[str], categories: Collection[str]
) -> tuple[list[IdeaRow], list[Fault]]:
    """Read ideas from rows with their lines, headings first; unknown columns are passed over."""
    if not grid:
        return [], [Fault(1, name, Wrong.COLUMN_MISSING) for name in NEEDED]
    first, names = grid[0][0], [name.strip().casefold() for name in grid[0][1]]
    missing = [Fault(first, name, Wrong.COLUMN_MISSING) for name in NEEDED if name not in names]
    if missing:
        return [], missing
    rows: list[IdeaRow] = []
    faults: list[Fault] = []
    for line, cells in grid[1:]:
        found = dict(zip(names, cells, strict=False))
        said = {name: found.get(name, "").strip() for name in COLUMNS}
        wrong = list(_faults(said, line, areas, categories))
        faults += wrong
        if not wrong:
            rows.append(IdeaRow(line=line, cost_cents=cents(said.pop("cost")), **said))
    return rows, faults


def _faults(
    said: dict[str, str], line: int, areas: Collection[str], categories: Collection[str]
) -> list[Fault]:
    found = [Fault(line, name, Wrong.EMPTY) for name in NEEDED if not said[name]]
    found += [
        Fault(line, name, Wrong.TOO_LONG)
        for name, longest in LONGEST.items()
        if len(said[name]) > longest
    ]
    if said["language"] and said["language"] not in LANGUAGES:
        found.append(Fault(line, "language", Wrong.UNKNOWN_LANGUAGE))
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
