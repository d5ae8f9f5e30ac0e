"""Answers to be counted, and where their results are shown."""

from datetime import UTC, datetime

from participation.activities.services.releasing import release_closed
from participation.platform.extensions import db
from tests.surveys.factories_counting import (
    ONE_ANSWER,
    make_version,
    respond_each,
)


def filled(activity, people=6, asked=None, **answers):
    version = make_version(activity, asked) if asked else make_version(activity)
    respond_each(version, [answers or ONE_ANSWER] * people)
    return version


def public_url(activity, language="en"):
    return f"/{language}/a/{activity.public_id}/results"


def staff_url(activity, rest=""):
    return f"/en/manage/a/{activity.public_id}/results{rest}"


def see(visitor, activity, language="en"):
    """Open the public results as they are when a job has made the first release."""
    release_closed(activity, datetime(2026, 9, 1, tzinfo=UTC))
    db.session.commit()
    return visitor.get(public_url(activity, language))
