from datetime import timedelta

import pytest
import sqlalchemy as sa

from participation.brainstorming.idea_models import IdeaDecision, IdeaState, Reason
from participation.brainstorming.models import Brainstorm
from participation.brainstorming.services import similar
from participation.platform.access.actor import Role
from participation.platform.clock import today
from participation.platform.extensions import db
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea, place
from tests.factories import make_municipality, make_process
from tests.pages import Visitor
from tests.staff import sign_in

HIDE = {"state": "hidden", "reason": "insult", "seen": "new"}


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm(make_process())


@pytest.fixture
def moderator(visitor, round_):
    sign_in(visitor, Role.MODERATOR)
    return visitor


def queue(activity, rest=""):
    return f"/fi/manage/a/{activity.public_id}/ideas/moderation{rest}"


def version(activity):
    db.session.expire_all()
    return db.session.get_one(Brainstorm, activity.id).board_version


def test_the_queue_says_by_when_and_what_is_late(moderator, round_):
    make_idea(round_, "Tuore ajatus")
    make_idea(round_, "Vanha ajatus", day=today() - timedelta(days=5))
    words = moderator.get(queue(round_)).words("main")
    assert words.index("Vanha") < words.index("Tuore")
    assert words.count("Myöhässä") == 1


def test_ideas_in_other_languages_come_first(moderator, round_):
    make_idea(round_, "Vanha ajatus", day=today() - timedelta(days=5))
    make_idea(round_, "Flera bänkar", language="sv")
    words = moderator.get(queue(round_)).words("main")
    assert words.index("Flera") < words.index("Vanha")


def test_a_hidden_idea_leaves_every_page_and_its_author_reads_why(moderator, round_):
    idea = make_idea(round_, "Sinä olet aivan tyhmä")
    everybody = Visitor(moderator.app)
    assert "tyhmä" in everybody.get(place(round_, "")).words("main")
    note = {"note-fi": "Kirjoita asiasta.", "note-sv": "Skriv om saken."}
    moderator.post(queue(round_, f"/{idea.public_id}"), {**HIDE, **note})
    (kept,) = ideas_of(round_)
    assert (kept.state, kept.reason, kept.is_reviewed) == ("hidden", Reason.INSULT, True)
    assert version(round_) == 1
    assert "tyhmä" not in everybody.get(place(round_, "")).words("main")
    everybody.raw("GET", place(round_, f"/evaluate/{idea.public_id}"), 302)
    brainstorm = db.session.get_one(Brainstorm, round_.id)
    assert not similar.similar_to(brainstorm, round_.public_id, "Sinä olet aivan tyhmä")


def test_a_decision_is_undone_and_both_are_kept(moderator, round_):
    idea = make_idea(round_)
    moderator.post(queue(round_, f"/{idea.public_id}"), HIDE)
    moderator.post(queue(round_, f"/{idea.public_id}/undo"))
    (kept,) = ideas_of(round_)
    assert (kept.state, kept.reason, kept.is_reviewed) == ("published", None, False)
    every = db.session.scalars(sa.select(IdeaDecision).order_by(IdeaDecision.id)).all()
    assert [(one.after, one.is_undoing) for one in every] == [
        (IdeaState.HIDDEN, False),
        (IdeaState.PUBLISHED, True),
    ]
    page = moderator.get(queue(round_, f"/{idea.public_id}"))
    assert not [b for b in page.all("form") if b.get("action", "").endswith("/undo")]


def test_undoing_twice_goes_back_twice(moderator, round_):
    idea = make_idea(round_, state=IdeaState.WAITING)
    show = {"state": "published", "seen": "new"}
    moderator.post(queue(round_, f"/{idea.public_id}"), show)
    last = db.session.scalar(sa.select(sa.func.max(IdeaDecision.id)))
    moderator.post(queue(round_, f"/{idea.public_id}"), {**HIDE, "seen": str(last)})
    for state in ("published", "waiting", "waiting"):
        moderator.post(queue(round_, f"/{idea.public_id}/undo"))
        assert ideas_of(round_)[0].state == state


def test_two_moderators_do_not_decide_over_each_other(moderator, round_):
    idea = make_idea(round_)
    moderator.post(queue(round_, f"/{idea.public_id}"), HIDE)
    late = {"state": "published", "seen": "new"}
    page = moderator.post(queue(round_, f"/{idea.public_id}"), late, expect=200)
    assert "Työtoveri" in page.words("main")
    assert ideas_of(round_)[0].state == "hidden"


@pytest.mark.parametrize("lacks", [{"state": "hidden"}, {"state": "hidden", "reason": "other"}, {}])
def test_nothing_is_hidden_without_a_reason(moderator, round_, lacks):
    idea = make_idea(round_)
    form = {"seen": "new", **lacks}
    moderator.post(queue(round_, f"/{idea.public_id}"), form, expect=200)
    assert ideas_of(round_)[0].state == "published"


def test_the_language_is_corrected_and_a_translation_kept(moderator, round_):
    idea = make_idea(round_, "Tennisbana")
    place_ = queue(round_, f"/{idea.public_id}")
    moderator.post(f"{place_}/language", {"language": "sv"})
    moderator.post(f"{place_}/translation/fi", {"words": "Tenniskenttä"})
    assert "Tenniskenttä" in moderator.get(place(round_, "")).words("main")
    moderator.post(f"{place_}/translation/fi", {"words": ""})
    assert not ideas_of(round_)[0].translations


def test_an_idea_that_waited_is_shown_once_a_moderator_says_so(moderator, round_):
    idea = make_idea(round_, state=IdeaState.WAITING)
    assert "penkkejä" not in moderator.get(place(round_, "")).words("main")
    moderator.post(queue(round_, f"/{idea.public_id}"), {"state": "published", "seen": "new"})
    assert "penkkejä" in moderator.get(place(round_, "")).words("main")


def test_analysts_read_the_queue_and_decide_nothing(visitor, round_):
    idea = make_idea(round_)
    sign_in(visitor, Role.ANALYST)
    page = visitor.get(queue(round_))
    assert "penkkejä" in page.words("main")
    assert not [a for a in page.all("a") if idea.public_id in a.get("href", "")]
    visitor.raw("POST", queue(round_, f"/{idea.public_id}"), 403, data=HIDE)
