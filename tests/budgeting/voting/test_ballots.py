"""What a ballot may say, kind by kind."""

from dataclasses import replace

import pytest

from budgeting.domain.voting.ballots import (
    Choice,
    Fault,
    Part,
    Terms,
    Wrong,
    faults,
    meter,
    slips,
)

CHOICES = {
    "t1": Choice(area="town", cost=400, category="parks"),
    "t2": Choice(area="town", cost=700, category="parks"),
    "t3": Choice(area="town", cost=100),
    "n1": Choice(area="north", cost=300, category="parks"),
    "s1": Choice(area="south", cost=300),
}
PARTS = {
    "town": Part(amount=1000, most=2, is_whole_town=True),
    "north": Part(amount=500),
    "south": Part(amount=500),
}
APPROVE = Terms(kind="approve", choices=CHOICES, parts=PARTS)


def wrong(terms, **marks):
    return [(fault.wrong, fault.where) for fault in faults(terms, marks)]


def test_two_of_the_whole_town_and_one_of_an_area_are_fine():
    assert wrong(APPROVE, t1=1, t2=1, n1=1) == []


def test_an_empty_ballot_is_not_cast():
    assert wrong(APPROVE) == [(Wrong.EMPTY, "")]


def test_what_is_not_on_the_ballot_is_named():
    assert wrong(APPROVE, gone=1) == [(Wrong.NOT_ON_BALLOT, "gone"), (Wrong.EMPTY, "")]
    assert wrong(APPROVE, gone=1, t1=1) == [(Wrong.NOT_ON_BALLOT, "gone")]


def test_too_many_and_too_few_are_told_with_both_numbers():
    assert faults(APPROVE, {"t1": 1, "t2": 1, "t3": 1}) == (Fault(Wrong.TOO_MANY, "town", 3, 2),)
    few = replace(APPROVE, fewest=2)
    assert faults(few, {"t1": 1}) == (Fault(Wrong.TOO_FEW, "town", 1, 2),)


def test_one_may_choose_one_in_each_area():
    one = replace(APPROVE, kind="choose_one")
    assert wrong(one, t1=1, n1=1) == []
    assert wrong(one, t1=1, t3=1) == [(Wrong.TOO_MANY, "town")]


def test_a_knapsack_is_full_to_the_cent_and_not_beyond():
    sack = replace(APPROVE, kind="knapsack", parts={**PARTS, "town": Part(amount=1100)})
    assert wrong(sack, t1=1, t2=1) == []
    assert faults(sack, {"t1": 1, "t2": 1, "t3": 1}) == (Fault(Wrong.TOO_DEAR, "town", 1200, 1100),)


def test_points_are_shared_up_to_their_sum():
    terms = replace(APPROVE, kind="points", points=5)
    assert wrong(terms, t1=3, t2=2) == []
    assert faults(terms, {"t1": 3, "t2": 3}) == (Fault(Wrong.TOO_MANY_POINTS, "town", 6, 5),)
    assert wrong(terms, t1=0) == [(Wrong.BAD_MARK, "t1")]


@pytest.mark.parametrize(("score", "is_fine"), [(-2, False), (-1, True), (3, True), (4, False)])
def test_scores_keep_within_their_range(score, is_fine):
    terms = replace(APPROVE, kind="score", least_score=-1, most_score=3)
    assert (wrong(terms, t1=score) == []) is is_fine


def test_ranks_go_from_one_without_a_gap():
    terms = replace(APPROVE, kind="rank")
    assert wrong(terms, t1=2, t2=1) == []
    assert wrong(terms, t1=3, t2=1) == [(Wrong.BAD_MARK, "town")]


def test_a_mark_of_a_vote_is_one():
    assert wrong(APPROVE, t1=2) == [(Wrong.BAD_MARK, "t1")]


def test_one_votes_in_as_many_areas_as_the_budget_says():
    assert wrong(APPROVE, n1=1, s1=1) == [(Wrong.TOO_MANY_AREAS, "")]
    assert wrong(replace(APPROVE, most_areas=2), n1=1, s1=1) == []


def test_who_is_bound_to_home_votes_there_and_in_the_whole_town():
    bound = replace(APPROVE, home="north")
    assert bound.open_parts() == ("town", "north")
    assert wrong(bound, t1=1, s1=1) == [(Wrong.OTHER_AREA, "south")]


def test_without_the_whole_town_only_areas_are_open():
    assert replace(APPROVE, whole_town=False).open_parts() == ("north", "south")
    assert replace(APPROVE, most_areas=0).open_parts() == ("town",)


def test_categories_have_limits_across_areas():
    terms = replace(APPROVE, categories={"parks": 2})
    assert faults(terms, {"t1": 1, "t2": 1, "n1": 1}) == (
        Fault(Wrong.TOO_MANY_OF_CATEGORY, "parks", 3, 2),
    )
    assert wrong(terms, t1=1, n1=1) == []


def test_the_meter_tells_what_is_chosen_spent_and_shared():
    found = meter(replace(APPROVE, kind="points", points=9), {"t1": 3, "t3": 2, "n1": 1}, "town")
    assert (found.chosen, found.most, found.spent, found.amount, found.points) == (
        *(2, 2, 500, 1000, 5),
    )


def test_each_area_gets_a_slip_of_its_own_in_no_order_of_choosing():
    assert slips(APPROVE, {"t3": 1, "n1": 1, "t1": 1}) == {
        "town": {"t1": 1, "t3": 1},
        "north": {"n1": 1},
    }
