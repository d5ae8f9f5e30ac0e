"""What statistics do not say, and why."""

import pytest

from participation.activities.domain.statistics import distribution, means
from participation.activities.domain.statistics.agreement import cohen, fleiss, light
from participation.activities.domain.statistics.columns import Part, Than, against_others
from participation.activities.domain.statistics.comparison import choices_compared, means_compared
from participation.activities.domain.statistics.distributions import chi_squared_tail, t_tails
from participation.activities.domain.statistics.independence import independence
from participation.activities.domain.statistics.readiness import NEEDS, REASONS, Measure, lacking
from participation.activities.domain.statistics.refusals import Reason, Refused
from participation.activities.domain.statistics.reliability import alpha, alpha_of, reliability
from participation.activities.domain.statistics.scoring import bradley_terry, win_shares
from participation.activities.domain.statistics.shares import wilson
from participation.activities.domain.statistics.weights import design_effect, effective


def reason(found: object) -> Reason:
    assert isinstance(found, Refused), found
    return found.reason


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([], Reason.NO_ANSWERS),
        ([[0, 0], [0, 0]], Reason.NO_ANSWERS),
        ([[20, 20], [0, 0]], Reason.TOO_FEW_GROUPS),
        ([[20, 0], [30, 0]], Reason.ALL_ALIKE),
        ([[3, 2], [2, 3]], Reason.EXPECTED_TOO_SMALL),
        ([[100, 1], [30, 0]], Reason.EXPECTED_TOO_SMALL),
    ],
)
def test_independence_is_refused(table, why):
    assert reason(independence(table)) is why


def test_a_refusal_tells_its_facts():
    found = independence([[3, 2], [2, 3]]).to_json()
    assert found == {"refused": "expected_too_small", "least": 2.5, "small": 4, "cells": 4}


def test_empty_options_do_not_count_as_degrees_of_freedom():
    assert independence([[20, 0, 30], [30, 0, 20]]).freedom == 1


def test_no_association_has_no_corrected_v():
    assert independence([[50, 50], [50, 50]]).corrected_v == 0


def test_a_small_group_is_not_compared():
    found = against_others({"a": {"few": Part(3, 4), "many": Part(30, 80)}})["a"]
    assert found["few"].than_others is Than.UNKNOWN
    assert found["few"].p is None


def test_tails_have_ends():
    assert chi_squared_tail(0, 3) == 1
    assert t_tails(0, 9) == 1
    assert t_tails(1e200, 9) == 0


def test_a_share_of_nobody_can_be_anything():
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)
    assert wilson(1, 20).high == 1


def test_weights_of_nobody():
    assert effective([]) == 0
    assert design_effect([]) == 1


def test_numbers_of_nobody_have_no_middle():
    assert distribution.moments([]) is None
    assert distribution.of_counts({}) is None
    assert distribution.median({}) is None
    assert distribution.moments([(3, 1, 1)]).variance is None
    assert means.together([]) is None


def test_the_median_of_weighted_answers_is_where_half_of_the_weight_is():
    assert distribution.median({1.0: 2, 2.0: 1, 3.0: 1}) == 1.5
    assert distribution.median({1.0: 1.9, 2.0: 1, 3.0: 1.1}) == 2


def test_a_design_effect_makes_answers_fewer_and_leaves_their_spread():
    plain, weighted = (distribution.of_counts({1.0: 30, 3.0: 30}, d) for d in (1, 2))
    assert (weighted.mean, weighted.n_effective) == (2, 30)
    assert plain.variance * 59 / 60 == pytest.approx(weighted.variance * 29 / 30)
    assert distribution.of_counts({1.0: 1, 3.0: 1}, 2).variance is None
    assert distribution.of_counts({1.0: 1}).variance is None


def group(*values: float, times: int = 5):
    return distribution.of_counts(dict.fromkeys(values, times))


def test_means_are_refused():
    assert reason(means.welch(group(1, times=1), group(1, 2))) is Reason.TOO_FEW_ANSWERS
    assert reason(means.welch(group(1), group(1))) is Reason.ALL_ALIKE


def test_means_of_groups_against_the_others():
    groups = {"low": group(1, 2, 3), "high": group(4, 5, 6), "mid": group(2, 3, 4, 5)}
    found = means.means_against_others(groups | {"few": group(9, times=2)})
    assert {name: each.than_others for name, each in found.items()} == {
        "low": Than.LESS,
        "high": Than.MORE,
        "mid": Than.ALIKE,
        "few": Than.UNKNOWN,
    }
    assert means_compared({"a": groups["low"]}) == {"means": {"a": {"than": "unknown"}}}
    same = means.means_against_others({"a": group(1, times=20), "b": group(1, times=20)})
    assert same["a"].than_others is Than.UNKNOWN


def test_hedges_g_is_the_difference_in_standard_deviations():
    a, b = group(1, 3, times=50), group(2, 4, times=50)
    found = means.welch(a, b)
    assert found.hedges_g == pytest.approx(-1 / 1.0050378 * (1 - 3 / (4 * 198 - 1)), rel=1e-6)


def test_groups_that_have_nobody_are_nobody_together():
    one = means.together([distribution.moments([(3, 1, 1)])])
    assert (one.mean, one.variance) == (3, None)


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (cohen([]), Reason.NO_ANSWERS),
        (cohen([("a", "a"), ("a", "a")]), Reason.ALL_ALIKE),
        (light([["a"]]), Reason.TOO_FEW_CODERS),
        (light([["a", "b"], ["a", "b"], ["a", "a"], ["a", "a"]]), Reason.ALL_ALIKE),
        (fleiss([]), Reason.NO_ANSWERS),
        (fleiss([{"a": 1}]), Reason.TOO_FEW_CODERS),
        (fleiss([{"a": 2}, {"a": 3}]), Reason.NOT_COMPARABLE),
        (fleiss([{"a": 2}, {"a": 2}]), Reason.ALL_ALIKE),
        (alpha([1.0], 1.0), Reason.TOO_FEW_ITEMS),
        (alpha([0.0, 0.0], 0.0), Reason.ALL_ALIKE),
        (alpha_of([]), Reason.NO_ANSWERS),
        (alpha_of([[1, 2]]), Reason.TOO_FEW_ANSWERS),
        (alpha_of([[1], [2]]), Reason.TOO_FEW_ITEMS),
        (bradley_terry({}), Reason.TOO_FEW_OPTIONS),
        (bradley_terry({("a", "b"): 3, ("b", "c"): 2, ("a", "c"): 1}), Reason.NOT_COMPARABLE),
    ],
)
def test_agreement_reliability_and_strengths_are_refused(found, why):
    assert reason(found) is why


def test_strengths_that_never_settle_are_refused(monkeypatch):
    from participation.activities.domain.statistics import scoring

    monkeypatch.setattr(scoring, "MOST_ROUNDS", 1)
    wins = {("a", "b"): 9, ("b", "a"): 1, ("b", "c"): 5, ("c", "b"): 5}
    assert reason(bradley_terry(wins)) is Reason.NOT_CONVERGED


def test_an_option_that_met_nobody_has_no_share_of_wins():
    assert win_shares({("a", "b"): 3, ("c", "a"): 0}) == {"a": 1, "b": 0}


def test_a_split_finding_says_in_words_first_how_groups_differ():
    groups = {"north": {"yes": 70, "no": 30}, "south": {"yes": 40, "no": 60}}
    found = choices_compared(["yes", "no"], groups, {"north": 100, "south": 100})
    assert found["columns"]["yes"]["north"]["than"] == "more"
    assert found["columns"]["yes"]["north"]["difference"] == pytest.approx(0.3)
    assert found["independence"]["freedom"] == 1
    assert found["independence"]["p"] < 0.001


def test_a_multiple_choice_is_compared_by_option_only():
    groups = {"north": {"a": 70, "b": 80}, "south": {"a": 40, "b": 75}}
    found = choices_compared(["a", "b"], groups, {"north": 100, "south": 100})
    assert found.keys() == {"columns"}
    assert found["columns"]["b"]["north"]["than"] == "alike"


def test_what_cannot_be_tested_says_why():
    found = choices_compared(["a"], {"north": {"a": 3}}, {"north": 3})
    assert found["independence"] == {"refused": "too_few_groups"}
    assert found["columns"] == {"a": {"north": {"than": "unknown"}}}


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_says_what_it_lacks_first(measure):
    needs = NEEDS[measure]
    assert lacking(measure, **needs) is None
    for name, needed in needs.items():
        found = lacking(measure, **needs | {name: needed - 1})
        assert found == Refused(REASONS[name], {"needed": needed, "have": needed - 1})


def test_an_item_that_never_varies_goes_with_nothing():
    found = reliability([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 0.0]])
    assert found.items[2].with_others is None
    assert found.items[0].alpha_without == 0
    assert reason(reliability([[1.0]])) is Reason.TOO_FEW_ITEMS
    two = reliability([[1.0, 0.5], [0.5, 1.0]])
    assert two.items[0].alpha_without is None
