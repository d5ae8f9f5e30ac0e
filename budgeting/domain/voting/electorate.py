"""Who may vote, and the exact reason why somebody may not."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Bar(StrEnum):
    """Why somebody may not vote."""

    NO_BIRTH_YEAR = "no_birth_year"
    TOO_YOUNG = "too_young"
    NOT_RESIDENT = "not_resident"
    NO_AREA = "no_area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a budget asks of voters. `areas` are those one of which is a voter's own, if any."""

    minimum_age: int | None = None
    is_for_residents: bool = False
    areas: Collection[str] = ()

    @property
    def asks_anything(self) -> bool:
        """Tell whether there is anything to ask before somebody votes."""
        return self.minimum_age is not None or self.is_for_residents or bool(self.areas)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """What somebody says of themselves."""

    birth_year: int | None = None
    is_resident: bool = False
    area: str = ""


def bars(conditions: Conditions, voter: Voter, year: int) -> tuple[Bar, ...]:
    """Return everything that keeps somebody from voting in a year.

    Whoever reaches the age by the end of the year may vote from its first day.
    """
    found = []
    if conditions.minimum_age is not None:
        if voter.birth_year is None:
            found.append(Bar.NO_BIRTH_YEAR)
        elif year - voter.birth_year < conditions.minimum_age:
            found.append(Bar.TOO_YOUNG)
    if conditions.is_for_residents and not voter.is_resident:
        found.append(Bar.NOT_RESIDENT)
    if conditions.areas and voter.area not in conditions.areas:
        found.append(Bar.NO_AREA)
    return tuple(found)
