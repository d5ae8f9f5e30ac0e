"""What coders' themes come to, by rules alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.activities.domain.statistics.agreement import Kappa
from surveys.domain.coding import (
    NONE,
    agreements,
    counted,
    decided,
    merged,
    merged_code,
    tellable,
)

THEMES = ("a", "b", "c", "d")
SETS = st.frozensets(st.sampled_from(THEMES))


def sets(*words):
    return [frozenset(one) for one in words]


@pytest.mark.parametrize(
    ("readings", "themes"),
    [
        (["a"], "a"),
        (["ab", "a"], "ab"),
        (["a", "a", "b"], "a"),
        (["", "a"], "a"),
        (["", "", "a"], ""),
        ([""], ""),
    ],
)
def test_a_theme_counts_when_half_of_the_readers_gave_it(readings, themes):
    assert decided(sets(*readings)) == frozenset(themes)


def test_answers_are_counted_by_theme_and_those_without_apart():
    found = counted(sets("ab", "a", "", "b"), ["a", "b", "c"])
    assert found.coded == 4
    assert found.themes == {"a": 2, "b": 2, "c": 0}
    assert found.none == 1


def test_small_themes_are_merged_and_each_answer_counts_once():
    answers = sets("ab", "a", "a", "b", "c", "c", "c", "bd")
    assert merged(answers, THEMES, 3) == {"b": 3, "c": 3, merged_code(["a", "d"]): 4}


def test_answers_without_a_theme_are_merged_like_a_theme():
    answers = sets("a", "a", "a", "", "b")
    assert merged(answers, THEMES, 2) == {"a": 3, merged_code(["b", NONE]): 2}
    assert merged(sets("a", "a", "", ""), THEMES, 2) == {"a": 2, NONE: 2}


def test_with_too_few_answers_there_is_nothing_to_tell():
    assert merged(sets("a", "b"), THEMES, 5) == {}
    assert merged([], THEMES, 5) == {}


@given(st.lists(SETS, max_size=60), st.integers(2, 10))
def test_nothing_told_is_smaller_than_the_threshold(answers, threshold):
    found = merged(answers, THEMES, threshold)
    assert all(number >= threshold for number in found.values())
    for theme, number in found.items():
        if theme in THEMES:
            assert number == sum(theme in given for given in answers)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 20)), st.integers(2, 10))
def test_neither_a_named_group_nor_the_rest_is_small(sizes, threshold):
    named = tellable(sizes, threshold)
    assert all(sizes[code] >= threshold for code in named)
    rest = sum(sizes.values()) - sum(sizes[code] for code in named)
    assert rest == 0 or rest >= threshold or not named


def test_the_same_group_stays_unnamed_in_whatever_order_they_are_counted():
    sizes = {"south": 10, "north": 10, "other": 1}
    assert tellable(sizes, 10) == tellable(dict(reversed(sizes.items())), 10) == {"south"}


def test_kappa_of_a_worked_example():
    """Two coders, one theme: 20 both, 15 neither, 5 and 10 apart.

    Observed 35/50 = 0.7; expected 0.5 · 0.6 + 0.5 · 0.4 = 0.5; kappa (0.7 - 0.5) / 0.5 = 0.4.
    """
    pairs = [("a", "a")] * 20 + [("", "")] * 15 + [("a", "")] * 5 + [("", "a")] * 10
    readings = [{1: frozenset(one), 2: frozenset(other)} for one, other in pairs]
    (found,) = agreements([*readings, {1: frozenset("a")}], ["a"])
    assert (found.first, found.second, found.answers) == (1, 2, 50)
    assert isinstance(found.whole, Kappa)
    assert found.whole.kappa == pytest.approx(0.4)
    assert found.themes["a"] == found.whole


def test_coders_without_a_common_answer_are_not_compared():
    assert agreements([{1: frozenset("a")}, {2: frozenset("a")}], ["a"]) == []
