"""Closing, counting, overriding and publishing a vote."""

import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
import sqlalchemy as sa

from budgeting.domain.counting.overrides import NoReason
from budgeting.domain.counting.rules import count as count_by
from budgeting.domain.counting.ties import TieOrder
from budgeting.interchange.pabulib.election import election_of
from budgeting.interchange.pabulib.reading import read
from budgeting.models import BallotKind
from budgeting.project_models import Project
from budgeting.refusals import DoesNotAddUp, NotFinished, NotNow
from budgeting.services import setting_up, voting_count, voting_files, voting_log
from budgeting.services.setting_up import RuleWritten
from budgeting.services.voting_rules import pabulib_name, rule_of
from budgeting.voting_jobs import log_votes
from budgeting.voting_models import Tracker
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.transactions import unit_of_work
from tests.budgeting.voting.making import NOW, make_vote, vote

AFTER = NOW + timedelta(days=15)
EQUAL = {"utility": "cost", "completion": "add1", "exhaustive_stop": False}
NAMES = "abcdefghijkl"


def adopt(budget, key="greedy", parameters=None):
    written = RuleWritten(
        key=key,
        parameters=parameters or {},
        words=Text({"fi": "Eniten ääniä ensin."}),
        adopted_by=Text({"fi": "Valtuusto"}),
        adopted=NOW.date(),
    )
    with unit_of_work():
        return setting_up.adopt(budget, written)


def a_counted_vote(key="greedy", parameters=None, **changes):
    """Twelve voters; two projects of the town of which the money suffices for one."""
    budget = make_vote(**changes)
    budget.areas[0].amount_cents = 6_000_00
    db.session.commit()
    adopt(budget, key, parameters)
    for place, name in enumerate(NAMES):
        vote(budget, name, marks={"p2" if place < 7 else "p1": 1, "p3": 1})
    return closed(budget)


def closed(budget, reason=""):
    with unit_of_work():
        voting_count.close(budget, now=AFTER, reason=reason)
    with unit_of_work():
        voting_count.count(budget, now=AFTER)
    return budget


def outcome(budget):
    return voting_count.outcome_of(budget.activity_id)


def publish(budget):
    with unit_of_work():
        voting_count.publish(budget, now=AFTER)


def test_the_project_with_more_votes_wins_and_the_other_is_told_why(app):
    town, north = outcome(a_counted_vote()).document["areas"]
    assert (town["winners"], north["winners"]) == (["p2"], ["p3"])
    assert town["projects"]["p1"]["decision"] == "too_dear"
    assert town["projects"]["p1"]["votes_short"] == 3
    assert (town["voters"], town["spent"]) == (12, 5000)


def test_the_published_file_counts_to_the_same_winners(app):
    budget = a_counted_vote("equal-shares", EQUAL)
    publish(budget)
    document = outcome(budget).document
    content = voting_files.published_file(budget, outcome(budget), "town.pb")
    understood = election_of(read(content.decode()))
    counted = count_by(
        understood.election,
        rule_of("equal-shares", EQUAL),
        TieOrder(("cost", "votes", "lot"), seed=document["lot_seed"]),
    )
    codes = [understood.election.projects[n].code for n in counted.winners]
    assert codes == document["areas"][0]["winners"]
    assert sha256(content).hexdigest() == document["areas"][0]["sha256"]
    assert not understood.remarks


@pytest.mark.parametrize(
    ("kind", "more", "marks"),
    [
        (BallotKind.CHOOSE_ONE, {}, {"p1": 1}),
        (BallotKind.APPROVE, {}, {"p1": 1, "p2": 1}),
        (BallotKind.KNAPSACK, {}, {"p1": 1}),
        (BallotKind.POINTS, {"points": 10}, {"p1": 3, "p2": 7}),
        (BallotKind.SCORE, {"least_score": 0, "most_score": 5}, {"p1": 5, "p2": 2}),
        (BallotKind.RANK, {}, {"p1": 2, "p2": 1}),
    ],
)
def test_every_kind_of_ballot_becomes_a_file_without_remarks(app, kind, more, marks):
    budget = make_vote(ballot_kind=kind, **more)
    adopt(budget)
    for name in NAMES:
        vote(budget, name, marks=marks)
    closed(budget)
    text = voting_files.published_file(budget, outcome(budget), "town.pb").decode()
    assert not election_of(read(text)).remarks
    assert text.split("VOTES\n")[1].splitlines()[0] in ("voter_id;vote", "voter_id;vote;points")


def test_a_vote_is_not_closed_while_it_is_on_nor_counted_before_it_is_closed(app):
    budget = make_vote()
    adopt(budget)
    with pytest.raises(NotNow), unit_of_work():
        voting_count.close(budget, now=NOW)
    with pytest.raises(NotNow), unit_of_work():
        voting_count.count(budget, now=AFTER)


def test_without_a_rule_nothing_is_counted(app):
    budget = make_vote()
    with pytest.raises(NotFinished):
        closed(budget)


def test_figures_that_differ_keep_the_vote_open_until_the_log_says_why(app):
    budget = make_vote()
    adopt(budget)
    vote(budget)
    db.session.execute(sa.delete(Tracker))
    db.session.commit()
    with pytest.raises(DoesNotAddUp) as refused:
        closed(budget)
    assert refused.value.facts["differences"] == ("trackers and electronic votes: 0 and 1",)
    closed(budget, reason="Varmuuskopio palautettiin.")
    facts = voting_log.find(budget.activity_id, voting_log.CLOSED).facts
    assert facts["reason"] == "Varmuuskopio palautettiin."


def test_counting_again_gives_the_same_document(app):
    budget = a_counted_vote("phragmen")
    first = outcome(budget).checksum
    with unit_of_work():
        voting_count.count(budget, now=AFTER)
    assert outcome(budget).checksum == first


def test_a_decision_against_the_count_needs_a_reason_and_is_told(app):
    budget = a_counted_vote()
    said = {"fund": False, "body": "Valtuusto", "now": AFTER}
    with pytest.raises(NoReason), unit_of_work():
        voting_count.override(budget, "p2", reason=" ", **said)
    with unit_of_work():
        voting_count.override(budget, "p2", reason="Kaavan vastainen.", **said)
    town = outcome(budget).document["areas"][0]
    assert (town["winners"], town["counted_winners"]) == ([], ["p2"])
    assert voting_log.find(budget.activity_id, voting_log.OVERRIDDEN).facts["body"] == "Valtuusto"


def test_publishing_marks_the_winners_and_ends_all_changes(app):
    budget = a_counted_vote()
    publish(budget)
    won = db.session.scalars(sa.select(Project.code).where(Project.is_chosen.is_(True)))
    assert sorted(won) == ["p2", "p3"]
    for deed in (voting_count.publish, voting_count.count):
        with pytest.raises(NotNow), unit_of_work():
            deed(budget, now=AFTER)
    assert voting_log.broken_at(budget.activity_id) is None


def test_an_area_with_few_voters_tells_winners_and_no_votes(app):
    budget = make_vote()
    adopt(budget)
    vote(budget, "a", marks={"p3": 1})
    closed(budget)
    north = outcome(budget).document["areas"][1]
    assert (north["winners"], north["voters"], north["file"]) == (["p3"], None, None)
    assert set(north["projects"]["p3"]) == {"title", "cost_cents", "won"}


def test_the_bundle_holds_everything_and_its_sums_are_right(app):
    budget = a_counted_vote()
    publish(budget)
    packed = zipfile.ZipFile(io.BytesIO(voting_files.bundle(budget, outcome(budget))))
    assert set(packed.namelist()) == {
        *("outcome.json", "rule.json", "trackers.txt", "log.json", "software.json"),
        *("town.pb", "north.pb", "SHA256SUMS"),
    }
    for line in packed.read("SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ")
        assert sha256(packed.read(name)).hexdigest() == digest
    assert json.loads(packed.read("outcome.json")) == outcome(budget).document
    assert len(packed.read("trackers.txt").decode().splitlines()) == 12
    assert packed.read("trackers.txt") == voting_files.tracker_text(budget).encode()


def test_the_worker_writes_the_log_once_a_day(app):
    budget = make_vote()
    assert log_votes(NOW) == 1
    assert log_votes(NOW) == 0
    assert log_votes(AFTER) == 0
    assert len(voting_log.events(budget.activity_id)) == 2


@pytest.mark.parametrize(
    ("key", "parameters", "name"),
    [
        ("greedy", {}, "greedy"),
        ("greedy", {"skip": False}, "greedy-no-skip"),
        ("greedy", {"per_cost": True}, "unknown"),
        ("equal-shares", {}, "equalshares"),
        ("equal-shares", {"completion": "add1", "increment": 1}, "equalshares/add1"),
        ("equal-shares", {"comparison": True}, "equalshares-comparison"),
        ("welfare", {"utility": "cost"}, "unknown"),
    ],
)
def test_rules_have_the_names_of_pabulib(key, parameters, name):
    rule_of(key, parameters)
    assert pabulib_name(key, parameters) == name
