"""Groups that choose an option more or less often than everybody else.

Each group is tested against all the others together: two proportions, pooled variance (the z test;
see A. Agresti, Categorical Data Analysis, 3rd ed. 2013, section 3.1), only where both hold at
least five who chose and five who did not (Cochran 1954). All tests of a question are adjusted
together by Holm 1979. Weighted counts are divided by the design effect of the weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from participation.activities.domain.statistics.distributions import normal_tails
from participation.activities.domain.statistics.holm import holm

LEAST, LEVEL = 5, 0.05


class Than(StrEnum):
    """How a group compares with the others; `unknown` where it is too small to tell."""

    MORE = "more"
    LESS = "less"
    ALIKE = "alike"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Compared:
    """A group beside the others: in words first, then the difference and the adjusted p."""

    than_others: Than
    difference: float = 0.0
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """How many of a group chose an option, of how many who answered."""

    chose: float
    answered: float


def against_others(
    options: Mapping[str, Mapping[str, Part]], design_effect: float = 1.0, level: float = LEVEL
) -> dict[str, dict[str, Compared]]:
    """Compare each group with the rest, by option; `options` has the parts of groups by option."""
    pairs = {
        (option, group): (_over(part, design_effect), _rest(groups, group, design_effect))
        for option, groups in options.items()
        for group, part in groups.items()
    }
    sound = [name for name, (part, rest) in pairs.items() if _is_enough(part, rest)]
    adjusted = dict(zip(sound, holm([_p(*pairs[name]) for name in sound]), strict=True))
    found: dict[str, dict[str, Compared]] = {option: {} for option in options}
    for (option, group), (part, rest) in pairs.items():
        p = adjusted.get((option, group))
        found[option][group] = _judged(part, rest, p, level)
    return found


def two_shares(a: Part, b: Part) -> float | None:
    """Return the p of the difference of two shares; None where either is of too few."""
    return _p(a, b) if _is_enough(a, b) else None


def _over(part: Part, design_effect: float) -> Part:
    return Part(part.chose / design_effect, part.answered / design_effect)


def _rest(groups: Mapping[str, Part], without: str, design_effect: float) -> Part:
    others = [part for group, part in groups.items() if group != without]
    chose, answered = sum(part.chose for part in others), sum(part.answered for part in others)
    return _over(Part(chose, answered), design_effect)


def _is_enough(*parts: Part) -> bool:
    return all(min(part.chose, part.answered - part.chose) >= LEAST for part in parts)


def _p(part: Part, rest: Part) -> float:
    pooled = (part.chose + rest.chose) / (part.answered + rest.answered)
    error = sqrt(pooled * (1 - pooled) * (1 / part.answered + 1 / rest.answered))
    return normal_tails(_difference(part, rest) / error)


def _difference(part: Part, rest: Part) -> float:
    return part.chose / part.answered - rest.chose / rest.answered


def _judged(part: Part, rest: Part, p: float | None, level: float) -> Compared:
    if p is None:
        return Compared(Than.UNKNOWN)
    difference = _difference(part, rest)
    if p > level:
        return Compared(Than.ALIKE, difference, p)
    return Compared(Than.MORE if difference > 0 else Than.LESS, difference, p)
