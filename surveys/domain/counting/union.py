"""The versions of a questionnaire as one list of questions, joined by stable codes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from surveys.domain.counting.shapes import Shape, key, shape_of
from surveys.domain.questionnaire import Option, Question, Questionnaire, Row
from surveys.domain.questions.registry import asks

Part = TypeVar("Part", bound=Option | Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A question as its newest version has it, with options and rows of older ones at the end.

    Steps of a scale keep their order: one that is gone stays beside the step it stood beside.

    `versions` are the numbers of the versions that asked it, `asked` the question as each had it.
    `apart` are versions whose question of the same code is counted apart: it meant something else.
    """

    question: Question
    shape: Shape
    versions: tuple[int, ...]
    asked: tuple[Question, ...] = ()
    apart: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The name of its tally."""
        return key(self.question, self.shape)

    @property
    def mark(self) -> str:
        """What tells the question from an earlier one of its code: `~v3`, begun in version 3."""
        is_later = bool(self.apart) and self.apart[0] < self.versions[0]
        return f"~v{self.versions[0]}" if is_later else ""

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
        for question in filter(asks, versions[number].questions()):
            newer = Joined(
                question=question, shape=shape_of(question), versions=(number,), asked=(question,)
            )
            older = found.get(newer.key)
            found[newer.key] = _with(older, question, number) if older else newer
    by_code: dict[str, set[int]] = {}
    for each in found.values():
        by_code.setdefault(each.question.code, set()).update(each.versions)
    return tuple(_told_apart(each, by_code[each.question.code]) for each in found.values())


def newest(questions: Sequence[Joined]) -> list[Joined]:
    """Leave out older questions whose code another one has now."""
    return list({each.question.code: each for each in reversed(questions)}.values())[::-1]


def _told_apart(joined: Joined, numbers: Collection[int]) -> Joined:
    """Note the versions in which the same code stood for another question."""
    others = set(numbers) - set(joined.versions)
    return replace(joined, apart=tuple(sorted(others))) if others else joined


def _with(newer: Joined, older: Question, number: int) -> Joined:
    question = newer.question
    options = _between if question.rows else _extended
    merged = replace(
        question,
        options=options(question.options, older.options),
        rows=_extended(question.rows, older.rows),
        scale=_between(question.scale, older.scale),
        other=question.other or older.other,
    )
    return replace(
        newer,
        question=merged,
        versions=(number, *newer.versions),
        asked=(older, *newer.asked),
    )


def _extended(newer: tuple[Part, ...], older: tuple[Part, ...]) -> tuple[Part, ...]:
    known = {part.code for part in newer}
    return newer + tuple(part for part in older if part.code not in known)


def _between(newer: tuple[Part, ...], older: tuple[Part, ...]) -> tuple[Part, ...]:
    found = list(newer)
    for at, part in enumerate(older):
        codes = [each.code for each in found]
        if part.code not in codes:
            found.insert(codes.index(older[at - 1].code) + 1 if at else 0, part)
    return tuple(found)
