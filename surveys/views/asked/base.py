"""A question as its template needs it: what was typed, what is wrong, how fields are named.

Ids are `q-<code>` for the first control of a text or number, `q-<code>-<n>` for choices,
`q-<code>-r<n>-<m>` in a matrix; codes hold no hyphens, so no two are alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from participation.platform.i18n.locales import number
from participation.platform.web.languages import current_language, say
from surveys.domain.answering import Typed
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import OTHER, Missing
from surveys.domain.questions.fields import missing_field, missing_offered, other_field
from surveys.domain.questions.matrix import row_field
from surveys.domain.questions.multiple import least_of, most_of
from surveys.domain.questions.number import LARGEST, bounds_of, unit_of
from surveys.domain.questions.registry import kind_of
from surveys.domain.questions.text import TextKind


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tick."""

    id: str
    code: str
    label: str | Markup
    is_chosen: bool
    is_lonely: bool = False
    is_reason: bool = False
    is_other: bool = False


@dataclass(slots=True)
class Asked:
    """A question on a page. `scripts` and `sheets` are what a page with such a question loads."""

    scripts: ClassVar[tuple[str, ...]] = ()
    sheets: ClassVar[tuple[str, ...]] = ()
    takes_files: ClassVar[bool] = False

    question: Question
    number: int
    typed: Typed
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def loads(self) -> tuple[str, ...]:
        """The scripts that this very question needs."""
        return self.scripts

    @property
    def template(self) -> str:
        """The template of the question's kind."""
        return f"surveys/public/kinds/{self.question.kind}.html"

    @property
    def id(self) -> str:
        """The id all others begin with."""
        return f"q-{self.question.code}"

    @property
    def name(self) -> str:
        """The name of the main form field."""
        return self.question.code

    @property
    def other_name(self) -> str:
        """The name of the field for the words of "other"."""
        return other_field(self.question)

    @property
    def missing_name(self) -> str:
        """The name of the boxes beside a text or number."""
        return missing_field(self.question)

    @property
    def is_touched(self) -> bool:
        """Tell whether anything has been typed or is wrong."""
        names = kind_of(self.question).fields(self.question)
        return bool(self.problems) or any(name in self.typed for name in names)

    @property
    def problem(self) -> str:
        """What is wrong with the question as a whole; the rows of a matrix have their own."""
        return self.problems.get(self.question.code) or self.problems.get(self.missing_name, "")

    @property
    def rule(self) -> str:
        """What an answer must keep to, in words."""
        return _rule(self.question)

    @property
    def longest(self) -> int:
        """How many characters a text takes."""
        kind = kind_of(self.question)
        return kind.longest(self.question) if isinstance(kind, TextKind) else 0

    @property
    def unit(self) -> str | Markup:
        """The unit of a number."""
        return say(unit_of(self.question))

    @property
    def described(self) -> str:
        """The ids of what describes the question, for `aria-describedby`."""
        hint = f"{self.id}-hint" if self.question.hint or self.rule else ""
        return " ".join(filter(None, (hint, f"{self.id}-error" if self.problem else "")))

    def value(self, name: str) -> str:
        """Return what was typed in a field."""
        return next(iter(self.typed.get(name, ())), "")

    def choices(self) -> list[Choice]:
        """Return the options, "other", and the reasons for not answering."""
        question, chosen = self.question, self.typed.get(self.question.code, ())
        found = [
            Choice(f"{self.id}-{n}", o.code, say(o.label), o.code in chosen, o.exclusive)
            for n, o in enumerate(question.options)
        ]
        if question.other:
            said = OTHER in chosen or bool(not chosen and self.value(self.other_name))
            label = _("Other, please specify")
            found.append(Choice(f"{self.id}-{len(found)}", OTHER, label, said, is_other=True))
        return [*found, *self._reasons(chosen, len(found))]

    def reasons(self) -> list[Choice]:
        """Return the boxes beside a text or number."""
        return self._reasons(self.typed.get(self.missing_name, ()), 0, "m")

    def rows(self) -> Iterator[tuple[str, str | Markup, str, str, list[Choice]]]:
        """Yield id, statement, name, problem and choices of every row of a matrix."""
        for n, row in enumerate(self.question.rows):
            identity, name = f"{self.id}-r{n}", row_field(self.question, row)
            chosen = self.typed.get(name, ())
            choices = [
                Choice(f"{identity}-{m}", o.code, say(o.label), o.code in chosen)
                for m, o in enumerate(self.question.options)
            ]
            choices += [
                Choice(
                    f"{identity}-{len(choices) + m}",
                    reason.value,
                    _reason(reason),
                    reason.value in chosen,
                    is_reason=True,
                )
                for m, reason in enumerate(missing_offered(self.question))
            ]
            words = _("Choose an answer.") if name in self.problems else ""
            yield identity, say(row.label), name, words, choices

    def told(self) -> list[str]:
        """Return what was typed as words a person reads."""
        if self.question.rows:
            return [
                f"{label}: {choice.label}"
                for label, choices in ((row[1], row[4]) for row in self.rows())
                for choice in choices
                if choice.is_chosen
            ]
        if kind_of(self.question).has_options:
            words = [str(choice.label) for choice in self.choices() if choice.is_chosen]
            return [*words, *self.typed.get(self.other_name, ())]
        reasons = [str(choice.label) for choice in self.reasons() if choice.is_chosen]
        return [*self.typed.get(self.question.code, ()), *reasons]

    def faults(self) -> Iterator[tuple[str, str]]:
        """Yield id of the control and words of every problem, for the summary."""
        for name, words in self.problems.items():
            yield self.first_id(name), words

    def _reasons(self, chosen: Sequence[str], start: int, mark: str = "") -> list[Choice]:
        return [
            Choice(
                f"{self.id}-{mark}{n}",
                reason.value,
                _reason(reason),
                reason.value in chosen,
                is_lonely=True,
                is_reason=True,
            )
            for n, reason in enumerate(missing_offered(self.question), start)
        ]

    def first_id(self, name: str) -> str:
        """Return the id of the control that a field's problem is mended in."""
        if name == self.other_name:
            return f"{self.id}-other"
        if name == self.missing_name:
            return f"{self.id}-m0"
        for n, row in enumerate(self.question.rows):
            if name == f"{self.question.code}.{row.code}":
                return f"{self.id}-r{n}-0"
        if self.question.rows:
            return f"{self.id}-r0-0"
        return f"{self.id}-0" if kind_of(self.question).has_options else self.id


def _reason(reason: Missing) -> str:
    return _("I don’t know") if reason is Missing.DONT_KNOW else _("I don’t want to say")


def _rule(question: Question) -> str:
    if question.kind == "multiple":
        return _rule_of_choices(question)
    if question.kind != "number":
        return ""
    low, high = (number(bound, current_language()) for bound in bounds_of(question))
    has_low, has_high = bounds_of(question)[0] > -LARGEST, bounds_of(question)[1] < LARGEST
    if has_low and has_high:
        return _("A number from %(low)s to %(high)s", low=low, high=high)
    if has_low:
        return _("At least %(low)s", low=low)
    return _("At most %(high)s", high=high) if has_high else ""


def _rule_of_choices(question: Question) -> str:
    least, most = least_of(question), most_of(question)
    options = len(question.options) + question.other
    if least == most:
        return ngettext("Choose exactly %(num)s.", "Choose exactly %(num)s.", least)
    if least > 1 and most < options:
        return _("Choose from %(least)s to %(most)s.", least=least, most=most)
    if most < options:
        return ngettext("Choose at most %(num)s.", "Choose at most %(num)s.", most)
    if least > 1:
        return ngettext("Choose at least %(num)s.", "Choose at least %(num)s.", least)
    return _("You can choose several.")
