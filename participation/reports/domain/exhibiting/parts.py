"""Pieces that exhibits of several shapes share: the base, missing answers, hidden cells."""

from collections.abc import Iterator, Mapping
from typing import Any

from participation.activities.domain.findings import Finding
from participation.reports.domain.exhibits import Cell, Hidden, Row, RowKind
from participation.reports.domain.measures import share
from participation.reports.domain.said import Phrase, Said, Unit, Value, phrase

MISSING = ("no_answer", "dont_know", "prefer_not")


def people(count: float) -> Value:
    """Return a number of people."""
    return Value(number=count, unit=Unit.PEOPLE)


def base(finding: Finding) -> tuple[Said, ...]:
    """Say how many answered, and who was not asked."""
    figures = finding.figures
    if figures["shape"] == "themes":
        return (counted("base_coded", finding.answered), phrase("base_themes"))
    not_asked = int(figures.get("respondents", finding.asked)) - finding.asked
    found: list[Said] = [counted("base_answered", finding.answered)]
    if not_asked > 0:
        found.append(counted("base_not_asked", not_asked))
    if figures["shape"] == "multiple":
        found.append(phrase("base_multiple"))
    return tuple(found)


def counted(key: str, count: int) -> Phrase:
    """Return a sentence about a number of people; `n` decides the plural."""
    return phrase(key, n=count, people=people(count))


def shown_missing(missing: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield reasons for not answering; those that nobody gave are left out, but for the first."""
    for reason, count in missing.items():
        if count or reason == "no_answer":
            yield reason, count


def missing_rows(missing: Mapping[str, int]) -> tuple[Row, ...]:
    """Return rows of those who did not answer, under the column of people."""
    return tuple(
        Row(head=phrase(reason), cells=(people(count), None), kind=RowKind.MISSING)
        for reason, count in shown_missing(missing)
    )


def missing_notes(missing: Mapping[str, int]) -> tuple[Said, ...]:
    """Say how many did not answer where a table has no row for them."""
    return tuple(
        phrase("named", name=phrase(reason), value=people(count))
        for reason, count in shown_missing(missing)
    )


def hidden_cell(part: Mapping[str, Any]) -> Hidden:
    """Return the cell that stands for a row that disclosure control took away."""
    threshold = threshold_of(part)
    return Hidden(why=phrase("hidden_row", threshold=threshold) if threshold else phrase("hidden"))


def told_people(count: float | None) -> Cell:
    """Return a number of people, or that it is hidden."""
    return Hidden(why=phrase("hidden")) if count is None else people(count)


def told_share(count: float | None, answered: float) -> Cell:
    """Return a share, a dash where nobody answered, or that it is hidden."""
    return Hidden(why=phrase("hidden")) if count is None else or_dash(share(count, answered))


def threshold_of(part: Mapping[str, Any]) -> int:
    """Return how few answers are too few."""
    return int(part["hidden"].get("threshold", 0)) if "hidden" in part else 0


def or_dash(value: Value | None) -> Cell:
    """Return a value, or a dash where there is nothing to tell."""
    return "\N{EN DASH}" if value is None else value
