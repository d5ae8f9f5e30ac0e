"""Surveys side by side, question by question: what can be compared, and what cannot and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from participation.activities.domain.findings import Finding
from surveys.domain.counting.union import Joined
from surveys.domain.development import Line, Side, development
from surveys.domain.earlier import Pair, Why, paired


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What one survey has: its questions, and by their codes findings and numbers given."""

    questions: Sequence[Joined]
    findings: Mapping[str, Finding]
    values: Mapping[str, Mapping[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A question in several surveys; `pairs` and `sides` have a place for each of them."""

    joined: Joined
    sides: tuple[Side | None, ...]
    pairs: tuple[Pair | None, ...]
    lines: Sequence[Line]

    @property
    def code(self) -> str:
        """The code that all have."""
        return self.joined.question.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A question that another survey asked under the same code and that cannot be compared."""

    pair: Pair
    place: int
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What comes of comparing the survey at a place with the others.

    `alone` are the questions that only the one survey asked, by its place.
    """

    compared: Sequence[Compared]
    apart: Sequence[Apart]
    alone: Mapping[int, Sequence[Joined]]


def beside(surveys: Sequence[Survey], at: int, also: Collection[str] = ()) -> Beside:
    """Compare the survey at a place with the others, by stable codes of questions."""
    here = surveys[at]
    pairs = [
        {} if place == at else {p.code: p for p in paired(here.questions, each.questions, also)}
        for place, each in enumerate(surveys)
    ]
    compared, apart = [], []
    for joined in here.questions:
        found = tuple(each.get(joined.question.code) for each in pairs)
        sides = _sides(joined, surveys, found, at)
        apart += [
            Apart(pair=pair, place=place, why=pair.why or Why.HIDDEN)
            for place, pair in enumerate(found)
            if pair and sides[place] is None
        ]
        if sum(side is not None for side in sides) > 1 and sides[at]:
            lines = development(sides, at)
            compared.append(Compared(joined=joined, sides=sides, pairs=found, lines=lines))
    return Beside(compared=compared, apart=apart, alone=_alone(surveys, pairs, at))


def _sides(
    joined: Joined, surveys: Sequence[Survey], pairs: Sequence[Pair | None], at: int
) -> tuple[Side | None, ...]:
    """Return the question in each survey; where options differ, what needs all of them is left out.

    Then it is left out everywhere, as the numbers of one line must mean the same.
    """
    sound = [pair for pair in pairs if pair and pair.why is None]
    is_same = not any(pair.has_other_options for pair in sound)
    found: list[Side | None] = []
    for place, (survey, pair) in enumerate(zip(surveys, pairs, strict=True)):
        is_here = place == at
        finding = survey.findings.get(joined.question.code)
        is_told = finding is not None and "hidden" not in finding.figures
        if finding is None or not is_told or not (is_here or (pair and pair.why is None)):
            found.append(None)
            continue
        question = joined if is_here or pair is None else pair.there
        values = survey.values.get(joined.question.code, {})
        side = Side(
            finding=finding, question=question.question, values=values, has_same_options=is_same
        )
        found.append(side)
    return tuple(found)


def _alone(
    surveys: Sequence[Survey], pairs: Sequence[Mapping[str, Pair]], at: int
) -> dict[int, list[Joined]]:
    shared = {code for each in pairs for code in each}
    here = {each.question.code for each in surveys[at].questions}
    found = {
        place: [
            each
            for each in survey.questions
            if each.question.code not in (shared if place == at else here)
        ]
        for place, survey in enumerate(surveys)
    }
    return {place: questions for place, questions in found.items() if questions}
