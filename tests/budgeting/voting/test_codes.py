"""Codes by letter."""

import pytest
import sqlalchemy as sa

from budgeting.refusals import NotACode
from budgeting.services import voting_codes, voting_log
from budgeting.voting_models import VotingCode
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.budgeting.voting.making import NOW, make_vote


def make(budget, count=3, area=None):
    with unit_of_work():
        return voting_codes.make(budget, count, area, now=NOW)


def test_a_code_is_known_however_it_is_typed_and_kept_only_as_a_hash(app):
    budget = make_vote()
    codes = make(budget)
    assert len(set(codes)) == 3
    for typed in (codes[0], codes[0].upper(), codes[0].replace("-", " ")):
        assert voting_codes.find(budget, typed).series == 1
    kept = db.session.scalars(sa.select(VotingCode.marker)).all()
    assert all(voting_codes.plain(code).encode() not in marker for code in codes for marker in kept)


def test_a_code_may_say_where_its_holder_lives(app):
    budget = make_vote()
    (code,) = make(budget, 1, budget.areas[1])
    assert voting_codes.find(budget, code).area.code == "north"


def test_a_code_of_another_vote_and_a_cancelled_one_open_nothing(app):
    budget = make_vote()
    other = make_vote(process=budget.activity.process)
    (code,) = make(budget, 1)
    with pytest.raises(NotACode):
        voting_codes.find(other, code)
    with unit_of_work():
        assert voting_codes.cancel_series(budget, 1) == 1
    with pytest.raises(NotACode):
        voting_codes.find(budget, code)
    assert voting_codes.counted(budget.activity_id) == [(1, 1, 1)]


def test_the_log_says_how_many_codes_were_made(app):
    budget = make_vote()
    make(budget)
    facts = voting_log.events(budget.activity_id)[0].facts
    assert facts == {"series": 1, "made": 3, "area": ""}
