"""Conditions that need no language: tests of one answer each, of which all or any must be true."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from surveys.domain.logic.expression import (
    OWN,
    Answer,
    BadExpression,
    Call,
    Node,
    Value,
    parse,
    written,
)

SIGNS = {"is": "=", "is_not": "!=", "less": "<", "at_most": "<=", "more": ">", "at_least": ">="}
DEEDS = {sign: deed for deed, sign in SIGNS.items()}
COUNTS = {"count_at_least": ">=", "count_at_most": "<="}
COUNTED = {sign: deed for deed, sign in COUNTS.items()}
NOT = {"answered": "unanswered", "includes": "lacks"}
WITH = {"selected": "includes", "contains": "contains"}
ALONE = frozenset({"answered", "unanswered"})
BY_TYPE = {
    "choice": ("is", "is_not", "answered", "unanswered"),
    "choices": (
        "includes", "lacks", "count_at_least", "count_at_most", "answered", "unanswered",
    ),
    "number": ("is", "is_not", "more", "at_least", "less", "at_most", "answered", "unanswered"),
    "text": ("is", "is_not", "contains", "answered", "unanswered"),
    "date": ("is", "more", "at_least", "less", "at_most", "answered", "unanswered"),
}  # fmt: skip
ONLY_ANSWERED = ("answered", "unanswered")


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison: of an answer, how, and with what."""

    question: str
    part: str
    deed: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Plain:
    """Tests of which all must be true (`and`) or any (`or`)."""

    join: str
    tests: Sequence[Test]


def plainly(source: str) -> Plain | None:
    """Return an expression as tests, or nothing when it says more than they can."""
    try:
        tree = parse(source)
    except BadExpression:
        return None
    join = tree.name if isinstance(tree, Call) and tree.name in ("and", "or") else "and"
    tests = [_test(each) for each in _flat(tree, join)]
    found = [test for test in tests if test is not None]
    return Plain(join, found) if len(found) == len(tests) else None


def expression(plain: Plain) -> str:
    """Write tests as an expression."""
    trees = [_tree(test) for test in plain.tests]
    if not trees:
        return ""
    return written(reduce(lambda before, each: Call(plain.join, (before, each)), trees))


def _flat(tree: Node, join: str) -> list[Node]:
    if isinstance(tree, Call) and tree.name == join:
        return [part for each in tree.arguments for part in _flat(each, join)]
    return [tree]


def _test(tree: Node) -> Test | None:
    match tree:
        case Call("not", (Call("answered" | "selected") as inside,)):
            found = _test(inside)
            return found and replace(found, deed=NOT[found.deed])
        case Call("answered", (Answer(question, part),)):
            return Test(question, part, "answered")
        case Call("selected" | "contains" as name, (Answer(question, part), Value(value))):
            return Test(question, part, WITH[name], value)
        case Call(">=" | "<=" as sign, (Call("count", (Answer(question, part),)), Value(value))):
            return Test(question, part, COUNTED[sign], value)
        case Call(sign, (Answer(question, part), node)) if sign in DEEDS:
            value = _constant(node)
            return None if value is None else Test(question, part, DEEDS[sign], value)
    return None


def _constant(node: Node) -> Any:
    match node:
        case Value(value):
            return value
        case Call("-", (Value(int() | float() as value),)):
            return -value
    return None


def _tree(test: Test) -> Node:
    answer = Answer(test.question, "" if test.question == OWN else test.part)
    if test.deed in SIGNS:
        return Call(SIGNS[test.deed], (answer, _value(test.value)))
    if test.deed in COUNTS:
        return Call(COUNTS[test.deed], (Call("count", (answer,)), _value(test.value)))
    if test.deed in ALONE:
        found = Call("answered", (answer,))
        return Call("not", (found,)) if test.deed == "unanswered" else found
    name = "contains" if test.deed == "contains" else "selected"
    found = Call(name, (answer, _value(test.value)))
    return Call("not", (found,)) if test.deed == "lacks" else found


def _value(value: Any) -> Node:
    if isinstance(value, (int, float)) and value < 0:
        return Call("-", (Value(-value),))
    return Value(value)
