"""What is chosen to be shown: consensus, uncertainty, division, and what marks a group."""

import numpy as np

from participation.brainstorming.domain.opinions import consensus
from participation.brainstorming.domain.opinions.representative import representative
from tests.brainstorming.opinions.tables import of

NOTHING = np.zeros(3, np.bool_)


def test_what_most_agree_with_is_clearly_more_than_half():
    everybody = of((90, 5, 100), (55, 40, 100), (10, 80, 100))
    assert consensus.agreed_by_most(everybody, NOTHING) == [0]
    assert consensus.rejected_by_most(everybody, NOTHING) == [2]


def test_what_is_left_out_is_in_no_list():
    everybody = of((90, 5, 100), (80, 5, 100), (1, 1, 90))
    out = np.array([True, False, True])
    assert consensus.agreed_by_most(everybody, out) == [1]
    assert consensus.uncertain(everybody, out) == []


def test_uncertain_is_what_more_than_a_third_or_so_pass():
    everybody = of((35, 35, 100), (10, 10, 100), (1, 1, 10))
    assert consensus.uncertain(everybody, NOTHING) == [1, 2]


def test_divided_is_where_groups_are_apart_not_what_all_reject():
    groups = {0: of((90, 5, 100), (1, 99, 100), (6, 3, 10)),
              1: of((10, 85, 100), (1, 99, 100), (3, 6, 10)),
              4: of((50, 45, 100), (1, 99, 100), (3, 6, 10))}  # fmt: skip
    found = consensus.gaps(groups)
    assert found.gap[0] == 91 / 102 - 11 / 102
    assert (found.more[0], found.less[0]) == (0, 1)
    assert found.gap[1] == 0
    # The third statement is apart, too, but ten votes may be chance.
    assert 0 < found.z[2] < 1.6449
    assert consensus.dividing(found, NOTHING)[0] == 0
    assert 1 not in consensus.dividing(found, NOTHING)


def marks(group, others, out=NOTHING):
    return [
        (each.statement, each.agrees, each.best) for each in representative(group, others, out)
    ]  # fmt: skip


def test_a_group_is_marked_by_what_only_it_thinks():
    group = of((40, 2, 45), (2, 40, 45), (20, 20, 45))
    others = of((5, 60, 80), (60, 5, 80), (36, 36, 80))
    assert marks(group, others) == [(0, True, True), (1, False, False)]


def test_what_the_group_agrees_with_most_is_told_as_agreed_even_if_others_do_so_more():
    """As in one published group, it stands where the published list has it."""
    group = of((36, 2, 40), (2, 36, 40), (18, 18, 40))
    others = of((80, 0, 80), (60, 5, 80), (36, 36, 80))
    found = marks(group, others)
    assert (0, True, True) in found
    assert (1, False, False) in found


def test_a_group_of_no_clear_opinion_is_marked_by_what_sets_it_apart_most():
    group = of((3, 6, 10), (5, 5, 10), (4, 6, 10))
    others = of((5, 5, 10), (5, 5, 10), (9, 1, 10))
    assert marks(group, others) == [(2, False, False)]


def test_a_group_that_agrees_with_nothing_is_marked_by_what_it_rejects():
    group, others = of((1, 40, 45), (2, 40, 45), (2, 39, 45)), of(*[(60, 5, 80)] * 3)
    assert [(agrees, best) for _at, agrees, best in marks(group, others)] == [(False, False)] * 3


def test_a_group_that_saw_nothing_else_is_marked_by_what_it_agrees_with():
    group, others = of((9, 0, 10), (0, 0, 0), (0, 0, 0)), of((9, 0, 10), (0, 0, 0), (0, 0, 0))
    assert marks(group, others) == [(0, True, True)]


def test_no_statement_marks_nobody():
    group = of((9, 0, 10), (1, 0, 1), (0, 0, 0))
    assert marks(group, group, np.ones(3, np.bool_)) == []


def test_at_most_five_mark_a_group():
    group, others = of(*[(40, 2, 45)] * 9), of(*[(5, 60, 80)] * 9)
    assert len(representative(group, others, np.zeros(9, np.bool_))) == 5


def test_what_is_equal_stays_in_order():
    group, others = of(*[(40, 2, 45)] * 3), of(*[(5, 60, 80)] * 3)
    assert [each[0] for each in marks(group, others)] == [0, 1, 2]
