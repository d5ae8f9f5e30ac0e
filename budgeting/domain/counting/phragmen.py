"""Sequential Phragmén: money comes in evenly, and whoever can pay first buys first."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from budgeting.domain.counting.limits import Field
from budgeting.domain.counting.shares import NEAR
from budgeting.domain.counting.trace import Decision, Outcome, Step


@dataclass(frozen=True, slots=True)
class Phragmen:
    """Every voter earns at the same pace; supporters spend all they have on what they buy.

    The first project that overspends the budget ends the count, unless `skip` passes over it.
    Phragmén 1894; for budgets: Brill, Forster, Lackner, Maly, Peters 2023.
    """

    skip: bool = False
    everything: bool = True

    def count(self, field: Field) -> Outcome:
        """Return the outcome."""
        election, steps = field.election, []
        clock = _Clock(field)
        left = election.money
        waiting = {number for number in field.open if election.votes[number]}
        while waiting:
            moment, number = clock.first(waiting)
            waiting.discard(number)
            facts = {"moment": moment / election.unit, "left": Fraction(left, election.unit)}
            if election.costs[number] > left:
                steps.append(Step(number, Decision.TOO_DEAR, facts))
                if not self.skip:
                    break
                continue
            left -= election.costs[number]
            clock.pay(number, moment)
            steps.append(Step(number, Decision.FUNDED, facts))
            for rival in sorted(field.rivals[number] & waiting):
                steps.append(Step(rival, Decision.CONFLICT, {"rival": number}))
                waiting.discard(rival)
        decided = {step.project for step in steps}
        for number in sorted(set(field.open) - decided, key=field.places.__getitem__):
            late = Decision.AFTER_STOP if election.votes[number] else Decision.NO_SUPPORT
            steps.append(Step(number, late))
        return Outcome(tuple(steps))


class _Clock:
    """When each project's supporters can pay; a voter's money is the time since they last paid."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._since = np.zeros(len(field.election.ballots.sizes), dtype=np.intp)
        self._moments = [Fraction(0)]
        self._floats = np.zeros(1)

    def first(self, waiting: set[int]) -> tuple[Fraction, int]:
        """Return the moment and the project that is paid first, ties by the declared order."""
        about = {number: self._about(number) for number in waiting}
        soonest = min(about.values())
        near = [number for number, moment in about.items() if moment <= soonest * (1 + NEAR)]
        exact = [(self._exactly(n), self._field.places[n], n) for n in near]
        moment, _, number = min(exact)
        return moment, number

    def pay(self, number: int, moment: Fraction) -> None:
        """Empty the pockets of a project's supporters."""
        self._since[self._field.election.ballots.supporters[number].groups] = len(self._moments)
        self._moments.append(moment)
        self._floats = np.array([float(each) for each in self._moments])

    def _about(self, number: int) -> float:
        found = self._field.election.ballots.supporters[number]
        paid = float((self._floats[self._since[found.groups]] * found.sizes).sum())
        return (self._field.election.costs[number] + paid) / found.votes

    def _exactly(self, number: int) -> Fraction:
        found = self._field.election.ballots.supporters[number]
        heads = np.bincount(self._since[found.groups], weights=found.sizes)
        paid = sum((self._moments[n] * int(k) for n, k in enumerate(heads) if k), Fraction(0))
        return (self._field.election.costs[number] + paid) / found.votes
