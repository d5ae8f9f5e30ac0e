"""Our expressions as those of XLSForm."""

from collections.abc import Mapping

from surveys.domain.logic.expression import LEVELS, OWN, Answer, BadExpression, Call, Node, Value
from surveys.interchange.logic.xpath import SAME


def from_ours(node: Node, names: Mapping[Answer, str]) -> str:
    """Write our tree as an XLSForm expression, or say what XLSForm has not."""
    return _written(node, names, 0)


def _written(node: Node, names: Mapping[Answer, str], outer: int) -> str:
    match node:
        case Value(value):
            return _value(value)
        case Answer():
            return _answer(node, names)
        case Call("answered", (of,)):
            return _bracketed(f"{_written(of, names, 4)} != ''", outer)
        case Call("not", (Call("answered", (of,)),)):
            return _bracketed(f"{_written(of, names, 4)} = ''", outer)
    return _called(node, names, outer)


def _called(node: Call, names: Mapping[Answer, str], outer: int) -> str:
    if node.name == "-" and len(node.arguments) == 1:
        return f"-{_written(node.arguments[0], names, 8)}"
    if node.name in LEVELS and node.name != "not":
        return _operation(node.name, node.arguments, names, outer)
    return _function(node.name, node.arguments, names)


def _bracketed(words: str, outer: int) -> str:
    return f"({words})" if outer > LEVELS["="] else words


def _value(value: str | float) -> str:
    if isinstance(value, bool):
        return "true()" if value else "false()"
    if isinstance(value, str):
        return _quoted(value)
    return str(value) if isinstance(value, int) else f"{value:f}".rstrip("0")


def _answer(answer: Answer, names: Mapping[Answer, str]) -> str:
    if answer.question == OWN and not answer.part:
        return OWN
    if answer not in names:
        raise BadExpression("unknown_name")
    return f"${{{names[answer]}}}"


def _operation(
    name: str, arguments: tuple[Node, ...], names: Mapping[Answer, str], outer: int
) -> str:
    level, (left, right) = LEVELS[name], arguments
    sign = {"/": "div"}.get(name, name)
    one = _written(left, names, level + (level == LEVELS["="]))
    words = f"{one} {sign} {_written(right, names, level + 1)}"
    return f"({words})" if outer > level else words


FUNCTIONS = {ours: theirs for theirs, ours in SAME.items()} | {
    "not": "not",
    "selected": "selected",
    "matches": "regex",
    "today": "today",
}


def _function(name: str, arguments: tuple[Node, ...], names: Mapping[Answer, str]) -> str:
    if name not in FUNCTIONS:
        raise BadExpression("unknown_function")
    found = [_written(argument, names, 0) for argument in arguments]
    if name == "coalesce":
        while len(found) > 2:  # noqa: PLR2004 -- theirs takes two
            found[-2:] = [f"coalesce({found[-2]}, {found[-1]})"]
    return f"{FUNCTIONS[name]}({', '.join(found)})"


def _quoted(words: str) -> str:
    if "${" in words or ("'" in words and '"' in words):
        raise BadExpression("unknown_value")
    return f'"{words}"' if "'" in words else f"'{words}'"
