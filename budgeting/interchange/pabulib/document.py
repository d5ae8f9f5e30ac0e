"""What a Pabulib file says, before anything is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
WITH_POINTS = ("cumulative", "scoring")
# Fields that were renamed; we read both and write the new one.
RENAMED = {"target": "beneficiaries"}


class Damaged(Exception):
    """A file that cannot be read; says where and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Remark:
    """Something doubtful that does not stop the count."""

    line: int
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """A project or a ballot: its line and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file."""

    meta: Mapping[str, str]
    projects: tuple[Row, ...]
    votes: tuple[Row, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def vote_type(self) -> str:
        """The kind of ballot."""
        return self.meta["vote_type"]

    def number(self, key: str) -> Fraction | None:
        """Return a number of the head, or nothing where there is none."""
        return number_in(self.meta[key]) if self.meta.get(key) else None


def number_in(cell: str) -> Fraction | None:
    """Read a number exactly; a decimal comma is understood."""
    try:
        value = Decimal(cell.strip().replace(",", "."))
    except InvalidOperation:
        return None
    # A number with a huge exponent would be written out in full.
    if not value.is_finite() or abs(value.adjusted()) > 30:  # noqa: PLR2004
        return None
    return Fraction(value)


def listed(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell that holds a list."""
    return tuple(part.strip() for part in cell.split(",") if part.strip())
