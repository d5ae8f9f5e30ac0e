"""Read what was worked out of evaluations: opinion groups, and importance beside realisation.

Groups and numbers of fewer people than the activity's minimum are not told, nor ideas that others
no longer see. `told` is for staff and for the results page alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.domain.opinions.significance import tail
from participation.brainstorming.domain.ratings import Both, Given, both, rating
from participation.brainstorming.group_models import OpinionRun, Step
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import Scale
from participation.brainstorming.services.evaluating import counts_of
from participation.platform.extensions import db

LEAST_GROUPS = 2
SCALE, SMALL, NOT_YET = "scale", "small", "not_yet"


@dataclass(frozen=True, slots=True)
class Shares:
    """How many agree, disagree and pass; `is_told` where enough weighed the idea."""

    agreed: int
    disagreed: int
    passed: int
    least: int

    @property
    def n(self) -> int:
        """How many weighed the idea."""
        return self.agreed + self.disagreed + self.passed

    @property
    def is_told(self) -> bool:
        """Tell whether so many weighed the idea that shares may be shown."""
        return self.n >= self.least

    @property
    def shares(self) -> tuple[float, float, float]:
        """The shares that agree, disagree and pass."""
        return self.agreed / self.n, self.disagreed / self.n, self.passed / self.n


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An idea in a list, with what everybody and each group thinks of it."""

    idea: Idea
    everybody: Shares
    groups: Mapping[int, Shares]
    numbers: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An idea that marks a group; `chance` is how probably such a difference comes by chance."""

    line: Line
    agrees: bool
    share: float
    ratio: float
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of people who think alike; called by the idea that marks it most."""

    number: int
    place: int
    people: int
    share: float
    name: Mark | None
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """What evaluations say. Without groups, `lack` says what there is too little of."""

    run: OpinionRun | None
    lack: str = ""
    people: int = 0
    votes: int = 0
    clear: float = 0.0
    groups: Sequence[Group] = ()
    map: Mapping[str, Any] | None = None
    lists: Mapping[str, Sequence[Line]]

    @property
    def is_under_way(self) -> bool:
        """Tell whether the worker is at it, or about to be."""
        return self.run is not None and self.run.step not in (Step.DONE, Step.FAILED)


def told(activity: Activity, scale: Scale) -> Opinions:
    """Return the opinions of a brainstorm, as they were last worked out. Three statements."""
    run = db.session.get(OpinionRun, activity.id)
    if scale is not Scale.AGREE:
        return Opinions(run=None, lack=SCALE, lists={})
    if run is None or run.made is None:
        return Opinions(run=run, lack=NOT_YET, lists={})
    if run.lack:
        return Opinions(run=run, lack=run.lack, lists={})
    return _Telling(run, activity.least_people).opinions()


class _Telling:
    """Puts what was kept of a run together with the ideas as they are now."""

    def __init__(self, run: OpinionRun, least: int) -> None:
        self.run, self.found, self.least = run, run.found, least
        self.groups = [one for one in self.found["groups"] if one["people"] >= least]
        self.lines = self._lines()

    def opinions(self) -> Opinions:
        is_grouped = len(self.groups) >= LEAST_GROUPS
        return Opinions(
            run=self.run,
            lack="" if is_grouped else SMALL,
            people=self.found["people"],
            votes=self.found["votes"],
            clear=self.found["clear"],
            groups=self._groups() if is_grouped else (),
            map=self._map() if is_grouped else None,
            lists={
                name: [self.lines[key] for key in keys if key in self.lines]
                for name, keys in self.found["lists"].items()
            },
        )

    def _lines(self) -> dict[str, Line]:
        keys = [bytes.fromhex(key) for key in self.found["ideas"]]
        wanted = sa.select(Idea).where(
            Idea.brainstorm_id == self.run.brainstorm_id, queries.SHOWN, Idea.id.in_(keys)
        )
        shown = {idea.id.hex(): idea for idea in db.session.scalars(wanted)}
        return {
            key: self._line(shown[key], said)
            for key, said in self.found["ideas"].items()
            if key in shown
        }

    def _line(self, idea: Idea, said: Mapping[str, Any]) -> Line:
        numbers = {name: value for name, value in said.items() if isinstance(value, float)}
        groups = {
            one["number"]: self._shares(said["groups"][str(one["number"])]) for one in self.groups
        }
        return Line(idea=idea, everybody=self._shares(said["all"]), groups=groups, numbers=numbers)

    def _shares(self, three: Sequence[int]) -> Shares:
        agreed, disagreed, passed = three
        return Shares(agreed, disagreed, passed, self.least)

    def _groups(self) -> list[Group]:
        grouped = sum(one["people"] for one in self.found["groups"])
        return [
            Group(
                number=one["number"],
                place=place,
                people=one["people"],
                share=one["people"] / grouped,
                name=self._mark(one["number"], one["name"]),
                marks=[mark for each in one["marks"] if (mark := self._mark(one["number"], each))],
            )
            for place, one in enumerate(self.groups)
        ]

    def _mark(self, group: int, mark: Mapping[str, Any] | None) -> Mark | None:
        line = self.lines.get(mark["statement"]) if mark else None
        if mark is None or line is None or not line.groups[group].is_told:
            return None
        return Mark(
            line=line,
            agrees=mark["agrees"],
            share=mark["share"],
            ratio=mark["ratio"],
            chance=tail(mark["ratio_z"]),
        )

    def _map(self) -> dict[str, Any]:
        place = {one["number"]: at for at, one in enumerate(self.groups)}
        fields = [
            {"across": across, "up": up, "place": place[group], "people": people}
            for across, up, group, people in self.found["map"]["fields"]
            if group in place and people >= self.least
        ]
        return {**self.found["map"], "fields": fields}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """An idea with how important it is found and how well it is done today."""

    number: int
    idea: Idea
    both: Both


@dataclass(frozen=True, slots=True, kw_only=True)
class Fourfold:
    """Ideas that enough people rated twice, the largest gap first; how many are left out."""

    rated: Sequence[Rated]
    middles: tuple[float, float]
    left_out: int


MOST_RATED = 40


def fourfold(activity: Activity) -> Fourfold | None:
    """Return importance beside realisation; None where nobody was asked how well it is done."""
    wanted = sa.select(Idea).where(
        Idea.brainstorm_id == activity.id, queries.SHOWN, Idea.realised > 0
    )
    ideas = db.session.scalars(wanted.order_by(Idea.id)).all()
    if not ideas:
        return None
    counts = {idea.id: counts_of(idea) for idea in ideas}
    importance = sum((each.importance for each in counts.values()), Given())
    realisation = sum((each.realisation for each in counts.values()), Given())
    middles = importance.mean, realisation.mean
    every = []
    for idea in ideas:
        matters = rating(counts[idea.id].importance, middles[0])
        done = rating(counts[idea.id].realisation, middles[1])
        if matters and done:
            every.append((idea, both(matters, done, middles), min(matters.n, done.n)))
    enough = [one for one in every if one[1].gap is not None and one[2] >= activity.least_people]
    enough.sort(key=lambda one: (-(one[1].gap or 0.0), one[0].id))
    rated = [
        Rated(number=at, idea=idea, both=found)
        for at, (idea, found, _n) in enumerate(enough[:MOST_RATED], 1)
    ]
    return Fourfold(rated=rated, middles=middles, left_out=len(ideas) - len(rated))
