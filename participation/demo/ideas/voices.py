"""What invented people think of ideas.

Three kinds of people take part in the closed round: those who want to keep what there is, those
who want the town to grow, and those who want it livelier and greener. Most of them agree about
much; few are of one kind only.
"""

from collections.abc import Sequence
from random import Random

KINDS = (0, 1, 2)
NUMBERS = (40, 29, 31)
# How probably somebody agrees, passes and disagrees.
FEELING = {
    "+": (0.83, 0.10, 0.07),
    "-": (0.10, 0.11, 0.79),
    "o": (0.40, 0.20, 0.40),
    "?": (0.26, 0.55, 0.19),
}
OPINIONS = (1, 0, -1)
STRAYING = 0.06  # how often somebody feels as another kind of people does
USUAL, SPREAD = 27, 0.8  # ideas that somebody weighs
ONLY_WROTE = 0.13


def kind(chance: Random) -> int:
    """Return of what kind somebody is."""
    return chance.choices(KINDS, NUMBERS)[0]


def opinion(chance: Random, of: int, leaning: str) -> int:
    """Return whether somebody agrees with an idea, passes or disagrees."""
    felt = chance.choice(KINDS) if chance.random() < STRAYING else of
    return chance.choices(OPINIONS, FEELING[leaning[felt]])[0]


def seen(chance: Random, ideas: Sequence[int]) -> list[int]:
    """Return which ideas somebody weighs: most people few, some many."""
    if chance.random() < ONLY_WROTE:
        return []
    number = round(chance.lognormvariate(0, SPREAD) * USUAL)
    return chance.sample(ideas, min(len(ideas), max(1, number)))


def rating(chance: Random, usual: str) -> int:
    """Return a rating from 1 to 5 around what is usual."""
    return min(5, max(1, round(chance.gauss(int(usual), 0.9))))
