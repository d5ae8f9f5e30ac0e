import sys
from fractions import Fraction
from random import Random
from types import SimpleNamespace

import pytest

from budgeting.domain.counting.equal_shares import EqualShares
from budgeting.domain.counting.explanation import explanations
from budgeting.domain.counting.greedy import Greedy
from budgeting.domain.counting.limits import Limits
from budgeting.domain.counting.overrides import NoReason, Override, overridden
from budgeting.domain.counting.phragmen import Phragmen
from budgeting.domain.counting.purse import Purse
from budgeting.domain.counting.rules import count
from budgeting.domain.counting.ties import TieOrder
from budgeting.domain.counting.welfare import Unsolved, Welfare
from tests.budgeting.counting.elections import election, winners

RULES = (
    Greedy(),
    Greedy(skip=False),
    EqualShares(completion="add1"),
    EqualShares("cardinality", "greedy"),
    Phragmen(),
    Welfare(),
)
TOO_DEAR = election(10, {"a": 6, "b": 20}, ["a", "b"])


@pytest.mark.parametrize("rule", RULES)
def test_everything_that_fits_is_funded(rule):
    both = election(150, {"a": 10, "b": 140}, ["a"] * 49 + ["b"] * 35)
    assert set(winners(both, rule)) == {"a", "b"}


@pytest.mark.parametrize("rule", [*RULES, EqualShares()])
def test_nobody_spends_more_than_there_is_and_no_ballot_is_no_failure(rule):
    assert winners(election(0, {"a": 1}, []), rule) == []


def test_greedy_skips_what_does_not_fit_or_ends_there():
    town = election(100, {"a": 60, "b": 50, "c": 40}, ["abc", "ab", "ab", "a"])
    assert winners(town, Greedy()) == ["a", "c"]
    assert winners(town, Greedy(skip=False)) == ["a"]
    assert winners(town, Greedy(per_cost=True)) == ["a", "c"]


def test_a_project_that_costs_just_what_is_left_is_funded():
    assert winners(election(100, {"a": 60, "b": 40, "c": 1}, ["ab", "a", "ab"]), Greedy()) == [
        "a",
        "b",
    ]


def test_equal_shares_leaves_no_district_without():
    # Peters, Pierczyński, Skowron 2021, the introduction's point: a majority of 60 % cannot
    # take all, the minority's 40 % of the money stays theirs.
    costs = {**{f"n{i}": 10 for i in range(10)}, **{f"s{i}": 10 for i in range(10)}}
    north, south = [c for c in costs if c[0] == "n"], [c for c in costs if c[0] == "s"]
    town = election(100, costs, [north] * 6 + [south] * 4)
    found = winners(town, EqualShares())
    assert (sum(c[0] == "n" for c in found), sum(c[0] == "s" for c in found)) == (6, 4)
    assert set(winners(town, Greedy())) == set(north)


def test_phragmen_leaves_no_district_without():
    # Brill, Forster, Lackner, Maly, Peters 2023: load balancing gives groups their share.
    costs = {**{f"n{i}": 10 for i in range(10)}, **{f"s{i}": 10 for i in range(10)}}
    north, south = [c for c in costs if c[0] == "n"], [c for c in costs if c[0] == "s"]
    found = winners(election(100, costs, [north] * 6 + [south] * 4), Phragmen())
    assert sum(c[0] == "n" for c in found) == 6


def test_phragmens_own_example():
    # The ballots of Phragmén 1894 (in Janson 2016, “Phragmén's and Thiele's election methods”),
    # three seats. By hand: A after 1/1171, then Q after (1 + 137/1171)/656, just before B after
    # (1 + 1124/1171)/1124; next B, whose 90 voters with Q have paid later, just before C.
    ballots = ["ABC"] * 1034 + ["PQR"] * 519 + ["ABQ"] * 90 + ["APQ"] * 47
    assert winners(election(3, dict.fromkeys("ABCPQR", 1), ballots), Phragmen()) == ["A", "Q", "B"]


def test_ties_are_decided_by_the_declared_order_whatever_the_order_of_rows():
    for codes in ("abc", "cba", "bca"):
        town = election(1, dict.fromkeys(codes, 1), list(codes))
        # Add1 finds none of the three: as soon as one can be paid, all can.
        for rule in (*RULES[:2], *RULES[3:]):
            assert winners(town, rule, TieOrder(("lot",), lot=("b", "c", "a"))) == ["b"]
    assert winners(election(4, {"a": 4, "b": 3}, ["ab"]), Greedy()) == ["b"]


def test_an_exact_tie_is_seen_through_floats():
    # Three voters with a third of the money each can just pay; floats alone would miss it.
    town = election(1, {"a": 1, "b": 1}, ["ab"] * 3)
    assert winners(town, EqualShares(), TieOrder(("lot",), lot=("b",))) == ["b"]


def test_floors_and_conflicts_hold_for_every_rule():
    town = election(10, {"a": 5, "b": 5, "c": 5}, ["ab", "ab", "abc", "ac", "c"])
    for rule in RULES:
        assert winners(town, rule, TieOrder(), Limits(conflicts=(("a", "b", "c"),)))[1:] == []
        assert "c" not in winners(town, rule, TieOrder(), Limits(threshold=Fraction(4)))
    assert winners(town, Greedy(), TieOrder(), Limits(share=Fraction(3, 2))) == ["a"]


def test_welfare_is_the_best_there_is():
    town = election(10, {"a": 6, "b": 5, "c": 5}, ["a", "a", "a", "b", "b", "c", "c"])
    assert winners(town, Greedy()) == ["a"]
    assert sorted(winners(town, Welfare())) == ["b", "c"]


def test_the_comparison_takes_what_more_voters_prefer():
    # 4 voters lose by equal shares, 3 by greedy; who has nothing in one outcome counts too.
    town = election(7, {"a": 7, "b": 3}, ["a"] * 4 + ["b"] * 3)
    assert winners(town, EqualShares()) == ["b"]
    assert winners(town, EqualShares(comparison=True)) == ["a"]


def test_points_are_counted_exactly():
    town = election(1, {"a": 1, "b": 1}, [{"a": "0.1", "b": "0.3"}, {"a": "0.2", "b": "0"}])
    assert town.ballots.scores == (Fraction(3, 10), Fraction(3, 10))
    assert town.votes == (2, 1)


def test_a_loser_is_told_what_it_lacked():
    town = election(10, {"a": 4, "b": 4, "c": 9}, ["ac", "ac", "ab", "ab", "bc"])
    told = explanations(town, count(town, EqualShares()))
    assert told["c"]["won"] is False
    assert told["c"]["supporters_left"] + told["c"]["money_short"] == 9
    cheaper = told["c"]["would_have_won_at"]
    again = election(10, {"a": 4, "b": 4, "c": cheaper}, ["ac", "ac", "ab", "ab", "bc"])
    assert "c" in winners(again, EqualShares())
    dearer = election(10, {"a": 4, "b": 4, "c": cheaper + 1}, ["ac", "ac", "ab", "ab", "bc"])
    assert "c" not in winners(dearer, EqualShares())


def test_greedy_says_how_many_votes_were_missing():
    town = election(10, {"a": 6, "b": 5}, ["a", "a", "a", "b"])
    told = explanations(town, count(town, Greedy()))["b"]
    assert (told["money_short"], told["would_have_won_at"], told["votes_short"]) == (1, 4, 3)


def test_an_override_says_why():
    town = election(10, {"a": 6, "b": 5}, ["a", "a", "b"])
    outcome = count(town, Greedy())
    after = overridden(town, outcome, [Override("a", False, "The plot was sold.", "The board")])
    assert [step.project for step in after.steps if step.won] == []
    with pytest.raises(NoReason):
        overridden(town, outcome, [Override("b", True, " ", "The board")])


def test_the_comparison_keeps_equal_shares_where_no_more_prefer_the_other():
    town = election(10, {"a": 6, "b": 5, "c": 5}, ["a", "a", "a", "b", "b", "c", "c"])
    outcome = count(town, EqualShares(completion="greedy", comparison=True))
    assert outcome.facts["taken"] == "equal-shares"


def test_completion_says_so_even_where_equal_shares_bought_nothing():
    town = election(10, {"a": 9, "b": 9}, ["a", "b"])
    outcome = count(town, EqualShares(completion="greedy"))
    assert [str(step.decision) for step in outcome.steps] == ["completed", "too_dear"]


def test_a_rival_is_named():
    town = election(10, {"a": 5, "b": 5, "c": 5}, ["ab", "ab", "a"])
    limits = Limits(conflicts=(("a", "b"),))
    told = explanations(town, count(town, Greedy(), limits=limits))["b"]
    assert (told["won"], told["rival"]) == (False, "a")


def test_no_votes_would_help_what_costs_more_than_there_is():
    told = explanations(TOO_DEAR, count(TOO_DEAR, Greedy()))["b"]
    assert told["money_short"] == 16
    assert "votes_short" not in told


def test_phragmen_may_pass_over_what_is_too_dear():
    town = election(10, {"a": 6, "b": 6, "c": 4}, ["a", "a", "b", "b", "c"])
    assert winners(town, Phragmen()) == ["a"]
    assert winners(town, Phragmen(skip=True)) == ["a", "c"]


def test_an_exact_purse_is_not_overdrawn():
    purse = Purse(election(10, {"a": 4}, ["a"]), Fraction(3))
    assert purse.price(0) is None
    with pytest.raises(ValueError, match="nobody can pay"):
        purse.buy(0)


class Spendthrift:
    """A solver that takes everything, whatever it costs."""

    def __getattr__(self, name):
        return lambda *_words, **_more: 1


def test_a_solver_that_overspends_is_not_believed(monkeypatch):
    fake = SimpleNamespace(
        Highs=Spendthrift,
        ObjSense=SimpleNamespace(kMaximize=1),
        HighsModelStatus=SimpleNamespace(kOptimal=1),
    )
    monkeypatch.setitem(sys.modules, "highspy", fake)
    with pytest.raises(Unsolved):
        count(TOO_DEAR, Welfare())


def test_amounts_that_no_solver_holds_are_refused_and_others_count_them():
    fine = Fraction(1, 10**21)
    town = election(10 + fine, {"a": 6, "b": 20}, ["a", "a", "b"])
    assert winners(town, EqualShares(completion="add1")) == ["a"]
    with pytest.raises(Unsolved):
        count(town, Welfare())


def test_points_beyond_64_bits_are_added_up_exactly():
    town = election(1, {"a": 1, "b": 1}, [{"a": 10**30, "b": 10**30 + 1}, {"a": 1, "b": -(10**40)}])
    assert town.ballots.scores[0] == 10**30 + 1
    for rule in (Greedy(), EqualShares(completion="greedy")):
        assert winners(town, rule) == ["a"]


@pytest.mark.parametrize("seed", range(12))
def test_a_loser_would_have_won_at_the_cost_it_is_told_and_at_no_higher(seed):
    chance = Random(seed)
    costs = {code: chance.randint(5, 60) for code in "abcdef"}
    ballots = ["".join(code for code in costs if chance.random() < 0.4) for _ in range(9)]
    rule = EqualShares(chance.choice(("cost", "cardinality")))

    def told(code, cost):
        """What becomes of a project at another cost, when the lot puts it last."""
        town = election(100, {**costs, code: cost}, ballots)
        ties = TieOrder(lot=(*(other for other in costs if other != code), code))
        return explanations(town, count(town, rule, ties), by_cost=rule.utility == "cost")[code]

    for code, cost in costs.items():
        facts = told(code, cost)
        if facts["votes"] and not facts["won"]:
            highest = max((c for c in range(cost) if told(code, c)["won"]), default=0)
            assert facts["would_have_won_at"] == highest
