"""The cells of one line of a table of ideas, and what is wrong with them. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from unicodedata import category

LONGEST = 2_000  # characters of an idea, as the settings of a round allow at most
LONGEST_NAME = 100  # of a place, an area, a theme, a code
EDGES = {"latitude": 90.0, "longitude": 180.0}
UNREADABLE = ("Cc", "Cs", "Cn")
FORMULAS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 -- those that our files mark
STATES = ("waiting", "published", "hidden")
REASONS = ("personal_data", "insult", "off_topic", "advertising", "other")


class Wrong(StrEnum):
    """What can be wrong with a line."""

    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN = "unknown"
    NOT_A_PLACE = "not_a_place"
    NOT_A_DAY = "not_a_day"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, on which line, in which column, and what stands there."""

    line: int
    column: str
    wrong: Wrong
    said: str = ""


@dataclass(slots=True)
class Cells:
    """One line: what its cells say, and the faults found while they were read."""

    line: int
    cells: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def words(self, name: str, *, needed: bool = False, longest: int = LONGEST) -> str:
        """Return words, without the mark by which our files keep them from being formulas."""
        said = bared(self.cells.get(name, "")).replace("\r\n", "\n").strip()
        if needed and not said:
            self._note(name, Wrong.EMPTY)
        if len(said) > longest:
            self._note(name, Wrong.TOO_LONG, said)
        if any(category(one) in UNREADABLE and one not in "\t\n" for one in said):
            self._note(name, Wrong.UNREADABLE)
        return said

    def short(self, name: str) -> str:
        """Return a name on one line."""
        return " ".join(self.words(name, longest=LONGEST_NAME).split())

    def among(
        self, name: str, known: Mapping[str, str], wrong: Wrong, *, needed: bool = False
    ) -> str:
        """Return the code of what is named; of the only one there is where it must be known."""
        said = " ".join(self.words(name).casefold().split())
        if not said and not needed:
            return ""
        codes = set(known.values())
        if not said and len(codes) == 1:
            return codes.pop()
        if said not in known:
            self._note(name, wrong, said)
        return known.get(said, "")

    def point(self) -> tuple[float | None, float | None]:
        """Return where on earth: both numbers, or neither."""
        found = {name: self._degrees(name, most) for name, most in EDGES.items()}
        missing = [name for name, value in found.items() if value is None]
        if len(missing) == 1 and not self.faults:
            self._note(missing[0], Wrong.NOT_A_PLACE)
        return found["latitude"], found["longitude"]

    def _degrees(self, name: str, most: float) -> float | None:
        said = self.short(name).replace(",", ".").removeprefix("'")
        if not said:
            return None
        try:
            value = float(said)
        except ValueError:
            value = math.nan
        if not abs(value) <= most:
            self._note(name, Wrong.NOT_A_PLACE, said)
            return None
        return value

    def day(self, today: date) -> str:
        """Return a day as ISO has it: 2026-11-23 or 23.11.2026, not after today."""
        said = self.short("day").partition(" ")[0].partition("T")[0]
        if not said:
            return ""
        found = _day(said)
        if found is None or found > today:
            self._note("day", Wrong.NOT_A_DAY if found is None else Wrong.LATER, said)
            return ""
        return found.isoformat()

    def state(self) -> str:
        """Return whether others were to see it."""
        return self.among("state", {one: one for one in STATES}, Wrong.UNKNOWN)

    def reason(self) -> str:
        """Return why others were not to see it."""
        return self.among("reason", {one: one for one in REASONS}, Wrong.UNKNOWN)

    def _note(self, name: str, wrong: Wrong, said: str = "") -> None:
        self.faults.append(Fault(self.line, name, wrong, said[:60]))


def bared(words: str) -> str:
    """Return words without the apostrophe that keeps a spreadsheet from running them."""
    return words[1:] if words.startswith("'") and words[1:].startswith(FORMULAS) else words


def _day(said: str) -> date | None:
    try:
        if "." in said:
            day, month, year = (int(part) for part in said.rstrip(".").split("."))
            return date(year, month, day)
        return date.fromisoformat(said)
    except ValueError:
        return None
