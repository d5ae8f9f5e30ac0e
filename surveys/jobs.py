"""Background work of surveys."""

from datetime import datetime, timedelta

from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.feature import Job
from participation.platform.transactions import unit_of_work
from surveys import data_kinds
from surveys.services import (
    answer_files,
    counting,
    data_files,
    drafts,
    recounting,
    snapshots,
    suggesting,
    trying,
)


def forget_untouched_drafts(now: datetime) -> int:
    """Delete answers under way that nobody has touched for thirty days."""
    with unit_of_work():
        return drafts.forget_untouched(local(now).date())


def count_waiting(now: datetime) -> int:
    """Count what waits, survey by survey, in transactions of at most 5 000 answers."""
    total = 0
    for activity_id in counting.waiting():
        counted = -1
        while counted:
            with unit_of_work():
                counted = counting.refresh(activity_id, now)
            total += counted
    return total


def keep_columns(now: datetime) -> int:
    """Make the files of columns that are missing, survey by survey; delete what nobody names."""
    lacking = snapshots.lacking()
    db.session.rollback()
    for activity_id in lacking:
        recounting.recount(activity_id, now)
    return len(lacking) + snapshots.sweep(now)


def forget_trials(now: datetime) -> int:
    """Erase the test answers of surveys that have opened."""
    with unit_of_work():
        return trying.erase_of_opened(now)


def forget_lonely_files(now: datetime) -> int:
    """Delete files whose draft or response is gone."""
    total, swept = 0, -1
    while swept:
        with unit_of_work():
            swept = answer_files.sweep()
        total += swept
    return total


def look_for_themes(now: datetime) -> int:
    """Look for themes where staff asked for them; no transaction is open while that takes long."""
    frames = suggesting.waiting()
    for frame_id in frames:
        said, number = suggesting.texts_of(frame_id)
        db.session.rollback()
        groups = suggesting.found(said, number)
        with unit_of_work():
            suggesting.keep(frame_id, groups, now)
    return len(frames)


def make_data_files(now: datetime) -> int:
    """Make the files of answers that staff have asked for, one after another."""
    made = 0
    while data_files.make_next(data_kinds.write, now):
        made += 1
    return made


def forget_old_data_files(now: datetime) -> int:
    """Delete files of answers made days ago."""
    with unit_of_work():
        return data_files.forget_old(now)


JOBS = (
    Job(name="surveys.data_files", deed=make_data_files, every=timedelta(minutes=1)),
    Job(name="surveys.old_data_files", deed=forget_old_data_files, every=timedelta(hours=6)),
    Job(name="surveys.themes", deed=look_for_themes, every=timedelta(minutes=1)),
    Job(name="surveys.files", deed=forget_lonely_files, every=timedelta(hours=1)),
    Job(name="surveys.drafts", deed=forget_untouched_drafts, every=timedelta(hours=12)),
    Job(name="surveys.trials", deed=forget_trials, every=timedelta(minutes=5)),
    Job(name="surveys.count", deed=count_waiting, every=timedelta(minutes=1)),
    Job(name="surveys.columns", deed=keep_columns, every=timedelta(minutes=1)),
)
