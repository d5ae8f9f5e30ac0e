"""Conditions of SurveyJS: `{name}` for answers, operators in signs and words."""

import re
from collections.abc import Mapping
from dataclasses import replace

from surveys.domain.logic.expression import LEVELS, OWN, Answer, BadExpression, Call, Node, Value
from surveys.interchange.logic.adapting import Adapter, Target, is_answered, joined
from surveys.interchange.logic.grammar import OPERATORS, PREFIXES, Dialect, Name, Raw, read

COMPARED = {
    "=": "=", "==": "=", "equal": "=", "equals": "=", "!=": "!=", "<>": "!=", "notequal": "!=",
    "notequals": "!=", ">": ">", "greater": ">", ">=": ">=", "greaterorequal": ">=", "<": "<",
    "less": "<", "<=": "<=", "lessorequal": "<=", "contains": "contains", "contain": "contains",
    "*=": "contains", "notcontains": "notcontains", "notcontain": "notcontains",
    "anyof": "anyof", "allof": "allof", "noneof": "noneof",
}  # fmt: skip
DIALECT = Dialect(
    token=re.compile(
        r"""(?P<blank>\s+)
          | (?P<text>'[^']*'|"[^"]*")
          | \{\s*(?P<name>[^{}]+?)\s*\}
          | (?P<number>\d+(?:\.\d+)?)
          | (?P<sign>&&|\|\||==|!=|<>|<=|>=|\*=|[=<>!+*/(),\[\]-])
          | (?P<word>[A-Za-z_]\w*)
        """,
        re.VERBOSE,
    ),
    binary=OPERATORS | {sign: (4, ours) for sign, ours in COMPARED.items()},
    prefix=PREFIXES,
    postfix={"empty": "empty", "notempty": "notempty"},
)
SAME = {"iif": "if", "sum": "sum", "min": "min", "max": "max", "round": "round", "today": "today"}
ARITY = {"iif": (3, 3), "round": (1, 2), "today": (0, 0)}


def to_ours(source: str, targets: Mapping[str, Target], own: Target | None = None) -> Node:
    """Return our tree of a condition, or say what it has that we have not."""
    return _FromSurveyJS(targets, own).node(read(source, DIALECT))


class _FromSurveyJS(Adapter):
    """Gives names, operators and functions of SurveyJS their meaning."""

    def name(self, name: Name) -> Node:
        """Return the answer a name stands for."""
        if not name.is_reference:
            if name.words.lower() in ("true", "false"):
                return Value(name.words.lower() == "true")
            raise BadExpression("unknown_name")
        return super().name(name)

    def target(self, raw: Raw) -> Target | None:
        if not isinstance(raw, Name):
            return None
        found = self.targets.get(raw.words)
        if found is not None and found is self.own:
            self.by_answer[Answer(OWN)] = replace(found, answer=Answer(OWN))
            return self.by_answer[Answer(OWN)]
        return self.known(found)

    def compared(self, sign: str, left: Raw, right: Raw) -> Node:
        """Compare; a yes is compared with true."""
        for one, other in ((left, right), (right, left)):
            target = self.target(one)
            if target and isinstance(other, Name) and other.words.lower() in ("true", "false"):
                return self._true(sign, target, other.words.lower())
        return super().compared(sign, left, right)

    def _true(self, sign: str, target: Target, words: str) -> Node:
        if words not in target.options or sign not in ("=", "!="):
            raise BadExpression("wrong_value")
        return Call(sign, (target.answer, Value(target.options[words])))

    def function(self, name: str, arguments: tuple[Raw, ...]) -> Node:
        """Return what a function or an operator of theirs means."""
        if name in ("empty", "notempty"):
            return is_answered(self.node(arguments[0]), name == "notempty")
        if name in ("contains", "notcontains"):
            found = self._contains(*arguments)
            return found if name == "contains" else Call("not", (found,))
        if name in ("anyof", "allof", "noneof"):
            return self._several(name, *arguments)
        least, most = ARITY.get(name, (1, 20))
        if name not in SAME or not least <= len(arguments) <= most:
            raise BadExpression("unknown_function")
        return Call(SAME[name], tuple(self.node(argument) for argument in arguments))

    def _contains(self, left: Raw, right: Raw) -> Node:
        if isinstance(right, Call) and right.name == "[]":
            return self._several("allof", left, right)
        target = self.target(left)
        if target and target.gives in ("choice", "choices"):
            return self.selected(left, right)
        return Call("contains", (self.node(left), self.node(right)))

    def _several(self, name: str, left: Raw, right: Raw) -> Node:
        values = right.arguments if isinstance(right, Call) and right.name == "[]" else (right,)
        found = joined((self.selected(left, value) for value in values), _JOINS[name])
        if found is None:
            raise BadExpression("unknown_value")
        return Call("not", (found,)) if name == "noneof" else found


_JOINS = {"anyof": "or", "noneof": "or", "allof": "and"}


def from_ours(node: Node, names: Mapping[Answer, str], own: str = "") -> str:
    """Write our tree as a condition, or say what SurveyJS has not."""
    return _written(node, names, own, 0)


def _written(node: Node, names: Mapping[Answer, str], own: str, outer: int) -> str:
    match node:
        case Value(value):
            return _value(value)
        case Answer():
            return _name(node, names, own)
        case Call("answered", (Answer() as answer,)):
            return f"{_name(answer, names, own)} notempty"
        case Call("selected" | "contains", (Answer() as answer, Value(value))):
            return f"{_name(answer, names, own)} contains {_value(value)}"
    return _called(node, names, own, outer)


def _called(node: Call, names: Mapping[Answer, str], own: str, outer: int) -> str:
    name, arguments = node.name, node.arguments
    if name == "not":
        return f"!({_written(arguments[0], names, own, 0)})"
    if name == "-" and len(arguments) == 1:
        return f"0 - {_written(arguments[0], names, own, 6)}"
    if name in LEVELS:
        level = LEVELS[name]
        left = _written(arguments[0], names, own, level + (level == LEVELS["="]))
        words = f"{left} {name} {_written(arguments[1], names, own, level + 1)}"
        return f"({words})" if outer > level else words
    theirs = {ours: name_ for name_, ours in SAME.items()}
    if name not in theirs:
        raise BadExpression("unknown_function")
    return f"{theirs[name]}({', '.join(_written(a, names, own, 0) for a in arguments)})"


def _name(answer: Answer, names: Mapping[Answer, str], own: str) -> str:
    found = own if answer == Answer(OWN) else names.get(answer)
    if not found:
        raise BadExpression("unknown_name")
    return f"{{{found}}}"


def _value(value: str | float) -> str:
    if isinstance(value, bool):
        return "1 = 1" if value else "1 = 0"
    if isinstance(value, str):
        if "'" in value or "{" in value:
            raise BadExpression("unknown_value")
        return f"'{value}'"
    return str(value) if isinstance(value, int) else f"{value:f}".rstrip("0")
