from datetime import timedelta

import sqlalchemy as sa

from participation.activities.models import LedgerEntry
from participation.platform.extensions import db
from participation.platform.jobs.queue import jobs
from participation.platform.privacy.order import rewrite_in_key_order, unordered_tables
from tests.factories import make_activity

NAMES = {
    *("answer_file", "count_pending", "ledger_entry", "response", "response_draft"),
    *("idea", "brainstorm_participant", "idea_translation", "idea_evaluation", "opinion_member"),
    "idea_comment",
    *("budget_proposal", "budget_support", "budget_roll", "budget_slip", "budget_tracker"),
    "budget_voting_code",
}


def test_the_tables_of_people_and_of_their_words_keep_no_order():
    assert {table.name for table in unordered_tables()} == NAMES


def test_on_disk_rows_lie_in_the_order_of_their_random_keys(app):
    activity = make_activity()
    for number in range(50):
        db.session.add(LedgerEntry(activity_id=activity.id, marker=bytes([number]) * 32))
        db.session.commit()
    rewrite_in_key_order()
    found = db.session.execute(sa.text("SELECT id FROM ledger_entry")).scalars().all()
    assert [bytes(key) for key in found] == sorted(bytes(key) for key in found)


def test_the_worker_does_so_every_day(app):
    assert jobs(app)["platform.forget_order"].every == timedelta(days=1)
    result = app.test_cli_runner().invoke(args=["jobs", "run", "platform.forget_order"])
    assert result.exit_code == 0


def test_sqlite_tables_have_no_hidden_row_number(app):
    if db.engine.dialect.name != "sqlite":
        return
    for name in NAMES:
        made = db.session.execute(
            sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name}
        ).scalar_one()
        assert "WITHOUT ROWID" in made
