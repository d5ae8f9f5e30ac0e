"""Staff decide which ideas others see, sort them, join those that say the same, take files in."""

import io

import pytest
import sqlalchemy as sa

from budgeting.models import Budget, IdeaModeration
from budgeting.proposal_models import HiddenFor, Proposal, ProposalDecision, Showing
from participation.activities.models import ResultVisibility
from participation.brainstorming.theme_models import IdeaAssignment
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from participation.processes.models import Process
from tests.brainstorming.making import make_brainstorm, make_idea, make_theme
from tests.budgeting.making import make_area, make_budget, make_category, make_proposal
from tests.factories import make_municipality, make_process, save
from tests.pages import Visitor
from tests.staff import sign_in


@pytest.fixture
def moderator(app):
    make_municipality()
    make_process()
    staff = Visitor(app)
    sign_in(staff, Role.MODERATOR)
    return staff


@pytest.fixture
def budget(moderator):
    made = make_budget(db.session.scalars(sa.select(Process)).one())
    make_area(made)
    make_category(made)
    return made


def manage(budget, rest="/ideas", language="fi"):
    return f"/{language}/manage/a/{budget.activity.public_id}/budget{rest}"


def case(budget, idea, rest=""):
    return manage(budget, f"/ideas/{idea.public_id}{rest}")


def fresh(idea):
    db.session.expire_all()
    return db.session.get(Proposal, idea.id)


def decide(staff, budget, idea, seen=None, expect=302, **said):
    page = staff.get(case(budget, idea))
    mark = next(e.get("value") for e in page.all("input") if e.get("name") == "seen")
    return staff.post(case(budget, idea), {"seen": seen or mark, **said}, expect=expect)


def test_an_idea_is_shown_and_leaves_the_queue(moderator, budget):
    idea = make_proposal(budget, showing=Showing.WAITING)
    assert idea.title in moderator.get(manage(budget)).words("main")
    decide(moderator, budget, idea, showing="published")
    assert (fresh(idea).showing, fresh(idea).is_reviewed) == (Showing.PUBLISHED, True)
    assert idea.title not in moderator.get(manage(budget)).words("main")
    assert idea.title in moderator.get(manage(budget, "/ideas?show=shown")).words("main")


def test_an_idea_is_hidden_with_a_reason_and_words_to_its_author(moderator, budget):
    idea = make_proposal(budget)
    page = decide(moderator, budget, idea, showing="hidden", expect=200)
    assert "Valitse syy" in page.words()
    page = decide(moderator, budget, idea, showing="hidden", hidden_for="other", expect=200)
    assert fresh(idea).showing is Showing.PUBLISHED
    told = {"showing": "hidden", "hidden_for": "off_topic", "note-fi": "Valtio hoitaa teitä."}
    decide(moderator, budget, idea, **told)
    assert fresh(idea).hidden_for is HiddenFor.OFF_TOPIC
    assert "Valtio hoitaa" in moderator.get(case(budget, idea)).words()


def test_who_decides_beside_a_colleague_is_told(moderator, budget):
    idea = make_proposal(budget, showing=Showing.WAITING)
    decide(moderator, budget, idea, showing="published")
    late = {"showing": "hidden", "hidden_for": "insult", "note-fi": "Pahoja sanoja"}
    page = decide(moderator, budget, idea, seen="new", expect=200, **late)
    assert "Pahoja sanoja" in page.text
    assert fresh(idea).showing is Showing.PUBLISHED
    assert db.session.query(ProposalDecision).count() == 1


def test_an_idea_is_sorted(moderator, budget):
    idea = make_proposal(budget)
    moderator.post(
        case(budget, idea, "/sort"), {"language": "sv", "area": "north", "category": "parks"}
    )
    kept = fresh(idea)
    assert (kept.language, kept.area.code, kept.category.code) == ("sv", "north", "parks")


def test_ideas_are_joined_and_parted(moderator, budget):
    head = make_proposal(budget, "Penkkejä rantaan")
    same = make_proposal(budget, "Penkkejä rannalle")
    for rest in ("/alike", "/alike?q=penkkejä rantaan"):
        assert "Penkkejä rantaan" in moderator.get(case(budget, same, rest)).words("main")
    moderator.post(case(budget, same, "/join"), {"into": head.public_id})
    assert (fresh(same).merged_into_id, fresh(head).joined) == (head.id, 1)
    moderator.post(case(budget, same, "/join"), {"into": head.public_id})
    assert fresh(head).joined == 1
    assert "Penkkejä rannalle" in moderator.get(case(budget, head)).words("main")
    assert "Penkkejä rantaan" in moderator.get(case(budget, same)).words("main")
    assert "Penkkejä rannalle" in moderator.get(manage(budget, "/ideas?show=joined")).words()
    for _time in range(2):
        moderator.post(case(budget, same, "/part"))
    assert (fresh(same).merged_into_id, fresh(head).joined) == (None, 0)


def test_ideas_are_searched(moderator, budget):
    make_proposal(budget, "Valoa polulle", is_reviewed=True)
    make_proposal(budget, "Penkkejä", is_reviewed=True)
    found = moderator.get(manage(budget, "/ideas?show=shown&q=polulle")).words("main")
    assert "Valoa" in found
    assert "Penkkejä" not in found


def file(words):
    return {"file": (io.BytesIO(words.encode()), "ideat.csv")}


@pytest.fixture
def editor(moderator, app):
    staff = Visitor(app)
    sign_in(staff, Role.EDITOR, email="editor@example.fi")
    return staff


def test_a_file_is_taken_in_whole_or_not_at_all(editor, budget):
    form = {"content_type": "multipart/form-data"}
    bad = file("title;words;area\nPenkkejä;Rannalle.;north\nValoa;;west\n")
    page = editor.post(manage(budget, "/ideas/import"), bad, expect=200, **form)
    assert "west" not in page.words("main")
    assert db.session.query(Proposal).count() == 0
    good = "title;words;area\nPenkkejä;Rannalle.;north\n"
    for _time in range(2):
        editor.post(manage(budget, "/ideas/import"), file(good), **form)
    (idea,) = db.session.scalars(sa.select(Proposal))
    assert (idea.title, idea.showing, idea.source) == ("Penkkejä", Showing.WAITING, "file")
    kept = db.session.scalars(sa.select(AuditEntry).filter_by(deed="budget.import")).all()
    assert [one.after for one in kept] == [{"ideas": 1}]


@pytest.mark.parametrize("words", ["title;words\n", "nimi\nPenkkejä\n"])
def test_a_file_without_ideas_is_refused(editor, budget, words):
    page = editor.post(
        manage(budget, "/ideas/import"), file(words), expect=200, content_type="multipart/form-data"
    )
    assert page.all("main")
    assert db.session.query(Proposal).count() == 0


def test_a_file_that_is_no_table_is_refused(editor, budget):
    sent = {"file": (io.BytesIO(b"%PDF-1.7"), "ideat.csv")}
    page = editor.post(
        manage(budget, "/ideas/import"), sent, expect=200, content_type="multipart/form-data"
    )
    assert "Tiedosto on rikki" in page.words("main")
    assert db.session.query(Proposal).count() == 0


def test_editors_choose_how_ideas_are_taken(editor, budget):
    said = {"moderation": "after", "idea_length": "300", "criteria-fi": "Vain puistoihin."}
    editor.post(manage(budget, "/ideas-settings"), said)
    db.session.expire_all()
    kept = db.session.get(Budget, budget.activity_id)
    assert (kept.moderation, kept.idea_length) == (IdeaModeration.AFTER, 300)
    assert "fi" in kept.criteria.translations
    page = editor.post(manage(budget, "/ideas-settings"), said | {"idea_length": "5"}, expect=200)
    assert "Vain puistoihin." in page.text


def test_a_moderator_of_another_process_sees_nothing(app, budget):
    stranger = Visitor(app)
    sign_in(stranger, Role.MODERATOR, process=make_process(slug="other"), email="other@example.fi")
    stranger.get(manage(budget), expect=403)


def test_themes_of_a_brainstorm_become_ideas_once(editor, budget):
    round_ = make_brainstorm(budget.activity.process, results=ResultVisibility.AFTER_CLOSING)
    idea = make_idea(round_, "Lisää penkkejä torille")
    theme = make_theme(round_)
    save(IdeaAssignment(idea_id=idea.id, theme_id=theme.id))
    here = manage(budget, "/ideas/borrow")
    assert "Ideoita" in editor.get(here).words("main")
    page = editor.post(here, {"from": round_.public_id, "show": "1"}, expect=200)
    keys = {e.get("value"): e for e in page.all("input") if e.get("name") == "item"}
    key = next(one for one in keys if one.endswith(theme.public_id))
    for _time in range(2):
        editor.post(here, {"from": round_.public_id, "item": key})
    (made,) = db.session.scalars(sa.select(Proposal))
    assert (made.title, made.showing) == ("Penkit", Showing.WAITING)
    assert made.origin == f"{round_.public_id}.{key}"
    page = editor.post(here, {"from": round_.public_id}, expect=422)
    assert "Valitse ainakin yksi idea." in page.words("main")


def test_nothing_is_taken_from_what_one_may_not_look_at(editor, budget):
    hidden = make_brainstorm(make_process(slug="other"), published=None)
    editor.post(
        manage(budget, "/ideas/borrow"), {"from": hidden.public_id, "item": "x"}, expect=404
    )
