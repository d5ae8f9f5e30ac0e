"""Follow a response code."""

from datetime import date

import sqlalchemy as sa
from flask import url_for

from participation.activities.kinds import Trace
from participation.activities.models import Activity
from participation.platform.extensions import db
from surveys.models import Response, ResponseDraft


def trace(receipt_hash: bytes) -> Trace | None:
    """Tell what a code leads to."""
    for model, day, is_draft in (
        (Response, Response.day, False),
        (ResponseDraft, ResponseDraft.touched, True),
    ):
        found = db.session.execute(
            sa.select(Activity, day)
            .join(model, model.survey_id == Activity.id)
            .where(model.receipt_hash == receipt_hash)
        ).one_or_none()
        if found:
            return _trace(*found, is_draft=is_draft)
    return None


def _trace(activity: Activity, day: date, *, is_draft: bool) -> Trace:
    return Trace(
        activity=activity,
        day=day,
        is_draft=is_draft,
        resume_url=url_for("surveys.resume", activity=activity.public_id) if is_draft else "",
        can_erase=True,
    )
