"""Budget: a sum divided among options.

Settings: `total` (what is divided), `unit` (a word, or the JSON of a `Text`), `step` (each amount
can be divided by it; 1 unless told otherwise), `leave` (some may be left over) and `limits`, a list
of `[option, least, most]` in which a limit may be `None`. The answer is an amount for each option;
a field left empty is nothing. Each option has a field of its own, `code.option`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from participation.texts.numbers import parse
from surveys.domain.questionnaire import Option, Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form, Problem, Reading
from surveys.domain.questions.number import LARGEST, unit_of

NOTHING = Decimal(0)


def option_field(question: Question, option: Option) -> str:
    """Name the form field that holds the amount of an option."""
    return f"{question.code}.{option.code}"


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value))


def total_of(question: Question) -> Decimal:
    """Return what is divided."""
    return _decimal(question.settings.get("total") or 0)


def step_of(question: Question) -> Decimal:
    """Return by what every amount can be divided."""
    return _decimal(question.settings.get("step") or 1)


def may_leave(question: Question) -> bool:
    """Tell whether some may be left over."""
    return bool(question.settings.get("leave"))


def limits_of(question: Question) -> dict[str, tuple[Decimal, Decimal]]:
    """Return the least and the most of every option; without a limit, nothing and everything."""
    whole = total_of(question)
    found = {option.code: (NOTHING, whole) for option in question.options}
    for code, low, high in question.settings.get("limits") or ():
        if code in found:
            least = NOTHING if low is None else _decimal(low)
            found[code] = (least, whole if high is None else min(_decimal(high), whole))
    return found


def most_divided(question: Question) -> Decimal:
    """Return the largest sum that the options can hold together, in steps."""
    step = step_of(question)
    highs = (high for _low, high in limits_of(question).values())
    return step * sum(((high / step).to_integral_value(ROUND_FLOOR) for high in highs), NOTHING)


@dataclass(frozen=True, slots=True)
class BudgetKind:
    """Amounts that make a sum."""

    key: str = "budget"
    has_options: bool = True
    has_rows: bool = False
    gives: str = "amounts"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        amounts = (option_field(question, option) for option in question.options)
        return *amounts, fields.missing_field(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read the amounts, or why there are none."""
        words = {
            option.code: fields.words_in(form, option_field(question, option))
            for option in question.options
        }
        beside = fields.beside_value(question, form, has_value=any(words.values()))
        if beside is not None:
            return beside
        if not any(words.values()):
            return fields.unanswered(question)
        units = tuple(unit_of(question).translations.values())
        amounts = {code: parse(each, units) if each else NOTHING for code, each in words.items()}
        problems = _problems(question, amounts)
        if problems:
            return Reading({}, problems)
        known = {code: amount for code, amount in amounts.items() if amount is not None}
        return Reading({question.code: {code: _plain(amount) for code, amount in known.items()}})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the fields that hold the amounts, with a comma."""
        value = answers.get(question.code)
        if not isinstance(value, Mapping):
            return fields.refill_written(question, value, "")
        return {
            option_field(question, option): [f"{_decimal(value[option.code]):f}".replace(".", ",")]
            for option in question.options
            if option.code in value
        }

    def faults(self, question: Question) -> list[str]:
        """Name what is wrong with the options, the sum, the step and the limits."""
        few = len(question.options) < 2  # noqa: PLR2004 -- a sum is divided among two or more
        found = ["no_options"] * few + fields.faults_of_codes(question)
        whole, step = total_of(question), step_of(question)
        if not 0 < whole <= LARGEST:
            return [*found, "no_total"]
        if step <= 0 or (whole % step and not may_leave(question)):
            return [*found, "sum_not_in_steps"]
        return found + ["bad_limits"] * (not _limits_leave_an_answer(question))


def _limits_leave_an_answer(question: Question) -> bool:
    limits, whole, step = limits_of(question).values(), total_of(question), step_of(question)
    least = sum(((low / step).to_integral_value(ROUND_CEILING) for low, _h in limits), NOTHING)
    are_sound = all(0 <= low <= high for low, high in limits)
    fits = may_leave(question) or most_divided(question) >= whole
    return are_sound and least * step <= whole and fits


def _problems(question: Question, amounts: Mapping[str, Decimal | None]) -> tuple[Problem, ...]:
    """List what is wrong with single amounts; when nothing is, what is wrong with their sum."""
    limits = limits_of(question)
    found = (_problem(question, code, amount, *limits[code]) for code, amount in amounts.items())
    problems = tuple(problem for problem in found if problem)
    return problems or _problems_of_sum(question, amounts)


def _problem(
    question: Question, code: str, amount: Decimal | None, low: Decimal, high: Decimal
) -> Problem | None:
    name, step = f"{question.code}.{code}", step_of(question)
    if amount is None:
        return Problem("not_a_number", name)
    facts = {"min": _plain(low), "max": _plain(high), "step": _plain(step)}
    if amount < low:
        return Problem("too_small", name, facts)
    if amount > high:
        return Problem("too_large", name, facts)
    return Problem("not_in_steps", name, facts) if amount % step else None


def _problems_of_sum(
    question: Question, amounts: Mapping[str, Decimal | None]
) -> tuple[Problem, ...]:
    left = total_of(question) - sum((a for a in amounts.values() if a), NOTHING)
    if left < 0:
        return (Problem("over_budget", question.code, {"over": _plain(-left)}),)
    if left and not may_leave(question):
        return (Problem("left_over", question.code, {"left": _plain(left)}),)
    return ()


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


BUDGET = BudgetKind()
