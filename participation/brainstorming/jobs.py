"""Background work of brainstorms."""

from datetime import datetime, timedelta

from participation.brainstorming.services import grouping, reminding
from participation.platform.extensions import db
from participation.platform.feature import Job
from participation.platform.transactions import unit_of_work


def find_groups(now: datetime) -> int:
    """Look for opinion groups where somebody or something asked for them."""
    asked = grouping.waiting(now)
    db.session.rollback()
    return sum(grouping.work_out(each, now) for each in asked)


def ask_for_groups(_now: datetime) -> int:
    """Ask for opinion groups where people have gone on weighing."""
    with unit_of_work():
        return grouping.ask_where_changed()


def remind(now: datetime) -> int:
    """Write to moderators where ideas have waited too long, once a day."""
    with unit_of_work():
        return reminding.remind(now)


JOBS = (
    Job(name="brainstorming.remind", deed=remind, every=timedelta(hours=1)),
    Job(name="brainstorming.groups", deed=find_groups, every=timedelta(minutes=1)),
    Job(name="brainstorming.groups_changed", deed=ask_for_groups, every=timedelta(hours=1)),
)
