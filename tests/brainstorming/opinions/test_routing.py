"""What is shown next: what tells more, never one's own, never what one has seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.brainstorming.domain.opinions.routing import (
    META,
    draw,
    importance,
    priority,
    weights,
)
from tests.brainstorming.opinions.tables import of


def test_importance_and_priority_by_hand():
    counts, extremity = of((8, 1, 10)), np.array([0.5])
    assert importance(counts, extremity) == pytest.approx([(1 - 2 / 12) * 1.5 * (9 / 12)])
    wanted = ((1 - 2 / 12) * 1.5 * (9 / 12) * (1 + 8 * 2**-2)) ** 2
    assert priority(counts, extremity, np.array([False])) == pytest.approx([wanted])


def test_what_nobody_has_seen_is_tried():
    counts, extremity = of((0, 0, 0), (40, 40, 100)), np.zeros(2)
    new, known = priority(counts, extremity, np.zeros(2, np.bool_))
    assert new == pytest.approx((0.25 * 9) ** 2)
    assert new > known


def test_meta_statements_have_a_fixed_priority():
    counts = of((0, 0, 0), (8, 1, 10))
    assert priority(counts, np.zeros(2), np.array([True, False]))[0] == META == 49


def test_meta_statements_take_a_third_at_most():
    found = weights(
        np.array([49.0, 1.0, 1.0]), np.zeros(3, np.bool_), np.array([True, False, False])
    )
    assert found[0] / found.sum() == pytest.approx(1 / 3)
    few = weights(np.array([1.0, 4.0]), np.zeros(2, np.bool_), np.array([True, False]))
    assert few.tolist() == [1, 4]


def test_meta_statements_alone_are_shown():
    barred = np.array([False, True])
    found = weights(np.array([49.0, 4.0]), barred, np.array([True, False]))
    assert found.tolist() == [49, 0]


CANDIDATES = st.lists(
    st.tuples(st.floats(0, 1e6), st.booleans(), st.booleans()), min_size=1, max_size=30
)


@given(CANDIDATES, st.floats(0, 1, exclude_max=True))
def test_what_is_barred_is_never_drawn(candidates, chance):
    values, barred, meta = (np.array(column) for column in zip(*candidates, strict=True))
    drawn = draw(weights(values, barred, meta), chance)
    assert drawn is None or (not barred[drawn] and values[drawn] > 0)
    if drawn is None:
        assert not (values[~barred] > 0).any()


def test_draws_are_as_frequent_as_weights():
    weighed = np.array([1.0, 0.0, 3.0])
    drawn = [draw(weighed, (turn + 0.5) / 1000) for turn in range(1000)]
    assert (drawn.count(0), drawn.count(1), drawn.count(2)) == (250, 0, 750)


def test_nothing_is_drawn_from_nothing():
    assert draw(np.array([]), 0.5) is None
    assert draw(np.zeros(3), 0.5) is None


def test_the_last_chance_draws_the_last_that_weighs():
    assert draw(np.array([0.1, 0.2, 0.0]), 1 - 2**-53) == 1
