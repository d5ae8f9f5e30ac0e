"""What is written in Polis's layout comes back, whatever people wrote."""

import csv
from io import StringIO

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from participation.brainstorming.interchange.polis import (
    COMMENTS,
    SUMMARY,
    TABLE,
    VOTES,
    Cast,
    Comment,
    Conversation,
)
from participation.brainstorming.interchange.polis_csv import bared, guarded
from participation.brainstorming.interchange.polis_reading import read
from participation.brainstorming.interchange.polis_writing import write
from tests.brainstorming.polis_data import small

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30)


@st.composite
def conversations(draw) -> Conversation:
    ids = [str(number) for number in range(draw(st.integers(1, 6)))]
    people = [str(number) for number in range(draw(st.integers(1, 6)))]
    moments = st.none() | st.integers(0, 10**13)
    return Conversation(
        summary={"topic": draw(WORDS)},
        comments=tuple(
            Comment(id=each, text=draw(WORDS), author=draw(st.sampled_from(people)),
                    timestamp=draw(moments), is_meta=draw(st.booleans()))
            for each in ids
        ),
        log=tuple(draw(st.lists(st.builds(
            Cast, st.sampled_from(people), st.sampled_from(ids), st.sampled_from([-1, 0, 1]),
            moments,
        )))),
        participants=tuple(people),
        statements=tuple(ids),
        groups=draw(st.dictionaries(st.sampled_from(people), st.integers(0, 4))),
    )  # fmt: skip


@given(conversations())
def test_what_is_written_is_read_again(written):
    again = read(write(written))
    assert (again.comments, again.log) == (written.comments, written.log)
    assert (again.participants, again.statements) == (written.participants, written.statements)
    assert again.groups == written.groups
    assert again.summary["topic"] == written.summary["topic"]
    assert np.array_equal(again.table.cells, written.votes.cells)


@given(WORDS)
def test_words_come_back_and_are_no_formula(words):
    assert bared(guarded(words)) == words
    assert not guarded(words).startswith(("=", "+", "-", "@", "\t"))


def rows(file: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(file.decode())))


def test_files_are_as_polis_writes_them():
    votes = "timestamp,comment-id,voter-id,vote\n1403067224363,0,a,1\n1403067225000,0,a,-1\n"
    found = write(small(votes=votes, summary="topic,Bread\nviews,7\n"))
    assert rows(found[VOTES])[1] == [
        "1403067224363", "Wed Jun 18 04:53:44 UTC 2014", "0", "a", "1",
    ]  # fmt: skip
    # Comments count all rows of the log, people the last ones.
    assert rows(found[COMMENTS])[1] == ["", "", "0", "a", "1", "1", "1", "One"]
    assert rows(found[TABLE])[1] == ["a", "", "1", "1", "0", "1", "-1", ""]
    assert rows(found[SUMMARY]) == [
        ["topic", "Bread"], ["url", ""], ["views", "7"], ["voters", "1"], ["voters-in-conv", "1"],
        ["commenters", "2"], ["comments", "2"], ["groups", "0"], ["conversation-description", ""],
    ]  # fmt: skip
