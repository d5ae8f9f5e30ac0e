"""Somebody who has every public page and file, and a solver of linear programmes.

Reads nothing but public findings; scipy's HiGHS does the sums. What is true is known to the test
only, to tell which numbers should not have come out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.optimize import linprog

from participation.activities.domain.disclosure import WEIGHTS
from tests.activities.attacker_reading import Column, Table, columns
from tests.activities.releases_random import World

NEAR = 1e-6
UNBOUNDED = 3
Name = tuple[Any, ...]
Sum = dict[int, float]


class Attacker:
    """Unknown numbers by name, and what is known of their sums.

    Names are (question, moment, part, variable, group, row).
    """

    def __init__(self, world: World) -> None:
        self.places: dict[Name, int] = {}
        self.equal: list[tuple[Sum, float]] = []
        self.most: list[tuple[Sum, float]] = []
        self.groups: dict[Name, list[str]] = defaultdict(list)
        for finding in unique(world):
            self.read(finding, truth_of(world, finding))
            if "weighted" in finding.figures:
                self.read_weighted(finding, truth_of(world, finding, WEIGHTS), world.weights)
        self.link_groups()
        self.link_moments()

    def at(self, *name: Any) -> int:
        return self.places.setdefault(name, len(self.places))

    def read(self, finding: Any, true: Any) -> None:
        """Read a finding; the true one says only which rows and groups there are."""
        told = {column.code: column for column in columns(finding)}
        for column in columns(true):
            seen = told.get(column.code, Column(column.code, [], None))
            if finding.by and seen.people is not None:
                size = self.at(finding.by, finding.moment, "size", column.code)
                self.equal.append(({size: 1}, seen.people))
            known = {table.name: table for table in seen.tables}
            for table in column.tables:
                name = (finding.subject, finding.moment, table.name, finding.by, column.code)
                if not finding.by and table.name in known:
                    table = known[table.name]  # noqa: PLW2901 -- classes are as they were told
                self.groups[name[:4]].append(column.code)
                self.read_table(name, table, known.get(table.name), seen.people)

    def read_table(self, name: Name, table: Table, told: Table | None, people: int | None) -> None:
        """Write down what a column says by itself."""
        counts: Mapping[str, Any] = told.counts if told else {}
        for row in table.counts:
            place = self.at(*name, row)
            if counts.get(row) is not None:
                self.equal.append(({place: 1}, counts[row]))
        answered = told.answered if told else None
        for line in self.lines(name, table):
            self.equal.append(({**line, **self.silent(name, people)}, people or 0))
            if answered is not None:
                self.equal.append((line, answered))
        if table.kind == "many" and answered is not None:
            every: Sum = {self.at(*name, row): -1 for row in table.counts}
            self.most.append((every, -answered))  # everybody who answered chose something
        for weights, score in told.scores if told else ():
            sum_: Sum = {self.at(*name, row): weight for row, weight in weights.items()}
            self.equal.append((sum_, round(score * (answered or 0), 6)))

    def read_weighted(self, finding: Any, true: Any, weights: Mapping[str, float]) -> None:
        """Write down what weighted shares say of classes, of which nothing else is told."""
        self.read(nothing_told(true), true)
        told = finding.figures["weighted"]
        for group, people in told["bases"].items():
            where = (finding.subject, finding.moment, "", WEIGHTS, group)
            rows = [n[5] for n in self.places if n[:5] == where and n[5] != "~"]
            if "options" in told and not any(row.startswith("!") for row in rows):
                self.equal.append(({self.at(*where, row): 1 for row in rows}, people))
        shares = {"": told["options"]} if "options" in told else told["rows"]
        for part, found in shares.items():
            for row, share in found.items():
                if share is not None:
                    where = (finding.subject, finding.moment, part, WEIGHTS)
                    self.equal.append((self.weighed(where, row, share, found, weights), 0))

    def weighed(
        self, where: Name, row: str, share: float, rows: Any, weights: Mapping[str, float]
    ) -> Sum:
        """Weighted people of a row, less the share of all who are weighted: nobody."""
        sum_: Sum = defaultdict(float)
        groups = {n[4] for n in self.places if n[:4] == where} & set(weights)
        for group, weight in weights.items():
            if group not in groups:
                continue
            names = [n for n in self.places if n[:5] == (*where, group)]
            is_many = (*where, group, f"!{row}") in names
            every = (row, f"!{row}") if is_many else rows
            sum_[self.at(*where, group, row)] += weight
            for each in every:
                sum_[self.at(*where, group, each)] -= weight * share
        return sum_

    def lines(self, name: Name, table: Table) -> Iterator[Sum]:
        """Yield sums that are all who answered."""
        if table.kind != "many":
            yield {self.at(*name, row): 1 for row in table.counts}
            return
        for row in table.counts:
            yield {self.at(*name, row): 1, self.at(*name, f"!{row}"): 1}

    def silent(self, name: Name, people: int | None) -> Sum:
        """Return those who did not answer, less the size of the group where that is not told."""
        _subject, moment, _part, by, code = name
        found: Sum = {self.at(*name, "~"): 1}
        if code and people is None:
            found[self.at(by, moment, "size", code)] = -1
        return found

    def link_groups(self) -> None:
        """Everybody is in one group, or in none that is named."""
        for (subject, moment, part, by), codes in list(self.groups.items()):
            whole = (subject, moment, part, "", "")
            for row in [name[5] for name in self.places if name[:5] == whole]:
                if by:
                    sum_: Sum = {
                        self.at(subject, moment, part, by, code, row): 1
                        for code in (*codes, "~untold")
                    }
                    self.equal.append((sum_ | {self.at(*whole, row): -1}, 0))

    def link_moments(self) -> None:
        """Nobody takes an answer back in these worlds."""
        for _rest, names in self.times():
            for old, new in pairwise(names):
                self.most.append(({self.at(*old): 1, self.at(*new): -1}, 0))

    def times(self) -> Iterator[tuple[Name, list[Name]]]:
        """Yield what was told at several moments."""
        found: dict[Name, list[Name]] = defaultdict(list)
        for name in self.places:
            found[name[0], *name[2:]].append(name)
        yield from ((rest, sorted(names, key=lambda n: n[1])) for rest, names in found.items())

    def ends(self, wanted: Sum) -> tuple[float, float]:
        """Return the least and the greatest that a sum can be, in whole numbers."""
        equal, values = self.table(self.equal)
        most, tops = self.table(self.most)
        (cost,), _none = self.table([(wanted, 0)])
        found = []
        for sign in (1, -1):
            result = linprog(sign * cost, most, tops, equal, values, bounds=(0, None))
            assert result.status in (0, UNBOUNDED), result.message
            found.append(sign * (result.fun if result.status == 0 else -np.inf))
        return ceil(found[0] - NEAR), found[1] if found[1] == np.inf else floor(found[1] + NEAR)

    def table(self, sums: list[tuple[Sum, float]]) -> Any:
        rows = np.zeros((len(sums), len(self.places)))
        for line, (sum_, _value) in enumerate(sums):
            for place, factor in sum_.items():
                rows[line, place] = factor
        return rows, [value for _sum, value in sums]


def unique(world: World) -> list[Any]:
    """Return each public finding once, however many releases tell it."""
    every = {f.checksum(): f for release in world.public for f in release.findings}
    return list(every.values())


def nothing_told(true: Any) -> Any:
    """Return a split of which the public knows the groups alone."""
    by = true.figures["by"]
    hidden = {"shape": true.figures["shape"], "hidden": {"reason": "protected"}}
    groups = [{**group, "answered": 0, "figures": hidden} for group in by["groups"]]
    return replace(true, figures={**hidden, "by": {**by, "groups": groups}})


def truth_of(world: World, finding: Any, by: str = "") -> Any:
    """Return the true finding behind a public one, or a split of it."""
    name = (finding.subject, finding.moment, by or finding.by)
    every = (one for release in world.true for one in release)
    return next(one for one in every if (one.subject, one.moment, one.by) == name)


def leaks(world: World) -> Iterator[tuple[Name, float, float]]:
    """Yield every number from 1 to the minimum, less one, that can be worked out."""
    attacker = Attacker(world)
    small = range(1, world.minimum)
    for name, wanted, value in list(secrets(attacker, dict(truths(world)))):
        if value in small:
            low, high = attacker.ends(wanted)
            if low >= 1 and high < world.minimum:
                yield name, low, high


def secrets(attacker: Attacker, values: Mapping[Name, int]) -> Iterator[tuple[Name, Sum, int]]:
    """Yield every number of which the public knows that it exists, and what was added to it."""
    for _rest, names in list(attacker.times()):
        known = [name for name in names if name in values]
        for name in known:
            yield name, {attacker.at(*name): 1}, values[name]
        for old, new in pairwise(known):
            sum_: Sum = {attacker.at(*new): 1, attacker.at(*old): -1}
            yield (*new, "since", old[1]), sum_, values[new] - values[old]


def truths(world: World) -> Iterator[tuple[Name, int]]:
    """Name what is true as the attacker names what is unknown."""
    for finding in [finding for release in world.true for finding in release]:
        for column in columns(finding):
            if finding.by:
                yield (finding.by, finding.moment, "size", column.code), column.people or 0
            for table in column.tables:
                name = (finding.subject, finding.moment, table.name, finding.by, column.code)
                for row, value in table.counts.items():
                    yield (*name, row), value or 0
                    if table.kind == "many":
                        yield (*name, f"!{row}"), (table.answered or 0) - (value or 0)
