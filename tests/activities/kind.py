"""A kind of activity that only tests know."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _

from participation.activities.kinds import Fault, Tab
from participation.activities.models import Activity
from participation.platform.feature import Feature


class Hearing:
    """A kind whose answers to every question a test sets."""

    key = "hearing"
    title = _("Hearing")
    adding = _("Add a hearing")
    start_endpoint = "activities.receipt"
    results_endpoint = "activities.receipt"
    print_endpoint = ""
    key_in_endpoint = ""
    keyed_in = ""
    goes_on = False
    is_offered = True
    tabs: Sequence[Tab] = ()

    def __init__(self) -> None:
        self.counts: dict[int, int] = {}
        self.problems: list[Fault] = []
        self.missing: dict[str, int] = {}
        self.created: list[str] = []
        self.published: list[str] = []

    def create(self, activity: Activity) -> None:
        self.created.append(activity.public_id)

    def faults(self, activity: Activity) -> Sequence[Fault]:
        return self.problems

    def publish(self, activity: Activity, now: Any) -> None:
        self.published.append(activity.public_id)

    def length(self, activity: Activity) -> str:
        return ""

    def unfinished(self, activities: Sequence[Activity]) -> Mapping[int, Mapping[str, int]]:
        return {one.id: self.missing for one in activities}

    def is_sent(self, activity: Activity, token: bytes) -> bool:
        return False

    def forget_trials(self, activity: Activity) -> None:
        """Nobody tries a hearing out."""

    def participants(self, activities: Sequence[Activity]) -> Mapping[int, int]:
        return {one.id: self.counts.get(one.id, 0) for one in activities}


def install(app: Flask) -> Hearing:
    """Add the kind to the app's features, replacing an earlier one."""
    kind = Hearing()
    others = tuple(f for f in app.extensions["features"] if f.name != "hearings")
    app.extensions["features"] = (*others, Feature(name="hearings", activity_kinds=(kind,)))
    return kind
