"""Date and month: written as numbers in fields of their own, kept as `2026-05-31` or `2026-05`.

Settings: `min` and `max`, the first and last one taken, in the same form.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from surveys.domain.questionnaire import Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form, Problem, Reading

DIGITS = {"day": re.compile(r"\d{1,2}\.?"), "month": re.compile(r"\d{1,2}\.?")}
YEAR = re.compile(r"\d{4}")
FIRST_OF_MONTH = "-01"
LENGTHS = {"date": len("2026-05-31"), "month": len("2026-05")}


def part_field(question: Question, part: str) -> str:
    """Name the form field of the day, the month or the year."""
    return f"{question.code}.{part}"


def day_of(words: Any) -> date | None:
    """Return the day that `2026-05-31` names, or the first day of `2026-05`; nothing if none."""
    if not isinstance(words, str) or len(words) not in LENGTHS.values():
        return None
    full = words if len(words) == LENGTHS["date"] else words + FIRST_OF_MONTH
    try:
        return date.fromisoformat(full)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateKind:
    """A day or a month."""

    key: str
    parts: tuple[str, ...]
    has_options: bool = False
    has_rows: bool = False
    gives: str = "date"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        parts = (part_field(question, part) for part in self.parts)
        return *parts, fields.missing_field(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read the parts, or why there are none."""
        typed = {part: fields.words_in(form, part_field(question, part)) for part in self.parts}
        beside = fields.beside_value(question, form, has_value=any(typed.values()))
        if beside is not None:
            return beside
        if not any(typed.values()):
            return fields.unanswered(question)
        missing = [part for part, words in typed.items() if not words]
        if missing:
            facts = {"missing": missing}
            return Reading({}, (Problem("date_incomplete", self._first(question, missing), facts),))
        found = self._meant(typed)
        problem = _problem(question, found)
        if problem:
            return Reading({}, (problem,))
        return Reading({question.code: found})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the fields that hold the parts."""
        value = answers.get(question.code)
        found = day_of(value)
        if found is None:
            return fields.refill_written(question, value, "")
        parts = {"day": found.day, "month": found.month, "year": f"{found.year:04}"}
        return {part_field(question, part): [str(parts[part])] for part in self.parts}

    def faults(self, question: Question) -> list[str]:
        """Name bounds that are no dates or leave none."""
        bounds = [question.settings.get(name) for name in ("min", "max")]
        if any(bound is not None and not self._is_sound(bound) for bound in bounds):
            return ["bad_dates"]
        low, high = bounds
        return ["min_over_max"] if low and high and low > high else []

    def _is_sound(self, bound: Any) -> bool:
        return day_of(bound) is not None and len(bound) == LENGTHS[self.key]

    def _first(self, question: Question, parts: list[str]) -> str:
        return part_field(question, parts[0])

    def _meant(self, typed: Mapping[str, str]) -> str:
        """Return the day or month that was typed, or nothing if there is none such."""
        if not YEAR.fullmatch(typed["year"]) or not all(
            DIGITS[part].fullmatch(typed[part]) for part in self.parts if part != "year"
        ):
            return ""
        numbers = {part: words.rstrip(".") for part, words in typed.items()}
        words = "-".join(numbers[part].zfill(2) for part in reversed(self.parts))
        return words if words.isascii() and day_of(words) else ""


def _problem(question: Question, found: str) -> Problem | None:
    if not found:
        return Problem("not_a_date", question.code)
    low, high = question.settings.get("min"), question.settings.get("max")
    facts = {"min": low, "max": high}
    if low and found < low:
        return Problem("too_early", question.code, facts)
    return Problem("too_late", question.code, facts) if high and found > high else None


DATE = DateKind(key="date", parts=("day", "month", "year"))
MONTH = DateKind(key="month", parts=("month", "year"))
