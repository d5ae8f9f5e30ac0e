"""Population figures are read from files as people have them, and faults told by line."""

import pytest

from participation.municipality.domain.population import Population
from participation.municipality.domain.population_file import Variable, read

AGE = Variable(
    code="age_band",
    words=("Minkä ikäinen olet?",),
    categories={"young": ("Alle 30", "Under 30"), "old": ("30–", "30 or over")},
)
SEX = Variable(code="gender", categories={"woman": ("Nainen", "Kvinna"), "man": ("Mies", "Man")})
BOTH = (AGE, SEX)


def faults(words: str) -> list[tuple[int, str]]:
    found = read(words, BOTH)
    assert isinstance(found, list), found
    return [(each.line, each.reason) for each in found]


def test_columns_come_in_any_order_with_commas_or_semicolons():
    expected = read("age_band;gender;population\nyoung;woman;10\nold;man;20\n", BOTH)
    assert expected.people == {("young", "woman"): 10, ("old", "man"): 20}
    other = read("population,gender,age_band\n10,woman,young\n20,man,old\n", BOTH)
    assert other.variables == ("gender", "age_band")
    assert other.of("age_band") == expected.of("age_band") == {"young": 10, "old": 20}
    assert other.total == 30


@pytest.mark.parametrize(
    "heading",
    ["Ikäryhmä;Sukupuoli;Väestö", "Åldersgrupp;Kön;Befolkning", "Age group;Sex;Population"],
)
def test_headings_are_words_in_three_languages(heading):
    found = read(f"{heading}\nyoung;woman;1\n", BOTH)
    assert found.variables == ("age_band", "gender")


def test_groups_are_codes_or_words_in_any_language():
    found = read(
        "\N{ZERO WIDTH NO-BREAK SPACE}Minkä ikäinen olet?\tgender\tHenkilöitä\n"
        "ALLE 30\tKvinna\t1 234\n30-\tmies\t2\N{NO-BREAK SPACE}000,0\n",
        BOTH,
    )
    assert found.people == {("young", "woman"): 1234, ("old", "man"): 2000}


def test_an_empty_cell_means_everybody():
    found = read("age_band;gender;population\nyoung;;40\nold;;60\n;woman;50\n;man;49\n", BOTH)
    assert found.of("age_band") == {"young": 40, "old": 60}
    assert found.of("gender") == {"woman": 50, "man": 49}
    assert found.total == 100


def test_a_variable_is_read_from_the_rows_that_name_the_fewest():
    found = read("age_band;gender;population\nyoung;woman;4\nyoung;man;5\nyoung;;9\nold;;8\n", BOTH)
    assert found.of("age_band") == {"young": 9, "old": 8}
    assert found.of("gender") == {"woman": 4, "man": 5}


def test_columns_that_say_nothing_are_left_out():
    found = read("age_band;gender;;population\nyoung;;;4\n\nold;;;5\n", BOTH)
    assert found.variables == ("age_band",)
    assert found.people == {("young",): 4, ("old",): 5}


def test_figures_are_stored_as_they_are():
    found = read("age_band;gender;population\nyoung;woman;4\nold;;5\n", BOTH)
    assert Population.from_json(found.to_json()) == found
    assert list(found.lines()) == [("young", "woman", 4), ("old", "", 5)]


def test_every_fault_is_told_with_its_line():
    found = faults(
        "age_band;gender;population\n"
        "young;woman;10\n"
        "child;woman;3\n"
        "old;woman;some\n"
        "old;man;\n"
        "young;woman;11\n"
        ";;5\n"
        "old;man;1;2\n"
        "old;man;999999999\n"
        "old;other;-3\n"
    )
    assert found == [
        (3, "unknown_category"),
        (4, "not_a_number"),
        (5, "no_number"),
        (6, "group_twice"),
        (7, "no_group"),
        (8, "too_many_cells"),
        (9, "not_a_number"),
        (10, "unknown_category"),
        (10, "not_a_number"),
    ]


@pytest.mark.parametrize(
    ("words", "reasons"),
    [
        ("", ["no_lines"]),
        ("age_band;population\n", ["no_lines"]),
        ("age_band;gendr;population\nyoung;x;1\n", ["unknown_column"]),
        ("age_band;ikä;population\nyoung;old;1\n", ["column_twice", "column_twice"]),
        ("age_band\nyoung\n", ["no_people"]),
        ("population\n3\n", ["no_variable"]),
        ("age_band;population\nyoung;0\n", ["nobody"]),
        ("age_band;population\n" + "young;1\n" * 5_001, ["too_many_lines"]),
    ],
)
def test_a_file_that_says_nothing_useful_is_refused(words, reasons):
    assert [reason for _line, reason in faults(words)] == reasons
