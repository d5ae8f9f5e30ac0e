"""Means of few people are drawn to the middle; intervals and quadrants need five."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from participation.brainstorming.domain.ratings import (
    Given,
    Quadrant,
    both,
    drawn_mean,
    rating,
    t_quantile,
)
from participation.brainstorming.domain.weighing import Counts


def test_a_mean_is_drawn_towards_the_middle_of_all():
    assert drawn_mean(Given.of([5, 5]), towards=3) == pytest.approx((5 * 3 + 10) / 7)
    assert drawn_mean(Given(), towards=3) == 3


def test_an_interval_is_students():
    found = rating(Given.of([5, 4, 4, 3, 5, 2]), towards=3.5)
    wanted = stats.t.interval(0.95, 5, loc=23 / 6, scale=stats.sem([5, 4, 4, 3, 5, 2]))
    assert (found.interval.low, found.interval.high) == pytest.approx(wanted)
    assert found.n == 6


@given(st.integers(1, 2000), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_quantiles_are_as_scipy_has_them(freedom, confidence):
    assert t_quantile(confidence, freedom) == pytest.approx(
        stats.t.ppf((1 + confidence) / 2, freedom), rel=1e-9
    )  # fmt: skip


def test_four_people_have_no_interval_and_make_no_gap():
    few, many = (
        rating(Given.of([5, 4, 3, 2]), towards=3),
        rating(Given.of([1, 2, 1, 2, 3]), towards=3),
    )
    assert few.interval is None
    assert not few.is_enough
    found = both(many, few, (3, 3))
    assert (found.gap, found.quadrant) == (None, None)


def test_people_who_all_say_the_same_have_no_interval():
    assert rating(Given.of([4] * 9), towards=3).interval is None


def test_nobody_has_no_rating():
    assert rating(Given.of([]), towards=3) is None


@pytest.mark.parametrize(
    ("matters", "done", "quadrant"),
    [(5, 2, Quadrant.ACT), (5, 4, Quadrant.KEEP), (1, 2, Quadrant.WATCH), (1, 5, Quadrant.ENOUGH)],
)
def test_importance_and_realisation_say_what_to_do(matters, done, quadrant):
    found = both(
        rating(Given.of([matters] * 5), towards=3), rating(Given.of([done] * 6), towards=3), (3, 3)
    )
    assert (found.gap, found.quadrant) == (matters - done, quadrant)


@given(st.lists(st.integers(1, 5), min_size=2), st.lists(st.integers(1, 5)))
def test_ratings_add_up(some, others):
    together = Given.of(some) + Given.of(others)
    assert together == Given.of(some + others)
    assert together.variance == pytest.approx(statistics.variance(some + others))


@given(st.integers(0, 200), st.integers(1, 200))
def test_one_more_who_agrees_is_more_support(agrees, others):
    found = Counts(agreed=agrees, disagreed=others)
    assert found.support <= agrees / (agrees + others)
    assert (found + Counts(agreed=1)).support > found.support
