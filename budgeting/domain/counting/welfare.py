"""The welfare-optimal outcome: the affordable set that pleases most, proven."""

from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from math import gcd
from typing import Any

from budgeting.domain.counting.limits import Field
from budgeting.domain.counting.trace import Decision, Outcome, Step

LARGEST = 10**15  # of the numbers that the solver takes


class Unsolved(ArithmeticError):
    """The solver cannot be relied on for these numbers."""


@dataclass(frozen=True, slots=True)
class Welfare:
    """Maximise the sum of scores, times the cost of what is funded when `utility` is cost."""

    utility: str = "cardinality"
    everything: bool = True

    def count(self, field: Field) -> Outcome:
        """Return the outcome; of several best ones, the first by the declared order."""
        election = field.election
        fineness = election.ballots.fineness
        worth = {
            number: int(election.ballots.scores[number] * fineness)
            * (election.costs[number] if self.utility == "cost" else 1)
            for number in field.open
        }
        common = gcd(*worth.values()) or 1
        worth = {number: value // common for number, value in worth.items()}
        chosen = _settled(field, worth)
        order = sorted(field.open, key=lambda n: (-election.ballots.scores[n], field.places[n]))
        total = sum(worth[number] for number in chosen) * common
        facts = {"welfare": Fraction(total, fineness)}
        return Outcome(
            tuple(
                Step(number, Decision.FUNDED if number in chosen else Decision.NOT_BEST)
                for number in (
                    *(each for each in order if each in chosen),
                    *(each for each in order if each not in chosen),
                )
            ),
            facts,
        )


def _settled(field: Field, worth: dict[int, int]) -> frozenset[int]:
    """Return the best set; ties are settled project by project in the declared order."""
    best = _solved(field, worth, {})
    target = sum(worth[number] for number in best)
    fixed: dict[int, int] = {}
    for number in sorted(field.open, key=field.places.__getitem__):
        if number not in best and worth[number] >= 0:
            other = _solved(field, worth, {**fixed, number: 1})
            if other and sum(worth[each] for each in other) == target:
                best = other
        fixed[number] = int(number in best)
    return best


def _solved(field: Field, worth: dict[int, int], fixed: dict[int, int]) -> frozenset[int]:
    """Let HiGHS find a best set; that it is affordable is checked in whole numbers."""
    highspy: Any = import_module("highspy")  # heavy: loaded only when this rule is asked for
    costs, purse = _amounts(field)
    model = highspy.Highs()
    model.silent()
    for option in ("mip_rel_gap", "mip_abs_gap"):
        model.setOptionValue(option, 0.0)
    taken = {number: model.addBinary(obj=float(worth[number])) for number in field.open}
    model.addConstr(sum(costs[number] * each for number, each in taken.items()) <= purse)
    for number, one in taken.items():
        for rival in field.rivals[number] & {other for other in taken if other > number}:
            model.addConstr(one + taken[rival] <= 1)
    for number, value in fixed.items():
        model.addConstr(taken[number] == value)
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return frozenset()
    found = frozenset(number for number, each in taken.items() if round(model.val(each)))
    if sum(costs[number] for number in found) > purse:
        raise Unsolved("The solver's set costs more than there is.")
    return found


def _amounts(field: Field) -> tuple[dict[int, int], int]:
    """Return costs and budget in the largest unit in which all are whole."""
    election = field.election
    costs = {number: election.costs[number] for number in field.open}
    scale = gcd(election.money, *costs.values()) or 1
    if max(election.money, *costs.values()) >= LARGEST * scale:
        raise Unsolved("The amounts have too many digits for the welfare optimum.")
    return {number: cost // scale for number, cost in costs.items()}, election.money // scale
