import threading

import pytest
import sqlalchemy as sa

from participation.platform.access.actor import ANYBODY
from participation.platform.audit.log import record
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from participation.platform.transactions import (
    after_commit,
    after_failure,
    connection,
    unit_of_work,
)

SEATS = 3


def count():
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count(AuditEntry.id)))


def test_what_happens_inside_is_kept(app):
    with unit_of_work():
        record(ANYBODY, "test.deed", "thing:1")
    assert count() == 1


def test_a_failure_keeps_nothing(app):
    with pytest.raises(LookupError), unit_of_work():
        record(ANYBODY, "test.deed", "thing:1")
        db.session.flush()
        raise LookupError
    assert count() == 0


def test_deeds_after_commit_see_what_was_committed(app):
    seen = []
    with unit_of_work():
        record(ANYBODY, "test.deed", "thing:1")
        after_commit(lambda: seen.append(count()))
        assert seen == []
    assert seen == [1]


def test_deeds_of_a_failed_unit_are_forgotten(app):
    done, undone = [], []
    with pytest.raises(LookupError), unit_of_work():
        after_commit(lambda: done.append(1))
        after_failure(lambda: undone.append(1))
        raise LookupError
    with unit_of_work():
        record(ANYBODY, "test.deed", "thing:1")
    assert (done, undone) == ([], [1])


def test_nothing_is_undone_when_the_unit_succeeds(app):
    undone = []
    with unit_of_work():
        after_failure(lambda: undone.append(1))
    with pytest.raises(LookupError), unit_of_work():
        raise LookupError
    assert undone == []


def test_a_failing_deed_after_commit_stops_neither_the_answer_nor_the_next_deed(app):
    done = []
    with unit_of_work():
        after_commit(lambda: 1 / 0)
        after_commit(lambda: done.append(1))
    assert done == [1]


def test_eight_threads_take_no_more_seats_than_there_are(app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("elsewhere services lock rows")
    start = threading.Barrier(8)

    def take_a_seat():
        with app.app_context():
            start.wait()
            for _ in range(3):
                with unit_of_work():
                    taken = db.session.scalar(sa.select(sa.func.count(AuditEntry.id)))
                    if taken < SEATS:
                        record(ANYBODY, "test.seat", "thing:1")

    threads = [threading.Thread(target=take_a_seat) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count() == SEATS


def test_rows_without_objects_belong_to_the_same_transaction(app):
    with pytest.raises(LookupError), unit_of_work():
        assert connection() is connection() is db.session.connection()
        record(ANYBODY, "test.deed", "thing:1")
        db.session.flush()
        assert connection().scalar(sa.select(sa.func.count(AuditEntry.id))) == 1
        raise LookupError
    assert connection().scalar(sa.select(sa.func.count(AuditEntry.id))) == 0


@pytest.mark.parametrize("end", ["commit", "rollback", "close", "remove"])
def test_the_next_transaction_has_a_connection_that_works(app, end):
    first = connection()
    getattr(db.session, end)()
    second = connection()
    assert second is not first
    assert second is db.session.connection()
    assert second.scalar(sa.text("SELECT 1")) == 1
