"""Files that are older, odd or damaged: read where they can be, refused with file and line."""

import numpy as np
import pytest

from participation.brainstorming.domain.opinions.votes import AGREE, DISAGREE, PASS, UNSEEN
from participation.brainstorming.interchange import polis_csv, polis_reading
from participation.brainstorming.interchange.polis import COMMENTS, TABLE, VOTES, Damaged, Fault
from participation.brainstorming.interchange.polis_reading import read, read_folder
from participation.brainstorming.interchange.polis_words import SENTENCES, sentence
from tests.brainstorming.polis_data import changed, small


def test_the_last_row_of_a_voter_counts():
    found = small()
    assert found.votes.participants == ("a", "b")
    assert found.votes.statements == ("0", "1")
    assert found.votes.cells.tolist() == [[AGREE, DISAGREE], [PASS, UNSEEN]]


def test_what_is_moderated_out_and_never_seen_has_no_column():
    found = small(votes="comment-id,voter-id,vote\n2,a,1\n")
    assert found.statements == ("0", "1", "2")
    assert found.left_out.tolist() == [False, False, True]


def test_meta_statements_are_marked():
    found = small(comments="comment-id,comment-body,is_meta\n0,One,true\n1,Two,\n")
    assert found.meta.tolist() == [True, False]


def test_line_ends_headings_and_numbers_may_be_written_in_other_ways():
    found = small(votes="\ufeffComment ID,Voter_ID,Vote\r\n0,a,1.0\r\n\r\n1,a,-1.0\r\n")
    assert found.votes.cells.tolist() == [[AGREE, DISAGREE]]


def test_votes_about_comments_that_are_not_listed_are_kept():
    assert small(votes="comment-id,voter-id,vote\n10,a,1\n9,a,1\n").statements == (
        "0", "1", "9", "10",
    )  # fmt: skip


def test_groups_may_be_missing_or_written_as_fractions():
    table = "participant,xid,group-id,0,1\na,x@example.org,1.0,1,-1\nb,,NaN,0,\n"
    found = small(table=table)
    assert found.groups == {"a": 1}
    assert np.array_equal(found.table.cells, found.votes.cells)


def test_a_table_that_leaves_out_what_nobody_saw_is_kept_to():
    found = small(votes="comment-id,voter-id,vote\n0,a,1\n", table="participant,0\na,1\n")
    assert found.statements == ("0",)
    assert small(votes="comment-id,voter-id,vote\n0,a,1\n").statements == ("0", "1")


def test_a_comment_that_is_listed_twice_in_the_same_words_is_one():
    assert len(small(comments="comment-id,comment-body\n0,One\n0,One\n").comments) == 1


def test_a_table_without_groups_can_be_read():
    assert small(table="participant,0\na,1\n").groups == {}


def test_summary_values_may_hold_commas():
    found = small(summary='topic,Bread, and roses\nurl,"https://example.org/a,b"\n')
    assert found.summary == {"topic": "Bread, and roses", "url": "https://example.org/a,b"}


HEAD = "comment-id,voter-id,vote\n"


@pytest.mark.parametrize(
    ("files", "file", "line", "fault"),
    [
        ({"votes": ""}, VOTES, 0, Fault.EMPTY),
        ({"votes": HEAD + "0,a,1\n0,a,2\n"}, VOTES, 3, Fault.NOT_A_VOTE),
        ({"votes": HEAD + "0,a,yes\n"}, VOTES, 2, Fault.NOT_A_VOTE),
        ({"votes": HEAD + "0,a,nan\n"}, VOTES, 2, Fault.NOT_A_VOTE),
        ({"votes": HEAD + "0,a,\n"}, VOTES, 2, Fault.NOT_A_VOTE),
        ({"votes": HEAD + "0,a,1\n0,a\n"}, VOTES, 3, Fault.FIELDS),
        ({"votes": HEAD + "0,a,1,1\n"}, VOTES, 2, Fault.FIELDS),
        ({"votes": HEAD + ",a,1\n"}, VOTES, 2, Fault.NO_NAME),
        ({"votes": HEAD + "0, ,1\n"}, VOTES, 2, Fault.NO_NAME),
        ({"votes": HEAD + "x,a,1\n"}, VOTES, 2, Fault.NOT_A_NUMBER),
        ({"votes": HEAD + '0,a,1\n0,"b\nc,1\n'}, VOTES, 3, Fault.NOT_CSV),
        ({"votes": "comment-id,vote\n0,1\n"}, VOTES, 1, Fault.MISSING_COLUMN),
        ({"votes": "comment-id,voter-id,vote,vote\n"}, VOTES, 1, Fault.TWICE),
        ({"votes": "timestamp," + HEAD + "soon,0,a,1\n"}, VOTES, 2, Fault.NOT_A_NUMBER),
        ({"votes": "timestamp," + HEAD + "9" * 30 + ",0,a,1\n"}, VOTES, 2, Fault.NOT_A_NUMBER),
        ({"comments": 'comment-id,comment-body\n0,"a\nb"\n0,c\n'}, COMMENTS, 4, Fault.TWICE),
        ({"comments": "comment-id,comment-body,moderated\n0,a,7\n"}, COMMENTS, 2,
         Fault.NOT_A_NUMBER),
        ({"table": "participant,0\na,1\na,1\n"}, TABLE, 3, Fault.TWICE),
        ({"table": "participant,0\na,5\n"}, TABLE, 2, Fault.NOT_A_VOTE),
        ({"table": "participant,group-id,0\na,red,1\n"}, TABLE, 2, Fault.NOT_A_NUMBER),
        ({"table": "participant,group-id,0\na,99999999999999999999,1\n"}, TABLE, 2,
         Fault.NOT_A_NUMBER),
    ],
)  # fmt: skip
def test_damage_is_refused_with_file_and_line(files, file, line, fault):
    with pytest.raises(Damaged) as refused:
        read(changed(**files))
    assert (refused.value.file, refused.value.line, refused.value.fault) == (file, line, fault)


def test_what_is_no_utf8_is_refused_with_its_line():
    with pytest.raises(Damaged) as refused:
        read(changed() | {COMMENTS: b"comment-id,comment-body\n0,a\n1,\xe4\xe4\n"})
    assert sentence(refused.value) == "comments.csv, line 3: it is not UTF-8 text."


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(Damaged) as refused:
        read_folder(tmp_path)
    assert sentence(refused.value) == "comments.csv: there is no such file in the folder."


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    (tmp_path / COMMENTS).mkdir()
    with pytest.raises(Damaged) as refused:
        read_folder(tmp_path)
    assert refused.value.fault is Fault.UNREADABLE


def test_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(polis_csv, "LARGEST", 10)
    with pytest.raises(Damaged) as refused:
        small()
    assert refused.value.fault is Fault.TOO_LARGE


def test_a_table_that_no_memory_holds_is_refused(monkeypatch):
    monkeypatch.setattr(polis_reading, "MOST_CELLS", 3)
    with pytest.raises(Damaged) as refused:
        small()
    assert refused.value.fault is Fault.TOO_LARGE


def test_every_fault_has_its_sentence():
    assert set(SENTENCES) == set(Fault)
