"""What a rule hands back: winners in order, and why."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Decision(StrEnum):
    """What was decided about a project."""

    EVERYTHING_FITS = "everything_fits"
    FUNDED = "funded"
    COMPLETED = "completed"
    TOO_DEAR = "too_dear"
    BELOW_FLOOR = "below_floor"
    CONFLICT = "conflict"
    AFTER_STOP = "after_stop"
    SUPPORTERS_SHORT = "supporters_short"
    NO_SUPPORT = "no_support"
    NOT_BEST = "not_best"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True)
class Step:
    """One decision about one project, in the order they were taken."""

    project: int
    decision: Decision
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def won(self) -> bool:
        """Whether the project gets its money by this step."""
        return self.decision in WINNING


WINNING = frozenset({Decision.EVERYTHING_FITS, Decision.FUNDED, Decision.COMPLETED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule decided."""

    steps: tuple[Step, ...]
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def winners(self) -> tuple[int, ...]:
        """The projects that are funded, in the order they were."""
        return tuple(step.project for step in self.steps if step.won)


def amount(value: Fraction | float) -> float | int:
    """Write money for people: whole where it is whole, else to the cent."""
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else round(float(exact), 2)
