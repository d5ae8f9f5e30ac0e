"""Greedy: from the most supported downwards, as long as the money lasts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from budgeting.domain.counting.limits import Field
from budgeting.domain.counting.trace import Decision, Outcome, Step


@dataclass(frozen=True, slots=True)
class Greedy:
    """Take projects by score; `per_cost` divides the score by the cost.

    `skip` passes over what does not fit and goes on; without it the first that does not fit ends
    the count.
    """

    skip: bool = True
    per_cost: bool = False
    everything: bool = True

    def count(self, field: Field) -> Outcome:
        """Return the outcome."""
        return Outcome(fill(field, (), skip=self.skip, per_cost=self.per_cost))


def ranking(field: Field, *, per_cost: bool) -> list[int]:
    """Return the projects in the order in which they are asked."""
    election = field.election

    def key(number: int) -> tuple[bool, Fraction, int]:
        score, cost = election.ballots.scores[number], election.costs[number]
        free = per_cost and cost == 0
        return not free, -(score / cost if per_cost and cost else score), field.places[number]

    return sorted(field.open, key=key)


def fill(
    field: Field,
    before: Sequence[int],
    *,
    skip: bool = True,
    per_cost: bool = False,
    won: Decision = Decision.FUNDED,
) -> tuple[Step, ...]:
    """Decide about every project that is not funded `before`; `won` says how the others win."""
    election, steps, stopped = field.election, [], False
    winners = set(before)
    left = election.money - sum(election.costs[number] for number in before)
    for number in ranking(field, per_cost=per_cost):
        if number in winners:
            continue
        facts = {
            "score": election.ballots.scores[number],
            "left": Fraction(left, election.unit),
        }
        rival = field.rivals[number] & winners
        if rival:
            steps.append(Step(number, Decision.CONFLICT, {**facts, "rival": min(rival)}))
        elif stopped:
            steps.append(Step(number, Decision.AFTER_STOP, facts))
        elif election.costs[number] > left:
            steps.append(Step(number, Decision.TOO_DEAR, facts))
            stopped = not skip
        else:
            steps.append(Step(number, won, facts))
            winners.add(number)
            left -= election.costs[number]
    return tuple(steps)
