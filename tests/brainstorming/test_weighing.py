import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from participation.brainstorming.domain.weighing import Counts, Said
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaState
from participation.brainstorming.models import Scale, Visibility
from participation.brainstorming.services import evaluating
from participation.platform.extensions import db
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea, place, write
from tests.factories import make_municipality
from tests.pages import Visitor

OPINIONS = st.builds(Said, opinion=st.sampled_from([1, 0, -1]))
STEPS = st.integers(1, 5)
RATINGS = st.builds(Said, importance=STEPS, realisation=st.none() | STEPS)


def test_the_lower_bound_of_eight_of_ten():
    assert round(Counts(agreed=8, disagreed=2).support, 4) == 0.4902
    assert Counts().support == 0


def test_many_who_agree_support_more_surely_than_few():
    assert Counts(agreed=95, disagreed=5).support > Counts(agreed=10).support


def test_half_against_half_divides_more_than_all_against():
    assert Counts(agreed=10, disagreed=10).division > Counts(disagreed=20).division
    split = Counts.total([Said(importance=step) for step in (1, 5) * 10])
    alike = Counts.total([Said(importance=3)] * 20)
    assert split.division > alike.division == 0


@given(st.lists(OPINIONS | RATINGS, min_size=1))
def test_taking_an_evaluation_away_leaves_the_others(every):
    assert Counts.total(every) - Counts.of(every[0]) == Counts.total(every[1:])
    assert 0 <= Counts.total(every).support <= 1
    assert 0 <= Counts.total(every).division <= 1


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm()


def said(idea):
    wanted = sa.select(Evaluation).where(Evaluation.idea_id == idea.id)
    return db.session.scalars(wanted).all()


def weigh(visitor, round_, idea, **form):
    return visitor.post(place(round_, f"/evaluate/{idea.public_id}"), form)


def test_an_idea_is_drawn_weighed_and_not_shown_again(visitor, round_):
    idea = make_idea(round_)
    drawn = visitor.raw("GET", place(round_, "/evaluate"), 302).location
    assert drawn.endswith(f"/evaluate/{idea.public_id}")
    assert "Lisää penkkejä torille" in visitor.get(drawn).words("main")
    page = weigh(visitor, round_, idea, opinion="1")
    assert len(visitor.get(page.response.location).all("textarea")) == 0
    (kept,) = ideas_of(round_)
    assert (kept.agreed, kept.disagreed, kept.passed) == (1, 0, 0)
    assert kept.support == pytest.approx(Counts(agreed=1).support)


def test_weighing_again_takes_the_place_of_what_was_said(visitor, round_):
    idea = make_idea(round_)
    for opinion in ("1", "1", "-1"):
        weigh(visitor, round_, idea, opinion=opinion)
    (kept,) = ideas_of(round_)
    assert (kept.agreed, kept.disagreed) == (0, 1)
    assert len(said(kept)) == 1


def test_several_people_each_count_once(app, round_):
    idea = make_idea(round_)
    for opinion in ("1", "1", "-1", "0"):
        weigh(Visitor(app), round_, idea, opinion=opinion)
    (kept,) = ideas_of(round_)
    assert (kept.agreed, kept.disagreed, kept.passed) == (2, 1, 1)
    every = [evaluating.said_in(one) for one in said(kept)]
    assert evaluating.counts_of(kept) == Counts.total(every)


def test_nobody_weighs_an_idea_of_their_own(visitor, round_):
    write(visitor, round_, "Enemmän puita ja varjoa")
    (mine,) = ideas_of(round_)
    assert "/evaluate" not in (visitor.raw("GET", place(round_, "/evaluate"), 200).location or "")
    weigh(visitor, round_, mine, opinion="1")
    assert ideas_of(round_)[0].agreed == 0


def test_hidden_and_joined_ideas_are_not_drawn(visitor, round_):
    into = make_idea(round_)
    make_idea(round_, "Sama toisin", merged_into_id=into.id)
    hidden = make_idea(round_, "Piilossa", state=IdeaState.HIDDEN)
    for _ in range(8):
        drawn = visitor.raw("GET", place(round_, "/evaluate"), 302).location
        assert drawn.endswith(into.public_id)
    weigh(visitor, round_, hidden, opinion="1")
    assert not said(hidden)


def test_nothing_is_weighed_where_people_write_alone(visitor, app):
    make_municipality()
    round_ = make_brainstorm(visibility=Visibility.OWN)
    idea = make_idea(round_)
    page = visitor.get(place(round_, "/evaluate"))
    assert "Lisää penkkejä" not in page.words("main")
    weigh(visitor, round_, idea, opinion="1")
    assert not said(idea)


def test_importance_and_how_well_it_is_done(visitor, app):
    make_municipality()
    round_ = make_brainstorm(scale=Scale.IMPORTANCE)
    idea = make_idea(round_)
    page = visitor.get(place(round_, f"/evaluate/{idea.public_id}"))
    assert len([e for e in page.all("input") if e.get("name") == "importance"]) == 5
    lacking = visitor.post(place(round_, f"/evaluate/{idea.public_id}"), {}, expect=422)
    assert lacking.all("fieldset")
    weigh(visitor, round_, idea, importance="5", realisation="2")
    (kept,) = ideas_of(round_)
    assert (kept.rated, kept.importance_sum, kept.importance_squares) == (1, 5, 25)
    assert (kept.realised, kept.realisation_sum) == (1, 2)
    weigh(visitor, round_, idea, **{"pass": "1"})
    (kept,) = ideas_of(round_)
    assert (kept.rated, kept.importance_sum, kept.passed, kept.realised) == (0, 0, 1, 0)


def test_what_one_thought_can_be_erased_on_the_device(app, visitor, round_):
    idea = make_idea(round_)
    weigh(visitor, round_, idea, opinion="1")
    weigh(Visitor(app), round_, idea, opinion="-1")
    visitor.post(place(round_, "/leave"), {"evaluations": "1"})
    (kept,) = ideas_of(round_)
    assert (kept.agreed, kept.disagreed) == (0, 1)
    assert len(said(kept)) == 1


def test_erasing_an_idea_erases_what_was_said_of_it(app, visitor, round_):
    write(visitor, round_, "Enemmän puita ja varjoa")
    (mine,) = ideas_of(round_)
    weigh(Visitor(app), round_, mine, opinion="1")
    with app.test_request_context("/fi/"):
        kind = next(
            kind
            for feature in app.extensions["features"]
            for kind in feature.activity_kinds
            if kind.key == "brainstorm"
        )
        assert kind.erase(mine.receipt_hash, None)
    db.session.commit()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Evaluation)) == 0
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Idea)) == 0
