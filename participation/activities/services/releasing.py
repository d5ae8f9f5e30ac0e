"""Make results public: decide a release, write it down, correct it. Nothing public is live."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from participation.activities.domain.disclosure import Released, disclosed, key
from participation.activities.domain.filters import Cut
from participation.activities.domain.findings import Finding
from participation.activities.domain.state import State
from participation.activities.kinds import kind_of
from participation.activities.models import Activity, Correction, Release, ResultVisibility
from participation.activities.queries import newest_release
from participation.activities.refusals import (
    NotReleasable,
    Overtaken,
    StillCounting,
    TooFewNew,
    TooManySplits,
)
from participation.activities.services import released_weights as weights
from participation.activities.services.apart import check_apart
from participation.activities.services.released_weights import MOST_SPLITS
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What staff want public: which questions, split by what, weighted or not, and how sure it is.

    `subjects` of None are all of them.
    """

    subjects: Sequence[str] | None = None
    splits: Sequence[str] = ()
    is_weighted: bool = False
    is_final: bool = False
    note: Text = field(default_factory=Text)

    def has(self, name: str) -> bool:
        """Tell whether a finding is wanted; coded themes go with their question."""
        question = name.partition("~themes")[0].removesuffix("~other")
        return self.subjects is None or name in self.subjects or question in self.subjects


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A release that has not been made: what it would tell, and of what.

    `base` is what it stands on if it was decided beforehand; see `base_of`.
    """

    findings: tuple[Finding, ...]
    memory: Mapping[str, Any]
    kept: tuple[str, ...]
    true: tuple[Finding, ...]
    responses: int
    weights: Mapping[str, Any] = field(default_factory=dict)
    is_narrowed: bool = False
    base: tuple[int, ...] = ()


def base_of(activity: Activity) -> tuple[int, ...]:
    """Return what a decision stands on: the newest release, the answers and the minimum."""
    newest = newest_release(activity.id)
    people = kind_of(activity).participants([activity]).get(activity.id, 0)
    return newest.number if newest else 0, people, activity.least_people


def releases_of(activity_id: int) -> sa.Select[Release]:
    """Select the releases of an activity, newest first."""
    found = sa.select(Release).where(Release.activity_id == activity_id)
    return found.options(selectinload(Release.corrections)).order_by(Release.number.desc())


def subjects_of(activity: Activity, now: datetime) -> list[Finding]:
    """Return everything that can be made public, as staff see it."""
    return list(kind_of(activity).findings(activity, now))


def draft(activity: Activity, choice: Choice, now: datetime) -> Drafted:
    """Decide what a release would tell, without making it.

    With too few new answers it can tell only what the newest release told, or less of it.
    """
    check_allowed(activity, now)
    earlier = list(db.session.scalars(releases_of(activity.id)))[::-1]
    true = subjects_of(activity, now)
    people = _people(true)
    if true and people != kind_of(activity).participants([activity]).get(activity.id, 0):
        raise StillCounting
    added = people - earlier[-1].responses if earlier else people
    if earlier and 0 < abs(added) < activity.least_people:
        return _narrowed(earlier[-1], choice, true, activity.least_people - added)
    chosen = [one for one in true if choice.has(key(one))]
    grouped = {split for each in earlier for split in each.document["splits"]}
    chosen += _splits(activity, choice.splits, chosen, grouped, now)
    weighed = weights.weighed(activity, choice.splits, earlier, now, wanted=choice.is_weighted)
    if weighed is not None and _people(weighed.findings) != people:
        raise StillCounting
    before = [Released(stored_in(release), release.memory) for release in earlier]
    ties = kind_of(activity).asked_after(activity)
    every = chosen if weighed is None else [*chosen, *weights.classes(weighed, chosen)]
    found = disclosed(every, before, activity.least_people, ties)
    told = weights.beside(found, weighed, before)
    return Drafted(
        findings=tuple(f for f in told.findings if not f.by or f.by in choice.splits),
        memory=told.memory,
        kept=found.kept,
        true=tuple(chosen),
        responses=people,
        weights=told.weights,
    )


def check_allowed(activity: Activity, now: datetime) -> None:
    """Refuse a release before closing, or of what is for staff only."""
    is_public = activity.results is ResultVisibility.AFTER_CLOSING
    if not is_public or activity.state(now) is not State.CLOSED:
        raise NotReleasable(activity=activity)


def _people(findings: Iterable[Finding]) -> int:
    return max((finding.figures["respondents"] for finding in findings), default=0)


def _narrowed(newest: Release, choice: Choice, true: Sequence[Finding], lacking: int) -> Drafted:
    """Tell again what the newest release told, or less; refuse what it did not tell."""
    told = stored_in(newest)
    names = {key(finding) for finding in told}
    wanted = {name for name in names if choice.has(name)}
    splits = {finding.by for finding in told}
    told_weights = newest.document.get("weights", {})
    more = not set(choice.splits) <= splits or (choice.is_weighted and not told_weights)
    if more or not set(choice.subjects or ()) <= names:
        raise TooFewNew(lacking=lacking)
    kept = [f for f in told if key(f) in wanted and (not f.by or f.by in choice.splits)]
    if not choice.is_weighted:
        kept = [weights.without(finding) for finding in kept]
    return Drafted(
        findings=tuple(kept),
        memory={"findings": {}, "groups": {}},
        kept=tuple(sorted(wanted)),
        true=tuple(one for one in true if key(one) in wanted),
        responses=newest.responses,
        weights=told_weights if choice.is_weighted else {},
        is_narrowed=True,
    )


def _splits(
    activity: Activity,
    splits: Sequence[str],
    chosen: Sequence[Finding],
    earlier: set[str],
    now: datetime,
) -> list[Finding]:
    """Return the splits of what was chosen; a question that people are split by is not split."""
    if len(splits) > MOST_SPLITS:
        raise TooManySplits(most=MOST_SPLITS)
    by = {name.partition(".")[0] for name in splits}
    names = {key(finding) for finding in chosen if key(finding) not in by}
    people = _people(chosen)
    read = {name: kind_of(activity).findings(activity, now, Cut(by=name)) for name in splits}
    if any(_people(every) != people for every in read.values()):
        raise StillCounting
    check_apart(activity, read, earlier, now)
    return [split for every in read.values() for split in every if key(split) in names]


def release(
    activity: Activity,
    choice: Choice,
    *,
    now: datetime,
    actor: Actor,
    drafted: Drafted | None = None,
) -> Release:
    """Make results public, as they were decided before if they were and nothing has changed."""
    db.session.refresh(activity, with_for_update=True)
    if drafted is not None:
        check_allowed(activity, now)
        if drafted.base != base_of(activity):
            raise Overtaken
    found = _written(activity, choice, now, drafted)
    record(
        actor,
        "activity.release",
        activity.public_id,
        process_id=activity.process_id,
        after={
            "number": found.number,
            "final": found.is_final,
            "questions": len(found.document["findings"]),
            "splits": list(choice.splits),
            "weighted": choice.is_weighted,
        },
    )
    return found


def release_closed(activity: Activity, now: datetime) -> Release | None:
    """Make the first release of a closed activity, unless somebody has or it makes no findings."""
    db.session.refresh(activity, with_for_update=True)
    if not kind_of(activity).subjects(activity):
        return None
    if db.session.scalar(sa.select(Release.id).where(Release.activity_id == activity.id).limit(1)):
        return None
    return _written(activity, Choice(), now)


def _written(
    activity: Activity, choice: Choice, now: datetime, drafted: Drafted | None = None
) -> Release:
    drafted = drafted or draft(activity, choice, now)
    document = {
        "format": FORMAT,
        "activity": activity.public_id,
        "minimum": activity.least_people,
        "findings": [finding.to_json() for finding in drafted.findings],
        "splits": list(choice.splits),
        "excluded": dict(kind_of(activity).excluded(activity)),
    }
    if drafted.weights:
        document["weights"] = dict(drafted.weights)
    newest = db.session.scalar(releases_of(activity.id).limit(1))
    found = Release(
        activity_id=activity.id,
        number=newest.number + 1 if newest else 1,
        published=now,
        is_final=choice.is_final,
        note=choice.note,
        responses=drafted.responses,
        document=document,
        memory=dict(drafted.memory),
        checksum=checksum_of(document),
    )
    db.session.add(found)
    db.session.flush()
    return found


def checksum_of(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON of a document."""
    words = dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(words.encode()).hexdigest()


def findings_of(found: Release) -> list[Finding]:
    """Return the findings of a release as everybody may see them now."""
    return list(kind_of(found.activity).worded(found.activity, stored_in(found)))


def stored_in(found: Release) -> list[Finding]:
    """Return the findings of a release as it holds them: what people wrote is only named."""
    return [Finding.from_json(stored) for stored in found.document["findings"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What was wrong: the old value, the new one and why, or a figure taken back."""

    subject: str
    reason: Text
    before: str = ""
    after: str = ""
    is_withdrawal: bool = False


def correct(found: Release, amendment: Amendment, *, now: datetime, actor: Actor) -> Correction:
    """Tell in public what was wrong in a release. A figure taken back stays named, with why."""
    names = {key(finding) for finding in stored_in(found)}
    if amendment.subject not in names:
        raise NotFound
    correction = Correction(
        release_id=found.id,
        subject=amendment.subject,
        is_withdrawal=amendment.is_withdrawal,
        before=amendment.before,
        after=amendment.after,
        reason=amendment.reason,
        made=now,
    )
    db.session.add(correction)
    db.session.flush()
    record(
        actor,
        "activity.withdraw_finding" if amendment.is_withdrawal else "activity.correct_release",
        found.activity.public_id,
        process_id=found.activity.process_id,
        after={"number": found.number, "question": amendment.subject},
    )
    return correction
