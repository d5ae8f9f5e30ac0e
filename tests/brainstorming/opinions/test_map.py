"""The map: principal components of what people voted, the same however rows come."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from participation.brainstorming.domain.opinions import opinion_map as maps
from participation.brainstorming.domain.opinions.opinion_map import opinion_map
from participation.brainstorming.domain.opinions.votes import UNSEEN
from tests.brainstorming.opinions.tables import planted

CELLS = st.tuples(st.integers(1, 12), st.integers(1, 8)).flatmap(
    lambda shape: arrays(np.int8, shape, elements=st.integers(-2, 1))
)


def nothing(cells):
    return np.zeros(cells.shape[1], np.bool_)


def plainly(cells) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Axes, people and statements as the formulas have them, by singular values of the whole."""
    votes = np.where(cells == UNSEEN, np.nan, cells)
    centre = np.nanmean(votes, axis=0)
    filled = np.where(np.isnan(votes), centre, votes) - centre
    axes = np.linalg.svd(filled, full_matrices=False)[2][:2]
    voted = np.maximum(1, (cells != UNSEEN).sum(axis=1))
    width = cells.shape[1]
    return (axes, filled @ axes.T * np.sqrt(width / voted)[:, None],
            np.sqrt(width) * (1 - centre)[:, None] * axes.T)  # fmt: skip


def test_the_map_is_what_singular_values_give():
    cells = planted((30, 20), 15, 0.6)[0].cells
    found = opinion_map(cells, nothing(cells))
    axes, people, statements = plainly(cells)
    ways = np.sign((found.axes * axes).sum(axis=1))
    assert found.axes == pytest.approx(axes * ways[:, None], abs=1e-9)
    assert found.people == pytest.approx(people * ways, abs=1e-9)
    assert found.statements == pytest.approx(statements * ways, abs=1e-9)
    assert found.extremity == pytest.approx(np.hypot(*(statements * ways).T), abs=1e-9)
    assert 1 > found.spread[0] > found.spread[1] > 0


def test_many_statements_are_mapped_by_iteration_alike(monkeypatch):
    cells = planted((30, 20), 15, 0.6)[0].cells
    exactly = opinion_map(cells, nothing(cells))
    monkeypatch.setattr(maps, "WIDEST", 10)
    found = opinion_map(cells, nothing(cells))
    assert found.people == pytest.approx(exactly.people, abs=1e-6)
    assert found.spread == pytest.approx(exactly.spread)


def test_many_people_are_mapped_block_by_block_alike(monkeypatch):
    cells = planted((30, 20), 15, 0.6)[0].cells
    at_once = opinion_map(cells, nothing(cells))
    monkeypatch.setattr(maps, "BLOCK", 7)
    assert opinion_map(cells, nothing(cells)).people == pytest.approx(at_once.people, abs=1e-9)


@given(CELLS, st.randoms())
def test_the_order_of_people_changes_no_place(cells, random):
    order = random.sample(range(len(cells)), len(cells))
    found, again = opinion_map(cells, nothing(cells)), opinion_map(cells[order], nothing(cells))
    assert np.array_equal(found.people[order], again.people)
    assert np.array_equal(found.extremity, again.extremity)


@given(CELLS)
def test_every_place_is_a_number(cells):
    found = opinion_map(cells, nothing(cells))
    assert np.isfinite(found.people).all()
    assert np.isfinite(found.statements).all()
    assert found.people.shape == (len(cells), 2)


def test_what_is_left_out_moves_nobody():
    cells = planted((30, 20), 15, 0.6)[0].cells
    out = nothing(cells)
    out[3] = True
    other = cells.copy()
    seen = other[:, 3] != UNSEEN
    other[seen, 3] = -other[seen, 3]
    found = opinion_map(cells, out).people
    assert found == pytest.approx(opinion_map(other, out).people, abs=1e-9)
    assert opinion_map(cells, out).extremity[3] == 0


def test_a_new_map_points_the_way_of_the_one_before():
    cells = planted((30, 20), 15, 0.6)[0].cells
    first = opinion_map(cells, nothing(cells))
    turned = opinion_map(cells, nothing(cells), before=-first.axes)
    assert turned.people == pytest.approx(-first.people)


def test_people_who_all_think_alike_lie_in_one_place():
    cells = np.ones((20, 5), np.int8)
    found = opinion_map(cells, nothing(cells))
    assert not found.people.any()
    assert not found.spread.any()


def test_somebody_who_voted_little_is_not_in_the_middle_for_that():
    cells = np.array([[1, 1, 1, 1], [1, UNSEEN, UNSEEN, UNSEEN], [-1, -1, -1, -1]] * 9, np.int8)
    people = np.abs(opinion_map(cells, nothing(cells)).people[:, 0])
    assert people[1] > 0.3 * people[0]
