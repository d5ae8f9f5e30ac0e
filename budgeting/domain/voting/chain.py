"""A log of which each entry holds the hash of the one before, so that a change shows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened on a day."""

    number: int
    day: date
    kind: str
    facts: Mapping[str, Any]

    def digest(self, before: str) -> str:
        """Return the hash of the entry and of all before it."""
        said = json.dumps(
            [before, self.number, self.day.isoformat(), self.kind, dict(self.facts)],
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        )
        return sha256(said.encode()).hexdigest()


def first_broken(entries: Iterable[tuple[Entry, str]]) -> int | None:
    """Return the number that the first entry should have that is changed, missing or added."""
    before = START
    for number, (entry, digest) in enumerate(entries, 1):
        if entry.number != number or entry.digest(before) != digest:
            return number
        before = digest
    return None
