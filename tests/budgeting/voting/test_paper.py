"""Paper: the roll first, then batches of sheets that add up."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from budgeting.refusals import BadBallot, DoesNotAddUp, HasVoted, NotNow
from budgeting.services import voting, voting_log, voting_paper
from budgeting.voting_models import Slip, VoteChannel
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from tests.budgeting.voting.making import NOW, make_vote, vote

AFTER = NOW + timedelta(days=15)


def open_batch(budget, sheets=2):
    with unit_of_work():
        return voting_paper.open_batch(budget, "Kirjasto", sheets)


def key_in(budget, sheet, marks):
    with unit_of_work():
        batch = voting_paper.batch_numbered(budget, 1)
        voting_paper.key_in(budget, batch, sheet, marks)


def close(budget):
    with unit_of_work():
        voting_paper.close_batch(budget, voting_paper.batch_numbered(budget, 1), now=AFTER)


def test_who_is_handed_a_sheet_is_on_the_roll_and_votes_nowhere_else(app):
    budget = make_vote()
    mark = voting.marker(budget, b"a")
    with unit_of_work():
        voting_paper.mark_roll(budget, mark, VoteChannel.PAPER, now=NOW)
    with pytest.raises(HasVoted):
        vote(budget)
    with pytest.raises(HasVoted), unit_of_work():
        voting_paper.mark_roll(budget, mark, VoteChannel.PAPER, now=NOW)


def test_sheets_are_entered_as_ballots_and_found_again_by_number(app):
    budget = make_vote()
    open_batch(budget)
    key_in(budget, 1, {"p1": 1, "p3": 1})
    key_in(budget, 2, {})
    batch = voting_paper.batch_numbered(budget, 1)
    assert (batch.entered, batch.blank) == (2, 1)
    assert voting_paper.sheet_of(batch, 1) == {"p1": 1, "p3": 1}
    assert voting_paper.sheet_of(batch, 2) == {}
    close(budget)
    close(budget)
    found = voting_log.events(budget.activity_id)
    assert [one.facts for one in found] == [
        {"number": 1, "place": "Kirjasto", "sheets": 2, "blank": 1}
    ]


def test_a_batch_with_sheets_missing_is_not_closed(app):
    budget = make_vote()
    open_batch(budget)
    key_in(budget, 1, {"p1": 1})
    with pytest.raises(DoesNotAddUp) as refused:
        close(budget)
    assert dict(refused.value.facts) == {"found": 1, "expected": 2}


def test_the_same_sheet_is_not_entered_twice_nor_one_too_many(app):
    budget = make_vote()
    open_batch(budget, sheets=1)
    key_in(budget, 1, {"p1": 1})
    for sheet in (1, 2):
        with pytest.raises(DoesNotAddUp):
            key_in(budget, sheet, {"p2": 1})
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Slip)) == 1


def test_a_sheet_that_breaks_the_rules_is_not_taken(app):
    budget = make_vote(most_choices=1)
    open_batch(budget)
    with pytest.raises(BadBallot):
        key_in(budget, 1, {"p1": 1, "p2": 1})


def test_nothing_is_entered_once_the_vote_is_closed(app):
    budget = make_vote()
    open_batch(budget)
    with unit_of_work():
        voting_log.write(budget, voting_log.CLOSED, {}, AFTER.date())
    with pytest.raises(NotNow):
        key_in(budget, 1, {"p1": 1})
    with pytest.raises(NotFound):
        voting_paper.batch_numbered(budget, 9)
