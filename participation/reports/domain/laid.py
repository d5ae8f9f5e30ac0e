"""A document in one language: plain strings and numbers, ready for writers.

Every writer shows what stands here and works nothing out, so that all files show one set of
figures: `shown` is a number as people read it, `number` the same number unrounded for files that
hold numbers (charts that can be edited, sheets).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from participation.reports.domain.exhibits import Kind, RowKind
from participation.reports.domain.said import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidCell:
    """A cell as it is read, and its number where it has one."""

    shown: str
    number: float | None = None
    unit: Unit | None = None
    decimals: int | None = None
    is_hidden: bool = False

    @property
    def is_aligned(self) -> bool:
        """Tell whether the cell stands below numbers: one, a hidden one, or a dash for none."""
        return self.number is not None or self.is_hidden or len(self.shown) <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidRow:
    """A row; the last cell stretches over columns that are left."""

    head: str
    cells: tuple[LaidCell, ...]
    kind: RowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidTable:
    """A table; the head of the first column is `stub`."""

    title: str
    stub: str
    columns: tuple[str, ...]
    rows: tuple[LaidRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidSeries:
    """Numbers of a chart, and as they are written beside bars."""

    name: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidChart:
    """A chart in one language."""

    kind: Kind
    title: str
    only: str
    categories: tuple[str, ...]
    series: tuple[LaidSeries, ...]
    unit: Unit
    base: str
    middle: tuple[float, ...]
    middle_shown: tuple[str, ...]
    told: str
    alternative: str

    @property
    def caption(self) -> str:
        """What stands below the picture."""
        return " \N{MIDDLE DOT} ".join(words for words in (self.only, self.base) if words)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidFact:
    """A number of its own."""

    name: str
    cell: LaidCell


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidExhibit:
    """Everything that is shown of a finding."""

    title: str
    level: int
    only: str
    base: str
    hidden: str
    facts: tuple[LaidFact, ...]
    charts: tuple[LaidChart, ...]
    tables: tuple[LaidTable, ...]
    notes: tuple[str, ...]
    groups: tuple[LaidTable, ...] = ()

    def showing(self, *, charts: bool, tables: bool) -> Self:
        """Return the exhibit without what is not wanted; a table stays where there is no chart."""
        shown = self.charts if charts else ()
        kept = self.tables if tables or not shown else ()
        return replace(self, charts=shown, tables=kept, groups=self.groups if tables else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidHeading:
    """A heading."""

    words: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of words. `reference` names the figure it shows, `is_stale` one out of date."""

    words: str
    reference: str = ""
    is_stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidParagraph:
    """A paragraph, or a point of a list."""

    runs: tuple[Run, ...]
    is_point: bool = False
    is_lede: bool = False

    @property
    def words(self) -> str:
        """The whole paragraph."""
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidQuote:
    """Words that somebody wrote."""

    words: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidTheme:
    """A theme of open answers."""

    title: str
    about: str
    people: str
    quotes: tuple[LaidQuote, ...]
    level: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidBreak:
    """A new page."""


Part = LaidExhibit | LaidHeading | LaidParagraph | LaidQuote | LaidTheme | LaidBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A report in one language."""

    title: str
    subtitle: str
    about: tuple[str, ...]
    language: str
    moment: str
    labels: Mapping[str, str]
    codebook: LaidTable
    parts: tuple[Part, ...]

    @property
    def stale(self) -> tuple[str, ...]:
        """The frozen figures that are out of date."""
        runs = (run for part in self.parts if isinstance(part, LaidParagraph) for run in part.runs)
        return tuple(dict.fromkeys(run.reference for run in runs if run.is_stale))


def portions(table: LaidTable, most: int) -> Iterator[LaidTable]:
    """Part a table that is wider than a page into tables of at most so many columns."""
    if len(table.columns) <= most:
        yield table
        return
    for start in range(0, len(table.columns), most):
        end = start + most
        yield replace(
            table,
            columns=table.columns[start:end],
            rows=tuple(
                replace(row, cells=row.cells[start:end] or row.cells[-1:]) for row in table.rows
            ),
            notes=table.notes if end >= len(table.columns) else (),
        )
