"""The register of rules, and the one way to count by any of them."""

from collections.abc import Mapping
from typing import Protocol

from budgeting.domain.counting.election import Election
from budgeting.domain.counting.equal_shares import EqualShares
from budgeting.domain.counting.greedy import Greedy
from budgeting.domain.counting.limits import NO_LIMITS, Field, Limits
from budgeting.domain.counting.phragmen import Phragmen
from budgeting.domain.counting.ties import TieOrder
from budgeting.domain.counting.trace import Decision, Outcome, Step
from budgeting.domain.counting.welfare import Welfare


class Rule(Protocol):
    """A rule: pure, from a field of projects to an outcome."""

    @property
    def everything(self) -> bool:
        """Whether all projects are funded when all of them fit."""

    def count(self, field: Field) -> Outcome:
        """Return the outcome."""


RULES: Mapping[str, type[Greedy | EqualShares | Phragmen | Welfare]] = {
    "greedy": Greedy,
    "equal-shares": EqualShares,
    "phragmen": Phragmen,
    "welfare": Welfare,
}
USUAL_TIES = TieOrder()


def count(
    election: Election, rule: Rule, ties: TieOrder = USUAL_TIES, limits: Limits = NO_LIMITS
) -> Outcome:
    """Count an election: floors first, then whether everything fits, then the rule."""
    below = limits.below(election)
    shut = {step.project for step in below}
    field = Field(
        election,
        tuple(number for number in range(len(election.projects)) if number not in shut),
        ties.places(election),
        limits.rivals(election),
    )
    if rule.everything and field.everything_fits():
        order = sorted(field.open, key=lambda n: (-election.ballots.scores[n], field.places[n]))
        return Outcome((*(Step(n, Decision.EVERYTHING_FITS) for n in order), *below))
    outcome = rule.count(field)
    return Outcome((*outcome.steps, *below), outcome.facts)
