"""Files of columns: the same figures as the answers themselves, at every moment."""

import struct
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given

from participation.activities.domain.filters import Cut, Filter
from participation.platform.access.actor import Role
from participation.platform.clock import now as clock_now
from participation.platform.extensions import db
from participation.platform.files.storage import storage
from participation.platform.transactions import unit_of_work
from surveys import jobs
from surveys.domain.counting import segments
from surveys.domain.counting.block import Encoded, Said
from surveys.domain.counting.cutting import Recipe, cut
from surveys.domain.counting.segments import BrokenSegment
from surveys.models import Response, StoredCount
from surveys.services import counting, cuts, pending, snapshots
from tests.factories import make_municipality
from tests.staff import sign_in
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
from tests.surveys.test_cutting import CONDITIONS as A_CONDITION
from tests.surveys.test_cutting import MANY, VARIABLES, asked_for, fulfils, total

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
CUTS = (
    Cut(filter=Filter.from_query(["area:north,~none", "@language:fi"])),
    Cut(by="wish"),
    Cut(by="area", filter=Filter.from_query(["age:30..60"])),
    Cut(by="@version"),
)


@pytest.fixture
def few(monkeypatch):
    """Files of at most ten answers, and as soon as there are three."""
    monkeypatch.setattr(snapshots, "LEAST", 3)
    monkeypatch.setattr(snapshots, "MOST", 10)


def activity_of(version):
    return db.session.get_one(counting.Activity, version.survey_id)


def stored(version):
    db.session.expire_all()
    return db.session.get_one(StoredCount, version.survey_id)


def rebuilt(version):
    with unit_of_work():
        counting.rebuild(version.survey_id, NOW)


def refresh(version):
    with unit_of_work():
        return counting.refresh(version.survey_id, NOW)


def figures(version):
    activity = activity_of(version)
    return [
        [(one.figures, one.missing) for one in counting.findings(activity, NOW, each)]
        for each in CUTS
    ]


def plain_figures(version, monkeypatch):
    """Figures of the answers as they are, as if there were no files."""
    peek = pending.peek
    with monkeypatch.context() as patch:
        patch.setattr(pending, "peek", lambda key: (None, peek(key)[1]))
        return figures(version)


def filed(block):
    file = BytesIO()
    segments.write(block, file)
    file.seek(0)
    return segments.opened(file, block.version)


@given(MANY, A_CONDITION)
def test_a_file_counts_as_the_answers_do(said, condition):
    if not (condition.values or condition.least or condition.most):
        return
    block = Encoded.of(EVERY_KIND, 2, said)
    for by in (None, VARIABLES["wish"], VARIABLES["@channel"]):
        recipe = Recipe(conditions=asked_for(condition), by=by)
        assert cut([filed(block)], recipe) == cut([block], recipe)


@given(MANY, A_CONDITION)
def test_what_is_gone_from_a_file_does_not_count(said, condition):
    if not (condition.values or condition.least or condition.most):
        return
    numbered = [one._replace(id=bytes([n]) * 16) for n, one in enumerate(said)]
    gone, left = numbered[::3], [one for n, one in enumerate(numbered) if n % 3]
    segment = filed(Encoded.of(EVERY_KIND, 2, numbered)).without({one.id for one in gone})
    kept = [one for one in left if fulfils(condition, 2, one)]
    found = cut([segment], Recipe(conditions=asked_for(condition)))
    assert found.whole.counts == total([], kept)
    assert found.everybody == len(left)
    again = cut([segment.block()], Recipe(conditions=asked_for(condition)))
    assert again.whole == found.whole
    assert segment.block().ids == [one.id for one in left]


def test_a_file_cut_short_is_an_error_not_figures():
    file = BytesIO()
    segments.write(Encoded.of(EVERY_KIND, 2, []), file)
    whole = file.getvalue()
    for part in (b"", b"nonsense", whole[:20]):
        with pytest.raises(BrokenSegment):
            segments.opened(BytesIO(part), 2)
    said = [Said(b"1" * 16, "", "fi", "2026-08-12", {"age": 5})]
    segments.write(Encoded.of(EVERY_KIND, 2, said), longer := BytesIO())
    cut_short = segments.opened(BytesIO(longer.getvalue()[:-64]), 2)
    with pytest.raises(BrokenSegment):
        cut_short.block()


def test_few_answers_have_no_files(app):
    version = make_version()
    make_response(version)
    rebuilt(version)
    assert stored(version).segments is None


@pytest.mark.parametrize("seed", range(3))
def test_figures_from_files_equal_figures_from_answers_whatever_happens(
    app, few, monkeypatch, seed
):
    random = Random(seed)
    first = make_version()
    second = make_version(
        activity_of(first), questionnaire(ask("area", "single", options=options("north")))
    )
    for _ in range(25):
        respond(random.choice((first, second)), some_answers(random))
    rebuilt(first)
    for step in range(40):
        one_deed(random, (first, second))
        if step % 4 == 0:
            assert figures(first) == plain_figures(first, monkeypatch)
        if random.random() < 0.3:
            refresh(first)
    while refresh(first):
        pass
    assert not stored(first).segments["gone"]
    assert figures(first) == plain_figures(first, monkeypatch)
    sizes = [part["size"] for part in stored(first).segments["parts"]]
    assert sum(sizes) == counting.read(first.survey_id, NOW).counts.responses
    small = [part for part in stored(first).segments["parts"] if part["size"] < 10]
    assert len(small) <= 2
    kept = {key for key, _at in storage().kept(snapshots.FOLDER)}
    assert kept == {part["key"] for part in stored(first).segments["parts"]}


def one_deed(random, versions):
    language = random.choice(["fi", "sv"])
    if random.random() < 0.7:
        respond(random.choice(versions), some_answers(random), language=language)
        return
    response = random.choice(db.session.query(Response).order_by(Response.id).all())
    with unit_of_work():
        counting.uncount(response, NOW)
        db.session.delete(response)


def test_nothing_of_an_erased_answer_stays_in_a_file(app, few):
    version = make_version()
    for _ in range(4):
        respond(version, {"area": "south"})
    secret = respond(version, {"area": "a-rare-word", "wish": ["rare-wish"], "age": 97})
    key = secret.id
    rebuilt(version)
    before = contents()
    assert any(b"a-rare-word" in each or key in each for each in before)
    with unit_of_work():
        counting.uncount(secret, NOW)
        db.session.delete(secret)
    assert stored(version).segments["gone"] == [key.hex()]
    assert version.survey_id in counting.waiting()
    refresh(version)
    assert version.survey_id not in counting.waiting()
    for word in (key, b"rare", struct.pack("<d", 97.0)):
        assert not any(word in each for each in contents())


def contents():
    folder = Path(storage().folder)
    return [(folder / key).read_bytes() for key, _at in storage().kept(snapshots.FOLDER)]


def test_no_file_tells_which_answers_came_together(app, few):
    version = make_version()
    for _ in range(5):
        respond(version, {"area": "south"})
    rebuilt(version)
    keys = [respond(version, {"area": "north"}).id for _ in range(3)]
    refresh(version)
    (part,) = stored(version).segments["parts"]
    with storage().open(part["key"]) as file:
        ids = segments.opened(file, 1).block().ids
    assert ids == sorted(ids)
    assert set(keys) < set(ids)


def test_an_answer_is_seen_in_a_filter_as_soon_as_it_is_sent(app, few):
    version = make_version()
    for _ in range(5):
        respond(version, {"area": "south"})
    rebuilt(version)
    respond(version, {"area": "north"})
    only = Cut(filter=Filter.from_query(["area:north"]))
    assert counting.find(activity_of(version), "area", NOW, only).answered == 1


def test_two_workers_show_the_same_while_the_columns_change(app, few):
    """One worker has read the list; before it opens the files another puts new ones in place."""
    version = make_version()
    for _ in range(5):
        respond(version, {"area": "south"})
    rebuilt(version)
    for _ in range(8):
        respond(version, {"area": "south"})
        refresh(version)
    peek, first = pending.peek, []

    def overtaken(activity_id):
        found = peek(activity_id)
        if not first:
            first.append(found)
            rebuilt(version)
        return found

    pending.peek = overtaken
    try:
        found = counting.find(activity_of(version), "area", NOW, CUTS[1])
    finally:
        pending.peek = peek
    assert first
    assert found.answered == 13


def test_lost_files_are_said_to_be_in_the_making_and_made_by_the_job(app, few, monkeypatch):
    version = make_version()
    for _ in range(5):
        respond(version, {"area": "south"})
    rebuilt(version)
    for key, _at in list(storage().kept(snapshots.FOLDER)):
        storage().delete(key)
    with pytest.raises(cuts.BeingPrepared):
        counting.findings(activity_of(version), NOW, CUTS[1])
    assert jobs.keep_columns(NOW) == 1
    assert figures(version) == plain_figures(version, monkeypatch)


def test_a_refresh_that_finds_no_file_does_without_and_the_job_makes_it(app, few, monkeypatch):
    version = make_version()
    for _ in range(5):
        respond(version, {"area": "south"})
    rebuilt(version)
    for key, _at in list(storage().kept(snapshots.FOLDER)):
        storage().delete(key)
    respond(version, {"area": "north"})
    refresh(version)
    assert stored(version).segments is None
    assert jobs.keep_columns(NOW) == 1
    assert figures(version) == plain_figures(version, monkeypatch)
    assert jobs.keep_columns(NOW) == 0


def test_files_that_nobody_names_are_deleted_after_an_hour(app, few):
    version = make_version()
    for _ in range(5):
        respond(version, {"area": "south"})
    rebuilt(version)
    storage().write("counts/9/lonely", BytesIO(b"x"))
    assert snapshots.sweep(clock_now()) == 0
    assert snapshots.sweep(clock_now() + timedelta(hours=2)) == 1
    assert len(list(storage().kept(snapshots.FOLDER))) == 1


def test_a_transaction_that_fails_leaves_no_file(app, few):
    version = make_version()
    for _ in range(5):
        respond(version, {"area": "south"})
    with pytest.raises(RuntimeError), unit_of_work():
        counting.rebuild(version.survey_id, NOW)
        raise RuntimeError
    assert not list(storage().kept(snapshots.FOLDER))


def test_with_many_answers_and_no_files_staff_are_told_to_wait(visitor, few, monkeypatch):
    make_municipality()
    sign_in(visitor, Role.ANALYST)
    monkeypatch.setattr(cuts, "MOST_PLAIN", 3)
    version = make_version()
    for _ in range(5):
        respond(version, {"area": "south"})
    refresh(version)
    address = f"/en/manage/a/{activity_of(version).public_id}/results"
    page = visitor.get(f"{address}?by=area", expect=503)
    assert "The answers are being prepared" in page.words()
    assert page.response.headers["Retry-After"]
    jobs.keep_columns(NOW)
    assert "5 answers" in visitor.get(f"{address}?by=area").words()


def test_when_too_many_wait_a_cut_says_when_it_was_counted(app, few, monkeypatch):
    version = make_version()
    for _ in range(5):
        respond(version, {"area": "south"})
    rebuilt(version)
    monkeypatch.setattr(pending, "BATCH", 2)
    for _ in range(3):
        respond(version, {"area": "south"})
    found = cuts.read(activity_of(version), NOW + timedelta(minutes=1), CUTS[1])
    assert (found.is_behind, found.moment, found.parts.everybody) == (True, NOW, 5)


def test_the_folder_of_columns_is_never_outside(app):
    assert Path(storage().folder) in Path(storage().folder, snapshots.FOLDER).parents
