"""Responses to one version of a questionnaire as columns, with what every response has."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, Self

import numpy as np

from surveys.domain.counting.column import ANSWERED, Column, Rows
from surveys.domain.counting.columns import Answers, chosen, encode
from surveys.domain.counting.shapes import Shape
from surveys.domain.questionnaire import Questionnaire

CHANNEL, LANGUAGE, DAY, VERSION = "@channel", "@language", "@day", "@version"
REMOVED = "~removed"  # the link by which somebody came, if it is there no more
NOTHING: Rows = np.zeros(0, np.intp)

Facts = tuple[Sequence[str], Sequence[str], Sequence[str]]  # channels, languages, ISO days


class Said(NamedTuple):
    """One response as it is read: its key, the channel's key, an ISO day, and the answers."""

    id: bytes
    channel: str
    language: str
    day: str
    answers: Answers


class Block(Protocol):
    """Columns of responses to one version. `gone` are rows that do not count any more."""

    @property
    def size(self) -> int:
        """How many responses there are, the ones that are gone among them."""
        ...

    @property
    def version(self) -> int:
        """The number of the version."""
        ...

    @property
    def gone(self) -> Rows:
        """Rows that are left out of everything."""
        ...

    @property
    def keys(self) -> Collection[str]:
        """The names of the columns of answers."""
        ...

    def column(self, key: str) -> Column | None:
        """Return a column, if the version has it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A block in memory."""

    size: int
    version: int
    columns: Mapping[str, Column]
    ids: Sequence[bytes] = ()
    gone: Rows = field(default_factory=lambda: NOTHING)

    @property
    def keys(self) -> Collection[str]:
        """The names of the columns of answers."""
        return [name for name in self.columns if not name.startswith("@")]

    def column(self, key: str) -> Column | None:
        """Return a column, if the version has it."""
        return every_one(self.version, self.size) if key == VERSION else self.columns.get(key)

    @classmethod
    def of(cls, questionnaire: Questionnaire, version: int, responses: Sequence[Said]) -> Self:
        """Turn responses to a version into columns."""
        columns = encode(questionnaire, [one.answers for one in responses])
        facts = (
            [one.channel for one in responses],
            [one.language for one in responses],
            [one.day for one in responses],
        )
        return cls.beside(columns, version, [one.id for one in responses], facts)

    @classmethod
    def beside(
        cls, columns: Iterable[Column], version: int, ids: Sequence[bytes], facts: Facts
    ) -> Self:
        """Put what every response has beside columns of answers."""
        channels, languages, days = facts
        beside = (
            fact(CHANNEL, [channel or None for channel in channels]),
            fact(LANGUAGE, languages),
            fact(DAY, days),
        )
        every = {column.key: column for column in (*columns, *beside)}
        return cls(size=len(ids), version=version, columns=every, ids=ids)


def fact(key: str, values: Sequence[Any]) -> Column:
    """Return what every response has as a column; None is not asked."""
    codes, options = chosen(values, ())
    return Column(key=key, shape=Shape.SINGLE, codes=codes, options=options)


def every_one(version: int, size: int) -> Column:
    """Return the column of versions, in which every response has the same."""
    codes = np.full(size, ANSWERED, np.uint8)
    return Column(key=VERSION, shape=Shape.SINGLE, codes=codes, options=(str(version),))
