import csv
import json

import pytest

from budgeting.interchange.pabulib.document import Damaged
from budgeting.interchange.pabulib.election import election_of
from budgeting.interchange.pabulib.reading import read

HEAD = "META\nkey;value\nbudget;100\nvote_type;{kind}\n{more}PROJECTS\nproject_id;cost;target\n"
PROJECTS = 'a;60;children\nb;"40,5";\n'


def pb(votes, kind="approval", more="", header="voter_id;vote;points", projects=PROJECTS):
    return f"{HEAD.format(kind=kind, more=more)}{projects}VOTES\n{header}\n{votes}"


def understood(*said, **more):
    return election_of(read(pb(*said, **more).encode("utf-8-sig")))


def test_every_kind_of_ballot_is_read():
    for kind, votes, scores in (
        ("approval", "1;a,b\n2;b\n", [1, 2]),
        ("choose-1", "1;a\n2;b\n", [1, 1]),
        ("ordinal", "1;b,a\n2;b\n", [1, 4]),
        ("cumulative", "1;b,a;3,2\n2;b;5\n", [2, 8]),
        ("scoring", "1;b,a;3,-2\n2;b;5\n", [-2, 8]),
    ):
        assert list(understood(votes, kind).election.ballots.scores) == scores


def test_cells_may_be_long_here_and_nowhere_else():
    usual = csv.field_size_limit(1000)
    try:
        assert read(pb(f"1;a;{'x' * 2000}")).votes[0].cells["points"] == "x" * 2000
        with pytest.raises(Damaged):
            read(pb(f"1;a;{'x' * 1_000_001}"))
        assert csv.field_size_limit() == 1000
    finally:
        csv.field_size_limit(usual)


def test_amounts_are_exact_and_old_names_understood():
    found = read(pb("1;a;"))
    assert found.projects[0].cells["beneficiaries"] == "children"
    assert str(election_of(found).election.projects[1].cost) == "81/2"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 0),
        ("hello\n", 1),
        (pb("1;a;").replace("100", "much"), 3),
        (pb("1;a;").replace("approval", "shouting"), 4),
        (pb("1;a;", more="budget;7\n"), 5),
        (pb("1;a;", more="num_votes;2\n"), 5),
        (pb("1;a;", projects="a;x;\n"), 7),
        (pb("1;a;", projects="a;1;\na;1;\n"), 8),
        (pb("1;a;;;x\n"), 11),
        (pb('1;"a;\n'), 11),
        (pb("1\n"), 11),
        (pb("1;a;\0"), 11),
        (pb("1;a,b;3", kind="cumulative"), 11),
        (pb("1;a;x", kind="cumulative"), 11),
        (pb("1;a", kind="cumulative", header="voter_id;vote"), 11),
        (pb("1;a").replace("voter_id;vote", "voter;vote"), 10),
    ],
)
def test_damaged_files_are_refused_with_the_line(text, line):
    with pytest.raises(Damaged) as refused:
        election_of(read(text))
    assert refused.value.line == line


def test_a_broken_letter_is_refused_with_the_line():
    with pytest.raises(Damaged, match="line 2"):
        read(b"META\n\xff")


def test_doubtful_ballots_are_counted_and_told():
    found = understood("1;a,a;\n1;zebra;\n2;;\n3;a, b;\n", more="max_length;1\nmax_sum_cost;60\n")
    codes = [remark.code for remark in found.remarks]
    for code in ("twice", "unknown_project", "voter_twice", "empty", "spaces", "too_dear"):
        assert code in codes
    assert found.election.votes == (2, 1)


def test_wrong_counts_of_votes_are_told():
    text = pb("1;a\n").replace("target", "votes").replace("children", "7")
    assert [each.code for each in election_of(read(text)).remarks][-1] == "wrong_votes"


def test_a_file_is_tallied_without_a_database(plan, tmp_path):
    file = tmp_path / "town.pb"
    file.write_text(pb("1;a\n2;a\n3;b\n", header="voter_id;vote"))
    runner = plan.test_cli_runner()
    asked = ["budgeting", "tally", str(file), "--completion", "add1-greedy", "--json", "--explain"]
    told = json.loads(runner.invoke(args=asked).output)
    assert (told["winners"], told["spent"]) == (["a"], 60)
    assert told["explanations"]["b"]["won"] is False
    compared = json.loads(runner.invoke(args=["budgeting", "compare", str(file), "--json"]).output)
    assert {len(rule["winners"]) for rule in compared["rules"]} <= {0, 1}
    assert "equal-shares" in runner.invoke(args=["budgeting", "rules"]).output


def test_a_damaged_file_ends_the_command_with_one_sentence(plan, tmp_path):
    file = tmp_path / "town.pb"
    file.write_text("hello")
    refused = plan.test_cli_runner().invoke(args=["budgeting", "tally", str(file), "--json"])
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "line 1" in refused.stderr
