"""Shares and their tests, by hand and beside statsmodels and scipy."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportions_ztest

from participation.brainstorming.domain.opinions import consensus
from participation.brainstorming.domain.opinions.counts import altogether, by_group, count
from participation.brainstorming.domain.opinions.significance import difference_z, share_z, tail
from tests.brainstorming.opinions.tables import of

PAIRS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def one(number: int):
    return np.array([number])


def test_one_share_by_hand():
    (z,) = share_z(one(8), one(10))
    assert z == pytest.approx(2 * sqrt(11) * (9 / 11 - 0.5))
    assert round(float(z), 4) == 2.1106


def test_group_informed_consensus_by_hand():
    groups = {0: of((8, 1, 10)), 1: of((3, 1, 4))}
    assert consensus.agreed_by_groups(groups) == pytest.approx([(9 / 12) * (4 / 6)])
    assert consensus.rejected_by_groups(groups) == pytest.approx([(2 / 12) * (2 / 6)])


def test_passes_are_what_is_left():
    assert of((8, 1, 10)).passes.tolist() == [1]


@given(PAIRS)
def test_one_share_is_as_statsmodels_has_it(pair):
    k, n = pair
    wanted, _p = proportions_ztest(k + 1, n + 1, value=0.5, prop_var=0.5)
    assert share_z(one(k), one(n))[0] == pytest.approx(wanted, abs=1e-9)


@given(PAIRS, PAIRS)
def test_two_shares_are_as_statsmodels_has_them(pair, other):
    (k, n), (x, m) = pair, other
    z = difference_z(one(k), one(n), one(x), one(m))[0]
    if k == n and x == m:
        assert z == 0
        return
    wanted, _p = proportions_ztest([k + 1, x + 1], [n + 1, m + 1])
    assert z == pytest.approx(wanted, abs=1e-9)


@given(st.floats(-8, 8))
def test_the_tail_is_as_scipy_has_it(z):
    assert tail(z) == pytest.approx(stats.norm.sf(z), rel=1e-9)


def test_where_everybody_agrees_nothing_differs():
    assert difference_z(one(3), one(3), one(5), one(5)).tolist() == [0.0]


def test_counting():
    cells = np.array([[1, -1, 0], [1, -2, -2], [-1, 1, -2]], np.int8)
    found = count(cells)
    assert (found.agrees.tolist(), found.disagrees.tolist()) == ([2, 1, 0], [1, 1, 0])
    assert (found.passes.tolist(), found.seen.tolist()) == ([0, 0, 1], [3, 2, 1])


TABLES = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.tuples(st.lists(st.integers(-2, 1), min_size=width, max_size=width),
                  st.integers(-1, 3)), min_size=1, max_size=20)
)  # fmt: skip


@given(TABLES, st.randoms())
def test_the_order_of_people_changes_no_count(rows, random):
    shuffled = random.sample(rows, len(rows))
    found = [
        {
            label: [counts.agrees.tolist(), counts.disagrees.tolist(), counts.seen.tolist()]
            for label, counts in by_group(
                np.array([cells for cells, _label in some], np.int8),
                np.array([label for _cells, label in some]),
            ).items()
        }
        for some in (rows, shuffled)
    ]
    assert found[0] == found[1]


@given(TABLES)
def test_groups_add_up_to_those_who_have_one(rows):
    cells = np.array([cells for cells, _label in rows], np.int8)
    labels = np.array([label for _cells, label in rows])
    groups = by_group(cells, labels)
    if groups:
        grouped, wanted = altogether(groups), count(cells[labels >= 0])
        assert np.array_equal(grouped.agrees, wanted.agrees)
        assert np.array_equal(grouped.seen, wanted.seen)
        rest = grouped.without(groups[min(groups)])
        assert (rest.disagrees >= 0).all()
