"""What stands on a paper ballot, as staff type it: numbers of projects, with marks where needed.

Choices are typed as `3 7 12`, points and scores as `3:5 7:2`, an order as `7 3 12`. Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from budgeting.domain.voting.ballots import POINTS, RANK, SCORE

PIECE = re.compile(r"(\d{1,4})(?:[:=](\d{1,4}))?")
BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of what was typed that makes no sense: which, and why."""

    piece: str
    why: str


def read(typed: str, kind: str, numbered: Mapping[int, str]) -> tuple[dict[str, int], list[Unread]]:
    """Return marks by the codes of projects, and what could not be read."""
    marks: dict[str, int] = {}
    wrong: list[Unread] = []
    for piece in filter(None, BETWEEN.split(typed.strip())):
        found = PIECE.fullmatch(piece)
        if found is None or (found[2] is None) is (kind in (POINTS, SCORE)):
            wrong.append(Unread(piece, "form"))
            continue
        code = numbered.get(int(found[1]))
        if code is None:
            wrong.append(Unread(piece, "unknown"))
        elif code in marks:
            wrong.append(Unread(piece, "twice"))
        else:
            marks[code] = _mark(kind, found[2], len(marks))
    return marks, wrong


def _mark(kind: str, typed: str | None, before: int) -> int:
    if typed is not None:
        return int(typed)
    return before + 1 if kind == RANK else 1


def written(marks: Mapping[str, int], kind: str, numbers: Mapping[str, int]) -> str:
    """Return marks as one would type them; `numbers` are those of projects by code."""
    known = [(numbers.get(code, 0), mark) for code, mark in marks.items()]
    if kind == RANK:
        return " ".join(str(number) for number, _place in sorted(known, key=lambda one: one[1]))
    if kind in (POINTS, SCORE):
        return " ".join(f"{number}:{mark}" for number, mark in sorted(known))
    return " ".join(str(number) for number, _mark in sorted(known))
