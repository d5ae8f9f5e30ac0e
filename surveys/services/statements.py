"""Whether the statements of a matrix measure one thing together."""

from collections.abc import Sequence
from dataclasses import dataclass

from participation.activities.domain.statistics.readiness import Measure, lacking
from participation.activities.domain.statistics.refusals import Refused
from participation.activities.domain.statistics.reliability import Item, Reliability, reliability
from participation.activities.models import Activity
from participation.platform.refusals import NotFound
from surveys import queries
from surveys.domain.counting.shapes import Shape, choices
from surveys.domain.counting.together import covariances
from surveys.domain.counting.union import Joined, join
from surveys.domain.questionnaire import Row
from surveys.services import cuts


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The statements of a matrix, how many answered all of them, and what they come to."""

    joined: Joined
    people: int
    found: Reliability | Refused

    @property
    def items(self) -> Sequence[tuple[Row, Item]]:
        """Each statement with how it goes with the others."""
        items = () if isinstance(self.found, Refused) else self.found.items
        return list(zip(self.joined.question.rows, items, strict=False))


def statements(activity: Activity, code: str) -> Statements:
    """Work out how the statements of the newest matrix of a code go together, or refuse."""
    known = queries.published(activity.id)
    matrices = (each for each in join(dict(known.values())) if each.shape is Shape.MATRIX)
    joined = next((each for each in matrices if each.question.code == code), None)
    if joined is None:
        raise NotFound
    keys = [joined.row_key(row) for row in joined.question.rows]
    steps = choices(joined.question)
    people, table = cuts.over(activity, known, lambda blocks: covariances(blocks, keys, steps))
    refused = lacking(Measure.ALPHA, items=len(keys), answers=people)
    return Statements(joined=joined, people=people, found=refused or reliability(table))
