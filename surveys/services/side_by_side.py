"""Several surveys read together: live for staff, from releases for everybody."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import defer, selectinload, undefer

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity, Release
from participation.activities.services.published import Published
from participation.activities.services.releasing import findings_of
from participation.platform.extensions import db
from surveys import queries
from surveys.domain.counting.block import Block
from surveys.domain.counting.cutting import Recipe
from surveys.domain.counting.cutting import cut as counted_parts
from surveys.domain.counting.tally import Tally
from surveys.domain.counting.union import Joined, join, newest
from surveys.domain.earlier import Why, paired
from surveys.domain.weighting import Weighting
from surveys.models import Response, SurveyWeighting
from surveys.queries import REAL, Versions
from surveys.services import counting, cuts, pending, snapshots
from surveys.services.reading import COLUMNS, added, encoded


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A survey with the findings of its questions, by code.

    `answers` are those counted, of `everybody`; `lacks` are variables of the filter it does not
    have. `values` are how many gave each number.
    """

    activity: Activity
    questions: Sequence[Joined] = ()
    findings: Mapping[str, Finding] = field(default_factory=dict)
    values: Mapping[str, Mapping[float, float]] = field(default_factory=dict)
    answers: int = 0
    everybody: int = 0
    lacks: Sequence[str] = ()
    release: Release | None = None

    @property
    def moment(self) -> datetime:
        """When it was held, by which surveys stand in order."""
        return moment_of(self.activity)


def moment_of(activity: Activity) -> datetime:
    """Return when a survey was held."""
    return activity.opens or activity.published or activity.created


def live(activities: Sequence[Activity], now: datetime, wanted: Cut = WHOLE) -> list[Held]:
    """Count several surveys at this moment, those answers that a cut asks for."""
    if not wanted:
        ids = [activity.id for activity in activities]
        found = counting.read_each(ids, now)
        return [_whole(activity, found[activity.id]) for activity in activities]
    return cuts.tried(activities[0], lambda: _some(activities, now, wanted))


def _whole(activity: Activity, counted: counting.Counted) -> Held:
    questions = newest(counted.questions)
    findings = {q.question.code: counting.finding(activity, q, counted) for q in questions}
    people = counted.counts.responses
    return Held(
        activity=activity,
        questions=questions,
        findings=findings,
        values=_values(questions, lambda key: counted.counts[key]),
        answers=people,
        everybody=people,
    )


def _values(
    questions: Sequence[Joined], tally: Callable[[str], Tally]
) -> dict[str, dict[float, float]]:
    return {
        each.question.code: {float(value): n for value, n in tally(each.key).values.items()}
        for each in questions
        if each.shape == "number"
    }


def _some(activities: Sequence[Activity], now: datetime, wanted: Cut) -> list[Held]:
    ids = [activity.id for activity in activities]
    versions, peeked = queries.published_each(ids), pending.peek_each(ids)
    plain = _plain(activities, [each for each in ids if not _segments(peeked[each][0])])
    weights = _weights(ids, wanted.weights)
    here = newest(join(dict(versions[ids[0]].values())))
    found = []
    for activity in activities:
        known = cuts.known_of(activity, versions[activity.id], has_links=False)
        reading = _Reading(activity, known, wanted, weights.get(activity.id), here)
        if reading.lacks:
            found.append(reading.refused())
            continue
        with ExitStack() as files:
            source = (peeked[activity.id], plain.get(activity.id, ()))
            blocks = list(_blocks(activity, source, known.versions, files))
            found.append(reading.held(blocks, now))
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """One survey, what can be asked of it, and what is."""

    activity: Activity
    known: cuts.Known
    wanted: Cut
    weights: Weighting | None
    here: Sequence[Joined]  # the questions of the survey looked at, which conditions are about

    @property
    def lacks(self) -> list[str]:
        """What the cut asks for and the survey does not have; weights have no name."""
        others = {
            pair.code
            for pair in paired(self.here, newest(self.known.questions))
            if pair.why not in (None, Why.OWN_WORDS, Why.DATES)
        }
        asked = (each.variable for each in self.wanted.filter.conditions)
        found = [n for n in asked if n not in self.known.variables or _question(n) in others]
        return found + ([""] if self.wanted.weights and self.weights is None else [])

    def refused(self) -> Held:
        questions = newest(self.known.questions)
        return Held(activity=self.activity, questions=questions, lacks=self.lacks)

    @property
    def _recipe(self) -> Recipe:
        found = Recipe(conditions=self.known.asked(self.wanted))
        if self.weights is None:
            return found
        by = [self.known.variable(name) for name in self.weights.variables]
        return replace(found, weights=self.weights.weights, weighted_by=by)

    def held(self, blocks: Sequence[Block], now: datetime) -> Held:
        parts = counted_parts(blocks, self._recipe)
        name, whole, questions = self.wanted.weights, parts.whole, newest(self.known.questions)
        counted = cuts.Counted(
            cut=self.wanted,
            known=self.known,
            parts=parts,
            by=None,
            weights=cuts.cost(name, whole) if name else {},
            moment=now,
        )
        counts = whole.weighted or whole.counts
        return Held(
            activity=self.activity,
            questions=questions,
            findings={
                each.question.code: counting.cut_finding(self.activity, each, counted)
                for each in questions
            },
            values=_values(questions, lambda key: counts[key]),
            answers=whole.counts.responses,
            everybody=parts.everybody,
        )


def _question(variable: str) -> str:
    """Return the code of the question a variable belongs to."""
    return variable.partition(".")[0].partition("~")[0]


# The stored count with what waits for it, and the answers of a survey that has no files.
Source = tuple[tuple[Any, list[pending.Note]], Sequence[Any]]


def _segments(stored: Any) -> Any:
    return stored.segments if stored is not None else None


def _plain(activities: Sequence[Activity], ids: Sequence[int]) -> Mapping[int, Sequence[Any]]:
    """Read the answers of surveys that have no files of columns, which have few, as they are."""
    found: dict[int, list[Any]] = defaultdict(list)
    if ids:
        most = cuts.MOST_PLAIN * len(ids)
        wanted = sa.select(Response.survey_id, Response.id, *COLUMNS)
        for row in db.session.execute(
            wanted.where(Response.survey_id.in_(ids), REAL).limit(most + 1)
        ):
            found[row.survey_id].append(row)
        if sum(map(len, found.values())) > most:
            raise cuts.BeingPrepared(activity=activities[0])
    return found


def _blocks(
    activity: Activity, source: Source, known: Versions, files: ExitStack
) -> Iterator[Block]:
    """Yield all answers of a survey as columns."""
    (stored, notes), rows = source
    if not _segments(stored):
        yield from (block for _id, block in encoded(rows, known))
        return
    if len(notes) > pending.BATCH:
        raise cuts.BeingPrepared(activity=activity)
    yield from snapshots.opened(stored.segments, known, files)
    yield from (block for _id, block in encoded(added(notes), known))


def _weights(ids: Sequence[int], name: str) -> Mapping[int, Weighting]:
    if not name:
        return {}
    rows = db.session.scalars(
        sa.select(SurveyWeighting).where(
            SurveyWeighting.survey_id.in_(ids), SurveyWeighting.name == name
        )
    )
    return {row.survey_id: Weighting.from_json(row.result) for row in rows}


def released(activities: Sequence[Activity], releases: Sequence[Release]) -> list[Held]:
    """Return surveys as everybody may read them: from one release each."""
    ids = [activity.id for activity in activities]
    versions = queries.published_each(ids)
    wanted = sa.select(Release).where(Release.id.in_([release.id for release in releases]))
    whole = wanted.options(
        undefer(Release.document), defer(Release.memory), selectinload(Release.corrections)
    )
    by_activity = {release.activity_id: release for release in db.session.scalars(whole)}
    return [_released(each, by_activity[each.id], versions[each.id]) for each in activities]


def _released(activity: Activity, release: Release, versions: Versions) -> Held:
    questions = newest(join(dict(versions.values())))
    shown = Published(release, findings_of(release))
    told = [finding for finding in shown.findings if shown.withdrawn(finding) is None]
    return Held(
        activity=activity,
        questions=questions,
        findings={
            each.question.code: finding
            for each in questions
            for finding in told
            if finding.subject == each.question.code and {*finding.versions} <= {*each.versions}
        },
        answers=release.responses,
        everybody=release.responses,
        release=release,
    )
