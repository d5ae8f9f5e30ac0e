import sqlalchemy as sa

from participation.activities.models import LedgerEntry
from participation.platform.extensions import db
from participation.platform.privacy.order import rewrite_in_key_order
from participation.platform.transactions import unit_of_work
from tests.factories import make_activity


def test_after_a_night_no_row_tells_which_transaction_wrote_it(app):
    if db.engine.dialect.name != "postgresql":
        return
    activity = make_activity()
    for number in range(3):
        with unit_of_work():
            marker = bytes([number]) * 32
            db.session.add(LedgerEntry(activity_id=activity.id, marker=marker))
    numbers = sa.text("SELECT count(DISTINCT xmin::text) FROM ledger_entry")
    assert db.session.scalar(numbers) == 3
    rewrite_in_key_order()
    assert db.session.scalar(numbers) == 1
