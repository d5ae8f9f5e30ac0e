"""Which surveys share questions by their codes, and can be put beside one another."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from participation.activities.domain.filters import Cut, Filter
from participation.activities.models import Activity, Release
from participation.activities.policy import may_analyse, may_read_activity
from participation.activities.queries import reports, seen_by
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.domain.counting.block import CHANNEL, DAY, VERSION
from surveys.models import QuestionnaireVersion
from surveys.queries import PUBLISHED

MOST = 4  # so many beside the one looked at
OFFERED = 24
USUAL = 3
# What one survey's links, days and versions are says nothing of another's.
OF_ONE_SURVEY = (CHANNEL, DAY, VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A survey that can be chosen, and how many questions of its own it shares."""

    activity: Activity
    shared: int
    release: Release | None = None


def others(activity: Activity, actor: Actor) -> list[Other]:
    """Return the surveys that share questions and whose answers somebody may see, newest first."""
    mine, found = _asked(seen_by(actor), activity)
    return [
        Other(activity=each, shared=len(mine & codes))
        for each, codes in found
        if mine & codes and may_analyse(actor, each)
    ]


def released_others(activity: Activity, actor: Actor, now: datetime) -> list[Other]:
    """Return the surveys that share questions and whose results are public, newest first."""
    releases = {
        release.activity_id: release
        for release in db.session.scalars(reports())
        if release.activity.shows_results(now) and may_read_activity(actor, release.activity, now)
    }
    wanted = sa.select(Activity).where(Activity.id.in_([*releases, activity.id]))
    mine, found = _asked(wanted, activity)
    return [
        Other(activity=each, shared=len(mine & codes), release=releases[each.id])
        for each, codes in found
        if mine & codes
    ]


Codes = frozenset[tuple[str, str]]


def _asked(
    wanted: sa.Select[Any], activity: Activity
) -> tuple[Codes, list[tuple[Activity, Codes]]]:
    """Return which questions a survey asks, and which each other one does, in one statement."""
    last = (
        sa.select(QuestionnaireVersion.survey_id, sa.func.max(QuestionnaireVersion.number))
        .where(PUBLISHED)
        .group_by(QuestionnaireVersion.survey_id)
        .subquery()
    )
    survey_id, number = last.c
    held = sa.func.coalesce(Activity.opens, Activity.published, Activity.created)
    rows = db.session.execute(
        wanted.add_columns(QuestionnaireVersion.document)
        .join(QuestionnaireVersion, QuestionnaireVersion.survey_id == Activity.id)
        .join(
            last,
            sa.and_(
                survey_id == QuestionnaireVersion.survey_id,
                number == QuestionnaireVersion.number,
            ),
        )
        .order_by((Activity.id == activity.id).desc(), held.desc())
        .limit(OFFERED + 1)
    ).all()
    mine = next((_codes(document) for each, document in rows if each.id == activity.id), None)
    found = [(each, _codes(document)) for each, document in rows if each.id != activity.id]
    return mine or frozenset(), found


def _codes(document: Mapping[str, Any]) -> Codes:
    """Return the questions of a stored questionnaire, without those that every survey asks."""
    every = (asked for page in document.get("pages", ()) for asked in page.get("questions", ()))
    return frozenset(
        (asked["code"], asked["kind"])
        for asked in every
        if not asked.get("library") and asked["kind"] != "info"
    )


def chosen(offered: Sequence[Other], names: Collection[str]) -> list[Other]:
    """Return the surveys that were named, or refuse; of nothing named, the newest few."""
    if not names:
        return list(offered[:USUAL])
    found = [each for each in offered if each.activity.public_id in names]
    if len(found) < len(set(names)):
        raise NotFound
    return found[:MOST]


def shared_cut(cut: Cut) -> Cut:
    """Leave out of a cut what has a meaning in one survey only."""
    kept = (each for each in cut.filter.conditions if each.variable not in OF_ONE_SURVEY)
    return Cut(filter=Filter.of(kept), weights=cut.weights)
