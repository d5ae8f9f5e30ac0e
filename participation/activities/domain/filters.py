"""Which answers a figure is made from: one object for pages, titles, files and the API.

A variable is the code of a question (`q3`), of a row of a matrix (`q3.r1`), or one of `FACTS`,
which every contribution has. Values are codes; days and numbers have a range.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

FACTS = ("@channel", "@language", "@day", "@version")
RANGE = ".."


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Condition:
    """One thing asked of an answer: one of some values, or something between two ends.

    Ends are ISO days or numbers, both included; an empty end is open.
    """

    variable: str
    values: tuple[str, ...] = ()
    least: str = ""
    most: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return what is said, and nothing else."""
        found = {"values": list(self.values), "least": self.least, "most": self.most}
        return {"variable": self.variable} | {name: said for name, said in found.items() if said}

    def to_words(self) -> str:
        """Return the condition as it stands in an address: `q3:a,b` or `@day:2026-01-01..`."""
        said = ",".join(self.values) or f"{self.least}{RANGE}{self.most}"
        return f"{self.variable}:{said}"

    @classmethod
    def from_words(cls, words: str) -> Self | None:
        """Read a condition from an address; None if it says nothing."""
        variable, _, said = words.partition(":")
        if not variable or said in ("", RANGE):
            return None
        if RANGE in said:
            least, _, most = said.partition(RANGE)
            return cls(variable=variable, least=least, most=most)
        values = tuple(sorted({value for value in said.split(",") if value}))
        return cls(variable=variable, values=values) if values else None


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all hold. Two filters that say the same are equal, whatever their order."""

    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.conditions)

    @classmethod
    def of(cls, conditions: Iterable[Condition]) -> Self:
        """Put conditions into the order in which they are kept."""
        return cls(tuple(sorted(set(conditions))))

    def to_json(self) -> list[dict[str, Any]]:
        """Return the JSON in which findings and reports keep the filter."""
        return [condition.to_json() for condition in self.conditions]

    @classmethod
    def from_json(cls, stored: Iterable[Mapping[str, Any]]) -> Self:
        """Rebuild a filter from its JSON."""
        return cls.of(
            Condition(**{**each, "values": tuple(each.get("values", ()))}) for each in stored
        )

    def to_query(self) -> list[str]:
        """Return the values of the parameter `only` of an address."""
        return [condition.to_words() for condition in self.conditions]

    @classmethod
    def from_query(cls, said: Iterable[str]) -> Self:
        """Read the values of the parameter `only`; what says nothing is left out."""
        return cls.of(found for words in said if (found := Condition.from_words(words)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How figures are made: from which answers, split by which variable, weighted by what.

    `weights` is the public name of a weighting; empty, everybody counts as one.
    """

    filter: Filter = Filter()
    by: str = ""
    weights: str = ""

    def __bool__(self) -> bool:
        return bool(self.filter or self.by or self.weights)

    def to_json(self) -> dict[str, Any]:
        """Return what is asked for, and nothing else, as parameters of an address."""
        found = {"only": self.filter.to_query(), "by": self.by, "weights": self.weights}
        return {name: value for name, value in found.items() if value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild a cut from the parameters of an address."""
        rest = {name: stored.get(name, "") for name in ("by", "weights")}
        return cls(filter=Filter.from_query(stored.get("only", ())), **rest)


WHOLE = Cut()
