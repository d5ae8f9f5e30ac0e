"""Service points and paper on pages: the roll first, a tablet or a sheet, batches that add up."""

import re
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from budgeting.domain.voting.sheets import Unread, read, written
from budgeting.services import voting_codes, voting_count
from budgeting.views import voting_here
from budgeting.voting_models import PaperBatch, RollEntry, Slip, Tracker, Turnout, VoteChannel
from participation.activities.models import AccessLevel
from participation.platform import clock
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.budgeting.voting.making import make_vote
from tests.factories import make_municipality, make_process
from tests.pages import Visitor
from tests.staff import sign_in

OLD_ENOUGH = {"birth_year": "1980", "is_resident": "y"}


@pytest.fixture
def budget(app):
    make_municipality()
    return make_vote(process=make_process(), begins=clock.now(), access=AccessLevel.CODE)


@pytest.fixture
def code(budget):
    with unit_of_work():
        return voting_codes.make(budget, 1, None, now=clock.now())[0]


@pytest.fixture
def editor(app, budget):
    staff = Visitor(app)
    sign_in(staff, Role.EDITOR)
    return staff


def manage(budget, rest, language="fi"):
    return f"/{language}/manage/a/{budget.activity.public_id}/vote{rest}"


def count(model):
    db.session.expire_all()
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def link_on(page):
    found = re.search(r'class="y-hash">([^<]+)<', page.text)
    return urlsplit(found[1]).path


def let_in(editor, budget, code, way, expect=200, **more):
    said = OLD_ENOUGH | {"code": code, way: "1"} | more
    return editor.post(manage(budget, "/point"), said, expect=expect)


def vote_at(tablet, budget, link):
    led = tablet.raw("GET", link, 302)
    assert led.location.endswith("/vote/projects")
    place = f"/fi/a/{budget.activity.public_id}/vote"
    tablet.post(f"{place}/basket", {"project": "p1", "do": "add"})
    page = tablet.get(f"{place}/review")
    digest = next(e.get("value") for e in page.all("input") if e.get("name") == "digest")
    return tablet.post(f"{place}/cast", {"digest": digest}, expect=302)


def test_a_person_votes_on_a_device_of_the_service_point_once(app, editor, budget, code):
    link = link_on(let_in(editor, budget, code, "tablet"))
    assert count(RollEntry) == 0
    vote_at(Visitor(app), budget, link)
    assert (count(RollEntry), count(Tracker)) == (1, 1)
    (turnout,) = db.session.scalars(sa.select(Turnout))
    assert turnout.channel is VoteChannel.SERVICE_POINT
    Visitor(app).get(link, expect=409)
    for way in ("tablet", "paper"):
        page = let_in(editor, budget, code, way)
        assert "jo äänestänyt" in page.words("main")
    assert count(RollEntry) == 1


def test_who_may_not_vote_is_told_exactly_why(editor, budget, code):
    page = let_in(editor, budget, code, "paper", birth_year="2025", is_resident="")
    assert len(page.all("ul")) >= 1
    assert "vain" in page.words("main").casefold()
    page = let_in(editor, budget, "aaaa-bbbb-cccc", "paper")
    assert "aaaa-bbbb-cccc" in page.text
    assert count(RollEntry) == 0


def test_a_link_is_worth_nothing_late_elsewhere_or_where_staff_are_signed_in(
    app, editor, budget, code, visitor
):
    link = link_on(let_in(editor, budget, code, "tablet"))
    editor.get(link, expect=409)
    visitor.get(f"{link}x", expect=410)
    visitor.get(link.replace(budget.activity.public_id, "nothing"), expect=404)
    with app.test_request_context():
        old = voting_here.ticket(budget, b"m" * 32, "", clock.now() - 2 * voting_here.GOOD_FOR)
    visitor.get(f"{link.rpartition('/')[0]}/{old}", expect=410)


def test_the_roll_is_marked_before_a_sheet_is_handed_over(editor, budget, code):
    let_in(editor, budget, code, "paper", expect=302)
    assert (count(RollEntry), count(Slip)) == (1, 0)
    page = let_in(editor, budget, code, "paper")
    assert "jo äänestänyt" in page.words("main")


@pytest.fixture
def batch(editor, budget):
    typed = {"place": "Kirjasto, Liisa", "sheets": "2"}
    assert editor.post(manage(budget, "/paper"), typed).response.location.endswith("/paper/1")
    return manage(budget, "/paper/1")


def keep(editor, batch, sheet, marks="", expect=302, **more):
    return editor.post(batch, {"sheet": sheet, "marks": marks} | more, expect=expect)


def test_sheets_are_keyed_in_as_ballots_and_the_batch_is_closed(editor, budget, batch):
    keep(editor, batch, "1", "1 3")
    assert count(Slip) == 2
    page = editor.get(f"{batch}?sheet=1")
    assert "Lippu 1 : 1 3" in page.words("main") or "Lippu 1: 1 3" in page.words("main")
    editor.post(f"{batch}/close")
    assert db.session.scalars(sa.select(PaperBatch)).one().closed is None
    keep(editor, batch, "2", is_blank="y")
    editor.post(f"{batch}/close")
    db.session.expire_all()
    kept = db.session.scalars(sa.select(PaperBatch)).one()
    assert (kept.entered, kept.blank, kept.closed is not None) == (2, 1, True)
    words = editor.get(manage(budget, "/paper")).words("main")
    assert "2 / 2 lippua" in words


def test_a_sheet_sent_twice_is_one_ballot(editor, batch):
    keep(editor, batch, "1", "1")
    page = keep(editor, batch, "1", "1", expect=200)
    assert "jo tallennettu" in page.words("main")
    assert count(Slip) == 1


@pytest.mark.parametrize("marks", ["", "99", "1 1", "yksi", "1:5", "1 2 3 4 5 6 7"])
def test_what_cannot_be_on_a_sheet_is_told_and_stays_typed(editor, batch, marks):
    page = keep(editor, batch, "1", marks, expect=200)
    typed = next(e.get("value") for e in page.all("input") if e.get("name") == "marks")
    assert (typed or "") == marks
    assert count(Slip) == 0


def test_a_blank_sheet_has_no_numbers(editor, batch):
    keep(editor, batch, "1", "1", expect=200, is_blank="y")
    assert count(Slip) == 0


def test_the_roll_and_the_sheets_are_compared(editor, budget, code, batch):
    assert "eroavat" in editor.get(manage(budget, "/paper")).words("main")
    editor.post(manage(budget, "/paper"), {"place": "", "sheets": "2"}, expect=200)


def test_no_sheets_are_taken_once_the_vote_is_closed(editor, budget, batch):
    with unit_of_work():
        budget.stages[0].closes = clock.now()
        db.session.flush()
        voting_count.close(budget, now=clock.now(), reason="Kaksi lippua katosi.")
    page = keep(editor, batch, "1", "1", expect=200)
    assert "suljettu" in page.words("main")
    editor.post(manage(budget, "/paper"), {"place": "Kirjasto", "sheets": "1"})
    assert count(PaperBatch) == 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_ballot_can_be_printed(editor, budget, language):
    page = editor.get(manage(budget, "/paper/sheet", language)).words("main")
    names = {"fi": "Penkit rantaan", "sv": "Bänkar på stranden", "en": "Benches by the shore"}
    assert names[language] in page


NUMBERED = {1: "a", 2: "b", 12: "c"}


@pytest.mark.parametrize(
    ("kind", "typed", "marks"),
    [
        ("approve", "1, 12", {"a": 1, "c": 1}),
        ("points", "1:5 12=3", {"a": 5, "c": 3}),
        ("score", "2:0", {"b": 0}),
        ("rank", "12 1", {"c": 1, "a": 2}),
        ("approve", " ", {}),
    ],
)
def test_sheets_are_read_and_written_the_same(kind, typed, marks):
    assert read(typed, kind, NUMBERED) == (marks, [])
    numbers = {code: number for number, code in NUMBERED.items()}
    assert read(written(marks, kind, numbers), kind, NUMBERED) == (marks, [])


def test_what_makes_no_sense_on_a_sheet_is_named():
    assert read("1 x 9 1", "approve", NUMBERED) == (
        {"a": 1},
        [Unread("x", "form"), Unread("9", "unknown"), Unread("1", "twice")],
    )
    assert read("1", "points", NUMBERED)[1] == [Unread("1", "form")]
    assert read("1:2", "rank", NUMBERED)[1] == [Unread("1:2", "form")]
