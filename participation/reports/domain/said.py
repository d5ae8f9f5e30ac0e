"""What a report says: people's words, words of ours, and numbers with a unit.

Nothing here is in a language yet. `Words` speaks one, and is the only place where numbers are
rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, Self

from participation.platform.i18n.text import Text


class Unit(StrEnum):
    """What a number counts, which decides how it is written."""

    SHARE = "share"  # 0–1, written in per cent
    PEOPLE = "people"
    MEAN = "mean"
    AMOUNT = "amount"  # of what people were asked for: years, euros
    SCORE = "score"
    NET = "net"


DECIMALS: Mapping[Unit, int | None] = {
    Unit.SHARE: 1,
    Unit.PEOPLE: 0,
    Unit.MEAN: 2,
    Unit.AMOUNT: None,
    Unit.SCORE: 1,
    Unit.NET: 0,
}
# Beside a bar there is room for less.
SHORT: Mapping[Unit, int | None] = {**DECIMALS, Unit.SHARE: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number with its unit; `of` names what is counted (years, euros)."""

    number: float
    unit: Unit
    decimals: int | None = -1
    of: Text = field(default_factory=Text)

    @property
    def digits(self) -> int | None:
        """How many decimals are written; None writes up to three, as many as there are."""
        if self.decimals != -1:
            return self.decimals
        if self.unit is Unit.PEOPLE and self.number != int(self.number):
            return 1  # weighted people
        return DECIMALS[self.unit]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of ours, by a key that `Words` knows, with what is put into them."""

    key: str
    values: Mapping[str, "Said"] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted(self.values))))


Said = Text | Phrase | Value | str | int
NOTHING = Text()


class Spoken(str):
    """Words in a language that is not the one of the document around them."""

    __slots__ = ("language",)
    language: str

    @classmethod
    def in_language(cls, words: str, language: str) -> Self:
        """Return words that tell which language they are in."""
        spoken = cls(words)
        spoken.language = language
        return spoken


def language_of(words: str) -> str:
    """Return the language of words where it is not that of the document."""
    return words.language if isinstance(words, Spoken) else ""


class Words(Protocol):
    """Speaks one language: what writers need so that a document becomes strings."""

    @property
    def language(self) -> str:
        """The code of the language."""
        ...

    def say(self, text: Text) -> str:
        """Return people's words, marked (`Spoken`) where they are in another language."""
        ...

    def phrase(self, key: str, values: Mapping[str, Any]) -> str:
        """Return words of ours; values are strings, whole numbers as they are for plurals."""
        ...

    def value(self, value: Value) -> str:
        """Write a number: 1 234,5 · 41,3 %."""
        ...

    def short(self, number: float, unit: Unit) -> str:
        """Write a number beside a bar."""
        ...


def spoken(said: Said, words: Words) -> str:
    """Return what is said, in the language of the words."""
    if isinstance(said, Text):
        return words.say(said)
    if isinstance(said, Value):
        return words.value(said)
    if isinstance(said, Phrase):
        inside = {
            name: each if isinstance(each, int) else spoken(each, words)
            for name, each in said.values.items()
        }
        return words.phrase(said.key, inside)
    return str(said)


def phrase(key: str, **values: Said) -> Phrase:
    """Return words of ours."""
    return Phrase(key, values)
