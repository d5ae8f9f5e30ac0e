"""What was told of one part in one release, beside what was true: the memory of disclosure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from participation.activities.domain.disclosure.sheets import WHOLE, Column, Numbers, Part

Cell = tuple[Column, str]
GONE = "~untold"  # the group of those who are in no group that the split names


@dataclass(slots=True, kw_only=True)
class Period:
    """The numbers of a part at one release, and which of them were told.

    `sizes` are the columns of which everybody may know how many people they hold; `columns` those
    of which it is told how many answered; `cells` and `scores` what else is told of them.
    """

    truth: Mapping[Column, Numbers]
    sizes: set[Column] = field(default_factory=lambda: {WHOLE})
    columns: set[Column] = field(default_factory=set)
    cells: set[Cell] = field(default_factory=set)
    scores: set[Cell] = field(default_factory=set)

    def of(self, column: Column, rows: Iterable[str]) -> int:
        """Return how many people are in rows of a column."""
        found = self.truth.get(column, {})
        return sum(found.get(row, 0) for row in rows)

    def variables(self) -> list[str]:
        """Return the variables by which the part is split."""
        return list(dict.fromkeys(variable for variable, _group in self.truth if variable))

    def to_json(self) -> dict[str, Any]:
        """Return the JSON in which releases keep the period, for staff only."""
        return {
            "truth": [[list(column), dict(found)] for column, found in self.truth.items()],
            "sizes": sorted(map(list, self.sizes)),
            "columns": sorted(map(list, self.columns)),
            "cells": sorted([list(column), name] for column, name in self.cells),
            "scores": sorted([list(column), name] for column, name in self.scores),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild a period from its JSON."""
        return cls(
            truth={_column(column): dict(found) for column, found in stored["truth"]},
            sizes={_column(column) for column in stored["sizes"]},
            columns={_column(column) for column in stored["columns"]},
            cells={(_column(column), name) for column, name in stored["cells"]},
            scores={(_column(column), name) for column, name in stored["scores"]},
        )


def _column(stored: Iterable[str]) -> Column:
    variable, group = stored
    return variable, group


def completed(part: Part, truth: Mapping[Column, Numbers]) -> dict[Column, Numbers]:
    """Add to every split the group of those whom none of its groups holds."""
    found = dict(truth)
    for variable in dict.fromkeys(variable for variable, _group in truth if variable):
        groups = [numbers for (name, _g), numbers in truth.items() if name == variable]
        found[variable, GONE] = {
            row: truth[WHOLE][row] - sum(numbers[row] for numbers in groups) for row in part.rows
        }
    return found
