"""Findings split by classes of people who weigh about the same, for public weighted figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from participation.activities.kinds import Subject, Weighed
from participation.activities.models import Activity
from participation.activities.refusals import WeighedOtherwise
from surveys.domain.weight_classes import classed, earlier
from surveys.domain.weighting import Weighting
from surveys.services import counting, cuts, weighting


def weighed(activity: Activity, now: datetime, before: Mapping[str, Any] | None) -> Weighed | None:
    """Return every finding by class; `before` is what the newest weighted release remembers."""
    row = weighting.saved(activity.id)
    if row is None:
        return None
    found = Weighting.from_json(row.result)
    if before is not None and tuple(before["variables"]) != found.variables:
        raise WeighedOtherwise
    known = cuts.known_of(activity)
    cells = cuts.combined(activity, found.variables, known.versions)
    past = earlier(before) if before is not None else None
    classes = classed(found.variables, cells, found.weights, past)
    named = (known.variable(name) for name in found.variables)
    return Weighed(
        findings=counting.cut_findings(activity, cuts.classed(activity, now, classes)),
        weights=classes.weights,
        subjects=[Subject(each.name, each.label) for each in named],
        memory=classes.to_json(),
    )
