"""Automatic reports of brainstorms, from findings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from participation.activities.domain.findings import Finding
from participation.activities.domain.state import State
from participation.activities.models import AccessLevel, Activity
from participation.activities.services.published import Published
from participation.platform.clock import local
from participation.platform.i18n.text import Text
from participation.reports.domain.automatic import About
from participation.reports.services.making import File, automatic_report, face

SELF_SELECTED = (AccessLevel.OPEN, AccessLevel.DEVICE)


def public_report(  # noqa: PLR0913, PLR0917 -- of what, as what, where it is public, what follows
    activity: Activity,
    shown: Published,
    kind: str,
    language: str,
    address: str,
    following: Text,
    now: datetime,
) -> File:
    """Make the report of a release, which anybody may have: from published figures only."""
    about = _about(activity, shown.release.responses, shown.release.published, now)
    more = {"address": address, "following": following, "is_public": True}
    return automatic_report(About(**about | more), shown.shown, kind, language, now)


def report(  # noqa: PLR0913, PLR0917 -- of what, as what, what follows
    activity: Activity,
    findings: Sequence[Finding],
    kind: str,
    language: str,
    following: Text,
    now: datetime,
) -> File:
    """Make the report of a brainstorm as staff see it now."""
    people = max((one.figures["respondents"] for one in findings), default=0)
    about = _about(activity, people, now, now) | {"following": following}
    return automatic_report(About(**about), findings, kind, language, now)


def _about(activity: Activity, people: int, moment: datetime, now: datetime) -> dict[str, Any]:
    return {
        "title": activity.title,
        "municipality": face().name,
        "answers": people,
        "moment": local(moment).date().isoformat(),
        "opened": _day(activity.opens),
        "closed": _day(activity.closes),
        "is_open": activity.state(now) is State.OPEN,
        "process": activity.process.name,
        "is_self_selected": activity.access in SELF_SELECTED,
        "kind": activity.kind,
    }


def _day(moment: datetime | None) -> str:
    return local(moment).date().isoformat() if moment else ""
