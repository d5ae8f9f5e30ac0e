"""Joining ideas that say the same, and parting them: nobody is counted twice, nothing is lost."""

from dataclasses import dataclass
from functools import partial
from secrets import token_bytes, token_hex
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.activities import receipts
from participation.brainstorming import queries
from participation.brainstorming.domain.weighing import Counts, Said
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaState
from participation.brainstorming.refusals import NotAlike, NothingToUndo, NotShown, OwnIdea
from participation.brainstorming.services import evaluating, ideas, joining
from participation.brainstorming.services.participants import Arrival
from participation.brainstorming.services.voted import votes_of
from participation.brainstorming.words import outcome
from participation.platform.access.actor import Actor
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea
from tests.factories import make_municipality, make_process

STAFF = Actor(person_id=None, name="Liisa", grants=frozenset())
PEOPLE, IDEAS = 4, 5


@dataclass
class Town:
    """A brainstorm with some ideas and the people who weigh them."""

    activity: Any
    tokens: list[bytes]
    ideas: list[bytes]

    def arrival(self, who):
        return Arrival(activity=self.activity, token=self.tokens[who])

    def weigh(self, who, idea, opinion=1):
        board = queries.brainstorm_of(self.activity.id)
        with unit_of_work():
            one = db.session.get_one(Idea, self.ideas[idea])
            arrival = self.arrival(who)
            evaluating.evaluate(board, arrival, one, Said(opinion=opinion), now=now())

    def name(self, idea):
        return db.session.get_one(Idea, self.ideas[idea]).public_id

    def join(self, idea, into):
        with unit_of_work():
            names = [self.name(idea)]
            joining.join(self.activity, names, self.name(into), actor=STAFF, now=now())

    def part(self, idea):
        with unit_of_work():
            joining.part(self.activity, self.name(idea), actor=STAFF, now=now())

    def forget(self, who):
        with unit_of_work():
            evaluating.forget(self.arrival(who))

    def erase(self, idea):
        with unit_of_work():
            ideas.erase(db.session.get_one(Idea, self.ideas[idea]).receipt_hash)

    def counts(self, idea):
        db.session.expire_all()
        return evaluating.counts_of(db.session.get_one(Idea, self.ideas[idea]))


def make_town():
    activity = make_brainstorm(make_process(slug=token_hex(8)))
    tokens = [token_bytes(32) for _who in range(PEOPLE + IDEAS)]
    made = [
        make_idea(activity, f"Ajatus {n}", receipt_hash=receipts.hash_for(tokens[PEOPLE + n])).id
        for n in range(IDEAS)
    ]
    return Town(activity=activity, tokens=tokens, ideas=sorted(made))


@pytest.fixture
def municipality(app):
    return make_municipality()


@pytest.fixture
def town(municipality):
    return make_town()


def rows(town):
    """What each idea's evaluations add up to, with those of the ideas that stand behind it."""
    every = sorted(ideas_of(town.activity), key=lambda idea: idea.id)
    said = {idea.id: [] for idea in every}
    for one in db.session.scalars(sa.select(Evaluation)):
        said.get(one.idea_id, []).append(one)
    found = {}
    for idea in every:
        by: dict[bytes, Said] = {}
        for key in [idea.id, *(each.id for each in every if each.merged_into_id == idea.id)]:
            for one in said[key]:
                by.setdefault(one.participant, evaluating.said_in(one))
        found[idea.id] = Counts.total(by.values())
    return found


def kept(town):
    return {idea.id: evaluating.counts_of(idea) for idea in ideas_of(town.activity)}


def test_who_weighed_both_counts_once_and_parting_brings_every_count_back(town):
    town.weigh(0, 0, 1)
    town.weigh(0, 1, -1)
    town.weigh(1, 1, 1)
    before = kept(town)
    town.join(1, 0)
    assert town.counts(0) == Counts(agreed=2)
    assert len(list(db.session.scalars(sa.select(Evaluation)))) == 3
    town.part(1)
    assert kept(town) == before


def test_opinion_groups_count_as_the_idea_does(town):
    town.weigh(0, 0, 1)
    town.weigh(0, 1, -1)
    town.weigh(1, 1, 1)
    town.weigh(2, 2, -1)
    town.join(1, 0)
    town.join(2, 0)
    votes = votes_of(town.activity)
    column = votes.cells[:, votes.statements.index(town.ideas[0].hex())]
    assert ((column == 1).sum(), (column == -1).sum()) == (2, 1)
    assert town.counts(0) == Counts(agreed=2, disagreed=1)


STEPS = st.one_of(
    st.tuples(st.just("weigh"), st.integers(0, PEOPLE - 1), st.integers(0, IDEAS - 1),
              st.sampled_from([1, 0, -1])),
    st.tuples(st.just("join"), st.integers(0, IDEAS - 1), st.integers(0, IDEAS - 1)),
    st.tuples(st.just("part"), st.integers(0, IDEAS - 1)),
    st.tuples(st.just("forget"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("erase"), st.integers(0, IDEAS - 1)),
)  # fmt: skip


def tried(town, steps):
    """Do the steps; those that are refused change nothing."""
    for deed, *values in steps:
        try:
            getattr(town, deed)(*values)
        except (NotShown, NotAlike, NothingToUndo, sa.exc.NoResultFound):
            continue


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEPS, max_size=16))
def test_whatever_happens_counts_are_those_of_the_rows(municipality, steps):
    town = make_town()
    tried(town, steps)
    assert kept(town) == rows(town)
    for idea in ideas_of(town.activity):
        if idea.merged_into_id is not None:
            town.part(town.ideas.index(idea.id))
    assert {(idea.merged_into_id, idea.joined) for idea in ideas_of(town.activity)} <= {(None, 0)}
    assert kept(town) == rows(town)


def test_parting_from_the_middle_takes_along_what_was_joined_before(town):
    town.weigh(0, 0)
    town.join(0, 1)
    before = kept(town)
    town.join(1, 2)
    assert [one.joined for one in sorted(ideas_of(town.activity), key=lambda i: i.id)][:3] == [
        0, 0, 2,
    ]  # fmt: skip
    town.part(1)
    assert kept(town) == before
    assert town.counts(1) == Counts(agreed=1)


def test_an_erased_idea_lets_go_of_those_that_stood_behind_it(town):
    town.weigh(0, 0)
    town.join(0, 1)
    town.join(2, 1)
    town.erase(1)
    left = {idea.id: idea for idea in ideas_of(town.activity)}
    assert {idea.merged_into_id for idea in left.values()} == {None}
    assert kept(town) == rows(town)
    assert town.counts(0) == Counts(agreed=1)


def test_what_is_joined_is_neither_listed_nor_drawn_nor_weighed_again(town):
    for idea in range(2, IDEAS):
        town.erase(idea)
    town.weigh(0, 0)
    town.join(0, 1)
    board = queries.brainstorm_of(town.activity.id)
    shown = list(db.session.scalars(queries.shown_ideas(town.activity.id)))
    assert [idea.id for idea in shown] == [town.ideas[1]]
    drawn = {who: evaluating.next_idea(board, town.arrival(who), lambda: 0.5) for who in range(2)}
    assert drawn == {0: None, 1: town.name(1)}
    with pytest.raises(NotShown):
        town.weigh(1, 0)
    assert board.board_version > 0


def test_nobody_weighs_an_idea_that_stands_for_their_own(town):
    writer = next(
        who for who in range(PEOPLE, PEOPLE + IDEAS)
        if town.arrival(who).receipt_hash
        == db.session.get_one(Idea, town.ideas[0]).receipt_hash
    )  # fmt: skip
    town.join(0, 1)
    with pytest.raises(OwnIdea):
        town.weigh(writer, 1)
    board = queries.brainstorm_of(town.activity.id)
    arrival = town.arrival(writer)
    chances = [partial(float, n / 9) for n in range(9)]
    drawn = {evaluating.next_idea(board, arrival, chance) for chance in chances}
    assert town.name(1) not in drawn


def test_the_author_reads_by_code_that_it_was_joined(app, town):
    town.join(0, 1)
    (behind,) = ideas.behind(db.session.get_one(Idea, town.ideas[0]).receipt_hash)
    with app.test_request_context("/fi/"):
        assert "yhdistettiin" in outcome(behind)


def test_what_a_colleague_joined_or_hid_meanwhile_is_not_joined(town):
    town.join(0, 1)
    with pytest.raises(NotShown):
        town.join(0, 2)
    db.session.get_one(Idea, town.ideas[3]).state = IdeaState.HIDDEN
    db.session.commit()
    with pytest.raises(NotShown):
        town.join(2, 3)
    with pytest.raises(NotAlike):
        town.join(2, 2)
    with pytest.raises(NothingToUndo):
        town.part(2)
