"""The method of equal shares (Peters, Pierczyński, Skowron 2021) and its completions."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from budgeting.domain.counting.greedy import fill
from budgeting.domain.counting.limits import Field
from budgeting.domain.counting.shares import Kernel, Run
from budgeting.domain.counting.trace import Decision, Outcome, Step

COMPLETIONS = ("none", "add1", "greedy", "add1-greedy")


@dataclass(frozen=True, slots=True)
class EqualShares:
    """Give every voter the same money; a project is bought when its supporters can pay.

    `utility` says what a supporter gets from a project: its cost, or one whatever it costs
    (times the points given). `completion` says what is done with money left over. Add1 begins
    with whole units of currency when `integral`; `exhaustive_stop` ends it as soon as nothing
    more would fit. `comparison` takes the greedy outcome instead when more voters prefer it.
    """

    utility: str = "cost"
    completion: str = "none"
    exhaustive_stop: bool = False
    integral: bool = True
    increment: Fraction = Fraction(1)
    comparison: bool = False

    @property
    def everything(self) -> bool:
        """The bare method has no completion, not even when everything would fit."""
        return self.completion != "none"

    def count(self, field: Field) -> Outcome:
        """Return the outcome."""
        kernel = Kernel(field, self.utility)
        run, facts = self._run(kernel, field)
        steps = [
            Step(
                number,
                Decision.FUNDED,
                {"price": Fraction(price) / field.election.unit * field.election.ballots.fineness},
            )
            for number, price in zip(run.bought, run.prices, strict=True)
        ]
        if self.completion.endswith("greedy"):
            steps += fill(field, run.bought, won=Decision.COMPLETED)
        steps += _losers(field, run, {step.project for step in steps})
        outcome = Outcome(tuple(steps), {**facts, "run": run})
        return compared(field, outcome) if self.comparison else outcome

    def _run(self, kernel: Kernel, field: Field) -> tuple[Run, dict[str, Any]]:
        election = field.election
        voters = election.ballots.voters
        if not voters:
            return Run(Fraction(0), np.zeros(0)), {"endowment": Fraction(0), "runs": 0}
        start = Fraction(election.money, voters)
        searching = self.completion.startswith("add1")
        if searching and self.integral:
            start = Fraction(start // election.unit * election.unit)
        run, runs = kernel.run(start), 1
        while searching and not self._is_done(field, run):
            following = kernel.run(run.endowment + self.increment * election.unit)
            runs += 1
            if sum(election.costs[number] for number in following.bought) > election.money:
                break
            run = following
        return run, {"endowment": run.endowment / election.unit, "runs": runs}

    def _is_done(self, field: Field, run: Run) -> bool:
        election, bought = field.election, set(run.bought)
        barred = bought.union(*(field.rivals[number] for number in bought))
        rest = [
            election.costs[number]
            for number in field.open
            if number not in barred and election.votes[number]
        ]
        left = election.money - sum(election.costs[number] for number in bought)
        return not rest or (self.exhaustive_stop and min(rest) > left)


def _losers(field: Field, run: Run, decided: set[int]) -> list[Step]:
    election, bought, steps = field.election, set(run.bought), []
    for number in sorted(set(field.open) - decided, key=field.places.__getitem__):
        supporters = election.ballots.supporters[number]
        left = Fraction(float(run.left[supporters.groups] @ supporters.sizes)) / election.unit
        rival = field.rivals[number] & bought
        decision = Decision.SUPPORTERS_SHORT if election.votes[number] else Decision.NO_SUPPORT
        facts: dict[str, Any] = {"supporters_left": left}
        if rival:
            decision, facts = Decision.CONFLICT, {**facts, "rival": min(rival)}
        steps.append(Step(number, decision, facts))
    return steps


def compared(field: Field, outcome: Outcome) -> Outcome:
    """Ask every ballot which outcome funds more of what it supports; a draw keeps the first."""
    other, ballots = fill(field, ()), field.election.ballots
    here = ballots.funded(outcome.winners)
    there = ballots.funded([step.project for step in other if step.won])
    sizes = ballots.sizes
    prefer = int(sizes[here > there].sum()), int(sizes[there > here].sum())
    facts = {**outcome.facts, "prefer": prefer, "taken": "equal-shares"}
    if prefer[1] > prefer[0]:
        return Outcome(other, {**facts, "taken": "greedy"})
    return Outcome(outcome.steps, facts)
