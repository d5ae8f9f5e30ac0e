"""The stored figures: kept up, read without writing, the same as counting anew."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from surveys.domain.counting.tally import Counts
from surveys.models import CountPending, Response, StoredCount
from surveys.services import counting, pending
from tests.surveys.factories_counting import (
    EVERY_KIND,
    ask,
    make_response,
    make_version,
    options,
    questionnaire,
    respond,
    some_answers,
)

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)


def waiting():
    return db.session.scalar(sa.select(sa.func.count()).select_from(CountPending))


def refresh(version, now=NOW):
    with unit_of_work():
        return counting.refresh(version.survey_id, now)


def rebuilt(version):
    with unit_of_work():
        return counting.rebuild(version.survey_id, NOW)


def test_a_response_is_seen_at_once_and_stored_by_a_refresh(app):
    version = make_version()
    make_response(version)
    assert counting.read(version.survey_id, NOW).counts.responses == 1
    assert refresh(version) == 1
    assert waiting() == 0
    assert counting.read(version.survey_id, NOW).counts["area/single"].options == {"north": 1}
    assert refresh(version) == 0


def test_an_answer_that_comes_while_all_are_counted_anew_counts_once(app, monkeypatch):
    version = make_version()
    make_response(version)
    drop = pending.drop_all

    def dropped(activity_id):
        drop(activity_id)
        make_response(version, area="south")

    monkeypatch.setattr(pending, "drop_all", dropped)
    assert rebuilt(version).responses == 2
    assert counting.read(version.survey_id, NOW).counts.responses == 2
    assert waiting() == 0


def test_reading_writes_nothing(app):
    version = make_version()
    make_response(version)
    counting.findings(db.session.merge(version) and activity_of(version), NOW)
    assert waiting() == 1
    assert db.session.get(StoredCount, version.survey_id) is None


def activity_of(version):
    return db.session.get_one(counting.Activity, version.survey_id)


def test_a_response_changed_while_it_waits_is_counted_as_it_is(app):
    version = make_version()
    response = make_response(version, area="north")
    with unit_of_work():
        response.answers = {"area": "south"}
    assert counting.read(version.survey_id, NOW).counts["area/single"].options == {"south": 1}
    refresh(version)
    assert counting.read(version.survey_id, NOW).counts["area/single"].options == {"south": 1}


def test_an_erased_response_leaves_neither_figure_nor_note(app):
    version = make_version()
    counted, uncounted = make_response(version, area="north"), None
    refresh(version)
    uncounted = make_response(version, area="south")
    for response in (counted, uncounted):
        with unit_of_work():
            counting.uncount(response, NOW)
            db.session.delete(response)
    assert waiting() == 0
    assert counting.read(version.survey_id, NOW).counts == Counts()


@pytest.mark.parametrize("seed", range(3))
def test_figures_kept_up_equal_figures_counted_anew(app, seed):
    random = Random(seed)
    versions = [make_version()]
    versions.append(make_version(activity_of(versions[0]), questionnaire(ask("area", "text"))))
    for _step in range(60):
        with unit_of_work():
            one_deed(random, versions)
        if random.random() < 0.2:
            refresh(versions[0])
    read = counting.read(versions[0].survey_id, NOW).counts
    assert read.responses > 5
    while refresh(versions[0]):
        pass
    assert counting.read(versions[0].survey_id, NOW).counts == read == rebuilt(versions[0])


def one_deed(random, versions):
    """Insert or erase, as services do it."""
    kept = db.session.scalars(sa.select(Response).order_by(Response.id)).all()
    if not kept or random.random() < 0.6:
        insert(random, random.choice(versions))
        return
    response = random.choice(kept)
    counting.uncount(response, NOW)
    db.session.delete(response)


def insert(random, version):
    response = Response(
        id=random.randbytes(16),
        survey_id=version.survey_id,
        version_id=version.id,
        language="fi",
        day=NOW.date(),
        answers=some_answers(random),
        receipt_hash=random.randbytes(32),
    )
    db.session.add(response)
    pending.added(response)


def test_with_too_many_waiting_the_figures_say_when_they_were_counted(app, monkeypatch):
    monkeypatch.setattr(pending, "BATCH", 2)
    version = make_version()
    make_response(version)
    refresh(version, NOW - timedelta(minutes=3))
    for _ in range(3):
        make_response(version)
    read = counting.read(version.survey_id, NOW)
    assert (read.counts.responses, read.is_behind) == (1, True)
    assert read.moment == NOW - timedelta(minutes=3)
    assert [refresh(version), refresh(version), refresh(version)] == [2, 1, 0]


def test_a_stored_count_of_another_format_is_counted_anew(app):
    version = make_version()
    make_response(version)
    refresh(version)
    make_response(version)
    with unit_of_work():
        db.session.get_one(StoredCount, version.survey_id).counts = {"format": 0}
    assert counting.read(version.survey_id, NOW).counts.responses == 2
    refresh(version)
    assert counting.read(version.survey_id, NOW).counts == rebuilt(version)


def test_an_answer_is_erased_though_the_stored_count_is_of_another_format(app):
    version = make_version()
    response = make_response(version)
    refresh(version)
    with unit_of_work():
        db.session.get_one(StoredCount, version.survey_id).counts = {"format": 0}
        counting.uncount(response, NOW)
        db.session.delete(response)
    assert counting.read(version.survey_id, NOW).counts == Counts()


def test_one_question_is_found_by_its_code(app):
    version = make_version()
    make_response(version)
    found = counting.find(activity_of(version), "area", NOW)
    assert (found.answered, found.asked, found.versions) == (1, 1, (1,))
    with pytest.raises(NotFound):
        counting.find(activity_of(version), "nonsense", NOW)


def test_findings_of_the_same_moment_have_the_same_checksum(app):
    version = make_version()
    make_response(version)
    before = counting.findings(activity_of(version), NOW)
    refresh(version)
    after = counting.findings(activity_of(version), NOW)
    assert [one.checksum() for one in before] == [one.checksum() for one in after]


def test_who_answered_an_older_version_was_not_asked_the_new_question(app):
    old = make_version(asked=questionnaire(ask("area", "single", options=options("north"))))
    make_response(old, area="north")
    new = make_version(activity_of(old), EVERY_KIND)
    respond(new, {"area": "south", "age": 30})
    found = {one.subject: one for one in counting.findings(activity_of(new), NOW)}
    assert (found["area"].answered, found["area"].versions) == (2, (1, 2))
    assert found["age"].asked == 1
    assert found["age"].figures["respondents"] == 2


def test_an_activity_without_a_survey_is_not_counted(app):
    with unit_of_work():
        assert counting.refresh(999, NOW) == 0
    with pytest.raises(NotFound), unit_of_work():
        counting.rebuild(999, NOW)
