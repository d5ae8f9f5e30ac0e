"""Casting: once, for good, and never after the end."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from budgeting.refusals import BadBallot, HasVoted, NotNow
from budgeting.services import voting, voting_log
from budgeting.voting_models import Box, RollEntry, Slip, Tracker, VoteChannel
from participation.activities import receipts
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.budgeting.voting.making import NOW, make_vote, vote


def count(table):
    return db.session.scalar(sa.select(sa.func.count()).select_from(table))


def test_a_ballot_leaves_a_name_on_the_roll_slips_in_the_boxes_and_a_tracker(app):
    budget = make_vote()
    tracker = vote(budget, marks={"p2": 1, "p1": 1, "p3": 1})
    found = sorted(db.session.scalars(sa.select(Slip.marks)), key=len)
    assert found == [{"p3": 1}, {"p1": 1, "p2": 1}]
    assert (count(RollEntry), count(Tracker)) == (1, 1)
    assert sorted(db.session.scalars(sa.select(Box.slips))) == [1, 1]
    assert voting.is_in(budget.activity_id, tracker)


def test_the_same_form_twice_is_one_ballot_with_one_tracker(app):
    budget = make_vote()
    assert vote(budget) == vote(budget)
    assert count(RollEntry) == 1


def test_who_is_on_the_roll_votes_by_no_other_way(app):
    budget = make_vote()
    vote(budget)
    with pytest.raises(HasVoted):
        vote(budget, token=b"b" * 16, channel=VoteChannel.PAPER)
    assert (count(RollEntry), count(Slip), count(Tracker)) == (1, 1, 1)
    assert voting.has_voted(budget, voting.marker(budget, b"a"))
    assert not voting.has_voted(budget, voting.marker(budget, b"b"))


@pytest.mark.parametrize("days", [-2, 14])
def test_nobody_votes_before_or_after(app, days):
    budget = make_vote()
    with pytest.raises(NotNow):
        vote(budget, now=NOW + timedelta(days=days))
    assert count(RollEntry) == 0


def test_nobody_votes_once_the_vote_is_closed_whatever_the_clock_says(app):
    budget = make_vote()
    with unit_of_work():
        voting_log.write(budget, voting_log.CLOSED, {}, NOW.date())
    with pytest.raises(NotNow):
        vote(budget)


def test_a_ballot_that_breaks_the_rules_leaves_nothing(app):
    budget = make_vote(most_choices=1)
    with pytest.raises(BadBallot) as refused:
        vote(budget, marks={"p1": 1, "p2": 1})
    assert refused.value.facts["faults"][0].limit == 1
    assert (count(RollEntry), count(Slip), count(Tracker)) == (0, 0, 0)


def test_turnout_is_counted_by_day_and_way(app):
    budget = make_vote()
    vote(budget, "a")
    vote(budget, "b")
    vote(budget, "c", channel=VoteChannel.SERVICE_POINT, now=NOW + timedelta(days=1))
    found = [(one.channel, one.voters) for one in voting_log.turnout(budget.activity_id)]
    assert found == [(VoteChannel.ONLINE, 2), (VoteChannel.SERVICE_POINT, 1)]


def test_a_tracker_is_four_words_of_the_voters_language(app):
    words = voting.words_of(voting.tracker_of(b"t" * 16), "fi").split()
    assert len(words) == 4
    assert set(words) <= set(receipts.word_list("fi"))


def test_a_tracker_of_one_vote_proves_nothing_in_another(app):
    budget = make_vote()
    tracker = vote(budget)
    assert not voting.is_in(make_vote(process=budget.activity.process).activity_id, tracker)


def test_the_log_says_each_day_how_many_voted_and_shows_what_was_changed(app):
    budget = make_vote()
    vote(budget)
    for _ in range(2):
        with unit_of_work():
            voting_log.write_day(budget, NOW)
    with unit_of_work():
        assert voting_log.write_day(budget, NOW + timedelta(days=1))
    found = voting_log.events(budget.activity_id)
    assert [one.kind for one in found] == ["opened", "votes", "votes"]
    assert found[1].facts == {"on_roll": 1}
    assert voting_log.broken_at(budget.activity_id) is None
    found[1].facts = {"on_roll": 2}
    db.session.commit()
    assert voting_log.broken_at(budget.activity_id) == 2
