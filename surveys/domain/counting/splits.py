"""The figures of a cut: of the whole, and of each group beside it with how they compare.

`by` of the figures is `{"variable", "label", "part", "groups", "tests"}`, with `overlap` where one
person may be in several groups. Each group is `{"code", "label", "people", "asked", "answered",
"missing", "figures"}`; figures have the same shape as those of the whole. Groups whose code begins
with `~` are of those who did not say: they have `apart` and are never tested.

`tests` are those of `activities.domain.statistics.comparison`, for a matrix by row under `rows`;
`refused` with its facts where the data do not suffice.

Weighted figures have the unweighted under `unweighted`, and `n_effective`.
"""

from collections.abc import Mapping
from typing import Any

from participation.activities.domain.statistics.comparison import choices_compared, means_compared
from participation.activities.domain.statistics.distribution import of_counts
from participation.activities.domain.statistics.readiness import Measure, lacking
from surveys.domain.counting.cutting import Parts, Slice
from surveys.domain.counting.figures import figures
from surveys.domain.counting.shapes import SECOND, Shape
from surveys.domain.counting.tally import Tally
from surveys.domain.counting.union import Joined
from surveys.domain.counting.variables import Variable
from surveys.domain.questions.base import OTHER

# So many people at least must have answered in a group that is compared.
LEAST = 10
ROWS = (Shape.MATRIX, Shape.RANKING, Shape.DOUBLE)


def cut_figures(joined: Joined, parts: Parts, by: Variable | None) -> dict[str, Any]:
    """Return the figures of a question, with those of the groups if there are any."""
    whole = sliced(joined, parts.whole)
    return whole if by is None else whole | {"by": _by(joined, parts, by)}


def sliced(joined: Joined, part: Slice) -> dict[str, Any]:
    """Return the figures of one group, weighted if it is."""
    plain = figures(joined, part.counts)
    if part.weighted is None:
        return plain
    found = figures(joined, part.weighted)
    return found | {"unweighted": plain, "n_effective": part.effective.get(joined.key, 0.0)}


def _by(joined: Joined, parts: Parts, by: Variable) -> dict[str, Any]:
    groups = [_group(joined, name, part, by) for name, part in parts.groups.items()]
    found = {
        "variable": by.name,
        "label": by.label.to_json(),
        "part": by.part.to_json(),
        "groups": groups,
    }
    if parts.overlap:
        return found | {"overlap": True, "tests": {}}
    return found | {"tests": _tests(joined, parts, by)}


def _group(joined: Joined, name: str, part: Slice, by: Variable) -> dict[str, Any]:
    tally = part.counts[joined.key]
    label = by.options.get(name)
    return {
        "code": name,
        "label": label.to_json() if label else {},
        "people": part.counts.responses,
        "asked": tally.asked,
        "answered": tally.answered,
        "missing": tally.missing,
        "figures": sliced(joined, part),
    } | ({"apart": True} if name.startswith("~") else {})


def _tests(joined: Joined, parts: Parts, by: Variable) -> dict[str, Any]:
    groups = {name: part for name, part in parts.groups.items() if not name.startswith("~")}
    if joined.shape in ROWS:
        keys = {row: joined.part_key(row) for row in _rows(joined)}
        return {"rows": {row: _compared(joined, key, groups) for row, key in keys.items()}}
    return _compared(joined, joined.key, groups)


def _rows(joined: Joined) -> list[str]:
    question = joined.question
    if joined.shape is Shape.RANKING:
        return [option.code for option in question.options] + [OTHER] * question.other
    codes = [row.code for row in question.rows]
    second = [f"{code}{SECOND}" for code in codes] if joined.shape is Shape.DOUBLE else []
    return codes + second


def _compared(joined: Joined, key: str, groups: Mapping[str, Slice]) -> dict[str, Any]:
    tallies = {name: _tally(part, key) for name, part in groups.items()}
    tallies = {name: tally for name, tally in tallies.items() if tally.answered}
    enough = sum(tally.answered >= LEAST for tally in tallies.values())
    refused = lacking(Measure.COMPARISON, groups=enough, smallest=LEAST)
    if refused:
        return refused.to_json()
    design = _design(groups, key)
    if joined.shape is Shape.NUMBER:
        means = {
            name: of_counts({float(value): n for value, n in tally.values.items()}, design)
            for name, tally in tallies.items()
        }
        return means_compared({name: found for name, found in means.items() if found})
    options = list(dict.fromkeys(code for tally in tallies.values() for code in tally.options))
    if not options:
        return {}
    chose = {name: tally.options for name, tally in tallies.items()}
    answered = {name: float(tally.answered) for name, tally in tallies.items()}
    return choices_compared(options, chose, answered, design)


def _tally(part: Slice, key: str) -> Tally:
    return (part.weighted or part.counts)[key]


def _design(groups: Mapping[str, Slice], key: str) -> float:
    """Return the design effect of the weights of those who answered: 1 without weights."""
    people = sum(part.counts[key].answered for part in groups.values())
    effective = sum(part.effective.get(key, 0.0) for part in groups.values())
    return people / effective if effective else 1.0
