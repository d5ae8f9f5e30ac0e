"""Conditions of LimeSurvey: names of questions and subquestions, operators in signs and words."""

import re
from collections.abc import Mapping
from dataclasses import replace

from surveys.domain.logic.expression import LEVELS, OWN, Answer, BadExpression, Call, Node, Value
from surveys.interchange.logic.adapting import Adapter, Target, is_answered, joined
from surveys.interchange.logic.grammar import OPERATORS, PREFIXES, Dialect, Name, Raw, read
from surveys.interchange.logic.patterns import checked

COMPARED = {
    "==": "=", "eq": "=", "=": "=", "!=": "!=", "ne": "!=", "<>": "!=",
    "<": "<", "lt": "<", "<=": "<=", "le": "<=", ">": ">", "gt": ">", ">=": ">=", "ge": ">=",
}  # fmt: skip
DIALECT = Dialect(
    token=re.compile(
        r"""(?P<blank>\s+)
          | (?P<text>'[^']*'|"[^"]*")
          | (?P<word>\d+X\d+X\w+(?:\.\w+)*|[A-Za-z_]\w*(?:\.\w+)*)
          | (?P<number>\d+(?:\.\d+)?)
          | (?P<sign>&&|\|\||==|!=|<>|<=|>=|[=<>!+*/(),-])
        """,
        re.VERBOSE,
    ),
    binary=OPERATORS | {sign: (4, ours) for sign, ours in COMPARED.items()},
    prefix=PREFIXES,
)
SUFFIX = re.compile(r"\.(NAOK|code|value|valueNAOK)$")
SAME = {"strlen": "length", "if": "if", "sum": "sum", "min": "min", "max": "max", "round": "round"}
ARITY = {"strlen": (1, 1), "if": (3, 3), "sum": (1, 20), "round": (1, 2)}
SELF = ("self", "this")


def to_ours(source: str, targets: Mapping[str, Target], own: Target | None = None) -> Node:
    """Return our tree of a condition, or say what it has that we have not."""
    bare = source.strip()
    if bare.startswith("{") and bare.endswith("}"):
        bare = bare[1:-1]
    return _FromLimeSurvey(targets, own).node(read(bare, DIALECT))


class _FromLimeSurvey(Adapter):
    """Gives names and functions of LimeSurvey their meaning."""

    def target(self, raw: Raw) -> Target | None:
        if not isinstance(raw, Name):
            return None
        words = SUFFIX.sub("", raw.words)
        if words in SELF and self.own:
            self.by_answer[Answer(OWN)] = replace(self.own, answer=Answer(OWN))
            return self.by_answer[Answer(OWN)]
        return self.known(self.targets.get(words.removeprefix("that.")))

    def compared(self, sign: str, left: Raw, right: Raw) -> Node:
        """Compare; a box that is ticked says Y."""
        for one, other in ((left, right), (right, left)):
            target = self.target(one)
            if target and target.value and isinstance(other, Value):
                return _ticked(target, sign, other)
        return super().compared(sign, left, right)

    def function(self, name: str, arguments: tuple[Raw, ...]) -> Node:
        """Return what a function means."""
        if name in ("is_empty", "empty") and len(arguments) == 1:
            return self._answered(arguments[0], is_so=False)
        if name == "count" and arguments:
            return self._count(arguments)
        if name == "intval" and len(arguments) == 1:
            return self.node(arguments[0])
        if name == "regexmatch" and len(arguments) == 2:  # noqa: PLR2004 -- a pattern, words
            return matching(arguments[0], self.node(arguments[1]))
        least, most = ARITY.get(name, (1, 20))
        if name not in SAME or not least <= len(arguments) <= most:
            raise BadExpression("unknown_function")
        return self._same(SAME[name], arguments)

    def _same(self, name: str, arguments: tuple[Raw, ...]) -> Node:
        found = [self.node(argument) for argument in arguments]
        if name != "sum":
            return Call(name, tuple(found))
        total = joined((Call("coalesce", (each, Value(0))) for each in found), "+")
        return total or Value(0)

    def _answered(self, raw: Raw, *, is_so: bool) -> Node:
        target = self.target(raw)
        if target is None:
            raise BadExpression("unknown_name")
        if target.value:
            return _ticked(target, "!=" if is_so else "=", Value(""))
        return is_answered(target.answer, is_so)

    def _count(self, arguments: tuple[Raw, ...]) -> Node:
        """Count the choices of a question, or how many questions have an answer."""
        target = self.target(arguments[0])
        if len(arguments) == 1 and target and target.gives in ("choices", "rows", "ranks"):
            return Call("count", (target.answer,))
        each = (self._answered(argument, is_so=True) for argument in arguments)
        ones = (Call("if", (node, Value(1), Value(0))) for node in each)
        return joined(ones, "+") or Value(0)


def matching(pattern: Raw, words: Node) -> Node:
    """Match a pattern between slashes, which finds a part of the words."""
    if not isinstance(pattern, Value) or not isinstance(pattern.value, str):
        raise BadExpression("unknown_function")
    found = re.fullmatch(r"/(.*)/u?", pattern.value.strip(), re.DOTALL)
    if found is None:
        raise BadExpression("pattern")
    return Call("matches", (words, Value(checked(found[1].replace(r"\/", "/"), is_whole=False))))


def _ticked(target: Target, sign: str, value: Value) -> Node:
    if sign not in ("=", "!=") or value.value not in ("Y", ""):
        raise BadExpression("wrong_value")
    chosen = Call("selected", (target.answer, Value(target.value)))
    return chosen if (value.value == "Y") is (sign == "=") else Call("not", (chosen,))


def from_ours(node: Node, names: Mapping[Answer, str], ticked: Mapping[Answer, str]) -> str:
    """Write our tree as a condition; `ticked` has the names of boxes by question and option."""
    return _written(node, names, ticked, 0)


def _written(
    node: Node, names: Mapping[Answer, str], ticked: Mapping[Answer, str], outer: int
) -> str:
    match node:
        case Value(value):
            return _value(value)
        case Answer():
            return _name(node, names)
        case Call("answered", (Answer() as answer,)):
            return f"!is_empty({_name(answer, names)})"
        case Call("selected", (Answer(question), Value(code))):
            return _selected(question, str(code), names, ticked, outer)
    return _called(node, names, ticked, outer)


def _called(
    node: Call, names: Mapping[Answer, str], ticked: Mapping[Answer, str], outer: int
) -> str:
    name, arguments = node.name, node.arguments
    if name == "not":
        return f"!({_written(arguments[0], names, ticked, 0)})"
    if name == "-" and len(arguments) == 1:
        return f"-{_written(arguments[0], names, ticked, 8)}"
    if name in LEVELS:
        level = LEVELS[name]
        sign = {"=": "=="}.get(name, name)
        left = _written(arguments[0], names, ticked, level + (level == LEVELS["="]))
        words = f"{left} {sign} {_written(arguments[1], names, ticked, level + 1)}"
        return f"({words})" if outer > level else words
    if name not in THEIRS:
        raise BadExpression("unknown_function")
    return f"{THEIRS[name]}({', '.join(_written(a, names, ticked, 0) for a in arguments)})"


THEIRS = {"if": "if", "length": "strlen", "min": "min", "max": "max", "round": "round"}


def _selected(
    question: str,
    code: str,
    names: Mapping[Answer, str],
    ticked: Mapping[Answer, str],
    outer: int,
) -> str:
    box = ticked.get(Answer(question, code))
    name = f"{box}.NAOK" if box else _name(Answer(question), names)
    words = f'{name} == "{"Y" if box else code}"'
    return f"({words})" if outer > LEVELS["="] else words


def _name(answer: Answer, names: Mapping[Answer, str]) -> str:
    if answer.question == OWN:
        return "self.NAOK"
    if answer not in names:
        raise BadExpression("unknown_name")
    return f"{names[answer]}.NAOK"


def _value(value: str | float) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str):
        if '"' in value or "{" in value:
            raise BadExpression("unknown_value")
        return f'"{value}"'
    return str(value) if isinstance(value, int) else f"{value:f}".rstrip("0")
