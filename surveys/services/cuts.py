"""Read the answers that a cut asks for, and count them: `docs/counting.md` says how.

Few answers are read as they are; many from the snapshot of columns, which answers that wait to be
counted are added to in memory. Both count the same.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from participation.activities.domain.disclosure import WEIGHTS
from participation.activities.domain.filters import Cut
from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound, Refusal
from surveys import queries
from surveys.domain.counting.block import Block
from surveys.domain.counting.choosing import Asked, Combined, chosen, combinations
from surveys.domain.counting.cutting import Parts, Recipe, Slice, cut
from surveys.domain.counting.members import Member, members
from surveys.domain.counting.segments import BrokenSegment
from surveys.domain.counting.union import Joined, join
from surveys.domain.counting.variables import Gives, Variable, asked, facts, versions
from surveys.domain.weight_classes import Classes
from surveys.queries import Versions
from surveys.services import pending, snapshots, weighting
from surveys.services.reading import COLUMNS, added, encoded

MOST_PLAIN = 20_000  # answers that are read as they are while there are no files of columns
BATCH = 5_000
TRIES = 3

T = TypeVar("T")


class BeingPrepared(Refusal):
    """There are many answers, and their columns are being made; soon they can be looked at."""


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
    is_behind: bool = False
    members: Mapping[bytes, Member] = field(default_factory=dict)


def known_of(activity: Activity, found: Versions | None = None, *, has_links: bool = True) -> Known:
    """Return what can be asked of the answers of a survey; without its links, none is by link."""
    found = queries.published(activity.id) if found is None else found
    questions = join(dict(found.values()))
    links = activity.channels if has_links else ()
    channels = {str(each.id): (each.code, each.name) for each in links}
    every = facts(channels, activity.languages)
    numbers = [number for number, _questionnaire in found.values()]
    named = {each.name: each for each in (*every, versions(numbers))}
    return Known(versions=found, questions=questions, variables=named | asked(questions))


def read(
    activity: Activity,
    now: datetime,
    wanted: Cut,
    keys: Collection[bytes] = (),
    known: Known | None = None,
) -> Counted:
    """Count the answers that a cut asks for, at this moment, without writing.

    Of some responses, named by their keys, it is also told one by one whether they are among them.
    """
    known = known or known_of(activity)
    recipe = _recipe(activity, known, wanted)
    return tried(activity, lambda: _counted(activity, now, wanted, (known, recipe), keys))


def _recipe(activity: Activity, known: Known, wanted: Cut) -> Recipe:
    recipe = Recipe(conditions=known.asked(wanted), by=known.by(wanted))
    if not wanted.weights:
        return recipe
    found = weighting.weights_of(activity, wanted.weights)
    by = [known.variable(name) for name in found.variables]
    return replace(recipe, weights=found.weights, weighted_by=by)


def classed(activity: Activity, now: datetime, classes: Classes) -> Counted:
    """Count all answers, split by the classes of people who weigh about the same."""
    known = known_of(activity)
    by = Variable(
        name=WEIGHTS,
        key="",
        gives=Gives.CHOICE,
        options={name: Text() for name in classes.weights},
        missing=(),
    )
    variables = [known.variable(name) for name in classes.variables]
    recipe = Recipe(by=by, weighted_by=variables, classes=classes.of)
    wanted = Cut(by=WEIGHTS)
    return tried(activity, lambda: _counted(activity, now, wanted, (known, recipe)))


def combined(activity: Activity, names: Sequence[str], known: Versions) -> dict[Combined, int]:
    """Count responses by what they answered to some questions together, at this moment."""
    found = asked(join(dict(known.values())))
    variables = [found[name] for name in names]
    return over(activity, known, lambda blocks: combinations(blocks, variables))


def over(activity: Activity, known: Versions, count: Callable[[Sequence[Block]], T]) -> T:
    """Give the answers of this moment, as columns, to a function that counts them."""

    def counted() -> T:
        with ExitStack() as files:
            blocks, _stored, _is_behind = _blocks(activity, known, files)
            return count(blocks)

    return tried(activity, counted)


def kept(rows: Sequence[Any], wanted: Cut, known: Known) -> Sequence[Any]:
    """Return those rows of responses that the filter of a cut leaves."""
    conditions = known.asked(wanted)
    if not conditions:
        return rows
    left: set[bytes] = set()
    for _id, block in encoded(rows, known.versions):
        places = chosen(block, conditions)
        left.update(block.ids if places is None else (block.ids[place] for place in places))
    return [row for row in rows if row.id in left]


def tried(activity: Activity, count: Callable[[], T]) -> T:
    """Count again when a refresh has just put other files in place of those being read."""
    for _try in range(TRIES):
        try:
            return count()
        except (FileNotFoundError, BrokenSegment):
            continue
    raise BeingPrepared(activity=activity)


def _counted(
    activity: Activity,
    now: datetime,
    wanted: Cut,
    how: tuple[Known, Recipe],
    keys: Collection[bytes] = (),
) -> Counted:
    known, recipe = how
    with ExitStack() as files:
        blocks, stored, is_behind = _blocks(activity, known.versions, files)
        parts = cut(blocks, recipe)
        found = members(blocks, recipe, keys)
    return Counted(
        cut=wanted,
        known=known,
        parts=parts,
        by=recipe.by,
        weights=cost(wanted.weights, parts.whole) if wanted.weights else {},
        moment=stored.counted if is_behind else now,
        is_behind=is_behind,
        members=found,
    )


def _blocks(activity: Activity, known: Versions, files: ExitStack) -> tuple[list[Block], Any, bool]:
    """Return all answers as columns, the count they lie beside, and whether that is behind."""
    stored, notes = pending.peek(activity.id)
    is_behind = len(notes) > pending.BATCH
    if stored is None or not stored.segments:
        return list(_plain(activity, known, stored, len(notes))), stored, False
    blocks: list[Block] = [*snapshots.opened(stored.segments, known, files)]
    if not is_behind:
        blocks += [block for _id, block in encoded(added(notes), known)]
    return blocks, stored, is_behind


def _plain(activity: Activity, known: Versions, stored: Any, notes: int) -> Iterator[Block]:
    """Read all answers as they are, or refuse where there are too many."""
    counted = stored.document.get("responses", 0) if stored is not None else 0
    if notes > pending.BATCH or counted > MOST_PLAIN:
        counted = db.session.scalar(queries.number_of(activity.id)) or 0
    if counted > MOST_PLAIN:
        raise BeingPrepared(activity=activity)
    for batch in queries.batches(activity.id, *COLUMNS, size=BATCH):
        for _id, block in encoded(batch, known):
            yield block


def cost(name: str, whole: Slice) -> dict[str, Any]:
    """Say what the weights cost, of the answers that are counted."""
    people, effective = whole.counts.responses, whole.n_effective
    cost = people / effective if effective else 1.0
    return {"name": name, "n_effective": effective, "design_effect": cost}
