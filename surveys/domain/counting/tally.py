"""What was counted. Counts add up and can be taken away again: `a + b - b == a`.

Everything in a count is a sum over responses, so a count kept up to date by adding and taking
away is the same count, to the last figure, as one made anew.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Self

FORMAT = 1
MISSING = ("no_answer", "dont_know", "prefer_not")


class UnknownFormat(Exception):
    """A stored count was written by a version this one cannot read; count anew."""


def _joined(a: Mapping[str, float], b: Mapping[str, float], sign: int) -> dict[str, float]:
    total: dict[str, float] = defaultdict(int, a)
    for name, number in b.items():
        total[name] += sign * number
    return {name: number for name, number in total.items() if number}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of one question or one row of a matrix; who was not asked is in no tally.

    `options` count respondents by option code. Of numbers, `values` is a histogram by value,
    `total` their exact sum, and `rounded` counts those too fine for the histogram (see `bins`).
    Weighted, `options`, `values` and `others` are parts of people (see `cutting`).
    """

    answered: int = 0
    no_answer: int = 0
    dont_know: int = 0
    prefer_not: int = 0
    others: float = 0
    rounded: int = 0
    total: Fraction = Fraction()
    options: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def missing(self) -> dict[str, int]:
        """Those who were asked and did not answer, by reason."""
        return {name: getattr(self, name) for name in MISSING}

    @property
    def asked(self) -> int:
        """How many were asked."""
        return self.answered + sum(self.missing.values())

    def joined(self, other: Self, sign: int) -> Self:
        """Add the other tally, or take it away."""
        sums = {name: getattr(self, name) + sign * getattr(other, name) for name in SUMS}
        return type(self)(
            **sums,
            options=_joined(self.options, other.options, sign),
            values=_joined(self.values, other.values, sign),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what is not zero."""
        found = {name: getattr(self, name) for name in (*SUMS, "options", "values")}
        kept = {name: value for name, value in found.items() if value}
        return kept | ({"total": str(self.total)} if self.total else {})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild a tally from its JSON object."""
        return cls(**{**stored, "total": Fraction(stored.get("total", 0))})


SUMS = ("answered", *MISSING, "others", "rounded", "total")


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of a survey: how many responses, and a tally by key (see `shapes.key`)."""

    responses: int = 0
    tallies: Mapping[str, Tally] = field(default_factory=dict)

    def __add__(self, other: Self) -> Self:
        return self._joined(other, 1)

    def __sub__(self, other: Self) -> Self:
        return self._joined(other, -1)

    def _joined(self, other: Self, sign: int) -> Self:
        none = Tally()
        names = dict.fromkeys((*self.tallies, *other.tallies))
        tallies = {
            name: self.tallies.get(name, none).joined(other.tallies.get(name, none), sign)
            for name in names
        }
        kept = {name: tally for name, tally in tallies.items() if tally != none}
        return type(self)(self.responses + sign * other.responses, kept)

    def __getitem__(self, name: str) -> Tally:
        return self.tallies.get(name, Tally())

    def not_asked(self, name: str) -> int:
        """How many responses come from people who were not asked."""
        return self.responses - self[name].asked

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object in which the counts are stored."""
        tallies = {name: tally.to_json() for name, tally in sorted(self.tallies.items())}
        return {"format": FORMAT, "responses": self.responses, "tallies": tallies}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild counts from their JSON object."""
        if stored.get("format") != FORMAT:
            raise UnknownFormat(stored.get("format"))
        tallies = {name: Tally.from_json(found) for name, found in stored["tallies"].items()}
        return cls(stored["responses"], tallies)
