"""Lay a part of a release, with all earlier releases of it, out as a puzzle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from participation.activities.domain.disclosure.periods import GONE, Cell, Period
from participation.activities.domain.disclosure.puzzle import Form, Puzzle, Secret
from participation.activities.domain.disclosure.sheets import WHOLE, Column, Part

SCORE_COST = 0.5
SCORE = "="  # before the name of a score, to tell it from a cell


@dataclass
class Board:
    """The puzzle of a part: its unknown numbers are how many people each release added.

    The last period is the one being decided; what it tells is kept apart from what is known.
    Nobody is seldom hidden, so an outsider takes a hidden cell of the first release for somebody.
    """

    part: Part
    periods: Sequence[Period]
    minimum: int
    variables: Sequence[str]
    puzzle: Puzzle = field(default_factory=Puzzle)
    places: dict[tuple[int, Column, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, period in enumerate(self.periods):
            for column in self.columns(period):
                self._add(number, column)
        for number, period in enumerate(self.periods):
            self.puzzle.known += self._links(number, period)
            self.puzzle.known += self._margins(number, period)
            is_last = number == len(self.periods) - 1
            self.puzzle.known += [
                form
                for (column, _name), (form, _cost) in self.all_told(number).items()
                if not is_last or self.is_settled(column)
            ]

    def columns(self, period: Period) -> list[Column]:
        """Return the columns of a period that are on this board."""
        return [c for c in period.truth if not c[0] or c[0] in self.variables]

    def _add(self, number: int, column: Column) -> None:
        period = self.periods[number]
        before = self._before(number, column)
        for row in self.part.rows:
            was = before.truth[column].get(row, 0) if before else 0
            value = period.truth[column].get(row, 0) - was
            least = int(len(self.periods) == 1 and column in period.columns)
            least = least if row in self.part.cells else 0
            self.places[number, column, row] = self.puzzle.add(value, least)

    def _before(self, number: int, column: Column) -> Period | None:
        earlier = (p for p in reversed(self.periods[:number]) if column in p.truth)
        return next(earlier, None)

    def form(self, number: int, column: Column, weights: Mapping[str, int]) -> dict[int, int]:
        """Return the sum of rows of a column at a release: all that came until then."""
        return {
            self.places[n, column, row]: weight
            for n in range(number + 1)
            for row, weight in weights.items()
            if (n, column, row) in self.places
        }

    def _links(self, number: int, period: Period) -> Iterator[Form]:
        """Everybody is in one group of every split."""
        for variable in [v for v in period.variables() if v in self.variables]:
            groups = [column for column in period.truth if column[0] == variable]
            for row in self.part.rows:
                found = dict.fromkeys(self.form(number, WHOLE, {row: 1}), -1)
                for column in groups:
                    found |= self.form(number, column, {row: 1})
                yield found

    def _margins(self, number: int, period: Period) -> Iterator[Form]:
        for column in self.columns(period):
            groups = []
            if column in period.sizes:
                groups += list(self.part.bases)
            if column in period.columns:
                groups += [(row,) for row in self.part.silent] + list(self.part.sums)
            for rows in groups:
                yield self.form(number, column, dict.fromkeys(rows, 1))

    def is_settled(self, column: Column) -> bool:
        """Tell whether a column is decided: the whole is, before any split of it is."""
        return column == WHOLE and bool(self.variables)

    @cached_property
    def told(self) -> dict[Cell, tuple[Form, float]]:
        """What the last period tells and may hide; see `hide`."""
        found = self.all_told(len(self.periods) - 1)
        return {cell: told for cell, told in found.items() if not self.is_settled(cell[0])}

    def hide(self, chosen: Iterable[Cell]) -> None:
        """Tell some cells and scores of the last period no more."""
        now = self.periods[-1]
        for column, name in chosen:
            del self.told[column, name]
            if name.startswith(SCORE):
                now.scores.discard((column, name.removeprefix(SCORE)))
            else:
                now.cells.discard((column, name))

    def all_told(self, number: int) -> dict[Cell, tuple[Form, float]]:
        """Return what a period tells, each with what it would cost to hide it."""
        period = self.periods[number]
        found: dict[Cell, tuple[Form, float]] = {}
        for column, name in period.cells:
            if column in self.columns(period) and name in self.part.cells:
                rows = self.part.cells[name]
                people = period.of(column, rows)
                cost = 1 + people / (1 + self.total)
                form = self.form(number, column, dict.fromkeys(rows, 1))
                found[column, name] = (form, cost if people else cost * 2)
        for column, name in period.scores:
            if column in self.columns(period) and name in (self.part.scores or {}):
                form = self.form(number, column, (self.part.scores or {})[name])
                found[column, f"{SCORE}{name}"] = (form, SCORE_COST / self.minimum)
        return found

    @property
    def total(self) -> int:
        """How many people there are in all at the last release."""
        return sum(self.periods[-1].truth[WHOLE].values())

    def secrets(self) -> Iterator[Secret]:
        """Yield every number of people that must not come out, of this and earlier releases."""
        for number, period in enumerate(self.periods):
            for column, groups in self._seen(period):
                for name, rows in self._named(column):
                    yield from self._secret(number, column, groups, name, rows)

    def _seen(self, period: Period) -> Iterator[tuple[Column, list[Column]]]:
        """Yield the columns of a period; of each split also all groups not told of together."""
        for column in self.columns(period):
            yield column, [column]
        for variable in [v for v in period.variables() if v in self.variables]:
            quiet = [c for c in period.truth if c[0] == variable and c not in period.columns]
            if len(quiet) > 1:
                yield (variable, f"{GONE}+"), quiet

    def _named(self, column: Column) -> Iterable[tuple[str, tuple[str, ...]]]:
        yield from self.part.cells.items()
        yield from ((half, (half,)) for half in self.part.halves)
        yield from ((f"~answered{n}", rows) for n, rows in enumerate(self.part.answered))

    def _secret(
        self, number: int, column: Column, groups: list[Column], name: str, rows: tuple[str, ...]
    ) -> Iterator[Secret]:
        weights = dict.fromkeys(rows, 1)
        form: dict[int, int] = {}
        for group in groups:
            form |= self.form(number, group, weights)
        yield from self._checked((number, column, name), form)
        for before in range(number):
            if all(group in self.periods[before].truth for group in groups):
                earlier = [self.form(before, group, weights) for group in groups]
                added = {p: f for p, f in form.items() if not any(p in e for e in earlier)}
                yield from self._checked((number, column, name, before), added)

    def _checked(self, where: tuple[object, ...], form: Form) -> Iterator[Secret]:
        value = self.puzzle.of(form)
        if 0 < value < self.minimum:
            yield Secret(where=where, form=form, value=value, wanted=self.minimum)
        elif -self.minimum < value < 0:
            yield Secret(where=where, form=form, value=value, wanted=0)
