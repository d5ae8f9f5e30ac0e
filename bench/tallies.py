"""Measure tallies of budgets: 75 000 ballots on 118 projects, statistics, and pabutools beside.

Times are processor times, which others on the machine do not lengthen.
"""

import resource
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 -- the path is known only now

from budgeting.domain.counting.election import Election, Project, grouped  # noqa: E402
from budgeting.domain.counting.equal_shares import EqualShares  # noqa: E402
from budgeting.domain.counting.phragmen import Phragmen  # noqa: E402
from budgeting.domain.counting.rules import count  # noqa: E402
from budgeting.domain.statistics import shares  # noqa: E402

MOST_SHARES_S, MOST_ADD1_S, MOST_MB, MOST_STATISTICS_S = 0.1, 5, 300, 1
AREAS = ("North", "East", "South", "West")


def city(voters: int, projects: int, seed: int = 1) -> tuple[Election, list[list[int]]]:
    """Draw ballots of 3 to 15 projects, liked unequally."""
    draw = np.random.default_rng(seed)
    liked = np.log(draw.gamma(0.8, 1, projects))
    costs = draw.integers(20, 1500, projects) * 1000
    ballots = []
    for size in draw.integers(3, 16, voters):
        order = np.argsort(-(liked + draw.gumbel(size=projects)))
        ballots.append([int(number) for number in order[:size]])
    one = Fraction(1)
    return Election(
        tuple(Project(f"p{n:03}", Fraction(int(cost))) for n, cost in enumerate(costs)),
        Fraction(int(costs.sum()) * 3 // 10),
        grouped([[(number, one) for number in ballot] for ballot in ballots], projects),
    ), ballots


def timed(deed: Callable[[], Any]) -> tuple[float, Any]:
    """Return seconds of the processor and what the deed returned."""
    began = time.process_time()
    found = deed()
    return time.process_time() - began, found


def against_pabutools() -> None:
    """Count a smaller town by both, so that pabutools comes to an end."""
    from pabutools import election as pab  # noqa: PLC0415 -- GPL: for measuring only
    from pabutools.rules import method_of_equal_shares  # noqa: PLC0415

    town, ballots = city(5_000, 40, seed=2)
    projects = [pab.Project(each.code, int(each.cost)) for each in town.projects]
    instance = pab.Instance(projects, budget_limit=int(town.budget))
    profile = pab.ApprovalProfile(
        [pab.ApprovalBallot([projects[n] for n in ballot]) for ballot in ballots],
        instance=instance,
    )
    theirs, said = timed(lambda: method_of_equal_shares(instance, profile, sat_class=pab.Cost_Sat))
    ours, outcome = timed(lambda: count(town, EqualShares()))
    same = [town.projects[n].code for n in outcome.winners] == [each.name for each in said]
    print(
        f"5 000 × 40, equal shares: {ours:.4f} s, pabutools {theirs:.2f} s ({theirs / ours:.0f}×)"
    )
    if not same:
        sys.exit("pabutools funds something else")


def main() -> None:
    """Measure and complain."""
    town, _ = city(75_000, 118)
    found = {}
    for name, rule in (
        ("equal shares", EqualShares()),
        ("Add1", EqualShares(completion="add1")),
        ("Phragmén", Phragmen()),
    ):
        found[name], outcome = timed(lambda rule=rule: count(town, rule))
        print(f"75 000 × 118, {name}: {found[name]:.3f} s, {len(outcome.winners)} winners")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")
    small, _ = city(40_000, 118, seed=3)
    winners = count(small, EqualShares()).winners
    areas = [AREAS[n % 4] for n in range(40_000)]
    seconds, _ = timed(lambda: shares(small, winners, areas))
    print(f"statistics of 40 000 voters by area: {seconds:.3f} s")
    against_pabutools()
    slow = (
        found["equal shares"] > MOST_SHARES_S
        or found["Add1"] > MOST_ADD1_S
        or peak > MOST_MB
        or seconds > MOST_STATISTICS_S
    )
    if slow:
        sys.exit("slower or larger than promised")


if __name__ == "__main__":
    main()
