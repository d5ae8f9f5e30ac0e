"""Charts and tables before they are in a language: what a finding looks like.

An exhibit is everything that is shown of one finding. Charts never stand alone: the tables beside
them hold every number, and `alternative` says in words what the picture shows.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from participation.reports.domain.said import NOTHING, Said, Unit, Value


class Kind(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    GROUPED = "grouped"
    STACKED = "stacked"
    DIVERGING = "diverging"
    HISTOGRAM = "histogram"
    LINE = "line"
    FOURFOLD = "fourfold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One value for each category; None where nothing may be or can be shown."""

    name: Said
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as data.

    bars, histogram, line: one series · grouped: a series for each group · stacked, diverging: a
    series for each step of a scale, in order · fourfold: the series are the upward and the
    rightward scale, `middle` the means that part the fields, in the same order.
    """

    kind: Kind
    title: Said
    categories: tuple[Said, ...]
    series: tuple[Series, ...]
    unit: Unit
    answered: float
    middle: tuple[float, ...] = ()
    notes: tuple[Said, ...] = ()
    alternative: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A cell that disclosure control took away."""

    why: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A value that differs from that of the other groups: more or less often."""

    value: Value
    is_more: bool


Cell = Value | Marked | Hidden | Said | None


class RowKind(StrEnum):
    """What a row of a table is."""

    PLAIN = "plain"
    MISSING = "missing"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with its head. Fewer cells than columns: the last one stretches."""

    head: Said
    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first column has the heads of its rows."""

    title: Said
    stub: Said
    columns: tuple[Said, ...]
    rows: tuple[Row, ...]
    notes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A number of its own: the mean, the median."""

    name: Said
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """Everything that is shown of one finding; `hidden` says why nothing is.

    `groups` are tables of each group by itself: for workbooks, as they would make reports long.
    """

    title: Said
    base: tuple[Said, ...]
    only: Said = NOTHING
    hidden: Said = NOTHING
    facts: tuple[Fact, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    groups: tuple[Table, ...] = ()
    notes: tuple[Said, ...] = field(default_factory=tuple)
