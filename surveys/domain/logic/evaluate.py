"""What an expression says, given answers. The package's docstring tells the rules.

Values: `None` (there is none), a truth, a number, a text, a list of option codes, or an object of
parts (rows, items) with a value each. `static/js/logic.js` is the same for pages.
"""

from collections.abc import Callable, Iterable, Mapping
from math import floor, isfinite
from typing import Any

from surveys.domain.logic.expression import OWN, Answer, Call, Node, Value
from surveys.domain.logic.patterns import BadPattern, compiled, matches
from surveys.domain.logic.reading import as_number

POWERS = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)

Values = Mapping[str, Any]


def evaluate(tree: Node, values: Values, *, own: Any = None, today: str = "") -> Any:
    """Return what a tree says; `values` are the answers by question, `own` is `{.}`."""
    match tree:
        case Value(value):
            return value
        case Answer(question, part):
            return _answer(own if question == OWN else values.get(question), part)
        case Call(name, arguments):

            def of(node: Node) -> Any:
                return evaluate(node, values, own=own, today=today)

            return today if name == "today" else _call(name, arguments, of)


def holds(tree: Node, values: Values, *, own: Any = None, today: str = "") -> bool:
    """Tell whether a tree is true."""
    return truth(evaluate(tree, values, own=own, today=today))


def truth(value: Any) -> bool:
    """Tell whether a value counts as true."""
    return bool(value)


def _answer(value: Any, part: str) -> Any:
    if not part or value is None:
        return value
    if isinstance(value, list):
        return part in value
    return value.get(part) if isinstance(value, Mapping) else None


def _call(name: str, arguments: tuple[Node, ...], of: Callable[[Node], Any]) -> Any:
    if name == "and":
        return all(truth(of(each)) for each in arguments)
    if name == "or":
        return any(truth(of(each)) for each in arguments)
    if name == "if":
        return of(arguments[1 if truth(of(arguments[0])) else 2])
    if name == "coalesce":
        return next((value for each in arguments if has_value(value := of(each))), None)
    return FUNCTIONS[name](*(of(each) for each in arguments))


def has_value(value: Any) -> bool:
    """Tell whether there is anything in a value."""
    return value is not None and value not in ("", [], {})


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    numbers = as_number(left), as_number(right)
    return None not in numbers and numbers[0] == numbers[1]


def _order(left: Any, right: Any) -> int | None:
    """Return -1, 0 or 1 when the left side is less, equal or more; nothing if neither."""
    numbers = as_number(left), as_number(right)
    if numbers[0] is not None and numbers[1] is not None:
        return (numbers[0] > numbers[1]) - (numbers[0] < numbers[1])
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    return None


def _calculated(sign: Callable[[float, float], float]) -> Callable[[Any, Any], float | None]:
    def calculate(left: Any, right: Any) -> float | None:
        numbers = as_number(left), as_number(right)
        if numbers[0] is None or numbers[1] is None:
            return None
        return _finite(sign(numbers[0], numbers[1]))

    return calculate


def _finite(number: float) -> float | None:
    return number if isfinite(number) else None


def _minus(first: Any, *second: Any) -> float | None:
    return _calculated(lambda a, b: a - b)(*((first, *second) if second else (0, first)))


def _divided(left: Any, right: Any) -> float | None:
    if as_number(right) == 0:
        return None
    return _calculated(lambda a, b: a / b)(left, right)


def _count(value: Any) -> int:
    if isinstance(value, (list, Mapping)):
        return len(value)
    return int(has_value(value))


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else (value,)


def _numbers(values: Iterable[Any]) -> list[float]:
    found = (as_number(part) for value in values for part in _parts(value))
    return [number for number in found if number is not None]


def _sum(value: Any) -> float | None:
    found = _numbers([value])
    total = 0.0
    for number in found:  # one after the other, as pages do; sum() of newer Pythons is cleverer
        total += number
    return _finite(total) if found else None


def _length(value: Any) -> int | None:
    if value is None:
        return 0
    return len(value) if isinstance(value, str) else None


def _round(value: Any, decimals: Any = 0) -> float | None:
    number, places = as_number(value), as_number(decimals)
    if number is None or places not in range(len(POWERS)):
        return None
    power = POWERS[int(places or 0)]
    scaled = abs(number) * power
    if not isfinite(scaled):
        return None
    nearest = floor(scaled + 0.5) / power
    return nearest if number >= 0 else -nearest


def _selected(value: Any, code: Any) -> bool:
    if isinstance(value, Mapping):
        return code in value
    return any(_equal(each, code) for each in _parts(value))


def _contains(value: Any, part: Any) -> bool:
    return isinstance(value, str) and isinstance(part, str) and part in value


def _matches(value: Any, pattern: Any) -> bool:
    if not isinstance(value, str) or not isinstance(pattern, str):
        return False
    try:
        return matches(compiled(pattern), value)
    except BadPattern:  # publishing refuses it; the preview shows what is still being written
        return False


def _compared(*orders: int) -> Callable[[Any, Any], bool]:
    return lambda left, right: _order(left, right) in orders


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "not": lambda value: not truth(value),
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _compared(-1),
    "<=": _compared(-1, 0),
    ">": _compared(1),
    ">=": _compared(1, 0),
    "+": _calculated(lambda a, b: a + b),
    "-": _minus,
    "*": _calculated(lambda a, b: a * b),
    "/": _divided,
    "answered": has_value,
    "count": _count,
    "sum": _sum,
    "length": _length,
    "round": _round,
    "min": lambda *values: min(_numbers(values), default=None),
    "max": lambda *values: max(_numbers(values), default=None),
    "selected": _selected,
    "contains": _contains,
    "matches": _matches,
}
