"""One reader for the expressions of other programs; each has a dialect of its own.

What comes out is a tree of our own shape (`surveys.domain.logic.expression`) with foreign names in
it: a reference is a `Name`, a function is a `Call` by its foreign name, an operator a `Call` by our
sign. The dialects give names and functions their meaning.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from surveys.domain.logic.expression import LONGEST, BadExpression, Call, Node, Value

DEEPEST = 30
MOST_OPERATORS = 120
UNARY = 7


@dataclass(frozen=True, slots=True)
class Name:
    """A foreign name: of a question (`is_reference`) or a bare word."""

    words: str
    is_reference: bool = False


# A tree of ours, in which names still stand where answers will.
Raw = Node | Name
Token = tuple[str, str, int]


# What programs that know signs and words for the same have in common; comparing is their own.
OPERATORS: dict[str, tuple[int, str]] = {
    "or": (1, "or"),
    "||": (1, "or"),
    "and": (2, "and"),
    "&&": (2, "and"),
    "+": (5, "+"),
    "-": (5, "-"),
    "*": (6, "*"),
    "/": (6, "/"),
}
PREFIXES: Mapping[str, tuple[int, str]] = {"-": (7, "-"), "!": (7, "not"), "not": (3, "not")}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a program writes expressions.

    `token` has the groups number, text, name, word and sign. `binary` and `postfix` say how tightly
    a spelling holds and what it is called here; `prefix` likewise for what stands before.
    """

    token: re.Pattern[str]
    binary: Mapping[str, tuple[int, str]]
    prefix: Mapping[str, tuple[int, str]]
    postfix: Mapping[str, str] = field(default_factory=dict)
    postfix_level: int = 4


PLAIN: Mapping[str, Callable[[str], Raw]] = {
    "number": lambda words: Value(float(words) if "." in words else int(words)),
    "text": lambda words: Value(words[1:-1]),
    "name": lambda words: Name(words, is_reference=True),
}


def read(source: str, dialect: Dialect) -> Raw:
    """Return the tree of an expression, or say what is wrong with it."""
    if len(source) > LONGEST:
        raise BadExpression("too_long")
    reader = _Reader(_tokens(source, dialect), dialect)
    found = reader.tree(0, 0)
    kind, words, at = reader.peek()
    if kind != "end":
        raise BadExpression("unexpected" if words else "unfinished", at)
    return found


def _tokens(source: str, dialect: Dialect) -> list[Token]:
    found, at, source = [], 0, source.strip()
    while at < len(source):
        token = dialect.token.match(source, at)
        if token is None or token.lastgroup is None:
            raise BadExpression("unreadable", at)
        if token.lastgroup != "blank":
            found.append((token.lastgroup, token[token.lastgroup], at))
        at = token.end()
    return [*found, ("end", "", len(source))]


class _Reader:
    """Reads operators by how tightly they hold."""

    def __init__(self, tokens: list[Token], dialect: Dialect) -> None:
        self.tokens, self.dialect, self.place, self.operators = tokens, dialect, 0, 0

    def peek(self) -> Token:
        return self.tokens[self.place]

    def next(self) -> Token:
        found = self.tokens[self.place]
        self.place = min(self.place + 1, len(self.tokens) - 1)
        return found

    def tree(self, least: int, depth: int) -> Raw:
        if depth > DEEPEST:
            raise BadExpression("too_deep", self.peek()[2])
        found = self._first(depth)
        while True:
            kind, words, at = self.peek()
            spelling = words.lower() if kind in ("sign", "word") else ""
            if spelling in self.dialect.postfix and least <= self.dialect.postfix_level:
                self.next()
                found = _call(self.dialect.postfix[spelling], found)
                continue
            level, ours = self.dialect.binary.get(spelling, (-1, ""))
            if level < max(least, 0):
                return found
            self.next()
            self.operators += 1
            if self.operators > MOST_OPERATORS:
                raise BadExpression("too_long", at)
            found = _call(ours, found, self.tree(level + 1, depth + 1))

    def _first(self, depth: int) -> Raw:
        kind, words, at = self.next()
        if kind in PLAIN:
            return PLAIN[kind](words)
        if kind in ("sign", "word") and words.lower() in self.dialect.prefix:
            return self._prefixed(words.lower(), depth)
        if kind == "word":
            return self._named(words, depth)
        if words == "[":
            return _call("[]", *self._until("]", depth))
        if words != "(":
            raise BadExpression("unfinished" if kind == "end" else "unexpected", at)
        found = self.tree(0, depth + 1)
        self._closing(")")
        return found

    def _prefixed(self, spelling: str, depth: int) -> Raw:
        level, ours = self.dialect.prefix[spelling]
        found = self.tree(level, depth + 1)
        return _negative(found) if ours == "-" else _call(ours, found)

    def _named(self, words: str, depth: int) -> Raw:
        if self.peek()[1] != "(":
            return Name(words)
        self.next()
        return _call(words.lower(), *self._until(")", depth))

    def _until(self, closing: str, depth: int) -> list[Raw]:
        arguments: list[Raw] = []
        if self.peek()[1] != closing:
            arguments.append(self.tree(0, depth + 1))
            while self.peek()[1] == ",":
                self.next()
                arguments.append(self.tree(0, depth + 1))
        self._closing(closing)
        return arguments

    def _closing(self, sign: str) -> None:
        _kind, words, at = self.next()
        if words != sign:
            raise BadExpression("bracket_not_closed", at)


def _call(name: str, *arguments: Raw) -> Raw:
    return Call(name, tuple(arguments))  # type: ignore[arg-type]  # names stand in until they are known


def _negative(found: Raw) -> Raw:
    if isinstance(found, Value) and isinstance(found.value, (int, float)):
        return Value(-found.value)
    return _call("-", found)
