"""Who a cut leaves, one by one: for what is not counted in columns, as themes of open answers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from surveys.domain.counting.block import Block, Encoded
from surveys.domain.counting.choosing import Groups, chosen, groups_of, weights_of
from surveys.domain.counting.column import Rows
from surveys.domain.counting.cutting import Recipe
from surveys.domain.counting.segments import Segment


@dataclass(frozen=True, slots=True)
class Member:
    """The groups somebody is in (one, or several where groups overlap), and the weight."""

    groups: tuple[str, ...] = ()
    weight: float = 1.0


def members(
    blocks: Sequence[Block], recipe: Recipe, keys: Collection[bytes]
) -> dict[bytes, Member]:
    """Return those of some responses, by their keys, that a cut leaves."""
    groups = None if recipe.by is None else groups_of(recipe.by, blocks)
    found: dict[bytes, Member] = {}
    for block in blocks if keys else ():
        found.update(_of(block, recipe, groups, keys))
    return found


def _of(
    block: Block, recipe: Recipe, groups: Groups | None, keys: Collection[bytes]
) -> Iterator[tuple[bytes, Member]]:
    here = dict(_places(block, keys))
    rows, left = np.array([*here], np.intp), chosen(block, recipe.conditions)
    rows = rows if left is None else np.intersect1d(rows, left)
    named = _named(block, groups, rows)
    weights = None
    if recipe.weights is not None:
        weights = weights_of(block, recipe.weighted_by, recipe.weights)
    for row in rows.tolist():
        weight = 1.0 if weights is None else float(weights[row])
        yield here[row], Member(tuple(named.get(row, ())), weight)


def _places(block: Block, keys: Collection[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the rows of responses that are in a block."""
    if isinstance(block, Segment):
        yield from ((row, bytes(block.ids[row])) for row in block.rows_of(keys).tolist())
    elif isinstance(block, Encoded):  # pragma: no branch -- there is no third
        yield from ((row, key) for row, key in enumerate(block.ids) if key in keys)


def _named(block: Block, groups: Groups | None, rows: Rows) -> Mapping[int, Sequence[str]]:
    if groups is None:
        return {}
    found: dict[int, list[str]] = {}
    mine, places = groups.of(block, rows)
    for row, place in zip((rows if mine is None else mine).tolist(), places.tolist(), strict=True):
        found.setdefault(row, []).append(groups.names[place])
    return found
