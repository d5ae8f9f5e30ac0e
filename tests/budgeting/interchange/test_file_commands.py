"""Elections come from Pabulib files as drafts, and go into them once everybody may see them."""

import json

import pytest
import sqlalchemy as sa

from budgeting.models import BallotKind, Budget
from budgeting.project_models import Project
from budgeting.services import voting_count
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.budgeting.voting.making import LATER, make_vote, vote
from tests.budgeting.voting.test_counting import adopt
from tests.factories import make_municipality, make_process

FILE = """META
key;value
description;Test town
country;Finland
unit;Testila
instance;2026
num_projects;2
num_votes;2
budget;1000,50
vote_type;approval
rule;greedy
max_length;2
PROJECTS
project_id;cost;name;category;latitude;longitude
1;600;Penkit;parks;60.1;24.9
2;500,5;Valot;;;
VOTES
voter_id;vote
1;1
2;1,2
"""


@pytest.fixture
def run(app):
    make_municipality()
    make_process(slug="budjetti")
    return lambda *asked: app.test_cli_runner().invoke(args=["budgeting", *asked])


def test_a_file_becomes_a_draft_with_its_projects_off_the_ballot(run, tmp_path):
    file = tmp_path / "town.pb"
    file.write_text(FILE)
    told = json.loads(run("import", str(file), "--process", "budjetti", "--json").output)
    (budget,) = db.session.scalars(sa.select(Budget))
    assert told == {"id": budget.activity.public_id, "projects": 2}
    assert budget.activity.published is None
    assert (budget.ballot_kind, budget.most_choices) == (BallotKind.APPROVE, 2)
    assert budget.areas[0].amount_cents == 1000_50
    one, other = db.session.scalars(sa.select(Project).order_by(Project.code)).unique()
    assert (one.code, one.cost_cents, one.latitude) == ("1", 600_00, 60.1)
    assert one.category.name.translations == {"fi": "parks"}
    assert (other.cost_cents, other.category, other.is_on_ballot) == (500_50, None, False)


@pytest.mark.parametrize(
    ("words", "process", "said"),
    [
        (FILE.replace("600", "six"), "budjetti", "line"),
        (FILE.replace("600", "9" * 20), "budjetti", "too large"),
        (FILE, "nowhere", "no process"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_why(run, tmp_path, words, process, said):
    file = tmp_path / "town.pb"
    file.write_text(words)
    found = run("import", str(file), "--process", process)
    assert (found.exit_code, said in found.output) == (2, True)
    assert db.session.scalars(sa.select(Budget)).all() == []


def test_nobody_takes_ballots_before_the_outcome_is_published(run, tmp_path):
    budget = make_vote()
    found = run("export", budget.activity.public_id, "--into", str(tmp_path))
    assert (found.exit_code, "not over" in found.output) == (2, True)
    found = run("export", "nothing", "--into", str(tmp_path))
    assert (found.exit_code, "no budget" in found.output) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_published_vote_is_exported_and_counts_to_the_same_winners(run, tmp_path):
    budget = make_vote()
    adopt(budget)
    for number in range(12):
        vote(budget, chr(ord("a") + number), marks={"p3": 1, "p1" if number % 3 else "p2": 1})
    with unit_of_work():
        voting_count.close(budget, now=LATER)
        voting_count.count(budget, now=LATER)
        voting_count.publish(budget, now=LATER)
    name = budget.activity.public_id
    told = json.loads(run("export", name, "--into", str(tmp_path), "--json").output)
    counted = set()
    for file in told["files"]:
        counted |= set(
            json.loads(run("tally", file, "--rule", "greedy", "--json").output)["winners"]
        )
    won = {one.code for one in db.session.scalars(sa.select(Project)).unique() if one.is_chosen}
    assert counted == won
