"""The ledger: who took part, never what they said."""

import pytest
import sqlalchemy as sa
from flask import Flask

from participation.activities import ledger
from participation.activities.models import Activity, LedgerEntry
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.factories import make_activity

DEVICE = b"d" * 16


@pytest.fixture
def activity(app: Flask) -> Activity:
    return make_activity()


def enter(activity: Activity, mark: bytes) -> None:
    with unit_of_work():
        ledger.enter(activity, mark)


def test_nobody_enters_twice(activity: Activity) -> None:
    mark = ledger.marker(activity, DEVICE)
    enter(activity, mark)
    with pytest.raises(ledger.AlreadyTookPart):
        enter(activity, mark)
    assert len(db.session.scalars(sa.select(LedgerEntry)).all()) == 1


def test_two_devices_enter(activity: Activity) -> None:
    enter(activity, ledger.marker(activity, DEVICE))
    enter(activity, ledger.marker(activity, DEVICE[:-1] + b"e"))


def test_markers_of_two_activities_cannot_be_joined(activity: Activity) -> None:
    other = make_activity(activity.process)
    assert ledger.marker(activity, DEVICE) != ledger.marker(other, DEVICE)


def test_an_entry_tells_neither_when_nor_by_which_link(activity: Activity) -> None:
    columns = {column.name for column in LedgerEntry.__table__.columns}
    assert columns == {"id", "activity_id", "marker"}
    enter(activity, ledger.marker(activity, DEVICE))
    assert len(db.session.scalars(sa.select(LedgerEntry)).one().id) == 16
