"""A dataset: typed fields with labels, and rows that may be too many to hold at once.

A cell holds a code, a number, words, a day, or one of the codes of `missing` (why there is no
answer); `None` where nothing can be said, such as the words for an "other" that nobody chose.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import count, islice
from typing import IO, Protocol

Value = str | int | float | date | None
Row = Sequence[Value]
AT_ONCE = 5_000
MOST_CELLS = 10_000_000  # of files that are made in memory


class Kind(StrEnum):
    """What the cells of a field hold; a mark is a code too: "1" chosen, "0" not."""

    CODE = "code"
    MARK = "mark"
    NUMBER = "number"
    TEXT = "text"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column: its name in our codes, its words, and of codes the words of each, in order."""

    name: str
    label: str
    kind: Kind
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The answers of one activity, or figures of them, by `name`.

    `rows` is read once; `size` says how many there are.
    """

    title: str
    language: str
    source: str
    fields: Sequence[Field]
    rows: Iterable[Row]
    size: int
    missing: Mapping[str, str]
    name: str = "answers"

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return self.size * len(self.fields)

    def batches(self) -> Iterator[tuple[Row, ...]]:
        """Yield the rows, some thousand at a time."""
        rows = iter(self.rows)
        while batch := tuple(islice(rows, AT_ONCE)):
            yield batch


class DataWriter(Protocol):
    """Writes a dataset into one kind of file."""

    suffix: str
    mimetype: str

    def write(self, dataset: Dataset, file: IO[bytes]) -> None:
        """Write the dataset into the file."""
        ...


def plain_names(names: Iterable[str], longest: int) -> list[str]:
    """Return names that statistics programs take: letters, digits and `_`, a letter first.

    Two names that would become one, upper and lower case being the same, get a number.
    """
    taken: set[str] = set()
    found = []
    for name in names:
        plain = re.sub(r"[^a-z0-9_]", "_", name.lower()).strip("_")
        plain = (plain if plain[:1].isalpha() else f"v_{plain}")[:longest]
        numbered = (f"{plain[: longest - len(str(n)) - 1]}_{n}" for n in count(2))
        chosen = plain if plain not in taken else next(n for n in numbered if n not in taken)
        taken.add(chosen)
        found.append(chosen)
    return found
