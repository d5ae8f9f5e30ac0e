"""Invented residents: where they live, how old they are, what they lean towards.

The figures are made up so that results are worth reading: islanders miss ferries, the young look
for homes and events, and who is content with one thing tends to be content with the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

LANGUAGES = {"fi": 62, "sv": 30, "en": 8}
AREAS = {
    "fi": {"centre": 42, "west": 26, "inland": 18, "islands": 6, "elsewhere": 8},
    "sv": {"centre": 27, "west": 19, "inland": 16, "islands": 30, "elsewhere": 8},
    "en": {"centre": 68, "west": 22, "inland": 4, "islands": 2, "elsewhere": 4},
}
AGES = {"under18": 7, "18to29": 13, "30to44": 25, "45to64": 29, "65to74": 17, "over75": 9}
AGES_BY_CHANNEL: Mapping[str, Mapping[str, int]] = {
    "school": {"under18": 84, "18to29": 16},
    "library": {"30to44": 12, "45to64": 26, "65to74": 34, "over75": 28},
    "letter": {"45to64": 30, "65to74": 40, "over75": 30},
}
CHANNELS = {"web": 52, "newsletter": 22, "school": 9, "library": 9, "letter": 8}
CONTENT_BY_AREA = {"centre": 0.35, "west": 0.25, "inland": -0.15, "islands": -0.25}
SPREAD = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """Somebody who answers; `mood` is how content they are, `trust` how heard they feel."""

    channel: str
    language: str
    area: str
    age: str
    mood: float
    trust: float

    @property
    def is_young(self) -> bool:
        """Tell whether the resident is under 30."""
        return self.age in ("under18", "18to29")

    @property
    def is_old(self) -> bool:
        """Tell whether the resident is 65 or over."""
        return self.age in ("65to74", "over75")


def resident(chance: Random) -> Resident:
    """Invent one."""
    channel = drawn(chance, CHANNELS)
    language = drawn(chance, LANGUAGES)
    area = drawn(chance, AREAS[language])
    mood = chance.gauss(CONTENT_BY_AREA.get(area, 0.1), SPREAD)
    return Resident(
        channel=channel,
        language=language,
        area=area,
        age=drawn(chance, AGES_BY_CHANNEL.get(channel, AGES)),
        mood=mood,
        trust=0.5 * mood + chance.gauss(-0.3, SPREAD),
    )


def drawn(chance: Random, weights: Mapping[str, float]) -> str:
    """Draw one of the keys by its weight."""
    return chance.choices(list(weights), list(weights.values()))[0]


def happens(chance: Random, share: float) -> bool:
    """Tell whether something happens that happens to a share of people."""
    return chance.random() < share


def several(chance: Random, weights: Mapping[str, float], count: int) -> list[str]:
    """Draw different keys by their weights, in the order of the weights' mapping."""
    left, chosen = dict(weights), []
    for _time in range(min(count, len(left))):
        chosen.append(drawn(chance, left))
        del left[chosen[-1]]
    return [key for key in weights if key in chosen]


def step(chance: Random, steps: Sequence[str], leaning: float) -> str:
    """Return a step of a scale from worst to best; a leaning of 0 is its middle."""
    middle = (len(steps) - 1) / 2
    place = round(middle + leaning + chance.gauss(0, 0.7))
    return steps[max(0, min(len(steps) - 1, place))]
