"""Reads of composed reports."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import defer, joinedload

from participation.activities.models import Activity, Release
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.web.once import once
from participation.reports.models import Report


def report_named(report: str, **_more: str) -> Report:
    """Return the report with a public id, or refuse. The scope of routes with `<report>`."""
    wanted = sa.select(Report).where(Report.public_id == report)
    found = once(("report", report), lambda: db.session.scalar(wanted))
    if found is None:
        raise NotFound
    return found


def reports_of(
    *, activity_id: int | None = None, process_id: int | None = None
) -> sa.Select[Report]:
    """Select the reports of an activity, or all of a process; those changed last come first."""
    mine = Report.process_id == process_id if process_id else Report.activity_id == activity_id
    return sa.select(Report).where(mine).order_by(Report.changed.desc(), Report.id.desc())


def public_reports(activity_id: int | None = None) -> sa.Select[Report]:
    """Select the reports that are public, newest first; those of one activity if it is named."""
    found = sa.select(Report).where(Report.published.is_not(None))
    if activity_id is not None:
        found = found.where(Report.activity_id == activity_id)
    return found.options(defer(Report.document), defer(Report.undo)).order_by(
        Report.published.desc()
    )


def newest_releases(activity_ids: Sequence[int]) -> sa.Select[Release]:
    """Select what is public now of activities, with its corrections."""
    newest = (
        sa.select(Release.activity_id, sa.func.max(Release.number))
        .where(Release.activity_id.in_(activity_ids))
        .group_by(Release.activity_id)
    )
    return _releases(sa.tuple_(Release.activity_id, Release.number).in_(newest))


def releases_numbered(numbers: dict[str, int]) -> sa.Select[Release]:
    """Select releases by the public ids of their activities, with their corrections."""
    wanted = [
        sa.and_(Activity.public_id == name, Release.number == number)
        for name, number in numbers.items()
    ]
    found = _releases(sa.or_(sa.false(), *wanted))
    return found.join(Activity, Activity.id == Release.activity_id)


def _releases(which: sa.ColumnElement[bool]) -> sa.Select[Release]:
    return (
        sa.select(Release)
        .where(which)
        .options(joinedload(Release.corrections), defer(Release.memory))
        .order_by(Release.activity_id)
    )
