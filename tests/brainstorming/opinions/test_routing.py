"""What is shown next: what tells more, never what weighs nothing, and no author alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.brainstorming.domain.routing import (
    META,
    Known,
    draw,
    importance,
    priority,
    shared,
)


def test_importance_and_priority_by_hand():
    known = Known(seen=[10], passed=[1], favour=[8], extremity=[0.5])
    assert importance(known) == pytest.approx([(1 - 2 / 12) * 1.5 * (9 / 12)])
    wanted = ((1 - 2 / 12) * 1.5 * (9 / 12) * (1 + 8 * 2**-2)) ** 2
    assert priority(known) == pytest.approx([wanted])


def test_without_a_map_the_priority_is_that_of_the_middle():
    # S = 10, A = 8, P = 1: importance (1 - 2/12)(9/12) = 0.625; (0.625 (1 + 8/4))² = 3.515625
    assert float(priority(Known(seen=10, passed=1, favour=8))) == pytest.approx(3.515625)


def test_what_nobody_has_seen_is_tried():
    new, known = priority(Known(seen=[0, 100], passed=[0, 20], favour=[0, 40]))
    assert new == pytest.approx((0.25 * 9) ** 2)
    assert new > known


def test_meta_statements_have_a_fixed_priority():
    known = Known(seen=[0, 10], passed=[0, 1], favour=[0, 8])
    assert priority(known, np.array([True, False]))[0] == META == 49


def test_a_flood_of_one_author_leaves_room_for_others():
    authors = ["flooder"] * 5000 + [f"honest {n}" for n in range(20)]
    weighed = shared(np.ones(len(authors)), authors, [""] * len(authors))
    assert weighed[:5000].sum() < weighed[5000:].sum()
    assert weighed[:5000].sum() == pytest.approx(5)


def test_a_table_weighs_as_the_people_who_sit_at_it():
    authors, tables = ["device"] * 40 + ["alone"] * 40, ["Pöytä 3"] * 40 + [""] * 40
    weighed = shared(np.ones(80), authors, tables)
    assert weighed[:40].sum() == pytest.approx(40)
    assert weighed[40:].sum() == pytest.approx(5)


WEIGHTS = st.lists(st.floats(0.01, 1e6) | st.just(0.0), min_size=1, max_size=30)


@given(WEIGHTS, st.floats(0, 1, exclude_max=True))
def test_what_weighs_nothing_is_never_drawn(weights, chance):
    drawn = draw(np.array(weights), chance)
    assert weights[drawn] > 0 if drawn is not None else not any(weights)


def test_draws_are_as_frequent_as_weights():
    weighed = np.array([1.0, 0.0, 3.0])
    drawn = [draw(weighed, (turn + 0.5) / 1000) for turn in range(1000)]
    assert (drawn.count(0), drawn.count(1), drawn.count(2)) == (250, 0, 750)


def test_nothing_is_drawn_from_nothing():
    assert draw(np.array([]), 0.5) is None
    assert draw(np.zeros(3), 0.5) is None


def test_the_last_chance_draws_the_last_that_weighs():
    assert draw(np.array([0.1, 0.2, 0.0]), 1 - 2**-53) == 1
