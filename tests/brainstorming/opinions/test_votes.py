"""The table of votes: the last counts, and what was merged comes apart again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.brainstorming.domain.opinions.counts import count
from participation.brainstorming.domain.opinions.votes import (
    UNSEEN,
    from_log,
    together,
)
from tests.brainstorming.opinions.tables import votes_of

CELLS = st.integers(2, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(-2, 1), min_size=width, max_size=width), min_size=1, max_size=12
    )
)


def test_the_last_vote_counts():
    log = [("a", "1", 1), ("b", "1", 0), ("a", "1", -1)]
    assert from_log(log, ["a", "b"], ["1"]).cells.tolist() == [[-1], [0]]


@given(CELLS)
def test_merging_leaves_the_table_as_it_was(cells):
    votes = votes_of(cells)
    before = votes.cells.copy()
    together(votes, {"1": "0"})
    again = together(votes, {})
    assert np.array_equal(again.cells, before)
    assert again.statements == votes.statements


@given(CELLS)
def test_whoever_saw_either_counts_once(cells):
    votes = votes_of(cells)
    merged = together(votes, {"1": "0"})
    assert merged.statements == ("0", *votes.statements[2:])
    either = (votes.cells[:, :2] != UNSEEN).any(axis=1)
    assert count(merged.cells).seen[0] == np.count_nonzero(either)
    kept = votes.cells[:, 0] != UNSEEN
    assert np.array_equal(merged.cells[kept, 0], votes.cells[kept, 0])
    assert np.array_equal(merged.cells[:, 1:], votes.cells[:, 2:])


def test_what_went_into_something_merged_goes_on_with_it():
    votes = votes_of([[-2, -2, 1], [-2, 0, -1]])
    assert together(votes, {"2": "1", "1": "0"}).cells.tolist() == [[1], [0]]


def test_nothing_goes_into_itself():
    with pytest.raises(ValueError, match="into itself"):
        together(votes_of([[1, 1]]), {"0": "1", "1": "0"})
