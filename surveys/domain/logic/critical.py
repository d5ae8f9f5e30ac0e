"""The values at which conditions turn: the answers to a question that can make a difference."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from surveys.domain.logic.expression import COMPARISONS, Answer, Call, Node, Value
from surveys.domain.logic.reading import as_number
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import OTHER
from surveys.domain.questions.dates import day_of
from surveys.domain.questions.multiple import least_of, most_of
from surveys.domain.questions.number import LARGEST, bounds_of, decimals_of
from surveys.domain.questions.registry import kind_of

MOST_MENTIONED = 8
MOST_ROWS = 3


@dataclass
class Use:
    """How expressions look at one question."""

    constants: set[Any] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    is_counted: bool = False
    is_ordered: bool = False


@dataclass
class Uses:
    """How expressions look at questions; `is_open` when the values that matter cannot be told."""

    of: dict[str, Use] = field(default_factory=lambda: defaultdict(Use))
    is_open: bool = False


def is_decidable(uses: Uses) -> bool:
    """Tell whether trying the candidates proves anything."""
    return not uses.is_open


def uses_of(trees: Iterable[Node]) -> Uses:
    """Gather how trees look at questions."""
    found = Uses()
    for tree in trees:
        _gather(tree, found)
    return found


def _gather(node: Node, uses: Uses) -> None:
    match node:
        case Value() | Call(_, (Value(), Value())):
            return
        case Answer(question, part):
            _note(uses, question, part)
        case Call("selected", (Answer(question, ""), Value(value))):
            _note(uses, question, str(value), value)
        case Call(name, (Call("count", (Answer(question, ""),)), Value())) if name in COMPARISONS:
            uses.of[question].is_counted = True
        case Call(name, (Answer(), Value()) | (Value(), Answer())) if name in COMPARISONS:
            _compared(node, uses)
        case Call(name, arguments):
            uses.is_open = uses.is_open or name not in ("answered", "and", "or", "not")
            for each in arguments:
                _gather(each, uses)


def _compared(node: Call, uses: Uses) -> None:
    for each in node.arguments:
        if isinstance(each, Answer):
            constant = next(v.value for v in node.arguments if isinstance(v, Value))
            _note(uses, each.question, each.part, constant)
            uses.of[each.question].is_ordered |= node.name not in ("=", "!=")


def _note(uses: Uses, question: str, part: str, constant: Any = None) -> None:
    use = uses.of[question]
    if part:
        use.parts.add(part)
    if constant is not None:
        use.constants.add(constant)


def candidates(question: Question, uses: Uses) -> list[Any]:
    """Return the values of a question to try; `None` where it can be left empty."""
    use, gives = uses.of[question.code], kind_of(question).gives
    made = MADE.get(gives)
    if made is None:
        uses.is_open = True
    found: list[Any] = list(made(question, use, uses)) if made else []
    has_reasons = question.dont_know or question.prefer_not
    return found if question.required and not has_reasons and found else [*found, None]


def _codes(question: Question, *_how: Any) -> list[str]:
    return [option.code for option in question.options] + [OTHER] * question.other


def _sets(question: Question, use: Use, uses: Uses) -> Iterator[list[str]]:
    """Yield every set of the options that are looked at, with every number of others."""
    alone = {option.code for option in question.options if option.exclusive}
    together = [code for code in _codes(question) if code not in alone]
    mentioned = [code for code in together if code in use.parts]
    others = [code for code in together if code not in use.parts]
    if max(len(mentioned), len(others) * use.is_counted) > MOST_MENTIONED:
        uses.is_open = True
        mentioned, others = mentioned[:MOST_MENTIONED], others[:MOST_MENTIONED]
    yield from ([code] for code in alone)
    more = range(len(others) + 1) if use.is_counted or least_of(question) > 1 else range(2)
    for size in range(len(mentioned) + 1):
        for chosen, many in product(combinations(mentioned, size), more):
            found = [*chosen, *others[:many]]
            if max(1, least_of(question)) <= len(found) <= most_of(question):
                yield found


def _numbers(question: Question, use: Use, _uses: Uses) -> list[float]:
    if question.options:
        steps = (as_number(option.code) for option in question.options)
        return [number for number in steps if number is not None]
    low, high = bounds_of(question)
    step = 10.0 ** -decimals_of(question)
    constants = [number for each in use.constants if (number := as_number(each)) is not None]
    near = {each for number in constants for each in (number - step, number, number + step)}
    if not decimals_of(question):
        near = {float(round(each)) for each in near} | {float(int(each)) for each in near}
    ends = {float(end) for end in (low, high) if abs(end) < LARGEST}
    found = sorted(each for each in near | ends if low <= each <= high)
    return found or [min(max(0.0, low), high)]


def _texts(_question: Question, use: Use, uses: Uses) -> list[str]:
    uses.is_open = uses.is_open or use.is_ordered
    words = {str(each) for each in use.constants}
    return [*sorted(words), "x" * (1 + max(map(len, words), default=0))]


def _days(question: Question, use: Use, uses: Uses) -> list[str]:
    known = [question.settings.get(name) for name in ("min", "max")]
    days = [day for each in (*use.constants, *known) if (day := day_of(each)) is not None]
    if len(days) < len(use.constants):
        uses.is_open = True
    length = len("2026-05-31" if question.kind == "date" else "2026-05")
    days = days or [date(2026, 1, 1)]
    near = {_moved(day, by).isoformat()[:length] for day in days for by in (-32, -1, 0, 1, 32)}
    low, high = known
    return sorted(day for day in near if (not low or day >= low) and (not high or day <= high))


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _rows(question: Question, use: Use, uses: Uses) -> Iterator[dict[str, str]]:
    rows = [row.code for row in question.rows if row.code in use.parts]
    if use.is_counted or len(rows) > MOST_ROWS:
        uses.is_open = True
        rows = rows[:MOST_ROWS]
    if not rows:
        first = question.rows[0].code if question.rows else ""
        yield {first: _first(question)}
        return
    choices: Sequence[str | None] = [*_codes(question), None]
    for chosen in product(choices, repeat=len(rows)):
        found = {row: code for row, code in zip(rows, chosen, strict=True) if code is not None}
        if found:
            yield found


def _first(question: Question) -> str:
    return next(iter(_codes(question)), "")


MADE: Mapping[str, Callable[[Question, Use, Uses], Iterable[Any]]] = {
    "choice": _codes,
    "choices": _sets,
    "number": _numbers,
    "text": _texts,
    "date": _days,
    "rows": _rows,
    "presence": lambda *_how: [True],
}
