"""Who has answered so far: beside the population, by link and by day, in one reading of answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from participation.activities.models import Activity
from surveys.domain.counting.block import CHANNEL, DAY, LANGUAGE, Block
from surveys.domain.counting.choosing import Combined, combinations
from surveys.domain.counting.variables import Gives, Variable
from surveys.domain.fieldwork import Fielded, fielded
from surveys.domain.weighting import Respect
from surveys.services import cuts, weighing
from surveys.services.weighing import Ground

Counts = Mapping[Combined, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fieldwork:
    """What has come in. `other` are background questions that the population figures do not know.

    `unasked` are variables of the figures that the survey does not ask.
    """

    ground: Ground
    answers: int
    respects: Sequence[Fielded]
    other: Mapping[str, tuple[Variable, Mapping[str, int]]]
    unasked: Sequence[str]
    channels: Mapping[str, int]
    days: Mapping[date, int]


def fieldwork(activity: Activity) -> Fieldwork:
    """Count who has answered, at this moment."""
    ground = weighing.ground(activity)
    known = cuts.known_of(activity, ground.versions)
    questions = {
        variable: found[0].question.code for variable, found in ground.fitting.items() if found
    }
    other = [
        name
        for name, each in known.variables.items()
        if (each.is_background and each.gives is Gives.CHOICE and name not in questions.values())
        or name == LANGUAGE
    ]
    link, day = known.variables[CHANNEL], known.variables[DAY]

    def count(blocks: Sequence[Block]) -> dict[str, Counts]:
        found: dict[str, Counts] = {
            name: combinations(blocks, [known.variables[name]]) for name in other
        }
        for code in questions.values():
            found[code] = combinations(blocks, [known.variables[code], link])
        return found | {CHANNEL: combinations(blocks, [link]), DAY: combinations(blocks, [day])}

    counts = cuts.over(activity, ground.versions, count)
    channels = [each.code for each in activity.channels]
    return Fieldwork(
        ground=ground,
        answers=sum(counts[CHANNEL].values()),
        respects=[
            fielded(Respect(question=q, variable=v), counts[q], ground.figures.of(v), channels)
            for v, q in questions.items()
        ],
        other={name: (known.variables[name], _single(counts[name])) for name in other},
        unasked=[name for name, found in ground.fitting.items() if not found],
        channels=_single(counts[CHANNEL]),
        days={date.fromisoformat(d): n for d, n in sorted(_single(counts[DAY]).items())},
    )


def _single(counts: Counts) -> dict[str, int]:
    return {name: people for (name,), people in counts.items()}
