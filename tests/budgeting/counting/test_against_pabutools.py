"""The same elections counted by another hand (pabutools, GPL: for tests only)."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools import election as pab
from pabutools import rules as theirs
from pabutools.tiebreaking import TieBreakingRule

from budgeting.domain.counting.equal_shares import EqualShares
from budgeting.domain.counting.greedy import Greedy
from budgeting.domain.counting.phragmen import Phragmen
from budgeting.domain.counting.ties import TieOrder
from tests.budgeting.counting.elections import election, winners

CODES = "abcdef"
LOT = TieOrder(("lot",))
BY_CODE = TieBreakingRule(lambda _instance, _profile, project: project.name)


@st.composite
def towns(draw):
    codes = CODES[: draw(st.integers(2, 6))]
    costs = {code: draw(st.integers(1, 20)) for code in codes}
    ballots = draw(st.lists(st.sets(st.sampled_from(codes), min_size=1), min_size=2, max_size=9))
    # Not everything fits: what then is done first is ours alone.
    return draw(st.integers(max(costs.values()), max(sum(costs.values()) - 1, 20))), costs, ballots


def asked(budget, costs, ballots):
    projects = {code: pab.Project(code, cost) for code, cost in costs.items()}
    instance = pab.Instance(projects.values(), budget_limit=budget)
    profile = pab.ApprovalProfile(
        [pab.ApprovalBallot([projects[code] for code in ballot]) for ballot in ballots],
        instance=instance,
    )
    return instance, profile


@settings(max_examples=60, deadline=None)
@given(towns())
def test_the_rules_agree(town):
    budget, costs, ballots = town
    ours = election(budget, costs, ballots)
    instance, profile = asked(*town)
    for utility, satisfaction in (
        ("cost", pab.Cost_Sat),
        ("cardinality", pab.Cardinality_Sat),
    ):
        said = theirs.method_of_equal_shares(
            instance, profile, sat_class=satisfaction, tie_breaking=BY_CODE
        )
        assert winners(ours, EqualShares(utility), LOT) == [each.name for each in said]
        if sum(costs.values()) <= budget:
            continue
        said = theirs.greedy_utilitarian_welfare(
            instance, profile, sat_class=satisfaction, tie_breaking=BY_CODE
        )
        greedy = Greedy(per_cost=utility == "cardinality")
        assert winners(ours, greedy, LOT) == [each.name for each in said]


@settings(max_examples=60, deadline=None)
@given(towns(), st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(town, random):
    budget, costs, ballots = town
    turned = list(ballots)
    random.shuffle(turned)
    codes = list(costs)
    random.shuffle(codes)
    other = {code: costs[code] for code in codes}
    for rule in (EqualShares(completion="add1-greedy"), Greedy(), Phragmen()):
        here = winners(election(budget, costs, ballots), rule)
        assert winners(election(budget, other, turned), rule) == here
        assert sum(Fraction(costs[code]) for code in here) <= budget
