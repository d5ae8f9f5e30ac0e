"""Background work of brainstorms."""

from datetime import datetime, timedelta

from flask import current_app

from participation.brainstorming.services import grouping, reminding, translating
from participation.platform.extensions import db
from participation.platform.feature import Job
from participation.platform.transactions import unit_of_work
from participation.platform.translation.service import translator


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


def translate(now: datetime) -> int:
    """Let the translation service, if there is one, put ideas into languages they lack."""
    service = translator(current_app.config["SETTINGS"])
    return translating.work(service, now) if service else 0


JOBS = (
    Job(name="brainstorming.remind", deed=remind, every=timedelta(hours=1)),
    Job(name="brainstorming.groups", deed=find_groups, every=timedelta(minutes=1)),
    Job(name="brainstorming.groups_changed", deed=ask_for_groups, every=timedelta(hours=1)),
    Job(name="brainstorming.translate", deed=translate, every=timedelta(minutes=5)),
)
