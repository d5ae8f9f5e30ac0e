"""The versions of a questionnaire as one list of questions, joined by stable codes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from surveys.domain.counting.shapes import Shape, key, shape_of
from surveys.domain.questionnaire import Option, Question, Questionnaire, Row

Part = TypeVar("Part", bound=Option | Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A question as its newest version has it, with options and rows of older ones at the end.

    `versions` are the numbers of the versions that asked it.
    """

    question: Question
    shape: Shape
    versions: tuple[int, ...]

    @property
    def key(self) -> str:
        """The name of its tally."""
        return key(self.question, self.shape)

    def row_key(self, row: Row) -> str:
        """Return the name of the tally of one row."""
        return self.part_key(row.code)

    def part_key(self, code: str) -> str:
        """Return the name of the tally of one row, or of one option that has its own."""
        return key(self.question, self.shape, code)


def join(versions: Mapping[int, Questionnaire]) -> tuple[Joined, ...]:
    """Join versions by number: the newest one's order, then what only older ones asked."""
    found: dict[str, Joined] = {}
    for number in sorted(versions, reverse=True):
        for question in versions[number].questions():
            newer = Joined(question=question, shape=shape_of(question), versions=(number,))
            older = found.get(newer.key)
            found[newer.key] = _with(older, question, number) if older else newer
    return tuple(found.values())


def _with(newer: Joined, older: Question, number: int) -> Joined:
    question = newer.question
    merged = replace(
        question,
        options=_extended(question.options, older.options),
        rows=_extended(question.rows, older.rows),
        other=question.other or older.other,
    )
    return replace(newer, question=merged, versions=(number, *newer.versions))


def _extended(newer: tuple[Part, ...], older: tuple[Part, ...]) -> tuple[Part, ...]:
    known = {part.code for part in newer}
    return newer + tuple(part for part in older if part.code not in known)
