"""Groups: who is in one, how many, how clear, and that they keep their names."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.cluster.vq import kmeans2
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from participation.brainstorming.domain.opinions import kmeans, silhouettes
from participation.brainstorming.domain.opinions.analysis import analyse
from participation.brainstorming.domain.opinions.enough import Lack, Missing, missing
from participation.brainstorming.domain.opinions.grouping import (
    Earlier,
    Smoother,
    qualified,
)
from participation.brainstorming.domain.opinions.kmeans import partitions
from participation.brainstorming.domain.opinions.naming import by_size, kept_numbers
from participation.brainstorming.domain.opinions.silhouettes import mean_silhouettes
from tests.brainstorming.opinions.tables import planted, votes_of
from tests.brainstorming.polis_data import adjusted_rand


def found_in(votes, **how):
    nothing = np.zeros(len(votes.statements), np.bool_)
    return analyse(votes, nothing, nothing, **how)


@pytest.mark.parametrize("sizes", [(60, 40), (60, 40, 30)])
def test_groups_that_are_there_are_found(sizes):
    votes, labels = planted(sizes, 60, 0.5)
    found = found_in(votes)
    assert len(found.groups) == len(sizes)
    assert adjusted_rand(found.labels, labels) > 0.95


def test_the_largest_group_is_the_first():
    assert list(found_in(planted((20, 60, 40), 60, 0.5)[0]).sizes.values()) == sorted(
        (20, 60, 40), reverse=True
    )


def test_whoever_voted_little_is_in_no_group():
    votes, _labels = planted((20, 20), 30, 1.0)
    votes.cells[0, 6:] = -2
    votes.cells[1, 7:] = -2
    assert found_in(votes).labels[0] == -1
    assert found_in(votes).labels[1] >= 0


def test_once_in_a_group_always_in_one():
    votes, _labels = planted((20, 20), 30, 1.0)
    votes.cells[0, 6:] = -2
    assert qualified(votes, {"p0": 1})[0]
    assert found_in(votes, earlier=Earlier({"p0": 1})).labels[0] >= 0


def test_of_few_active_people_those_as_active_as_the_fifteenth_are_grouped():
    cells = np.full((30, 9), -2, np.int8)
    for at in range(30):
        cells[at, : 7 if at < 5 else 4 if at < 16 else 2 if at < 29 else 0] = 1
    assert np.flatnonzero(qualified(votes_of(cells), {})).tolist() == list(range(16))
    assert qualified(votes_of(cells[:3]), {}).all()
    assert qualified(votes_of(cells[-1:]), {}).tolist() == [False]


def test_all_statements_are_enough_where_there_are_few():
    cells = np.array([[1, -1, 1]] * 9 + [[-1, 1, -1]] * 9, np.int8)
    assert sorted(found_in(votes_of(cells)).sizes.values()) == [9, 9]


def test_people_who_all_think_alike_make_no_groups():
    found = found_in(votes_of(np.ones((40, 9), np.int8)))
    assert found.groups == {}
    assert (found.agreed, found.rejected, found.gaps) == (None, None, None)


def test_one_group_has_no_marks():
    votes, _labels = planted((20, 20), 30, 1.0)
    found = found_in(votes)
    found.__dict__["groups"] = {0: found.groups[0]}
    assert found.marks == {0: []}


@given(
    arrays(np.float64, st.tuples(st.integers(6, 25), st.just(2)),
           elements=st.floats(-5, 5).map(lambda x: round(x, 3))),
    st.data(),
)  # fmt: skip
def test_silhouettes_are_what_their_definition_says(points, data):
    k = data.draw(st.integers(2, 4))
    labels = np.array([*range(k), *data.draw(
        st.lists(st.integers(0, k - 1), min_size=len(points) - k, max_size=len(points) - k)
    )])  # fmt: skip
    away = cdist(points, points)
    wanted = []
    for at, label in enumerate(labels):
        own = (labels == label) & (np.arange(len(points)) != at)
        if not own.any():
            wanted.append(0.0)
            continue
        a = away[at, own].mean()
        b = min(away[at, labels == other].mean() for other in range(k) if other != label)
        wanted.append((b - a) / max(a, b) if max(a, b) else 0.0)
    assert mean_silhouettes(points, [labels])[0] == pytest.approx(np.mean(wanted), abs=1e-9)


def test_silhouettes_of_very_many_are_those_of_some(monkeypatch):
    random = np.random.default_rng(0)
    points = random.normal(0, 1, (900, 2)) + np.repeat([[0, 0], [5, 0], [0, 5]], 300, axis=0)
    labels = np.repeat([0, 1, 2], 300)
    (exactly,) = mean_silhouettes(points, [labels])
    monkeypatch.setattr(silhouettes, "MOST", 200)
    assert mean_silhouettes(points, [labels])[0] == pytest.approx(exactly, abs=0.05)
    monkeypatch.setattr(silhouettes, "MOST", 2)
    rare = np.where(np.arange(900) == 450, 1, 0)
    assert mean_silhouettes(points, [rare]) == [0.0]


def squares(points, labels) -> float:
    return sum(
        ((points[labels == each] - points[labels == each].mean(axis=0)) ** 2).sum()
        for each in np.unique(labels)
    )


def test_k_means_is_no_worse_than_scipys():
    random = np.random.default_rng(0)
    points = random.normal(0, 1, (200, 2)) + np.repeat([[0, 0], [4, 0], [0, 4], [4, 4]], 50, axis=0)
    ours = min(squares(points, each) for each in partitions(points, np.ones(200), 4, 10, 0))
    theirs = min(
        squares(points, kmeans2(points, 4, minit="++", seed=seed)[1]) for seed in range(10)
    )
    assert ours <= theirs * (1 + 1e-9)


def test_a_start_from_which_groups_vanish_is_no_partition():
    alike = np.zeros((9, 2))
    assert list(partitions(alike, np.ones(9), 2, 5, 0)) == []


def test_k_means_ends_where_it_has_not_settled(monkeypatch):
    points = np.random.default_rng(0).normal(0, 1, (300, 2))
    monkeypatch.setattr(kmeans, "TURNS", 1)
    assert len(list(partitions(points, np.ones(300), 5, 3, 0))) == 3


def test_a_place_weighs_as_many_votes_as_it_rests_on():
    points = np.array([[0.0, 0], [1, 0], [2.1, 0]])
    (labels, *_rest) = partitions(points, np.array([1.0, 1, 1000]), 2, 1, 3)
    assert len(set(labels.tolist())) == 2


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 4)), min_size=1, max_size=40))
def test_as_many_people_as_can_be_keep_their_number(pairs):
    labels = np.array([new for new, _old in pairs])
    people = tuple(map(str, range(len(pairs))))
    before = {str(at): old for at, (_new, old) in enumerate(pairs) if old >= 0}
    kept = kept_numbers(labels, people, before)
    assert len(set(zip(labels.tolist(), kept.tolist(), strict=True))) == len(set(labels.tolist()))
    overlap = np.zeros((5, 5))
    for new, old in pairs:
        if old >= 0:
            overlap[new, old] += 1
    best = overlap[linear_sum_assignment(-overlap)].sum()
    assert sum(kept[at] == old for at, (_new, old) in enumerate(pairs) if old >= 0) == best


def test_new_groups_take_free_numbers():
    labels = np.array([0, 0, 1, 1, 2, -1])
    kept = kept_numbers(labels, tuple("abcdef"), {"a": 3, "b": 3, "c": 0, "d": 0, "f": 1})
    assert kept.tolist() == [3, 3, 0, 0, 2, -1]


def test_a_group_that_splits_gives_its_number_to_the_larger_part():
    kept = kept_numbers(np.array([0, 1, 1, 2]), tuple("abcd"), {"a": 0, "b": 0, "c": 0})
    assert kept.tolist() == [1, 0, 0, 2]


def test_groups_keep_their_numbers_when_few_more_people_come():
    votes, _labels = planted((50, 49), 40, 0.6)
    first = found_in(votes)
    turned = {each: 1 - int(label) for each, label in zip(votes.participants, first.labels,
                                                          strict=True)}  # fmt: skip
    again = found_in(votes, earlier=Earlier(turned, first.grouping.smoother))
    assert np.array_equal(again.labels, 1 - first.labels)


def test_groups_are_numbered_by_size():
    assert by_size(np.array([2, 1, 1, 0, 0, 0])).tolist() == [2, 1, 1, 0, 0, 0]


def test_a_number_of_groups_changes_only_after_four_wins_running():
    state = Smoother().after(2)
    assert state.in_use == 2
    for best in (3, 3, 3, 2, 3, 3, 3):
        state = state.after(best)
        assert state.in_use == 2
    assert state.after(3).in_use == 3


def test_a_number_in_use_is_kept_though_another_is_best():
    votes, _labels = planted((60, 40, 30), 60, 0.5)
    found = found_in(votes, earlier=Earlier({}, Smoother(2, 2, 9)))
    assert len(found.groups) == 2
    assert found.grouping.smoother == Smoother(2, 3, 1)


def test_what_is_missing_is_told_first_thing_first():
    votes, _labels = planted((10, 10), 9, 1.0)
    nothing = np.zeros(9, np.bool_)
    assert missing(votes, nothing) is None
    out = np.arange(9) < 3
    assert missing(votes, out) == Missing(Lack.STATEMENTS, 7, 6)
    assert missing(votes_of(votes.cells[:14]), nothing) == Missing(Lack.PEOPLE, 15, 14)
    alike = votes_of(np.ones((20, 9), np.int8))
    assert missing(alike, nothing) == Missing(Lack.DIFFERENCES, 2, 1)
