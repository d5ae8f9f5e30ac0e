"""Nothing that is kept leads from somebody on the roll to what they voted."""

import random

import sqlalchemy as sa

from budgeting.voting_models import Box, RollEntry, Slip, Tracker, Turnout
from participation.platform.extensions import db
from participation.platform.privacy.order import rewrite_in_key_order
from tests.budgeting.voting.making import make_vote, vote

APART = (RollEntry, Slip, Tracker)
PEOPLE = "abcdefghijklmnopqrstuvwxyzåäö0123456789"


def cast_many(budget):
    """Vote as people do, one after another; return how each voted, by their place."""
    ways = []
    for place, name in enumerate(PEOPLE):
        way = f"p{1 + place % 2}"
        vote(budget, name, marks={way: 1}, token=name.encode().ljust(16, b"-"))
        ways.append(way)
    return ways


def test_the_tables_share_no_column_but_the_vote_itself():
    columns = [{c.name for c in table.__table__.columns} for table in APART]
    assert columns == [
        {"id", "budget_id", "marker"},
        {"id", "area_id", "marks", "batch_id", "sheet"},
        {"code", "budget_id"},
    ]


def test_none_of_them_knows_a_moment_and_none_refers_to_another():
    for table in APART:
        kinds = [column.type for column in table.__table__.columns]
        assert not any(isinstance(kind, sa.Date | sa.DateTime) for kind in kinds)
        led = {key.column.table.name for key in table.__table__.foreign_keys}
        assert led.isdisjoint({one.__tablename__ for one in APART})


def test_no_value_of_one_table_is_found_in_another(app):
    budget = make_vote()
    cast_many(budget)
    roll = {v for row in db.session.execute(sa.select(RollEntry.id, RollEntry.marker)) for v in row}
    slips = set(db.session.scalars(sa.select(Slip.id)))
    trackers = set(db.session.scalars(sa.select(Tracker.code)))
    assert len(roll | slips | trackers) == len(roll) + len(slips) + len(trackers)
    for tracker in trackers:
        assert not any(tracker in value for value in roll | slips)


def test_walking_the_tables_side_by_side_guesses_no_better_than_chance(app):
    """The nth of the roll beside the nth slip, as a dump lists them, tells nothing.

    People alternate, so wherever rows lay in the order in which they came, all guesses would fit.
    """
    random.seed(1)
    budget = make_vote()
    ways = cast_many(budget)
    rewrite_in_key_order()
    found = [row.marks for row in db.session.execute(sa.text("SELECT marks FROM budget_slip"))]
    fits = sum(way in str(marks) for way, marks in zip(ways, found, strict=True))
    assert fits < len(ways) * 0.85
    assert fits > len(ways) * 0.15


def test_no_counter_of_a_day_or_way_hangs_on_a_slip(app):
    assert {c.name for c in Turnout.__table__.columns} == {"budget_id", "day", "channel", "voters"}
    assert {c.name for c in Box.__table__.columns} == {"area_id", "slips"}


def test_postgresql_gives_all_rows_one_number_of_transaction(app):
    if db.engine.dialect.name != "postgresql":
        return
    budget = make_vote()
    cast_many(budget)
    rewrite_in_key_order()
    for table in ("budget_roll", "budget_slip", "budget_tracker"):
        numbers = db.session.execute(sa.text(f"SELECT DISTINCT xmin::text FROM {table}"))  # noqa: S608
        assert len(numbers.all()) == 1
