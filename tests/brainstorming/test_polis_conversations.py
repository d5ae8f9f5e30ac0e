"""Conversations held with Polis: read exactly, and worked out as published."""

import numpy as np
import pytest

from participation.brainstorming.domain.opinions.analysis import analyse, analyse_groups
from participation.brainstorming.interchange.polis_document import document
from participation.brainstorming.interchange.polis_reading import read
from participation.brainstorming.interchange.polis_writing import write
from tests.brainstorming.polis_data import SEATTLE, adjusted_rand, checks, conversation, folders

FOLDERS = pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
CHECKED = pytest.mark.parametrize(
    "folder", [each for each in folders() if each.name in checks()], ids=lambda folder: folder.name
)


def published(folder) -> dict:
    found = conversation(folder)
    return document(
        found, analyse_groups(found.votes, found.left_out, found.meta, found.groups)
    )  # fmt: skip


@FOLDERS
def test_the_last_votes_of_the_log_are_the_table_in_every_cell(folder):
    found = conversation(folder)
    assert found.table.participants == found.votes.participants
    assert found.table.statements == found.votes.statements
    assert np.array_equal(found.table.cells, found.votes.cells)


@FOLDERS
def test_what_is_written_is_read_again(folder):
    found = conversation(folder)
    again = read(write(found))
    assert (again.comments, again.log, again.groups) == (found.comments, found.log, found.groups)
    assert again.summary == found.summary
    assert again.participants == found.participants
    assert np.array_equal(again.table.cells, found.table.cells)


@FOLDERS
def test_columns_that_count_are_written_as_polis_counts_them(folder):
    for name in ("participants-votes.csv", "comments.csv"):
        ours = write(conversation(folder))[name].decode().splitlines()[0].split(",")
        theirs = (folder / name).read_text().splitlines()[0].split(",")
        assert [each for each in theirs if each != "xid"] == ours


@CHECKED
def test_sizes_are_those_published(folder):
    wanted, told = checks()[folder.name], published(folder)
    assert told["conversation"]["participants"] == wanted["voters"]
    assert told["conversation"]["ideas"] == wanted["statements"]
    sizes = {str(each["group"]): each["size"] for each in told["groups"]}
    assert sizes == wanted["published_group_sizes"]


@CHECKED
def test_group_informed_consensus_is_as_checked(folder):
    wanted = checks()[folder.name]["top5_group_informed_consensus"]
    found = published(folder)["group_informed_consensus"][:5]
    assert [[each["id"], round(each["value"], 6)] for each in found] == wanted


@CHECKED
def test_the_consensus_list_is_as_checked(folder):
    assert published(folder)["consensus"]["agree"] == checks()[folder.name]["consensus_agree_top5"]


@CHECKED
def test_representative_ideas_are_as_checked(folder):
    wanted = checks()[folder.name]["representative_by_published_group"]
    assert published(folder)["representative"] == wanted


def test_own_groups_of_seattle_are_like_the_published_ones():
    found = conversation(SEATTLE)
    theirs = found.votes.labelled(found.groups)
    for seed in range(5):
        labels = analyse(found.votes, found.left_out, found.meta, seed=seed).labels
        both = (labels >= 0) & (theirs >= 0)
        assert np.array_equal(labels >= 0, theirs >= 0)
        assert adjusted_rand(labels[both], theirs[both]) >= 0.8


@FOLDERS
def test_own_groups_do_not_depend_on_the_order_of_people(folder):
    found = conversation(folder)
    order = np.random.default_rng(1).permutation(len(found.participants))
    votes = type(found.votes)(
        tuple(found.participants[at] for at in order),
        found.votes.statements,
        found.votes.cells[order],
    )
    labels = analyse(found.votes, found.left_out, found.meta).labels
    again = analyse(votes, found.left_out, found.meta).labels
    assert np.array_equal(labels[order], again)


@FOLDERS
def test_own_groups_are_the_same_again(folder):
    found = conversation(folder)
    one, other = (analyse(found.votes, found.left_out, found.meta) for _turn in range(2))
    assert document(found, one) == document(found, other)
