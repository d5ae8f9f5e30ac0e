"""All answers counted anew while others write: nobody waits, and nothing is lost."""

from datetime import UTC, datetime
from threading import Thread

import pytest
import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.files.storage import storage
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from surveys.models import CountPending, Response
from surveys.services import counting, pending, recounting, responses, snapshots
from tests.surveys.factories_counting import make_version, respond

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    """Files of at most ten answers, and as soon as there are three."""
    monkeypatch.setattr(snapshots, "LEAST", 3)
    monkeypatch.setattr(snapshots, "MOST", 10)


@pytest.fixture
def version(app):
    found = make_version()
    for _ in range(12):
        respond(found, {"area": "north"})
    with unit_of_work():
        counting.rebuild(found.survey_id, NOW)
    return found


@pytest.fixture
def meanwhile(app, monkeypatch):
    """Do something in another session while answers are read; once, or each time they are."""

    def arrange(deed, *, times=1):
        every, done = recounting.every_one, []

        def work():
            with app.app_context():
                deed()
                db.session.commit()
                db.session.remove()

        def read(*wanted, **more):
            blocks = list(every(*wanted, **more))
            if len(done) < times:
                done.append(True)
                other = Thread(target=work)
                other.start()
                other.join(20)
                assert not other.is_alive()
            yield from blocks

        monkeypatch.setattr(recounting, "every_one", read)
        return done

    return arrange


def counted(version):
    db.session.rollback()
    return dict(counting.read(version.survey_id, NOW).counts["area/single"].options)


def settled(version):
    """Return the figures when all that waits has been counted, and when all is counted anew."""
    with unit_of_work():
        counting.refresh(version.survey_id, NOW)
    refreshed = counted(version)
    with unit_of_work():
        counting.rebuild(version.survey_id, NOW)
    assert counted(version) == refreshed
    return refreshed


def test_others_write_while_answers_are_counted(version, meanwhile):
    survey_id = version.survey_id
    meanwhile(lambda: respond(db.session.get_one(type(version), version_id), {"area": "south"}))
    version_id = version.id
    assert recounting.recount(survey_id, NOW).responses == 12
    assert counted(version) == {"north": 12, "south": 1}
    assert settled(version) == {"north": 12, "south": 1}


@pytest.mark.parametrize("how", ["erase", "refresh"])
def test_all_is_read_again_when_the_old_count_changes(version, meanwhile, how):
    respond(version, {"area": "south"})
    survey_id = version.survey_id
    receipt = db.session.scalars(
        sa.select(Response.receipt_hash).where(Response.answers["area"].as_string() == "north")
    ).first()

    def erase():
        with unit_of_work():
            responses.erase(receipt, NOW)

    def refresh():
        with unit_of_work():
            counting.refresh(survey_id, datetime(2026, 8, 21, tzinfo=UTC))

    done = meanwhile(erase if how == "erase" else refresh)
    recounting.recount(survey_id, NOW)
    assert done
    north = 11 if how == "erase" else 12
    assert settled(version) == {"north": north, "south": 1}


def test_at_last_all_is_counted_under_the_lock_and_no_file_is_left(version, meanwhile):
    survey_id, moments = version.survey_id, iter(range(1, 9))

    def count():
        with unit_of_work():
            counting.rebuild(survey_id, datetime(2026, 9, next(moments), tzinfo=UTC))

    done = meanwhile(count, times=3)
    assert recounting.recount(survey_id, NOW).responses == 12
    assert len(done) == 3
    assert counted(version) == {"north": 12}
    listed = counting.StoredCount
    parts = db.session.get_one(listed, survey_id).segments["parts"]
    assert {key for key, _at in storage().kept(snapshots.FOLDER)} == {p["key"] for p in parts}


def test_after_an_import_all_is_counted_under_the_lock(version, monkeypatch):
    monkeypatch.setattr(pending, "BATCH", 3)
    for _ in range(4):
        respond(version, {"area": "south"})
    assert recounting.recount(version.survey_id, NOW).responses == 16
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CountPending)) == 0


def test_what_is_not_there_cannot_be_counted(app):
    with pytest.raises(NotFound):
        recounting.recount(999, NOW)
