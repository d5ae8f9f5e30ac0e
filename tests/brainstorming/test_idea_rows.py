"""Ideas in tables are read, or told line by line what is wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.brainstorming.interchange.idea_cells import Fault, Wrong, bared
from participation.brainstorming.interchange.idea_rows import IdeaRow, Known, read
from participation.reports.csv import safe

DAY = date(2026, 11, 20)
KNOWN = Known(
    questions={"q1": "q1", "mitä?": "q1", "q2": "q2"}, languages=("fi", "sv", "en"), today=DAY
)


def test_lines_are_read_with_their_columns_in_any_order():
    grid = [
        (1, ["Teema", "IDEA", "muuta", "kysymys", "päivä", "words_sv", "leveysaste", "lon"]),
        (2, ["Penkit", "'=Penkkejä", "x", " Mitä? ", "1.11.2026", "Bänkar", "62,24", "25.75"]),
    ]
    rows, faults = read(grid, KNOWN)
    assert faults == []
    assert rows == [
        IdeaRow(
            line=2,
            question="q1",
            words="=Penkkejä",
            latitude=62.24,
            longitude=25.75,
            theme="Penkit",
            day="2026-11-01",
            translations={"sv": "Bänkar"},
        )
    ]


FAULTY = {
    "question": ("q9", Wrong.UNKNOWN_QUESTION),
    "language": ("xx", Wrong.UNKNOWN),
    "place": ("x" * 101, Wrong.TOO_LONG),
    "latitude": ("91", Wrong.NOT_A_PLACE),
    "longitude": ("itä", Wrong.NOT_A_PLACE),
    "day": ("huomenna", Wrong.NOT_A_DAY),
    "state": ("gone", Wrong.UNKNOWN),
    "reason": ("none", Wrong.UNKNOWN),
    "words": ("x" * 2001, Wrong.TOO_LONG),
}


@pytest.mark.parametrize("column", FAULTY)
def test_what_is_wrong_is_told_by_line_and_column(column):
    said, wrong = FAULTY[column]
    cells = {"words": "Idea", "question": "q1"} | {column: said}
    rows, faults = read([(1, list(cells)), (7, list(cells.values()))], KNOWN)
    assert rows == []
    assert faults == [Fault(7, column, wrong, said[:60])]


def test_more_that_is_wrong():
    head = ["words", "question", "latitude", "day"]
    grid = [
        (1, head),
        (2, ["", "q1"]),
        (3, ["Idea", ""]),
        (4, ["Idea", "q1", "62"]),
        (5, ["Idea\x01", "q1"]),
        (6, ["Idea", "q1", "", "21.11.2026"]),
    ]
    rows, faults = read(grid, KNOWN)
    assert rows == []
    assert [(one.line, one.wrong) for one in faults] == [
        (2, Wrong.EMPTY),
        (3, Wrong.UNKNOWN_QUESTION),
        (4, Wrong.NOT_A_PLACE),
        (5, Wrong.UNREADABLE),
        (6, Wrong.LATER),
    ]


def test_a_table_without_ideas_or_with_two_such_columns_is_refused():
    assert read([], KNOWN) == ([], [Fault(1, "words", Wrong.COLUMN_MISSING)])
    found = read([(1, ["idea", "words", "theme"]), (2, ["a", "b", "c"])], KNOWN)
    assert found == ([], [Fault(1, "words", Wrong.COLUMN_TWICE)])
    assert read([(3, ["theme"])], KNOWN)[1] == [Fault(3, "words", Wrong.COLUMN_MISSING)]


def test_an_area_is_named_by_any_name_where_areas_are_known():
    known = Known(questions={"q1": "q1"}, languages=(), today=DAY, areas={"pohjoinen": "north"})
    rows, faults = read([(1, ["words", "area"]), (2, ["A", "Pohjoinen"]), (3, ["B", "x"])], known)
    assert [row.area for row in rows] == ["north"]
    assert faults == [Fault(3, "area", Wrong.UNKNOWN, "x")]


@given(st.text(max_size=30).filter(lambda words: not words.startswith("'")))
def test_what_our_files_keep_from_being_a_formula_comes_back(words):
    assert bared(safe(words)) == words
