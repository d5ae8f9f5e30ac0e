"""How many people there are of each kind: figures by background.

A row names a group by codes of categories, one for each variable, and how many people are in it.
No code means everybody in that respect, so that a table may hold age by gender in some rows and
languages alone in others: what a variable comes to is taken from the rows that name the fewest
variables besides it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """People by group; a group has a code for each variable, or nothing for everybody."""

    variables: tuple[str, ...] = ()
    people: Mapping[Group, int] = field(default_factory=dict)

    def of(self, variable: str) -> dict[str, int]:
        """Return people by category of one variable, in the order of the file."""
        at = self.variables.index(variable)
        named = {frozenset(i for i, code in enumerate(group) if code) for group in self.people}
        fewest = min((each for each in named if at in each), key=lambda e: (len(e), sorted(e)))
        found: dict[str, int] = {}
        for group, people in self.people.items():
            if frozenset(i for i, code in enumerate(group) if code) == fewest:
                found[group[at]] = found.get(group[at], 0) + people
        return found

    @property
    def total(self) -> int:
        """How many people there are, by the variable that knows of most."""
        return max(sum(self.of(variable).values()) for variable in self.variables)

    def lines(self) -> Iterator[tuple[str | int, ...]]:
        """Yield the rows of a file of these figures."""
        for group, people in self.people.items():
            yield *group, people

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object in which the figures are stored."""
        rows = [[*group, people] for group, people in self.people.items()]
        return {"format": 1, "variables": list(self.variables), "rows": rows}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the figures from their JSON object."""
        people = {tuple(row[:-1]): row[-1] for row in stored["rows"]}
        return cls(variables=tuple(stored["variables"]), people=people)
