"""Whom an outcome serves, worked out by hand."""

from budgeting.domain.statistics import Share, left_with_nothing, shares
from tests.budgeting.counting.elections import election

TOWN = election(100, {"a": 60, "b": 40, "c": 5}, ["ab", "a", "c", "b", ""])
PARTS = ["north", "north", "south", "south", "south"]


def test_money_and_voters_are_shared_out_by_part():
    # 60 by two supporters, 40 by two: the first voter brings 50, the second 30, the fourth 20.
    assert shares(TOWN, [0, 1], PARTS) == (
        Share("north", voters=2, money=80.0, nothing=0, funded_each=1.5),
        Share("south", voters=3, money=20.0, nothing=2, funded_each=1 / 3),
    )


def test_a_project_that_nobody_supports_brings_nobody_money():
    town = election(10, {"a": 5, "b": 5}, ["a"])
    assert shares(town, [0, 1], ["all"])[0].money == 5


def test_who_is_left_with_nothing_is_counted():
    assert left_with_nothing(TOWN, [0, 1]) == 2 / 5
    assert left_with_nothing(election(1, {"a": 1}, []), [0]) == 0
