"""The board: ideas into themes, every step undoable, two people at once told apart."""

import pytest
import sqlalchemy as sa

from participation.brainstorming import theme_queries
from participation.brainstorming.models import Brainstorm
from participation.brainstorming.services import board, board_steps, second_coding
from participation.brainstorming.theme_models import (
    BoardAction,
    IdeaAssignment,
    IdeaTheme,
    SuggestedBy,
    ThemeState,
    ThemeSuggestion,
)
from participation.platform.access.actor import Actor, Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.brainstorming.making import make_brainstorm, make_idea
from tests.factories import make_municipality, make_process, save, text
from tests.staff import sign_in

NOBODY = Actor(person_id=None, name="", grants=frozenset())


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm(make_process())


@pytest.fixture
def staff(visitor, round_):
    sign_in(visitor, Role.EDITOR)
    return visitor


def page(activity, rest="", language="fi"):
    return f"/{language}/manage/a/{activity.public_id}/ideas/themes{rest}"


def theme(activity, name="Penkit", **changes):
    made = IdeaTheme(brainstorm_id=activity.id, words=text(name, name), **changes)
    return save(made)


def standing(activity):
    db.session.expire_all()
    names = {one.id: one.words.to_json()["fi"] for one in db.session.scalars(sa.select(IdeaTheme))}
    rows = db.session.scalars(sa.select(IdeaAssignment))
    return {one.idea_id: names[one.theme_id] for one in rows}


def snapshot(activity):
    """Everything that undoing must bring back."""
    db.session.expire_all()
    themes = {
        one.public_id: board_steps.state_of(one)
        for one in db.session.scalars(sa.select(IdeaTheme))
        if one.state is not ThemeState.REMOVED
    }
    keys = list(db.session.scalars(sa.select(IdeaAssignment.idea_id)))
    return themes, board_steps.standing(keys)


def version(activity):
    db.session.expire_all()
    return db.session.get_one(Brainstorm, activity.id).board_version


def send(staff, activity, rest, **form):
    return staff.post(page(activity, rest), form)


def test_chosen_ideas_are_put_into_a_theme_and_the_step_is_undone(staff, round_):
    first, second = make_idea(round_, "Penkkejä"), make_idea(round_, "Istuimia")
    benches = theme(round_)
    names = [first.public_id, second.public_id]
    staff.get(page(round_))
    send(staff, round_, "/place", idea=names, to=benches.public_id)
    assert set(standing(round_).values()) == {"Penkit"}
    assert len(standing(round_)) == 2
    assert version(round_) == 1
    words = staff.get(page(round_)).words("main")
    assert "Penkkejä" not in words
    assert "Penkkejä" in staff.get(page(round_, f"?theme={benches.public_id}")).words("main")
    send(staff, round_, "/undo", step=board_steps.newest(round_.id).id)
    assert standing(round_) == {}
    assert "Penkkejä" in staff.get(page(round_)).words("main")


def test_what_a_colleague_moved_meanwhile_is_not_moved_again(staff, round_):
    idea, other = make_idea(round_, "Penkkejä"), make_idea(round_, "Valoja")
    benches, lights = theme(round_), theme(round_, "Valot")
    send(staff, round_, "/place", idea=idea.public_id, to=benches.public_id)
    both = [idea.public_id, other.public_id]
    send(staff, round_, "/place", idea=both, to=lights.public_id)
    assert standing(round_) == {idea.id: "Penkit"}
    assert "työtoveri" in staff.get(page(round_)).words("body").lower()


def test_only_the_newest_step_that_was_seen_is_undone(staff, round_):
    idea, benches = make_idea(round_), theme(round_)
    send(staff, round_, "/place", idea=idea.public_id, to=benches.public_id)
    seen = board_steps.newest(round_.id).id
    form = {"from": benches.public_id, "idea": idea.public_id, "to": "none"}
    send(staff, round_, "/place", **form)
    send(staff, round_, "/undo", step=seen)
    assert standing(round_) == {}
    assert db.session.scalar(sa.select(sa.func.count(BoardAction.undone))) == 0


def test_everything_can_be_undone_step_by_step(app, round_):
    ideas = [make_idea(round_, f"Ajatus {n}") for n in range(6)]
    names = [one.public_id for one in ideas]
    by = {"actor": NOBODY, "now": now()}
    deeds = (
        lambda: board.add(round_, board.Described(words=text("Penkit"), importance=4), **by),
        lambda: board.add(round_, board.Described(words=text("Valot")), **by),
        lambda: board.place(round_, names[:4], "", first(), **by),
        lambda: board.change(round_, first(), board.Described(words=text("Istuimet")),
                             mark=board.mark_of(board.theme_named(round_.id, first())), **by),
        lambda: board.move(round_, first(), 1, **by),
        lambda: board.split(round_, named("Istuimet"), names[:2], text("Sohvat"), **by),
        lambda: board.merge(round_, named("Istuimet"), named("Valot"), **by),
        lambda: board.place(round_, names[4:5], "", named("Sohvat"), **by),
        lambda: board.remove(round_, named("Sohvat"), **by),
    )  # fmt: skip

    def first():
        return db.session.scalars(theme_queries.kept_themes(round_.id)).first().public_id

    def named(words):
        every = db.session.scalars(theme_queries.kept_themes(round_.id)).all()
        return next(one.public_id for one in every if one.words.to_json()["fi"] == words)

    seen = []
    for deed in deeds:
        seen.append(snapshot(round_))
        with unit_of_work():
            deed()
    for before in reversed(seen):
        with unit_of_work():
            board_steps.undo(round_.id, board_steps.newest(round_.id).id, **by)
        assert snapshot(round_) == before
    assert version(round_) == 2 * len(deeds)


def test_two_editors_of_a_theme_see_that_it_was_changed(staff, round_):
    benches = theme(round_)
    mark = board.mark_of(benches)
    form = {"words-fi": "Istuimet", "words-sv": "Sitsar", "mark": mark, "importance": "4"}
    staff.post(page(round_, f"/{benches.public_id}"), form)
    late = {**form, "words-fi": "Sohvat"}
    answer = staff.post(page(round_, f"/{benches.public_id}"), late, expect=200)
    assert "muutti" in answer.words("main")
    db.session.expire_all()
    assert (benches.words.to_json()["fi"], benches.importance) == ("Istuimet", 4)


def test_a_theme_is_made_of_chosen_ideas(staff, round_):
    idea = make_idea(round_)
    send(staff, round_, "/place", idea=idea.public_id, name="Penkit", new="1")
    assert standing(round_) == {idea.id: "Penkit"}


def test_a_strong_suggestion_is_accepted_with_where_it_came_from(staff, round_):
    sure, unsure = make_idea(round_, "Penkki"), make_idea(round_, "Sohva")
    benches = theme(round_)
    of = {"theme_id": benches.id, "method": "nearest-mean", "version": "1"}
    save(ThemeSuggestion(idea_id=sure.id, score=0.9, **of))
    save(ThemeSuggestion(idea_id=unsure.id, score=0.3, **of))
    words = staff.get(page(round_)).words("main")
    assert ("vahva" in words, "mahdollinen" in words) == (True, True)
    send(staff, round_, "/strong")
    assert standing(round_) == {sure.id: "Penkit"}
    kept = db.session.get_one(IdeaAssignment, sure.id)
    assert (kept.suggested_by, kept.method, kept.score) == (
        SuggestedBy.MACHINE, "nearest-mean", 0.9,
    )  # fmt: skip
    assert kept.accepted_by is not None
    send(staff, round_, "/place", accept=f"{unsure.public_id} {benches.public_id}")
    assert db.session.get_one(IdeaAssignment, unsure.id).suggested_by is SuggestedBy.MACHINE


def test_a_suggested_theme_is_taken_up_or_dropped(staff, round_):
    idea = make_idea(round_)
    for name in ("penkit, istuin", "valot"):
        made = theme(round_, name, state=ThemeState.SUGGESTED, method="nmf-lemmas", version="1")
        of = {"theme_id": made.id, "method": "nmf-lemmas", "version": "1"}
        save(ThemeSuggestion(idea_id=idea.id, score=0.8, **of))
    first, second = db.session.scalars(sa.select(IdeaTheme).order_by(IdeaTheme.id))
    assert "penkit, istuin" in staff.get(page(round_)).words("main")
    send(staff, round_, f"/offer/{second.public_id}", drop="1")
    send(staff, round_, f"/offer/{first.public_id}", name="Istumapaikat")
    assert standing(round_) == {idea.id: "Istumapaikat"}
    db.session.expire_all()
    assert second.state is ThemeState.REMOVED
    step = board_steps.newest(round_.id).id
    send(staff, round_, "/undo", step=step)
    db.session.expire_all()
    assert first.state is ThemeState.SUGGESTED
    assert first.words.to_json()["fi"] == "penkit, istuin"


def test_moderators_of_another_process_stay_out(visitor, round_):
    sign_in(visitor, Role.EDITOR, process=make_process(slug="toinen"))
    visitor.raw("POST", page(round_, "/strong"), 403)


def test_a_second_coder_reads_a_tenth_without_the_theme(staff, round_):
    benches, lights = theme(round_), theme(round_, "Valot")
    ideas = sorted((make_idea(round_, f"Ajatus {n}") for n in range(20)), key=lambda one: one.id)
    by = {"actor": NOBODY, "now": now()}
    with unit_of_work():
        board.place(round_, [one.public_id for one in ideas[::2]], "", benches.public_id, **by)
        board.place(round_, [one.public_id for one in ideas[1::2]], "", lights.public_id, **by)
    assert list(second_coding.sample(round_)) == [one.id for one in ideas[:2]]
    assert "0 of 2" in staff.get(page(round_, "/second", "en")).words("main")
    for idea, given in zip(ideas[:2], (benches, lights), strict=True):
        send(staff, round_, "/second", idea=idea.public_id, theme=given.public_id)
    assert "κ = 1,00" in staff.get(page(round_, "/second")).words("main")
    staff.raw("POST", page(round_, "/second"), 404, data={
        "idea": ideas[5].public_id, "theme": "none",
    })  # fmt: skip


def test_sizes_and_typical_ideas_of_themes(round_):
    best, worse = make_idea(round_, "Hyvä", support=0.9), make_idea(round_, "Huono", support=0.1)
    benches, lights = theme(round_, position=2), theme(round_, "Valot", position=1)
    names = [best.public_id, worse.public_id]
    with unit_of_work():
        board.place(round_, names, "", benches.public_id, actor=NOBODY, now=now())
    empty, full = theme_queries.sized_themes(round_.id, 1)
    assert (empty.theme.id, empty.ideas, list(empty.typical)) == (lights.id, 0, [])
    assert (full.ideas, [one.words for one in full.typical]) == (2, ["Hyvä"])


def test_the_log_says_who_did_what(staff, round_):
    idea, benches = make_idea(round_), theme(round_)
    send(staff, round_, "/place", idea=idea.public_id, to=benches.public_id)
    words = staff.get(page(round_, "/log")).words("main")
    assert "Liisa Lahtinen" in words


def test_a_large_board_comes_in_pages(staff, round_):
    for n in range(35):
        make_idea(round_, f"Ajatus {n}")
    first = staff.get(page(round_)).words("main")
    second = staff.get(page(round_, "?page=2")).words("main")
    assert (first.count("Ajatus"), second.count("Ajatus")) == (30, 5)
    assert "35" in first
