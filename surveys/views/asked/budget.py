"""A sum to be divided among options."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import gettext as _
from markupsafe import Markup

from participation.platform.i18n.locales import number
from participation.platform.web.languages import current_language, plain, say
from participation.texts.numbers import parse
from surveys.domain.questionnaire import Question
from surveys.domain.questions.budget import (
    limits_of,
    may_leave,
    option_field,
    step_of,
    total_of,
)
from surveys.domain.questions.number import unit_of
from surveys.views.asked.base import Asked

Facts = Mapping[str, Any]


def amount_words(question: Question, amount: float | Decimal) -> str:
    """Write an amount with its unit."""
    words = number(float(amount), current_language())
    return f"{words}\N{NO-BREAK SPACE}{plain(unit_of(question))}".strip()


@dataclass(frozen=True, slots=True)
class Share:
    """An option and the amount it was given."""

    id: str
    name: str
    label: str | Markup
    plain: str
    limits: str
    value: str
    problem: str


@dataclass(slots=True)
class AskedBudget(Asked):
    """A budget."""

    scripts: ClassVar[tuple[str, ...]] = ("budget.js",)
    sheets: ClassVar[tuple[str, ...]] = ("budget.css",)

    @property
    def rule(self) -> str:
        """Say what is divided, and whether all of it."""
        whole = amount_words(self.question, total_of(self.question))
        words = (
            _("You have %(total)s to divide. You may leave some of it.", total=whole)
            if may_leave(self.question)
            else _("You have %(total)s to divide. Divide all of it.", total=whole)
        )
        step = step_of(self.question)
        if step == 1:
            return words
        steps = _("Amounts go in steps of %(step)s.", step=amount_words(self.question, step))
        return f"{words} {steps}"

    @property
    def total(self) -> str:
        """What is divided, as a script reads it."""
        return f"{total_of(self.question):f}"

    @property
    def step(self) -> str:
        """The step of amounts, as a script reads it."""
        return f"{step_of(self.question):f}"

    @property
    def total_words(self) -> str:
        """What is divided, with its unit."""
        return amount_words(self.question, total_of(self.question))

    @property
    def left(self) -> str:
        """Say how much is left of what was typed so far."""
        left = total_of(self.question) - self._used()
        if left < 0:
            return _("%(over)s too much", over=amount_words(self.question, -left))
        words = number(float(left), current_language())
        return _("%(left)s of %(total)s left", left=words, total=self.total_words)

    @property
    def used_share(self) -> str:
        """How much of the sum is used, for the meter."""
        return f"{min(self._used(), total_of(self.question)):f}"

    def shares(self) -> Iterator[Share]:
        """Yield the options with their amounts."""
        limits = limits_of(self.question)
        for n, option in enumerate(self.question.options):
            name = option_field(self.question, option)
            yield Share(
                f"{self.id}-{n}",
                name,
                say(option.label),
                plain(option.label),
                self._limits(*limits[option.code]),
                self.value(name),
                self.problems.get(name, ""),
            )

    def told(self) -> list[str]:
        """Return the amounts as words."""
        reasons = [str(choice.label) for choice in self.reasons() if choice.is_chosen]
        return [f"{one.plain}: {one.value}" for one in self.shares() if one.value] + reasons

    def first_id(self, name: str) -> str:
        """Return the id of the amount of an option."""
        for n, option in enumerate(self.question.options):
            if name == option_field(self.question, option):
                return f"{self.id}-{n}"
        return Asked.first_id(self, name)

    def _used(self) -> Decimal:
        units = tuple(unit_of(self.question).translations.values())
        names = (option_field(self.question, option) for option in self.question.options)
        return sum((parse(self.value(name), units) or Decimal(0) for name in names), Decimal(0))

    def _limits(self, low: Decimal, high: Decimal) -> str:
        least, most = (amount_words(self.question, limit) for limit in (low, high))
        has_most = high < total_of(self.question)
        if low and has_most:
            return _("From %(least)s to %(most)s", least=least, most=most)
        if low:
            return _("At least %(low)s", low=least)
        return _("At most %(high)s", high=most) if has_most else ""


SENTENCES: Mapping[str, Callable[[Question, Facts], str]] = {
    "not_in_steps": lambda question, facts: _(
        "Write an amount in steps of %(step)s.", step=amount_words(question, facts["step"])
    ),
    "over_budget": lambda question, facts: _(
        "You have divided %(over)s too much. Take it away from some of the options.",
        over=amount_words(question, facts["over"]),
    ),
    "left_over": lambda question, facts: _(
        "There is still %(left)s to divide. Add it to some of the options.",
        left=amount_words(question, facts["left"]),
    ),
}
