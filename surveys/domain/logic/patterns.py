r"""Patterns for `matches`: a small part of regular expressions that costs no more than it reads.

A character stands for itself; `.` is any but a line end; `\d` a digit, `\w` a letter a–z, digit
or underscore, `\s` white space; `[a-zåäö]` and `[^…]` are sets; `(…|…)` choices; `?`, `*`, `+`,
`{2}`, `{2,}` and `{2,5}` repeat what is before them. What is repeated may hold repetitions that
hold none but `?`; such a pattern describes no text of more than 500 characters. A pattern describes
the whole text; `^` and `$` around it say nothing more.

A tree as JSON (what pages match): a set `["s", is_negated, [[first, last], …]]` of code points,
`["c", …]` one after another, `["|", …]` one of, `["r", least, most or null, what]` repeated,
`["n", …]` a whole pattern in which repetitions hold others.
"""

from functools import lru_cache
from typing import Any

LONGEST_PATTERN = 200
LONGEST_MATCHED = 2_000
LONGEST_NESTED = 500
MOST_NESTED = 2
MOST_TIMES = 100
DEEPEST = 10
SETS = {
    "d": ((48, 57),),
    "w": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "s": ((9, 13), (32, 32), (160, 160)),
}
SPECIAL = frozenset("\\^$.|?*+()[]{}")

Tree = list[Any]


class BadPattern(Exception):
    """The words are no pattern, or one that is not read here."""


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Tree:
    """Return the tree of a pattern."""
    if len(pattern) > LONGEST_PATTERN:
        raise BadPattern
    words = pattern.removeprefix("^")
    if words.endswith("$") and not words.endswith("\\$"):
        words = words[:-1]
    reader = _Reader(words)
    found, repeats = reader.choices(0)
    if not reader.is_done:
        raise BadPattern
    return ["n", found] if repeats == MOST_NESTED else found


def matches(tree: Tree, text: str) -> bool:
    """Tell whether a pattern describes the whole text; a very long text is described by none."""
    points = [ord(character) for character in text]
    return len(points) <= LONGEST_MATCHED and len(points) in _ends(tree, points, {0})


def _ends(tree: Tree, points: list[int], starts: set[int]) -> set[int]:
    """Return where what the tree describes can end, for all places where it can begin."""
    kind = tree[0]
    if kind == "s":
        return {at + 1 for at in starts if at < len(points) and _has(tree, points[at])}
    if kind == "c":
        for part in tree[1:]:
            starts = _ends(part, points, starts)
        return starts
    if kind == "n":
        return _ends(tree[1], points, starts) if len(points) <= LONGEST_NESTED else set()
    if kind == "|":
        return set().union(*(_ends(part, points, starts) for part in tree[1:]))
    return _repeated(tree, points, starts)


def _repeated(tree: Tree, points: list[int], starts: set[int]) -> set[int]:
    _r, least, most, what = tree
    found = set(starts) if least == 0 else set()
    times = 0
    while starts and (most is None or times < most):
        starts = _ends(what, points, starts)
        times += 1
        if times >= least:
            starts -= found
            found |= starts
    return found


def _has(tree: Tree, point: int) -> bool:
    return any(first <= point <= last for first, last in tree[2]) is not tree[1]


_DIGITS = [list(ends) for ends in SETS["d"]]


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, words: str) -> None:
        self.words, self.at = words, 0

    @property
    def is_done(self) -> bool:
        return self.at >= len(self.words)

    def peek(self) -> str:
        return "" if self.is_done else self.words[self.at]

    def next(self) -> str:
        if self.is_done:
            raise BadPattern
        self.at += 1
        return self.words[self.at - 1]

    def choices(self, depth: int) -> tuple[Tree, int]:
        """Return the tree of what stands between brackets, and how deep repetitions are in it."""
        if depth > DEEPEST:
            raise BadPattern
        parts = [self._sequence(depth)]
        while self.peek() == "|":
            self.next()
            parts.append(self._sequence(depth))
        repeats = max(part[1] for part in parts)
        return (parts[0][0] if len(parts) == 1 else ["|", *(part[0] for part in parts)]), repeats

    def _sequence(self, depth: int) -> tuple[Tree, int]:
        parts: list[Any] = ["c"]
        repeats = 0
        while self.peek() not in ("", "|", ")"):
            part, inside = self._one(depth)
            times = self._times()
            if times:
                inside += times != (0, 1)
                if inside > MOST_NESTED:
                    raise BadPattern
                part = ["r", *times, part]
            parts.append(part)
            repeats = max(repeats, inside)
        return parts, repeats

    def _one(self, depth: int) -> tuple[Tree, int]:
        sign = self.next()
        if sign == "(":
            if self.peek() == "?":
                raise BadPattern
            found = self.choices(depth + 1)
            self.next()  # nothing but a closing bracket can follow, or the end, which is refused
            return found
        return self._set(sign), 0

    def _set(self, sign: str) -> Tree:
        if sign == "[":
            return self._class()
        if sign == ".":
            return ["s", True, [[10, 10]]]
        if sign == "\\":
            return ["s", False, self._escaped()]
        if sign in SPECIAL:
            raise BadPattern
        return ["s", False, [[ord(sign)] * 2]]

    def _escaped(self) -> list[list[int]]:
        sign = self.next()
        if sign in SETS:
            return [list(ends) for ends in SETS[sign]]
        if sign.isalnum():
            raise BadPattern
        return [[ord(sign)] * 2]

    def _class(self) -> Tree:
        is_negated = self.peek() == "^"
        self.at += is_negated
        found: list[list[int]] = []
        while self.peek() != "]":
            found += self._range()
        self.next()
        if not found:
            raise BadPattern
        return ["s", is_negated, found]

    def _range(self) -> list[list[int]]:
        sign = self.next()
        if sign == "[":
            raise BadPattern
        first = self._escaped() if sign == "\\" else [[ord(sign)] * 2]
        if self.peek() != "-" or self.words[self.at + 1 : self.at + 2] in ("]", ""):
            return first
        if len(first) > 1 or first == _DIGITS:
            return first  # a set has no end to begin from: the dash stands for itself
        self.next()
        sign = self.next()
        last = self._escaped() if sign == "\\" else [[ord(sign)] * 2]
        ends = [first[0][0], last[0][1]]
        if len(first) > 1 or len(last) > 1 or ends[0] > ends[1]:
            raise BadPattern
        return [ends]

    def _times(self) -> tuple[int, int | None] | None:
        simple: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
        sign = self.peek()
        if sign in simple:
            self.next()
            return self._alone(simple[sign])
        if sign != "{":
            return None
        inside, closing, _rest = self.words[self.at + 1 :].partition("}")
        least, comma, most = inside.partition(",")
        numbers = [part for part in (least, most) if part]
        if not closing or not all(p.isascii() and p.isdigit() and len(p) < 4 for p in numbers):  # noqa: PLR2004 -- MOST_TIMES has three digits
            raise BadPattern
        if not least or any(int(part) > MOST_TIMES for part in numbers):
            raise BadPattern
        self.at += len(inside) + 2
        low = int(least)
        high = (int(most) if most else None) if comma else low
        if high is not None and high < low:
            raise BadPattern
        return self._alone((low, high))

    def _alone(self, times: tuple[int, int | None]) -> tuple[int, int | None]:
        """Refuse a second sign of repetition: lazy and possessive ones mean nothing here."""
        if self.peek() in ("?", "*", "+", "{"):
            raise BadPattern
        return times
