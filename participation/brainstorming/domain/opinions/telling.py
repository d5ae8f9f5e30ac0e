"""What pages tell of opinion groups, as a document of numbers: groups, a map, and lists of ideas.

Nobody's place on the map is kept: people are counted in the fields of a grid, of which only those
are told that hold as many as a public number needs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from participation.brainstorming.domain.opinions import consensus
from participation.brainstorming.domain.opinions.analysis import Analysis
from participation.brainstorming.domain.opinions.counts import Counts
from participation.brainstorming.domain.opinions.representative import Marks
from participation.brainstorming.domain.opinions.votes import Mask, Numbers

GRIDS = ((24, 16), (18, 12), (12, 8), (6, 4))
ENOUGH = 0.85  # of the people on the map; a coarser grid shows more of them
EDGE = 0.02  # of the people on either side may lie beyond the edge, which is then theirs


def told(found: Analysis, least: int) -> dict[str, Any]:
    """Return the document of an analysis; at least so many people stand behind a field."""
    lists = chosen(found, least)
    marks = {group: found.marks[group] for group in sorted(found.groups)}
    named = {each.statement for some in marks.values() for each in some}
    columns = sorted(named.union(*lists.values()))
    keys = found.votes.statements
    name = names(marks)
    return {
        "people": len(found.votes.participants),
        "votes": int(found.everybody.seen.sum()),
        "clear": found.grouping.silhouettes.get(len(found.groups), 0.0) if found.grouping else 0.0,
        "groups": [
            {
                "number": group,
                "people": found.sizes[group],
                "name": None if name[group] is None else _mark(name[group], keys),
                "marks": [_mark(each, keys) for each in some],
            }
            for group, some in marks.items()
        ],
        "map": drawn(found, least),
        "lists": {each: [keys[at] for at in some] for each, some in lists.items()},
        "ideas": {keys[at]: _idea(found, at) for at in columns},
    }


def chosen(found: Analysis, least: int) -> dict[str, list[int]]:
    """Return the ideas that each list tells of, by column: those that enough have weighed."""
    every, groups = found.everybody, list(found.groups.values())
    few = found.left_out | (every.seen < least)
    apart = few | np.any([each.seen < least for each in groups], axis=0) if groups else few
    agreeing, disagreeing = [one.agreeing for one in groups], [one.disagreeing for one in groups]
    return {
        "agreed": consensus.agreed_by_most(every, few),
        "rejected": consensus.rejected_by_most(every, few),
        "uncertain": consensus.uncertain(every, few),
        "together": _in_all(found.agreed, agreeing, apart),
        "against": _in_all(found.rejected, disagreeing, apart),
        "divided": consensus.dividing(found.gaps, apart) if found.gaps else [],
    }


def _in_all(product: Numbers | None, shares: Sequence[Numbers], left_out: Mask) -> list[int]:
    """Return what probably more than half of every group say, by group-informed consensus."""
    if product is None:
        return []
    sure = np.all([share > consensus.HALF for share in shares], axis=0) & ~left_out
    order = np.argsort(-product, kind="stable")
    return [int(at) for at in order if sure[at]][: consensus.MOST]


def names(marks: Mapping[int, Sequence[Marks]]) -> dict[int, Marks | None]:
    """Return by which idea each group is called: what marks it most and names no other group.

    First what it agrees with more than others do, else what it disagrees with more.
    """
    taken: set[int] = set()
    found: dict[int, Marks | None] = {}
    for group, some in marks.items():
        fit = [each for each in some if each.ratio > 1 and each.statement not in taken]
        fit.sort(key=lambda each: (not each.agrees, -each.ratio_z))
        found[group] = fit[0] if fit else None
        taken |= {each.statement for each in fit[:1]}
    return found


def _mark(mark: Marks | None, keys: Sequence[str]) -> dict[str, Any]:
    plain = asdict(mark) if mark else {}
    return {**plain, "statement": keys[plain["statement"]]}


def _idea(found: Analysis, at: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "all": _three(found.everybody, at),
        "groups": {str(group): _three(counts, at) for group, counts in found.groups.items()},
    }
    if found.agreed is not None and found.rejected is not None:
        told |= {"agreed": float(found.agreed[at]), "rejected": float(found.rejected[at])}
    if found.gaps:
        told |= {"gap": float(found.gaps.gap[at]), "gap_z": float(found.gaps.z[at])}
    return told


def _three(counts: Counts, at: int) -> list[int]:
    """Return how many agree, disagree and pass."""
    return [int(counts.agrees[at]), int(counts.disagrees[at]), int(counts.passes[at])]


def drawn(found: Analysis, least: int) -> dict[str, Any]:
    """Return how many of each group lie in each field of a grid, where enough do."""
    grouped = found.labels >= 0
    places, labels = found.map.people[grouped], found.labels[grouped]
    if not len(places):
        return {"across": 0, "up": 0, "fields": [], "shown": 0, "people": 0}
    tried = [_fields(places, labels, grid, least) for grid in GRIDS]
    enough = (one for one in tried if one["shown"] >= ENOUGH * len(places))
    return next(enough, tried[-1])


def _fields(places: Numbers, labels: Any, grid: tuple[int, int], least: int) -> dict[str, Any]:
    low, high = np.quantile(places, [EDGE, 1 - EDGE], axis=0)
    share = (places - low) / np.where(high > low, high - low, 1)
    fields = np.clip((share * grid).astype(np.int64), 0, np.array(grid) - 1)
    keys = np.column_stack([fields, labels])
    held, numbers = np.unique(keys, axis=0, return_counts=True)
    kept = list(_kept(held.tolist(), numbers.tolist(), least))
    return {
        "across": grid[0],
        "up": grid[1],
        "fields": kept,
        "shown": sum(field[3] for field in kept),
        "people": len(places),
    }


def _kept(held: list[list[int]], numbers: list[int], least: int) -> Iterator[list[int]]:
    for (across, up, group), number in zip(held, numbers, strict=True):
        if number >= least:
            yield [across, up, group, number]
