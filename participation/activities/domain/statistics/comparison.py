"""What a split finding keeps under `tests`: groups compared, as JSON.

`independence` (choices of one option): `statistic`, `freedom`, `p`, `cramers_v`, `corrected_v`,
`least_expected`; or `refused` with its facts. `columns`: for each option and group `than` (more,
less, alike, unknown), and where it is known `difference` (of shares) and `p` (Holm). `means`: the
same for each group, with the difference of means.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from participation.activities.domain.statistics.columns import (
    Compared,
    Part,
    Than,
    against_others,
)
from participation.activities.domain.statistics.distribution import Moments
from participation.activities.domain.statistics.independence import independence
from participation.activities.domain.statistics.means import means_against_others
from participation.activities.domain.statistics.refusals import Refused


def choices_compared(
    options: Sequence[str],
    groups: Mapping[str, Mapping[str, float]],
    answered: Mapping[str, float],
    design_effect: float = 1.0,
) -> dict[str, Any]:
    """Compare what groups chose: their (weighted) counts by option, and how many answered.

    The whole table is tested only where everybody chose one option.
    """
    parts = {
        option: {name: Part(chose.get(option, 0), answered[name]) for name, chose in groups.items()}
        for option in options
    }
    columns = {
        option: {name: compared_json(each) for name, each in found.items()}
        for option, found in against_others(parts, design_effect).items()
    }
    return _whole(options, groups, answered, design_effect) | {"columns": columns}


def means_compared(groups: Mapping[str, Moments]) -> dict[str, Any]:
    """Compare the means of groups."""
    found = means_against_others(groups)
    return {"means": {name: compared_json(each) for name, each in found.items()}}


def compared_json(each: Compared) -> dict[str, Any]:
    """Return how a group compares, as findings keep it."""
    if each.than_others is Than.UNKNOWN:
        return {"than": each.than_others.value}
    return {"than": each.than_others.value, "difference": each.difference, "p": each.p}


def _whole(
    options: Sequence[str],
    groups: Mapping[str, Mapping[str, float]],
    answered: Mapping[str, float],
    design_effect: float,
) -> dict[str, Any]:
    table = [[chose.get(option, 0) for option in options] for chose in groups.values()]
    totals = [answered[name] for name in groups]
    if any(sum(row) > total * (1 + 1e-9) for row, total in zip(table, totals, strict=True)):
        return {}
    found = independence(table, design_effect)
    return {"independence": found.to_json() if isinstance(found, Refused) else asdict(found)}
