"""Read the answers that a cut asks for, and count them: `docs/counting.md` says how.

Few answers are read as they are; many from the snapshot of columns, which answers that wait to be
counted are added to in memory. Both count the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from participation.activities.domain.filters import Cut
from participation.activities.models import Activity
from participation.platform.refusals import NotFound
from surveys import queries
from surveys.domain.counting.block import Block, Encoded, Said
from surveys.domain.counting.choosing import Asked
from surveys.domain.counting.cutting import Parts, Recipe, Slice, cut
from surveys.domain.counting.union import Joined, join
from surveys.domain.counting.variables import Variable, asked, facts, versions
from surveys.models import Response
from surveys.queries import Versions
from surveys.services import weighting

COLUMNS = (
    Response.version_id,
    Response.channel_id,
    Response.language,
    Response.day,
    Response.answers,
)
BATCH = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What can be asked of the answers of a survey."""

    versions: Versions
    questions: tuple[Joined, ...]
    variables: Mapping[str, Variable]

    def variable(self, name: str) -> Variable:
        """Return a variable, or refuse."""
        if name not in self.variables:
            raise NotFound
        return self.variables[name]

    def asked(self, wanted: Cut) -> Asked:
        """Return the conditions of a cut with their variables."""
        return [(self.variable(each.variable), each) for each in wanted.filter.conditions]

    def by(self, wanted: Cut) -> Variable | None:
        """Return what a cut splits by, or refuse what has too many values."""
        if not wanted.by:
            return None
        found = self.variable(wanted.by)
        if not found.can_split:
            raise NotFound
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a cut comes to at a moment."""

    cut: Cut
    known: Known
    parts: Parts
    by: Variable | None
    weights: Mapping[str, Any]
    moment: datetime


def known_of(activity: Activity, found: Versions | None = None) -> Known:
    """Return what can be asked of the answers of a survey."""
    found = queries.published(activity.id) if found is None else found
    questions = join(dict(found.values()))
    channels = {str(each.id): (each.code, each.name) for each in activity.channels}
    every = facts(channels, activity.languages)
    numbers = [number for number, _questionnaire in found.values()]
    named = {each.name: each for each in (*every, versions(numbers))}
    return Known(versions=found, questions=questions, variables=named | asked(questions))


def read(activity: Activity, now: datetime, wanted: Cut) -> Counted:
    """Count the answers that a cut asks for, at this moment, without writing."""
    known = known_of(activity)
    recipe = Recipe(conditions=known.asked(wanted), by=known.by(wanted))
    if wanted.weights:
        found = weighting.weights_of(activity, wanted.weights)
        by = [known.variable(name) for name in found.variables]
        recipe = replace(recipe, weights=found.weights, weighted_by=by)
    parts = cut(list(blocks(activity.id, known.versions)), recipe)
    weights = _told(wanted.weights, parts.whole) if wanted.weights else {}
    return Counted(cut=wanted, known=known, parts=parts, by=recipe.by, weights=weights, moment=now)


def _told(name: str, whole: Slice) -> dict[str, Any]:
    """Say what the weights cost, of the answers that are counted."""
    people, effective = whole.counts.responses, whole.n_effective
    cost = people / effective if effective else 1.0
    return {"name": name, "n_effective": effective, "design_effect": cost}


def blocks(activity_id: int, found: Versions) -> Iterator[Block]:
    """Read all answers as columns, some thousand at a time."""
    for batch in queries.batches(activity_id, *COLUMNS, size=BATCH):
        yield from encoded(batch, found)


def encoded(rows: Iterable[Any], found: Versions) -> Iterator[Encoded]:
    """Turn responses into columns, a block for each version that is known."""
    by_version: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        if row.version_id in found:
            by_version[row.version_id].append(said(row))
    for version_id, many in by_version.items():
        number, questionnaire = found[version_id]
        yield Encoded.of(questionnaire, number, many)


def said(row: Any) -> Said:
    """Return a response as it is counted."""
    channel = "" if row.channel_id is None else str(row.channel_id)
    return Said(row.id, channel, row.language, row.day.isoformat(), row.answers)
