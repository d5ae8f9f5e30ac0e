"""From foreign trees to ours: what names stand for, and what answers are compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from surveys.domain.logic.evaluate import holds
from surveys.domain.logic.expression import (
    COMPARISONS,
    Answer,
    BadExpression,
    Call,
    Node,
    Value,
)
from surveys.interchange.logic.grammar import Name, Raw

TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
TRUTHS = frozenset(
    {*COMPARISONS, "and", "or", "not", "answered", "selected", "contains", "matches"}
)
OPERATORS = ("and", "or", "not", "+", "-", "*", "/")


@dataclass(frozen=True, slots=True)
class Target:
    """What a foreign name stands for: our answer, what it gives, its options by foreign name.

    `value` is set when the name stands for one option of several that are chosen or not.
    """

    answer: Answer
    gives: str = "text"
    options: Mapping[str, str] = field(default_factory=dict)
    value: str = ""


class Adapter:
    """Turns a foreign tree into ours; dialects add their names and functions."""

    def __init__(self, targets: Mapping[str, Target], own: Target | None = None) -> None:
        self.targets, self.own = targets, own
        self.by_answer: dict[Answer, Target] = {}

    def node(self, raw: Raw) -> Node:
        """Return our tree."""
        match raw:
            case Name():
                return self.name(raw)
            case Call("=" | "!=" | "<" | "<=" | ">" | ">=" as sign, (left, right)):
                return self.compared(sign, left, right)
            case Call(name, arguments) if name in OPERATORS:
                return Call(name, tuple(self.node(argument) for argument in arguments))
            case Call(name, arguments):
                return self.function(name, arguments)
        return raw

    def name(self, name: Name) -> Node:
        """Return the answer a name stands for."""
        target = self.target(name)
        if target is None:
            raise BadExpression("unknown_name")
        if target.value:
            return Call("selected", (target.answer, Value(target.value)))
        return target.answer

    def target(self, raw: Raw) -> Target | None:
        """Return what a name stands for, if it is one that is known."""
        if not isinstance(raw, Name):
            return None
        target = self.targets.get(raw.words)
        return self.known(target)

    def known(self, target: Target | None) -> Target | None:
        """Remember what an answer gives."""
        if target is not None:
            self.by_answer[target.answer] = target
        return target

    def function(self, name: str, arguments: tuple[Raw, ...]) -> Node:
        """Return what a foreign function means."""
        raise BadExpression("unknown_function")

    def compared(self, sign: str, left: Raw, right: Raw) -> Node:
        """Compare, with the values of options and numbers as we have them."""
        one, other = self.node(left), self.node(right)
        if isinstance(one, Value) and not isinstance(other, Value):
            return self.with_value(TURNED[sign], other, one)
        if isinstance(other, Value):
            return self.with_value(sign, one, other)
        return Call(sign, (one, other))

    def with_value(self, sign: str, node: Node, value: Value) -> Node:
        """Compare something with a value that is written out."""
        if isinstance(node, Value):
            return folded(Call(sign, (node, value)))
        if not isinstance(node, Answer):
            return _with_text_as_number(sign, node, value)
        if value.value == "" and sign in ("=", "!="):
            return is_answered(node, sign == "!=")
        target = self.by_answer.get(node)
        if target is None:
            return Call(sign, (node, value))
        return self.with_answer(sign, target, value)

    def with_answer(self, sign: str, target: Target, value: Value) -> Node:
        """Compare an answer with a value, by what the answer gives."""
        gives = "choice" if target.gives == "rows" and target.answer.part else target.gives
        if gives == "choice":
            return Call(sign, (target.answer, self.option(target, value, sign)))
        if gives == "choices":
            return self._only(sign, target, value)
        if gives in ("number", "amounts", "ranks"):
            return Call(sign, (target.answer, number(value)))
        if isinstance(value.value, (int, float)) and sign in ("=", "!="):
            return Call(sign, (target.answer, Value(_plain(value.value))))
        return Call(sign, (target.answer, value))

    def option(self, target: Target, value: Value, sign: str = "=") -> Value:
        """Return the option a value names."""
        name = _plain(value.value)
        if name in target.options:
            code = target.options[name]
            is_order = sign not in ("=", "!=") and code.isdecimal()
            return Value(int(code)) if is_order else Value(code)
        raise BadExpression("unknown_option")

    def selected(self, raw: Raw, value: Raw) -> Node:
        """Tell whether an option was chosen."""
        answer, chosen = self.node(raw), self.node(value)
        if not isinstance(answer, Answer) or not isinstance(chosen, Value):
            raise BadExpression("unknown_function")
        target = self.by_answer.get(answer)
        found = self.option(target, chosen) if target and target.options else chosen
        return Call("selected", (answer, found))

    def _only(self, sign: str, target: Target, value: Value) -> Node:
        if sign not in ("=", "!="):
            raise BadExpression("unknown_function")
        chosen = Call("selected", (target.answer, self.option(target, value)))
        only = Call("and", (chosen, Call("=", (Call("count", (target.answer,)), Value(1)))))
        return only if sign == "=" else Call("not", (only,))


def is_answered(node: Node, is_so: bool = True) -> Node:  # noqa: FBT001, FBT002 -- reads as a question
    """Tell whether there is an answer, or that there is none."""
    found = Call("answered", (node,))
    return found if is_so else Call("not", (found,))


def number(value: Value) -> Value:
    """Return a value as a number."""
    if isinstance(value.value, str):
        try:
            found = float(value.value)
        except ValueError:
            raise BadExpression("wrong_value") from None
        if not abs(found) < 1e15:  # noqa: PLR2004 -- beyond, floats skip whole numbers
            raise BadExpression("wrong_value")
        return Value(int(found) if found.is_integer() else found)
    return value


def joined(conditions: Iterable[Node], sign: str = "and") -> Node | None:
    """Return several conditions as one."""
    found: Node | None = None
    for condition in conditions:
        found = condition if found is None else Call(sign, (found, condition))
    return found


def folded(node: Node) -> Node:
    """Work out what does not depend on answers."""
    if not isinstance(node, Call):
        return node
    arguments = tuple(folded(argument) for argument in node.arguments)
    match node.name, arguments:
        case sign, (Value(), Value()) if sign in COMPARISONS:
            return Value(holds(Call(sign, arguments), {}))
        case "not", (Value(bool() as truth),):
            return Value(not truth)
        case "not", (Call("not", (Call(name) as inner,)),) if name in TRUTHS:
            return inner
        case ("and" | "or") as sign, (left_, right_):
            return _of_two(sign, left_, right_)
    return Call(node.name, arguments)


def _of_two(sign: str, left: Node, right: Node) -> Node:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Value) and isinstance(one.value, bool):
            return one if one.value is (sign == "or") else other
    return Call(sign, (left, right))


def _with_text_as_number(sign: str, node: Node, value: Value) -> Node:
    gives_number = isinstance(node, Call) and node.name in ("count", "length", "sum", "round")
    return Call(sign, (node, number(value) if gives_number else value))


def _plain(value: str | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
