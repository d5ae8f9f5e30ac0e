"""The browser's count gives what ours gives, on the same elections."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from budgeting.domain.counting.limits import Limits
from budgeting.domain.counting.rules import count
from budgeting.domain.counting.ties import TieOrder
from budgeting.interchange.pabulib.election import election_of
from budgeting.interchange.pabulib.reading import read
from budgeting.services.voting_rules import rule_of
from participation.platform.config import ROOT

NODE = shutil.which("node")
SCRIPT = """
import { count, read } from "%s";
const cases = JSON.parse(await new Promise((done) => {
  let all = ""; process.stdin.on("data", (d) => { all += d; }).on("end", () => done(all)); }));
const found = [];
for (const c of cases) found.push(await count(read(c.text), c.rule, c.seed, c.conflicts));
console.log(JSON.stringify(found));
"""
RULES = [
    ("greedy", {}),
    ("greedy", {"skip": False}),
    ("greedy", {"per_cost": True}),
    ("equal-shares", {}),
    ("equal-shares", {"utility": "cardinality"}),
    ("equal-shares", {"completion": "add1"}),
    ("equal-shares", {"completion": "add1", "exhaustive_stop": True}),
    ("equal-shares", {"completion": "add1-greedy", "comparison": True}),
    ("equal-shares", {"completion": "greedy", "integral": False}),
    ("phragmen", {}),
]


def a_file(chance, vote_type):
    """An election of some projects and voters, with many ties."""
    projects = [(f"p{n}", chance.choice([10, 20, 25.5, 40])) for n in range(chance.randint(2, 7))]
    codes = [code for code, _ in projects]
    votes = []
    for voter in range(chance.randint(1, 12)):
        chosen = chance.sample(codes, chance.randint(1, len(codes)))
        points = sorted((chance.randint(1, 4) for _ in chosen), reverse=True)
        more = ";" + ",".join(map(str, points)) if vote_type == "cumulative" else ""
        votes.append(f"v{voter};{','.join(chosen)}{more}")
    meta = [f"vote_type;{vote_type}", f"budget;{chance.choice([40, 60, 75.5])}", "rule;unknown"]
    meta += ["description;x", "country;x", "unit;x", "instance;x", "date_begin;2026"]
    meta += ["date_end;2026", f"num_projects;{len(projects)}", f"num_votes;{len(votes)}"]
    meta += ["max_sum_points;99"] if vote_type == "cumulative" else []
    head = "voter_id;vote;points" if vote_type == "cumulative" else "voter_id;vote"
    rows = ["META", "key;value", *meta, "PROJECTS", "project_id;cost;name"]
    rows += [f'{code};{cost};"a ""name"""' for code, cost in projects]
    return "\n".join([*rows, "VOTES", head, *votes]) + "\n"


def by_us(case):
    election = election_of(read(case["text"])).election
    rule, ties = rule_of(case["rule"]["key"], case["rule"]["parameters"]), case["rule"]["ties"]
    limits = Limits(conflicts=tuple(map(tuple, case["conflicts"])))
    outcome = count(election, rule, TieOrder(tuple(ties), seed=case["seed"]), limits)
    return [election.projects[number].code for number in outcome.winners]


@pytest.mark.skipif(NODE is None, reason="needs node to run the page's script")
def test_the_browser_counts_as_we_do():
    chance = random.Random(7)
    cases = [
        {
            "text": a_file(chance, chance.choice(["approval", "cumulative", "ordinal"])),
            "rule": {"key": key, "parameters": parameters, "ties": ["cost", "votes", "lot"]},
            "seed": str(chance.random()),
            "conflicts": chance.choice([[], [], [["p0", "p1"]]]),
        }
        for key, parameters in RULES
        for _ in range(25)
    ]
    script = SCRIPT % (ROOT / "participation/static/js/count.js").as_uri()
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", script],
        input=json.dumps(cases), capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    for case, found in zip(cases, json.loads(done.stdout), strict=True):
        assert sorted(found) == sorted(by_us(case)), case


@pytest.mark.skipif(NODE is None, reason="needs node to run the page's script")
def test_a_rule_the_browser_does_not_know_is_not_guessed():
    case = {"text": a_file(random.Random(1), "approval"), "seed": "", "conflicts": []}
    case["rule"] = {"key": "welfare", "parameters": {}, "ties": []}
    script = SCRIPT % Path(ROOT / "participation/static/js/count.js").as_uri()
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", script],
        input=json.dumps([case]), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert json.loads(done.stdout) == [None]
