"""What of a cut that somebody asks for there is in a survey, and what there is not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from math import isfinite

from participation.activities.domain.filters import Condition, Cut, Filter
from surveys.domain.counting.block import REMOVED
from surveys.domain.counting.choosing import number
from surveys.domain.counting.variables import ANY, MISSING, Gives, Variable

COMMON = frozenset({*MISSING, ANY, REMOVED})


def understood(
    said: Iterable[str], by: str, variables: Mapping[str, Variable]
) -> tuple[Cut, tuple[str, ...]]:
    """Return the cut that an address asks for, and the parts of it that there are not.

    `said` are the conditions as they stand in the address.
    """
    kept, strange = [], []
    for words in said:
        condition = Condition.from_words(words)
        variable = variables.get(condition.variable) if condition else None
        if condition is None or variable is None:
            strange.append(words)
            continue
        strange += [f"{variable.name}:{value}" for value in _strange(condition, variable)]
        if rest := _rest(condition, variable):
            kept.append(rest)
    if by and not (by in variables and variables[by].can_split):
        strange.append(by)
        by = ""
    return Cut(filter=Filter.of(kept), by=by), tuple(strange)


def _strange(condition: Condition, variable: Variable) -> Iterator[str]:
    yield from (value for value in condition.values if not _has(variable, value))
    ends = (condition.least, condition.most)
    yield from (end for end in ends if end and not _has_end(variable, end))


def _rest(condition: Condition, variable: Variable) -> Condition | None:
    values = tuple(value for value in condition.values if _has(variable, value))
    least, most = (
        end if end and _has_end(variable, end) else "" for end in (condition.least, condition.most)
    )
    if not (values or least or most):
        return None
    return replace(condition, values=values, least=least, most=most)


def _has(variable: Variable, value: str) -> bool:
    if value in COMMON or value in variable.options:
        return True
    return _has_end(variable, value)


def _has_end(variable: Variable, end: str) -> bool:
    """Tell whether words are a number or a day, where the variable has such values."""
    if variable.gives is Gives.NUMBER:
        return isfinite(number(end))
    if variable.gives is not Gives.DAY:
        return False
    try:
        date.fromisoformat(end)
    except ValueError:
        return False
    return True
