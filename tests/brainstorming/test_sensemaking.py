"""What the worker suggests: the same for the same ideas, and nothing of it decided."""

import pytest
import sqlalchemy as sa

from participation.brainstorming import theme_jobs
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.services import joining, likeness_reading, sensemaking
from participation.brainstorming.theme_models import (
    IdeaAssignment,
    IdeaLikeness,
    IdeaTheme,
    ThemeBoard,
    ThemeSuggestion,
)
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.brainstorming.making import make_brainstorm, make_idea, make_theme
from tests.factories import make_municipality, make_process, save
from tests.staff import sign_in
from tests.texts.test_learning import BENCHES, LIGHTS, PLAY, WAYS


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm(make_process())


def look(activity, number=5, stop_words=""):
    with unit_of_work():
        sensemaking.ask_for(activity, number, stop_words)
    assert theme_jobs.make_sense(now()) == 1
    db.session.expire_all()


def suggestions(activity):
    names = {one.id: one.words.to_json() for one in db.session.scalars(sa.select(IdeaTheme))}
    rows = db.session.scalars(sa.select(ThemeSuggestion))
    return sorted((str(names[one.theme_id]), one.idea_id, one.score) for one in rows)


def test_the_same_ideas_give_the_same_suggestions_and_nothing_is_decided(round_):
    for words in [*BENCHES, *LIGHTS, *WAYS, *PLAY, *BENCHES]:
        make_idea(round_, words)
    look(round_, 5, "Torille torille")
    first = suggestions(round_)
    assert first
    look(round_, 5, "torille")
    assert suggestions(round_) == first
    assert db.session.scalar(sa.select(sa.func.count()).select_from(IdeaAssignment)) == 0
    board = db.session.get_one(ThemeBoard, round_.id)
    assert (board.wanted, board.progress, board.stop_words) == (None, None, "torille")
    assert board.sought is not None


def test_what_staff_have_coded_teaches_a_theme_for_the_others(round_):
    benches, lights = make_theme(round_), make_theme(round_)
    for words, theme in ((BENCHES, benches), (LIGHTS, lights)):
        for one in words:
            save(IdeaAssignment(idea_id=make_idea(round_, one).id, theme_id=theme.id))
    free = make_idea(round_, "Uusia penkkejä koululle")
    look(round_, 0)
    (best,) = db.session.scalars(sa.select(ThemeSuggestion).filter_by(idea_id=free.id))
    assert (best.theme_id, best.method) == (benches.id, "nearest-mean")


def test_a_flood_from_one_browser_hides_no_theme(round_):
    for words in [*BENCHES, *LIGHTS, *WAYS, *PLAY]:
        make_idea(round_, words)
    one = b"x" * 32
    for n in range(200):
        make_idea(
            round_,
            f"Osta halpoja lippuja kaupastamme {chr(97 + n % 26) * 3}{chr(97 + n // 26) * 3}",
            receipt_hash=one,
        )
    look(round_)
    words = " ".join(name for name, _idea, _score in suggestions(round_))
    assert "penkkejä" in words
    assert "valaistus" in words


def test_pairs_with_places_wait_for_a_person_and_stay_apart_once_said_so(visitor, round_):
    make_idea(round_, "Lisää penkkejä torille", place="Kauppatori")
    make_idea(round_, "Lisää penkkejä torille!", place="Satamatori")
    look(round_, 0)
    assert not any(idea.merged_into_id for idea in db.session.scalars(sa.select(Idea)))
    sign_in(visitor, Role.EDITOR)
    page = f"/fi/manage/a/{round_.public_id}/ideas/alike"
    words = visitor.get(page).words("main")
    assert "Kauppatori" in words
    assert "Satamatori" in words
    names = list(db.session.scalars(sa.select(Idea.public_id)))
    visitor.post(page, {"one": names, "differ": "1"})
    look(round_, 0)
    assert "Kauppatori" not in visitor.get(page).words("main")
    assert db.session.scalars(sa.select(IdeaLikeness.is_dropped)).all() == [True]


def test_ideas_are_joined_on_the_page_and_parted_again(visitor, round_):
    first, second = make_idea(round_, "Lisää penkkejä"), make_idea(round_, "Lisää penkkejä!")
    look(round_, 0)
    sign_in(visitor, Role.MODERATOR)
    page = f"/fi/manage/a/{round_.public_id}/ideas/alike"
    names = [first.public_id, second.public_id]
    visitor.post(page, {"one": names, "idea": names, "into": first.public_id})
    db.session.expire_all()
    assert (second.merged_into_id, first.joined) == (first.id, 1)
    visitor.post(page, {"idea": names, "into": first.public_id})
    joined = visitor.get(f"{page}?show=joined")
    assert "Lisää penkkejä!" in joined.words("main")
    visitor.post(f"{page}/{second.public_id}/part")
    db.session.expire_all()
    assert (second.merged_into_id, first.joined) == (None, 0)


def test_groups_are_around_one_idea_and_never_chained(round_):
    ideas = sorted((make_idea(round_, f"Ajatus {n}") for n in range(3)), key=lambda one: one.id)
    for one, other in ((0, 1), (1, 2)):
        save(IdeaLikeness(idea_id=ideas[one].id, other_id=ideas[other].id, method="x",
                          brainstorm_id=round_.id, likeness=0.9))  # fmt: skip
    found = likeness_reading.alike(round_, 1, is_same=True)
    assert [group.size for group in found.groups] == [3]
    with unit_of_work():
        joining.say_they_differ(round_, [ideas[0].public_id, ideas[1].public_id])
    found = likeness_reading.alike(round_, 1, is_same=True)
    assert [group.size for group in found.groups] == [2]


def test_a_look_that_fails_can_be_asked_for_again(round_, monkeypatch):
    make_idea(round_)
    monkeypatch.setattr(sensemaking, "pairs", lambda *_a, **_k: 1 / 0)
    with unit_of_work():
        sensemaking.ask_for(round_, 5, "")
    with pytest.raises(ZeroDivisionError):
        theme_jobs.make_sense(now())
    db.session.expire_all()
    board = db.session.get_one(ThemeBoard, round_.id)
    assert (board.wanted, board.is_failed) == (None, True)
