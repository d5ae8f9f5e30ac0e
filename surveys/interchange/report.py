"""What became of everything in an imported form. Nothing is dropped without an entry here.

Reasons are facts; `words.sentence` has the sentences.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from participation.platform.refusals import Refusal


class FormRefused(Refusal):
    """The file cannot be imported: the reason, and where in the file."""

    def __init__(self, reason: str, *, sheet: str = "", row: int = 0, **facts: Any) -> None:
        super().__init__(**facts)
        self.entry = Entry(Effect.LEFT_OUT, reason, sheet=sheet, row=row, facts=facts)


class Effect(StrEnum):
    """What happened to something."""

    CARRIED = "carried"
    CHANGED = "changed"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing and what became of it. `settles` says that the whole row is accounted for."""

    effect: Effect
    reason: str
    sheet: str = "survey"
    row: int = 0
    name: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    settles: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the entry for machines."""
        return {
            "effect": self.effect.value,
            "reason": self.reason,
            "sheet": self.sheet,
            "row": self.row,
            "name": self.name,
            "facts": dict(self.facts),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return the entry as it was, without whether it settles its row."""
        return cls(**kept | {"effect": Effect(kept["effect"])})


@dataclass(slots=True)
class Report:
    """All entries, in the order in which they were made."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, effect: Effect, reason: str, **where: Any) -> None:
        """Add an entry."""
        self.entries.append(Entry(effect, reason, **where))

    def of(self, effect: Effect) -> list[Entry]:
        """Return the entries with an effect, in the order of the file."""
        return sorted(self._with(effect), key=lambda entry: (entry.sheet != "survey", entry.row))

    def settled(self) -> dict[int, Entry]:
        """Return what became of each row of the survey sheet as a whole."""
        return {entry.row: entry for entry in self.entries if entry.settles}

    def _with(self, effect: Effect) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.effect is effect)
