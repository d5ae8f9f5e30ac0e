"""People tell what they think of the service, and somebody answers."""

from datetime import date, timedelta

import pytest

from participation.municipality.domain.feedback import due, forgotten_if_done_by, is_overdue
from participation.municipality.jobs import forget_old_addresses
from participation.municipality.models import Feedback, FeedbackKind, FeedbackState
from participation.platform import clock
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db, limiter
from tests.factories import make_municipality, make_process, save
from tests.staff import sign_in

FORM = {"kind": "general", "words": "Hyvä palvelu", "email": "asukas@example.fi", "website": ""}
TODAY = date(2026, 3, 2)


def make_feedback(**changes):
    values = {
        "kind": FeedbackKind.GENERAL,
        "words": "Hyvä palvelu",
        "language": "fi",
        "received": clock.today(),
        "due": clock.today() + timedelta(days=14),
    }
    return save(Feedback(**values | changes))


def all_feedback():
    return db.session.scalars(db.select(Feedback)).all()


def test_feedback_is_due_in_two_weeks():
    assert due(TODAY) == date(2026, 3, 16)


def test_feedback_is_late_the_day_after():
    assert not is_overdue(TODAY, None, TODAY)
    assert is_overdue(TODAY, None, TODAY + timedelta(days=1))
    assert not is_overdue(TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=9))


def test_addresses_go_ninety_days_after_the_answer():
    assert forgotten_if_done_by(TODAY) == TODAY - timedelta(days=90)


@pytest.mark.parametrize("kind", list(FeedbackKind))
def test_anybody_gives_feedback_and_learns_what_happens_next(visitor, kind):
    make_municipality()
    visitor.get(f"/fi/feedback?about={kind}")
    page = visitor.follow("/fi/feedback", FORM | {"kind": kind.value})
    (kept,) = all_feedback()
    assert (kept.kind, kept.words, kept.language) == (kind, "Hyvä palvelu", "fi")
    assert kept.due == clock.today() + timedelta(days=14)
    last_day = kept.due
    assert f"{last_day.day}.{last_day.month}.{last_day.year}" in page.words("main")


def test_an_address_is_not_needed(visitor):
    visitor.post("/fi/feedback", FORM | {"email": ""})
    assert all_feedback()[0].email == ""


@pytest.mark.parametrize(
    "broken",
    [
        {"words": ""},
        {"words": " \n"},
        {"words": "x" * 4001},
        {"kind": "praise"},
        {"email": "nonsense"},
        {"kind": ""},
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(visitor, broken):
    page = visitor.post("/fi/feedback", FORM | broken, expect=200)
    assert page.all("h2")
    assert (broken | FORM)["words"] in page.text or "words" in broken
    assert all_feedback() == []


def test_signs_that_no_database_keeps_are_left_out(visitor):
    visitor.post("/fi/feedback", FORM | {"words": "Hyvä\x00 palvelu"})
    assert all_feedback()[0].words == "Hyvä palvelu"


def test_an_unknown_subject_in_the_address_chooses_none(visitor):
    page = visitor.get("/fi/feedback?about=nonsense")
    assert not [one for one in page.all("input") if one.get("checked") is not None]


def test_a_language_switch_keeps_what_was_typed(visitor):
    page = visitor.post("/sv/feedback", FORM | {"words": "Kesken", "_switch": "sv"}, expect=200)
    assert page.one("html").get("lang") == "sv"
    assert "Kesken" in page.text
    assert 'role="alert"' not in page.text
    assert all_feedback() == []


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(visitor):
    visitor.post("/fi/feedback", FORM | {"website": "https://example.com"})
    assert all_feedback() == []


def test_the_page_somebody_came_from_is_kept_only_if_it_names_nobody(visitor):
    home = "http://yhes.test"
    page = visitor.get("/fi/feedback", headers={"Referer": f"{home}/fi/p/strategia"})
    assert 'name="page" value="/fi/p/strategia"' in page.text
    page = visitor.get("/fi/feedback", headers={"Referer": f"{home}/fi/invitations/secret"})
    assert 'name="page" value=""' in page.text
    visitor.post("/fi/feedback", FORM | {"page": "<script>"})
    assert all_feedback()[0].page == ""


def test_thanks_are_only_for_kinds_there_are(visitor):
    visitor.get("/fi/feedback/thanks/nonsense", expect=404)


def test_too_much_feedback_from_one_address_is_refused(visitor, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    for _time in range(20):
        visitor.post("/fi/feedback", FORM)
    visitor.raw("POST", "/fi/feedback", 429, data=FORM)
    limiter.reset()


def test_residents_and_analysts_do_not_see_the_queue(visitor):
    feedback = make_feedback()
    visitor.get("/fi/manage/feedback", expect=303)
    sign_in(visitor, Role.ANALYST)
    visitor.get("/fi/manage/feedback", expect=403)
    visitor.get(f"/fi/manage/feedback/{feedback.public_id}", expect=403)


def test_editors_of_one_process_do_not_see_the_queue(visitor):
    sign_in(visitor, Role.EDITOR, process=make_process())
    visitor.get("/fi/manage/feedback", expect=403)


def test_an_empty_queue_says_so(visitor):
    sign_in(visitor, Role.MODERATOR)
    assert "y-empty" in visitor.get("/fi/manage/feedback").text


def test_the_queue_lists_the_most_urgent_first_and_flags_the_late(visitor):
    today = clock.today()
    make_feedback(words="Myöhemmin", due=today + timedelta(days=9))
    make_feedback(words="Myöhässä", due=today - timedelta(days=1))
    make_feedback(words="Valmis", state=FeedbackState.DONE, done=today)
    sign_in(visitor, Role.MODERATOR)
    page = visitor.get("/fi/manage/feedback")
    words = page.words("main")
    assert words.index("Myöhässä") < words.index("Myöhemmin")
    assert page.text.count("y-tag--warn") == 1
    assert "Valmis" not in [e.text for e in page.all("a")]
    assert "Valmis" in [e.text for e in visitor.get("/fi/manage/feedback?state=done").all("a")]
    visitor.get("/fi/manage/feedback?state=nonsense")


def test_feedback_moves_on_and_the_log_keeps_no_words(visitor):
    feedback = make_feedback(words="<b>Salaista</b>", email="asukas@example.fi")
    person = sign_in(visitor, Role.MODERATOR)
    url = f"/fi/manage/feedback/{feedback.public_id}"
    assert "&lt;b&gt;Salaista" in visitor.get(url).text
    visitor.post(url, {"state": "done", "note": "Vastattu"})
    (kept,) = all_feedback()
    assert (kept.state, kept.done, kept.note) == (FeedbackState.DONE, clock.today(), "Vastattu")
    assert kept.handled_by == person.id
    deed = db.session.scalar(db.select(AuditEntry))
    assert deed.before == {"state": "new"}
    assert deed.after == {"state": "done"}
    visitor.post(url, {"state": "in_hand", "note": ""})
    assert all_feedback()[0].done is None


def test_an_unknown_piece_of_feedback_is_not_found(visitor):
    sign_in(visitor, Role.MODERATOR)
    visitor.get("/fi/manage/feedback/nonsense", expect=404)
    feedback = make_feedback()
    visitor.post(f"/fi/manage/feedback/{feedback.public_id}", {"state": "gone"}, expect=200)


def test_addresses_are_forgotten_in_time(app):
    today = clock.today()
    old = {"state": FeedbackState.DONE, "email": "a@example.fi"}
    make_feedback(words="vanha", done=today - timedelta(days=90), **old)
    make_feedback(words="uusi", done=today - timedelta(days=89), **old)
    make_feedback(words="kesken", email="b@example.fi")
    forget_old_addresses(clock.now())
    kept = {one.words: one.email for one in all_feedback()}
    assert kept == {"vanha": "", "uusi": "a@example.fi", "kesken": "b@example.fi"}


def test_the_workspace_tells_what_waits(visitor):
    sign_in(visitor, Role.MODERATOR)
    assert "/manage/feedback" not in visitor.get("/en/manage/").words("main")
    make_feedback()
    make_feedback()
    assert "2 pieces of feedback wait for an answer" in visitor.get("/en/manage/").text
    make_feedback(due=clock.today() - timedelta(days=1))
    page = visitor.get("/en/manage/")
    assert "1 piece of feedback should have been answered already" in page.text


def test_the_workspace_tells_it_only_to_those_who_answer(visitor):
    make_feedback()
    sign_in(visitor, Role.ANALYST)
    assert "piece of feedback" not in visitor.get("/en/manage/").text
