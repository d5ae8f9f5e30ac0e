"""Expressions: from words to a tree and back.

A tree as JSON (what pages evaluate): a value is itself, an answer `["{}", "q1", "row"]`, anything
else `[name, argument, …]`, operators by their sign. The pattern of `matches` is a tree already
(see `surveys.domain.logic.patterns`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from surveys.domain.logic.patterns import BadPattern, compiled

LONGEST = 4_000
DEEPEST = 40
TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>\d+(?:\.\d+)?)
      | (?P<text>'(?:[^']|'')*')
      | \{(?P<answer>\.|[a-z0-9_]{1,40}(?:~second)?(?:\.[a-z0-9_]{1,40})?)\}
      | (?P<word>[a-z_]+)
      | (?P<sign><=|>=|!=|[=<>+\-*/(),])
    )""",
    re.VERBOSE,
)
OWN = "."
ARITY = {
    "answered": (1, 1),
    "selected": (2, 2),
    "count": (1, 1),
    "length": (1, 1),
    "sum": (1, 1),
    "if": (3, 3),
    "coalesce": (2, 20),
    "min": (1, 20),
    "max": (1, 20),
    "round": (1, 2),
    "contains": (2, 2),
    "matches": (2, 2),
    "today": (0, 0),
}
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


class BadExpression(Exception):
    """The words are no expression; `reason` is a fact, `at` where it was noticed."""

    def __init__(self, reason: str, at: int = 0) -> None:
        super().__init__(f"{reason} at {at}")
        self.reason, self.at = reason, at


@dataclass(frozen=True, slots=True)
class Value:
    """A text, number or truth that is written out."""

    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, or to one part of it; `OWN` is the question itself.

    The second scale of a matrix that has two is a question of its own: `q1~second`.
    """

    question: str
    part: str = ""

    @property
    def asked(self) -> str:
        """The code of the question that is asked, whichever scale is meant."""
        return self.question.partition("~")[0]


@dataclass(frozen=True, slots=True)
class Call:
    """A function or an operator, by its name or sign."""

    name: str
    arguments: tuple["Node", ...]


Node = Value | Answer | Call
Token = tuple[str, str, int]


@lru_cache(maxsize=4096)
def parse(source: str) -> Node:
    """Return the tree of an expression, or say what is wrong with it."""
    if len(source) > LONGEST:
        raise BadExpression("too_long")
    reader = _Reader(list(_tokens(source)))
    found = reader.loosest(0)
    kind, words, at = reader.peek()
    if kind != "end":
        raise BadExpression("unexpected", at) if words else BadExpression("unfinished", at)
    return found


def answers_in(node: Node) -> Iterator[Answer]:
    """Yield every answer the tree looks at."""
    if isinstance(node, Answer):
        yield node
    elif isinstance(node, Call):
        for argument in node.arguments:
            yield from answers_in(argument)


def to_json(node: Node) -> Any:
    """Return the tree as pages read it."""
    match node:
        case Value(value):
            return value
        case Answer(question, part):
            return ["{}", question, part]
        case Call("matches", (words, Value(str(pattern)))):
            return ["matches", to_json(words), _pattern(pattern)]
        case Call(name, arguments):
            return [name, *(to_json(argument) for argument in arguments)]


def _pattern(pattern: str) -> Any:
    try:
        return compiled(pattern)
    except BadPattern:
        return None


def written(node: Node, outer: int = 0) -> str:
    """Write a tree as an expression, with the fewest brackets."""
    match node:
        case Value(value):
            return _value(value)
        case Answer(question, part):
            return f"{{{question}.{part}}}" if part else f"{{{question}}}"
        case Call(name, arguments) if name == "not" or name in LEVELS:
            level = 7 if len(arguments) == 1 and name != "not" else LEVELS[name]
            words = _operation(name, arguments, level)
            return f"({words})" if outer > level else words
        case Call(name, arguments):
            return f"{name}({', '.join(written(argument) for argument in arguments)})"


def _value(value: str | float) -> str:
    if isinstance(value, bool):
        return "1 = 1" if value else "1 = 0"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value) if isinstance(value, int) else f"{value:f}".rstrip("0")


def _operation(name: str, arguments: tuple[Node, ...], level: int) -> str:
    if len(arguments) == 1:
        return f"{name}{' ' * (name == 'not')}{written(arguments[0], level)}"
    left, right = arguments
    # A comparison holds no other comparison; other operators are read from the left.
    return f"{written(left, level + (level == LEVELS['=']))} {name} {written(right, level + 1)}"


# How tightly an operator holds.
LEVELS = {
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys(COMPARISONS, 4),
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
}


def _tokens(source: str) -> Iterator[Token]:
    at, source = 0, source.rstrip()
    while at < len(source):
        found = TOKEN.match(source, at)
        if found is None or found.lastgroup is None:
            raise BadExpression("unreadable", at)
        yield found.lastgroup, found[found.lastgroup], found.start(found.lastgroup)
        at = found.end()
    yield "end", "", at


class _Reader:
    """Reads tokens from the loosest operator to the tightest."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.place = tokens, 0

    def peek(self) -> Token:
        return self.tokens[self.place]

    def next(self) -> Token:
        found = self.tokens[self.place]
        self.place = min(self.place + 1, len(self.tokens) - 1)
        return found

    def takes(self, *words: str) -> str:
        kind, found, _at = self.peek()
        if kind in ("word", "sign") and found in words:
            self.next()
            return found
        return ""

    def loosest(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise BadExpression("too_deep", self.peek()[2])
        return self._chain(("or",), lambda: self._chain(("and",), lambda: self._not(depth)))

    def _chain(self, signs: tuple[str, ...], tighter: Callable[[], Node]) -> Node:
        found = tighter()
        while sign := self.takes(*signs):
            found = Call(sign, (found, tighter()))
        return found

    def _not(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise BadExpression("too_deep", self.peek()[2])
        if self.takes("not"):
            return Call("not", (self._not(depth + 1),))
        return self._comparison(depth)

    def _comparison(self, depth: int) -> Node:
        found = self._sum(depth)
        if sign := self.takes(*COMPARISONS):
            found = Call(sign, (found, self._sum(depth)))
            if self.takes(*COMPARISONS):
                raise BadExpression("compared_twice", self.peek()[2])
        return found

    def _sum(self, depth: int) -> Node:
        return self._chain(("+", "-"), lambda: self._chain(("*", "/"), lambda: self._sign(depth)))

    def _sign(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise BadExpression("too_deep", self.peek()[2])
        if self.takes("-"):
            return Call("-", (self._sign(depth + 1),))
        return self._one(depth)

    def _one(self, depth: int) -> Node:
        kind, words, at = self.next()
        if kind == "number":
            return Value(float(words) if "." in words else int(words))
        if kind == "text":
            return Value(words[1:-1].replace("''", "'"))
        if kind == "answer":
            question, _dot, part = (words, "", "") if words == OWN else words.partition(".")
            return Answer(question, part)
        if words == "(":
            found = self.loosest(depth + 1)
            self._closing()
            return found
        if kind == "word" and words in ARITY:
            return self._call(words, at, depth)
        raise BadExpression("unknown_word" if kind == "word" else "unfinished", at)

    def _call(self, name: str, at: int, depth: int) -> Node:
        if not self.takes("("):
            raise BadExpression("unfinished", self.peek()[2])
        arguments: list[Node] = []
        if not self.takes(")"):
            arguments.append(self.loosest(depth + 1))
            while self.takes(","):
                arguments.append(self.loosest(depth + 1))
            self._closing()
        least, most = ARITY[name]
        if not least <= len(arguments) <= most:
            raise BadExpression("wrong_number_of_arguments", at)
        return Call(name, tuple(arguments))

    def _closing(self) -> None:
        if not self.takes(")"):
            raise BadExpression("bracket_not_closed", self.peek()[2])
