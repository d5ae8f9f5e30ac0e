"""What a ballot may say. Marks are votes (1), points, scores, or places from 1, by project."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Marks = Mapping[str, int]
CHOOSE_ONE, APPROVE, KNAPSACK, POINTS, SCORE, RANK = (
    "choose_one", "approve", "knapsack", "points", "score", "rank",
)  # fmt: skip


class Wrong(StrEnum):
    """What can be wrong with a ballot."""

    EMPTY = "empty"
    NOT_ON_BALLOT = "not_on_ballot"
    TOO_MANY = "too_many"
    TOO_FEW = "too_few"
    TOO_DEAR = "too_dear"
    TOO_MANY_POINTS = "too_many_points"
    BAD_MARK = "bad_mark"
    TOO_MANY_OF_CATEGORY = "too_many_of_category"
    TOO_MANY_AREAS = "too_many_areas"
    OTHER_AREA = "other_area"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: of which project, area or category, what was found and what may be."""

    wrong: Wrong
    where: str = ""
    found: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A project on the ballot."""

    area: str
    cost: int
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An area of the ballot: its money and the most that may be chosen in it."""

    amount: int
    most: int | None = None
    is_whole_town: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a budget asks of a ballot. `home` is the area where a voter must keep to, if any."""

    kind: str
    choices: Mapping[str, Choice]
    parts: Mapping[str, Part]
    fewest: int = 1
    points: int = 0
    least_score: int = 0
    most_score: int = 0
    whole_town: bool = True
    most_areas: int = 1
    home: str = ""
    categories: Mapping[str, int] = field(default_factory=dict)

    def most_in(self, area: str) -> int | None:
        """Return how many projects of an area may be chosen; nothing where any number may."""
        return 1 if self.kind == CHOOSE_ONE else self.parts[area].most

    def open_parts(self) -> tuple[str, ...]:
        """Return the areas in which the voter may choose."""
        return tuple(
            code
            for code, part in self.parts.items()
            if (self.whole_town if part.is_whole_town else self._is_mine(code))
        )

    def _is_mine(self, code: str) -> bool:
        return bool(self.most_areas) and self.home in ("", code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """How far a ballot is in one area."""

    chosen: int
    most: int | None
    spent: int
    amount: int
    points: int


def meter(terms: Terms, marks: Marks, area: str) -> Meter:
    """Measure what is chosen in an area."""
    here = _in_area(terms, marks, area)
    return Meter(
        chosen=len(here),
        most=terms.most_in(area),
        spent=sum(terms.choices[code].cost for code in here),
        amount=terms.parts[area].amount,
        points=sum(here.values()) if terms.kind == POINTS else 0,
    )


def faults(terms: Terms, marks: Marks) -> tuple[Fault, ...]:
    """Return everything that keeps a ballot from being cast."""
    strange = [Fault(Wrong.NOT_ON_BALLOT, code) for code in marks if code not in terms.choices]
    known = {code: mark for code, mark in marks.items() if code in terms.choices}
    if not known:
        return (*strange, Fault(Wrong.EMPTY))
    areas = [code for code in terms.parts if _in_area(terms, known, code)]
    found = [*strange, *_areas(terms, areas)]
    for area in areas:
        found += _area(terms, known, area)
    return (*found, *_categories(terms, known))


def _in_area(terms: Terms, marks: Marks, area: str) -> dict[str, int]:
    known = terms.choices
    return {
        code: mark for code, mark in marks.items() if code in known and known[code].area == area
    }


def _areas(terms: Terms, areas: Collection[str]) -> list[Fault]:
    shut = set(areas) - set(terms.open_parts())
    found = [Fault(Wrong.OTHER_AREA, area) for area in areas if area in shut]
    parts = [area for area in areas if not terms.parts[area].is_whole_town]
    if len(parts) > terms.most_areas and not shut:
        found.append(Fault(Wrong.TOO_MANY_AREAS, found=len(parts), limit=terms.most_areas))
    return found


def _area(terms: Terms, marks: Marks, area: str) -> list[Fault]:
    here = _in_area(terms, marks, area)
    measured = meter(terms, marks, area)
    found = _marks(terms, here, area)
    if measured.most is not None and measured.chosen > measured.most:
        found.append(Fault(Wrong.TOO_MANY, area, measured.chosen, measured.most))
    if measured.chosen < terms.fewest and terms.kind != CHOOSE_ONE:
        found.append(Fault(Wrong.TOO_FEW, area, measured.chosen, terms.fewest))
    if terms.kind == KNAPSACK and measured.spent > measured.amount:
        found.append(Fault(Wrong.TOO_DEAR, area, measured.spent, measured.amount))
    if measured.points > terms.points:
        found.append(Fault(Wrong.TOO_MANY_POINTS, area, measured.points, terms.points))
    return found


def _marks(terms: Terms, here: Marks, area: str) -> list[Fault]:
    if terms.kind == RANK:
        is_whole = sorted(here.values()) == list(range(1, len(here) + 1))
        return [] if is_whole else [Fault(Wrong.BAD_MARK, area)]
    least, most = _range(terms)
    return [Fault(Wrong.BAD_MARK, code) for code, mark in here.items() if not least <= mark <= most]


def _range(terms: Terms) -> tuple[int, int]:
    if terms.kind == POINTS:
        return 1, max(terms.points, 1)
    return (terms.least_score, terms.most_score) if terms.kind == SCORE else (1, 1)


def _categories(terms: Terms, marks: Marks) -> list[Fault]:
    found = []
    for category, most in terms.categories.items():
        chosen = sum(terms.choices[code].category == category for code in marks)
        if chosen > most:
            found.append(Fault(Wrong.TOO_MANY_OF_CATEGORY, category, chosen, most))
    return found


def slips(terms: Terms, marks: Marks) -> dict[str, dict[str, int]]:
    """Part a ballot into one slip for each area, so that no slip tells of two."""
    parted = {area: _in_area(terms, marks, area) for area in terms.parts}
    return {area: dict(sorted(here.items())) for area, here in parted.items() if here}
