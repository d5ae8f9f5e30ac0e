"""Why each project won or lost, in figures; the words are put to them elsewhere."""

from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np

from budgeting.domain.counting.election import Election, Supporters
from budgeting.domain.counting.shares import NEAR, Floats, Run
from budgeting.domain.counting.trace import Decision, Outcome, Step, amount

Facts = dict[str, Any]
CLOSE = 1e-6  # of a unit: floats this near to a whole number are meant to be it


def explanations(election: Election, outcome: Outcome, *, by_cost: bool = True) -> dict[str, Facts]:
    """Return for every project, by its code, what was decided and why."""
    run = outcome.facts.get("run")
    found = {election.projects[step.project].code: _plain(election, step) for step in outcome.steps}
    if isinstance(run, Run) and outcome.facts.get("taken") != "greedy":
        purses = _Purses(election, run)
        for step in outcome.steps:
            code = election.projects[step.project].code
            if step.decision is Decision.FUNDED:
                found[code] |= purses.payers(step.project)
            else:
                found[code] |= purses.shortage(step.project, by_cost=by_cost)
    else:
        _add_margins(election, outcome, found)
    return found


def _plain(election: Election, step: Step) -> Facts:
    project = election.projects[step.project]
    facts: Facts = {
        "won": step.won,
        "decision": str(step.decision),
        "cost": amount(project.cost),
        "votes": election.votes[step.project],
        "score": amount(election.ballots.scores[step.project]),
    }
    for key, value in step.facts.items():
        if key == "rival":
            facts["rival"] = election.projects[value].code
        elif key != "score":
            facts[key] = amount(value)
    if step.decision is Decision.TOO_DEAR and "left" in step.facts:
        facts["money_short"] = amount(project.cost - step.facts["left"])
        facts["would_have_won_at"] = facts["left"]
    return facts


class _Purses:
    """What voters had before each purchase of a run."""

    def __init__(self, election: Election, run: Run) -> None:
        self._election = election
        self._run = run
        left = np.full(len(election.ballots.sizes), float(run.endowment))
        self._before: list[Floats] = []
        self._paid: list[Floats] = []
        for number, price in zip(run.bought, run.prices, strict=True):
            found = election.ballots.supporters[number]
            self._before.append(left.copy())
            paid = np.zeros_like(left)
            paid[found.groups] = np.minimum(left[found.groups], price * found.points)
            self._paid.append(paid)
            left = left - paid
        self._left = left

    def payers(self, number: int) -> Facts:
        """Return who paid for a project: how many in full, how many with all they had."""
        place = self._run.bought.index(number)
        found, price = self._election.ballots.supporters[number], self._run.prices[place]
        paid = self._paid[place][found.groups]
        full = paid >= price * found.points * (1 - 1e-9)
        effective = self._election.costs[number] / price if price else float(found.votes)
        return {
            "round": place + 1,
            "paid_in_full": int(found.sizes[full].sum()),
            "paid_all_they_had": int(found.sizes[~full & (paid > 0)].sum()),
            "paid_nothing": int(found.sizes[paid <= 0].sum()),
            "effective_support": round(effective, 2),
        }

    def shortage(self, number: int, *, by_cost: bool) -> Facts:
        """Return what the supporters of a project lacked, and what their money went to."""
        election = self._election
        found, cost = election.ballots.supporters[number], election.costs[number]
        left = float(self._left[found.groups] @ found.sizes)
        short = max(cost - left, 0.0)
        went = {
            election.projects[other].code: amount(
                Fraction(float(paid[found.groups] @ found.sizes)) / election.unit
            )
            for other, paid in zip(self._run.bought, self._paid, strict=True)
            if float(paid[found.groups] @ found.sizes) > 0
        }
        cheaper = self._winning_cost(number, left, by_cost=by_cost)
        endowment = float(self._run.endowment)
        return {
            "supporters_left": amount(Fraction(left) / election.unit),
            "money_short": amount(Fraction(short) / election.unit),
            "votes_short": ceil(short / endowment - 1e-9) if endowment else 0,
            "would_have_won_at": amount(Fraction(cheaper, election.unit)),
            "money_went_to": went,
        }

    def _winning_cost(self, number: int, left: float, *, by_cost: bool) -> int:
        """Return the highest cost, in whole units, at which some round would have bought it.

        What remains in the end buys whatever it pays for. In a round it must be as cheap for its
        supporters as what was bought; of two alike, as usual, what costs less and then what has
        more votes goes first.
        """
        election = self._election
        found, best = election.ballots.supporters[number], int(left + CLOSE)
        for other, price, before in zip(
            self._run.bought, self._run.prices, self._before, strict=True
        ):
            mine, rival = before[found.groups], election.costs[other]
            if by_cost and rival:
                most, alike = _payable(mine, found, price / rival)
            else:
                most, alike = float(np.minimum(mine, price * found.points) @ found.sizes), False
            whole = int(most + CLOSE)
            is_beaten = (whole, -found.votes) >= (rival, -election.votes[other])
            if is_beaten and alike:  # at any cost, so that it must cost less than the rival
                whole = rival - (found.votes <= election.votes[other])
            elif is_beaten and abs(most - whole) <= CLOSE:
                whole -= 1
            best = max(best, whole)
        return min(best, election.costs[number])


def _payable(mine: Floats, found: Supporters, pace: float) -> tuple[float, bool]:
    """Return the highest cost at which a point costs `pace` times the cost at most.

    Also tell whether every lower cost is just as dear. Whoever has less than their share pays all
    they have: with the poorest k doing so, the cost c is paid if c ≤ B + pace · c · W, where B is
    what those k have and W the points of the others; that must hold for every k.
    """
    points = (found.points * found.sizes).astype(float)
    order = np.argsort(mine / found.points.astype(float))
    had = np.concatenate(([0.0], np.cumsum((mine * found.sizes)[order])))
    rest = 1 - pace * (points.sum() - np.concatenate(([0.0], np.cumsum(points[order]))))
    binding = rest > NEAR
    return float((had[binding] / rest[binding]).min()), bool(abs(rest[0]) <= NEAR)


def _add_margins(election: Election, outcome: Outcome, found: dict[str, Facts]) -> None:
    """Say for losers by score how many points more would have put them before the money ended."""
    funded = [step for step in outcome.steps if step.won and "left" in step.facts]
    for step in outcome.steps:
        if step.decision not in {Decision.TOO_DEAR, Decision.AFTER_STOP}:
            continue
        cost, score = election.projects[step.project].cost, election.ballots.scores[step.project]
        ahead = [other for other in funded if other.facts["left"] >= cost]
        if ahead:
            gap = election.ballots.scores[ahead[-1].project] - score
            found[election.projects[step.project].code]["votes_short"] = max(int(gap) + 1, 1)
