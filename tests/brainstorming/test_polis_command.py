"""`flask brainstorming analyse`: one document, or one sentence; without a database."""

import json
import shutil

import pytest

from participation.app import create_app
from participation.platform.config import Settings
from tests.brainstorming.polis_data import SEATTLE, SMALL, checks


@pytest.fixture(scope="module")
def run():
    """Run the command in a house whose database is not there."""
    nowhere = "postgresql+psycopg://nobody@127.0.0.1:9/nothing"
    house = create_app(Settings(secret_key="x" * 40, database_url=nowhere), TESTING=True)

    def invoke(*arguments: object):
        return house.test_cli_runner().invoke(
            args=["brainstorming", "analyse", *map(str, arguments)]
        )

    return invoke


@pytest.fixture
def folder(tmp_path):
    for name, content in SMALL.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_one_document_tells_everything(run):
    result = run(SEATTLE, "--labels", "published", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    wanted = checks()[SEATTLE.name]
    assert told["labels"] == "published"
    assert told["consensus"]["agree"] == wanted["consensus_agree_top5"]
    assert told["representative"] == wanted["representative_by_published_group"]
    assert {"id": 0, "agree": 47, "disagree": 33, "pass": 23, "seen": 103}.items() <= (
        told["ideas"][0].items()
    )
    left_out = {each["id"] for each in told["ideas"] if each["moderated_out"]}
    assert len(left_out) == 23
    listed = ("priorities", "group_informed_consensus", "divided")
    assert not left_out & {each["id"] for name in listed for each in told[name]}
    values = [each["value"] for each in told["priorities"]]
    assert values == sorted(values, reverse=True)


def test_own_groups_are_found_without_labels(run):
    told = json.loads(run(SEATTLE, "--json", "--seed", "3").stdout)
    assert told["labels"] == "own"
    assert told["missing"] is None
    assert [each["size"] for each in told["groups"]] == [94, 44]
    assert sum(each["group"] is None for each in told["participants"]) == 201


def test_people_read_lists(run):
    result = run(SEATTLE, "--labels", "published")
    assert result.exit_code == 0
    assert "Group 1 of 39:\n     20  Reactionary liberal trash." in result.stdout
    assert "339 participants, 54 ideas, 2872 votes." in result.stdout


def test_a_few_votes_make_no_groups(run, folder):
    told = json.loads(run(folder, "--json").stdout)
    assert told["missing"] == {"lack": "statements", "needed": 7, "there": 2}
    assert all("group" in each for each in told["participants"])


def test_nobody_and_nothing_can_be_analysed(run, folder):
    (folder / "votes.csv").write_text("comment-id,voter-id,vote\n")
    told = json.loads(run(folder, "--json").stdout)
    assert (told["groups"], told["participants"]) == ([], [])
    (folder / "comments.csv").write_text("comment-id,comment-body\n")
    assert json.loads(run(folder, "--json").stdout)["ideas"] == []


def test_words_do_not_steer_the_terminal(run, folder):
    (folder / "comments.csv").write_text('comment-id,comment-body\n0,"\x1b[2Jred\n\nwords"\n')
    rows = "".join(f"0,p{number},1\n" for number in range(9))
    (folder / "votes.csv").write_text("comment-id,voter-id,vote\n" + rows)
    assert "\n      0  [2Jred words\n" in run(folder).stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("votes.csv", "comment-id,voter-id,vote\n0,a,9\n",
         "votes.csv, line 2: '9' is not a vote (1, 0 or -1).\n"),
        ("votes.csv", "", "votes.csv: it is empty.\n"),
        ("participants-votes.csv", "participant,group-id,0\na,,1\n",
         "participants-votes.csv: no participant has a group.\n"),
    ],
)  # fmt: skip
def test_damage_is_told_in_one_sentence(run, folder, name, content, words):
    (folder / name).write_text(content)
    result = run(folder, "--labels", "published", "--json")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", words)


def test_published_labels_must_be_there(run, folder):
    result = run(folder, "--labels", "published")
    assert result.exit_code == 2
    assert result.stderr == "participants-votes.csv: there is no such file in the folder.\n"


def test_the_folder_must_be_there(run, tmp_path):
    result = run(tmp_path / "none", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"There is no folder {tmp_path / 'none'}.\n"


def test_a_file_that_ends_in_the_middle_of_a_row_is_refused(run, folder):
    whole = (SEATTLE / "votes.csv").read_bytes()
    (folder / "votes.csv").write_bytes(whole[:4990])
    result = run(folder, "--json")
    assert result.exit_code == 2
    assert result.stderr.startswith("votes.csv, line 98: ")


def test_it_is_told_when_the_log_and_the_table_differ(run, folder):
    for name in ("comments.csv", "participants-votes.csv"):
        shutil.copy(SEATTLE / name, folder)
    rows = (SEATTLE / "votes.csv").read_bytes().splitlines(keepends=True)
    (folder / "votes.csv").write_bytes(b"".join(rows[:-3]) + b"1403054214196,,0,new,1\n")
    told = json.loads(run(folder, "--json").stdout)
    assert told["conversation"]["differing"] == 4
