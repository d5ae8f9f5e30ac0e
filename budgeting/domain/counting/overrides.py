"""When the body that decides departs from the count: openly, with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from budgeting.domain.counting.election import Election
from budgeting.domain.counting.trace import Decision, Outcome, Step


class NoReason(Exception):
    """An override must say why and who decided."""


@dataclass(frozen=True, slots=True)
class Override:
    """One project funded or dropped against the count."""

    code: str
    fund: bool
    reason: str
    body: str


def overridden(election: Election, outcome: Outcome, overrides: Sequence[Override]) -> Outcome:
    """Return the outcome after overrides; what the count said stays in the facts."""
    numbers = {project.code: number for number, project in enumerate(election.projects)}
    steps = list(outcome.steps)
    for each in overrides:
        if not each.reason.strip() or not each.body.strip():
            raise NoReason(each.code)
        number = numbers[each.code]
        counted = next((step for step in steps if step.project == number), None)
        facts = {
            "reason": each.reason,
            "body": each.body,
            "counted": str(counted.decision) if counted else "",
        }
        steps = [step for step in steps if step.project != number]
        decision = Decision.FUNDED if each.fund else Decision.OVERRIDDEN
        steps.append(Step(number, decision, facts))
    return Outcome(tuple(steps), {**outcome.facts, "overridden": len(overrides)})
