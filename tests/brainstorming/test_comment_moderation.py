"""Staff and comments: the setting, the queue, decisions, counts, letters and files."""

import io
from datetime import timedelta

import openpyxl
import pytest
import sqlalchemy as sa

from participation.activities.services.releasing import release_closed
from participation.brainstorming.comment_models import CommentDecision, IdeaComment
from participation.brainstorming.idea_models import IdeaState, Reason
from participation.brainstorming.jobs import remind
from participation.brainstorming.models import Brainstorm
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now, today
from participation.platform.extensions import db
from tests.brainstorming.making import make_brainstorm, make_comment, make_idea, place
from tests.brainstorming.test_moderation import HIDE, queue
from tests.brainstorming.test_reminding import at as at_hour
from tests.brainstorming.test_reminding import letters
from tests.brainstorming.test_results import CLOSED
from tests.factories import make_municipality, make_process
from tests.pages import Visitor
from tests.staff import make_person, sign_in


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm(make_process(), has_comments=True)


@pytest.fixture
def said(round_):
    return make_comment(make_idea(round_, "Lisää penkkejä", is_reviewed=True), "Tyhmä ehdotus")


@pytest.fixture
def moderator(visitor, round_):
    sign_in(visitor, Role.MODERATOR)
    return visitor


def case(comment, rest=""):
    return queue(comment.idea.brainstorm.activity, f"/comments/{comment.public_id}{rest}")


def kept():
    db.session.expire_all()
    return db.session.scalars(sa.select(IdeaComment)).one()


def read_at(comment):
    return place(comment.idea.brainstorm.activity, f"/read/{comment.idea.public_id}")


def test_editors_turn_comments_on(visitor, app):
    make_municipality()
    round_ = make_brainstorm(make_process())
    sign_in(visitor, Role.EDITOR)
    page = visitor.get(f"/fi/manage/a/{round_.public_id}/ideas/round")
    form = {"has_comments": "y", "visibility": "all", "scale": "agree", "moderation": "after"}
    form |= {"review_days": "2", "idea_length": "280"}
    form["mark"] = next(e.get("value") for e in page.all("input") if e.get("name") == "mark")
    assert db.session.get_one(Brainstorm, round_.id).has_comments is False
    visitor.post(f"/fi/manage/a/{round_.public_id}/ideas/round", form)
    db.session.expire_all()
    assert db.session.get_one(Brainstorm, round_.id).has_comments is True


def test_ideas_and_comments_are_one_queue(moderator, round_, said):
    make_idea(round_, "Vanha ajatus", day=today() - timedelta(days=5))
    make_comment(said.idea, "Flera bänkar", language="sv")
    page = moderator.get(queue(round_))
    words = page.words("main")
    assert words.index("Flera") < words.index("Vanha") < words.index("Tyhmä ehdotus")
    assert "Odottaa (3)" in words
    assert "Kommentti ideaan: Lisää penkkejä" in words


def test_a_hidden_comment_leaves_the_page_and_both_decisions_are_kept(moderator, said):
    everybody = Visitor(moderator.app)
    assert "Tyhmä ehdotus" in everybody.get(read_at(said)).words("main")
    note = {"note-fi": "Kirjoita asiasta.", "note-sv": "Skriv om saken."}
    moderator.post(case(said), {**HIDE, **note})
    assert (kept().state, kept().reason, kept().is_reviewed) == ("hidden", Reason.INSULT, True)
    assert "Tyhmä ehdotus" not in everybody.get(read_at(said)).words("main")
    assert "Piilotettu (1)" in moderator.get(queue(said.idea.brainstorm.activity)).words("main")
    moderator.post(case(said, "/undo"))
    assert (kept().state, kept().reason, kept().is_reviewed) == ("published", None, False)
    assert "Tyhmä ehdotus" in everybody.get(read_at(said)).words("main")
    every = db.session.scalars(sa.select(CommentDecision).order_by(CommentDecision.id)).all()
    assert [(one.after, one.is_undoing) for one in every] == [
        ("hidden", False),
        ("published", True),
    ]
    told = db.session.scalars(sa.select(AuditEntry).filter_by(deed="brainstorm.moderate")).all()
    assert [one.after["remark"] for one in told] == [said.public_id] * 2


def test_two_moderators_do_not_decide_over_each_other(moderator, said):
    moderator.post(case(said), HIDE)
    page = moderator.post(case(said), {"state": "published", "seen": "new"}, expect=200)
    assert "Työtoveri" in page.words("main")
    assert kept().state == "hidden"


def test_no_comment_is_hidden_without_a_reason(moderator, said):
    moderator.post(case(said), {"state": "hidden", "seen": "new"}, expect=200)
    assert kept().state == "published"
    assert "Se ei koske ideaa" in moderator.get(case(said)).words("main")


def test_a_comment_that_waited_is_shown_once_a_moderator_says_so(moderator, round_, said):
    said.state = IdeaState.WAITING
    db.session.commit()
    moderator.post(case(said), {"state": "published", "seen": "new"})
    assert "Tyhmä ehdotus" in Visitor(moderator.app).get(read_at(said)).words("main")


def test_the_language_of_a_comment_is_corrected(moderator, said):
    moderator.post(case(said, "/language"), {"language": "en"})
    assert kept().language == "en"


def test_analysts_decide_nothing_about_comments(visitor, round_, said):
    sign_in(visitor, Role.ANALYST)
    assert "Tyhmä ehdotus" in visitor.get(queue(round_)).words("main")
    visitor.raw("POST", case(said), 403, data=HIDE)


def test_comments_of_another_round_are_not_found(moderator, said):
    other = make_brainstorm(said.idea.brainstorm.activity.process)
    db.session.commit()
    moderator.raw("GET", queue(other, f"/comments/{said.public_id}"), 404)


def test_moderators_are_told_by_letter_of_comments_that_wait(round_, said):
    said.day = today() - timedelta(days=5)
    make_person(Role.MODERATOR, email="a@example.fi")
    assert remind(at_hour(10)) == 1
    (letter,) = letters()
    assert "1 kommentti" in letter.body
    assert "0 idea" not in letter.body


@pytest.fixture
def closed(app):
    make_municipality()
    round_ = make_brainstorm(make_process(), has_comments=True, **CLOSED)
    idea = make_idea(round_, "Lisää penkkejä", is_reviewed=True)
    make_comment(idea, "=Hyvä", is_reviewed=True)
    hidden = {"state": IdeaState.HIDDEN, "is_reviewed": True}
    make_comment(idea, "Ruma sana", reason=Reason.INSULT, **hidden)
    make_comment(idea, "Aivan muuta", reason=Reason.OFF_TOPIC, **hidden)
    gone = make_idea(round_, "Piilotettu idea", reason=Reason.INSULT, **hidden)
    make_comment(gone, "Sana piilotetusta")
    release_closed(round_, now())
    db.session.commit()
    return round_


def test_hidden_comments_are_counted_by_reason(visitor, closed):
    words = visitor.get(place(closed, "/results")).words("main")
    assert "1 kommenttia ei näytetä: loukkaava." in words
    assert "1 kommenttia ei näytetä: ei koske ideaa." in words
    assert "1 ideaa ei näytetä: loukkaava." in words
    assert "Ruma sana" not in words


def test_public_files_hold_shown_comments_and_no_keys(visitor, closed):
    told = visitor.client.get(place(closed, "/results/comments.csv")).data.decode("utf-8-sig")
    assert told.splitlines()[0] == "code;idea;language;words;day"
    assert "'=Hyvä" in told
    assert len(told.splitlines()) == 2
    document = visitor.client.get(place(closed, "/results/comments.json")).get_json()
    assert [one["words"] for one in document["comments"]] == ["=Hyvä"]
    ideas = visitor.client.get(place(closed, "/results/ideas.xlsx")).data
    book = openpyxl.load_workbook(io.BytesIO(ideas))
    assert len(book.worksheets) == 2
    assert book.worksheets[1].max_row == 2
    db.session.get_one(Brainstorm, closed.id).has_comments = False
    db.session.commit()
    visitor.raw("GET", place(closed, "/results/comments.csv"), 404)
    assert len(openpyxl.load_workbook(io.BytesIO(sheet(visitor, closed))).worksheets) == 1


def sheet(visitor, closed):
    return visitor.client.get(place(closed, "/results/ideas.xlsx")).data


def test_files_of_staff_hold_hidden_comments_and_are_written_down(visitor, closed):
    sign_in(visitor)
    staff = f"/fi/manage/a/{closed.public_id}/ideas/results"
    told = visitor.client.post(f"{staff}/comments.csv").data.decode("utf-8-sig")
    assert len(told.splitlines()) == 5
    line = next(line for line in told.splitlines() if "Ruma sana" in line)
    assert line.endswith("hidden;insult;1")
    assert db.session.scalar(sa.select(AuditEntry).filter_by(deed="brainstorm.download"))
    assert "Kommentit" in visitor.get(staff).words("main")
    whole = visitor.client.post(f"{staff}/ideas.xlsx").data
    assert openpyxl.load_workbook(io.BytesIO(whole)).worksheets[1].max_row == 5
