"""Counts of some responses, split into groups, and weighted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from surveys.domain.counting.bins import Count, Selection
from surveys.domain.counting.block import Block
from surveys.domain.counting.choosing import (
    Asked,
    CellGroups,
    Combined,
    Groups,
    chosen,
    groups_of,
    weights_of,
)
from surveys.domain.counting.column import Rows
from surveys.domain.counting.tally import Counts, Tally
from surveys.domain.counting.variables import Variable


class Weighting(Protocol):
    """Weights by what people said of themselves: one for each tuple of values of `variables`."""

    @property
    def variables(self) -> Sequence[str]:
        """The names of the variables, in the order of the tuples."""
        ...

    @property
    def weights(self) -> Mapping[tuple[str, ...], float]:
        """The weight of everybody with these values; who has none weighs one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What one group comes to, or everybody.

    `weighted` are the same counts, weighted so that those of each tally add up to the number who
    answered it; `effective` is by key the size of an unweighted sample that would be as exact,
    (Σw)² / Σw² (L. Kish, Survey Sampling, 1965).
    """

    counts: Counts
    weighted: Counts | None = None
    effective: Mapping[str, float] = field(default_factory=dict)
    n_effective: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The whole, and its groups by name; `everybody` is how many there are without the filter."""

    whole: Slice
    everybody: int
    groups: Mapping[str, Slice] = field(default_factory=dict)
    overlap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a cut asks for, as variables.

    With `classes`, `by` names groups of those whose values of `weighted_by` are in one class.
    """

    conditions: Asked = ()
    by: Variable | None = None
    weights: Mapping[tuple[str, ...], float] | None = None
    weighted_by: Sequence[Variable] = ()
    classes: Mapping[Combined, str] | None = None


def cut(blocks: Sequence[Block], recipe: Recipe) -> Parts:
    """Count blocks as a recipe says."""
    rows = [(block, chosen(block, recipe.conditions)) for block in blocks]
    everybody = sum(block.size - len(block.gone) for block in blocks)
    if recipe.by is None:
        return Parts(whole=_whole(rows, recipe), everybody=everybody)
    groups = _groups(recipe.by, recipe, blocks)
    run = _Run(recipe, len(groups.names))
    for block, some in rows:
        run.add(block, *groups.of(block, some))
    found = dict(zip(groups.names, run.slices(), strict=True))
    # Where everybody is in one group, the whole could be added up; but weights are scaled anew.
    is_sum = not groups.overlap and recipe.weights is None
    whole = _added(found.values()) if is_sum else _whole(rows, recipe)
    kept = _kept(found, groups)
    return Parts(whole=whole, everybody=everybody, groups=kept, overlap=groups.overlap)


def _groups(by: Variable, recipe: Recipe, blocks: Sequence[Block]) -> Groups | CellGroups:
    if recipe.classes is None:
        return groups_of(by, blocks)
    return CellGroups(by, tuple(by.options), recipe.weighted_by, recipe.classes)


def _kept(found: Mapping[str, Slice], groups: Groups | CellGroups) -> dict[str, Slice]:
    """Leave out reasons for not answering that nobody had."""
    missing = groups.variable.missing
    return {n: each for n, each in found.items() if n not in missing or each.counts.responses}


def _added(slices: Iterable[Slice]) -> Slice:
    total = Counts()
    for each in slices:
        total += each.counts
    return Slice(counts=total)


def _whole(rows: Sequence[tuple[Block, Rows | None]], recipe: Recipe) -> Slice:
    run = _Run(recipe, 1)
    for block, some in rows:
        run.add(block, some, None)
    return run.slices()[0]


Tallies = Mapping[str, Sequence[Tally]]


class _Run:
    """One pass over blocks: plain counts, and with weights also sums of weights and squares."""

    def __init__(self, recipe: Recipe, number: int) -> None:
        self.recipe, self.number = recipe, number
        self.plain, self.weighted, self.squared = Count(), Count(), Count()
        self.sizes = np.zeros((3, number))

    def add(self, block: Block, rows: Rows | None, groups: NDArray[np.int32] | None) -> None:
        plain = Selection(rows=rows, groups=groups, number=self.number)
        passes = [(self.plain, plain)]
        if self.recipe.weights is not None:
            weights = weights_of(block, self.recipe.weighted_by, self.recipe.weights)
            weights = weights if rows is None else weights[rows]
            passes.append((self.weighted, replace(plain, weights=weights)))
            passes.append((self.squared, replace(plain, weights=weights**2)))
        size = block.size if rows is None else len(rows)
        everybody = np.zeros(size, np.uint8)
        for place, (_count, selection) in enumerate(passes):
            self.sizes[place] += replace(selection, rows=None).of(everybody, 1)[:, 0]
        for key in block.keys:
            column = block.column(key)  # one at a time: only so much is in memory
            for count, selection in passes if column else ():
                count.add(column, selection)  # type: ignore[arg-type]  # the loop is empty if None

    def slices(self) -> list[Slice]:
        plain, weighted, squared = (
            dict(count.tallies()) for count in (self.plain, self.weighted, self.squared)
        )
        return [self._slice(n, plain, weighted, squared) for n in range(self.number)]

    def _slice(self, n: int, plain: Tallies, weighted: Tallies, squared: Tallies) -> Slice:
        size, weight, square = self.sizes[:, n]
        raw = {key: groups[n] for key, groups in plain.items() if groups[n] != Tally()}
        counts = Counts(round(size), raw)
        if self.recipe.weights is None:
            return Slice(counts=counts)
        scaled = {key: _scaled(weighted[key][n], tally) for key, tally in raw.items()}
        return Slice(
            counts=counts,
            weighted=Counts(counts.responses, scaled),
            effective={key: _kish(weighted[key][n], squared[key][n]) for key in raw},
            n_effective=float(weight**2 / square) if square else 0.0,
        )


def _kish(weighted: Tally, squared: Tally) -> float:
    return weighted.answered**2 / squared.answered if squared.answered else 0.0


def _scaled(weighted: Tally, raw: Tally) -> Tally:
    """Scale what was weighted so that it adds up to the number of people who answered."""
    people, weight = raw.answered, weighted.answered

    def scaled(found: Mapping[str, Any]) -> dict[str, Any]:
        return {name: number * people / weight for name, number in found.items()}

    return replace(
        raw,
        others=weighted.others * people / weight if weight else 0,
        total=weighted.total * people / Fraction(weight) if weight else Fraction(),
        options=scaled(weighted.options),
        values=scaled(weighted.values),
    )
