"""A date or month: a field for each part."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from participation.platform.i18n.locales import day, month
from participation.platform.web.languages import current_language
from surveys.domain.questionnaire import Question
from surveys.domain.questions.dates import DateKind, day_of, part_field
from surveys.domain.questions.registry import kind_of
from surveys.views.asked.base import Asked


@dataclass(frozen=True, slots=True)
class Part:
    """One field: the day, the month or the year."""

    id: str
    name: str
    label: str
    value: str
    width: int
    is_wrong: bool


@dataclass(slots=True)
class AskedDate(Asked):
    """A date or a month."""

    @property
    def problem(self) -> str:
        """What is wrong, whichever part it is about."""
        return next(iter(self.problems.values()), "")

    @property
    def rule(self) -> str:
        """Which dates are taken, or an example."""
        low, high = (written(self.question, name) for name in ("min", "max"))
        if low and high:
            return _("From %(first)s to %(last)s", first=low, last=high)
        if low:
            return _("%(first)s or later", first=low)
        if high:
            return _("%(last)s or earlier", last=high)
        return (
            _("For example, 31 5 2026")
            if "day" in _parts(self.question)
            else _("For example, 5 2026")
        )

    def parts(self) -> list[Part]:
        """Return the fields."""
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        names = {part: part_field(self.question, part) for part in _parts(self.question)}
        own = [name for name in names.values() if name in self.problems]
        return [
            Part(
                id=f"{self.id}-{part}",
                name=name,
                label=labels[part],
                value=self.value(name),
                width=4 if part == "year" else 2,
                is_wrong=bool(self.problem) and (not own or name in own),
            )
            for part, name in names.items()
        ]

    def first_id(self, name: str) -> str:
        """Return the id of the part that a problem is mended in."""
        if name == self.missing_name:
            return f"{self.id}-m0"
        parts = _parts(self.question)
        wrong = next((part for part in parts if name == part_field(self.question, part)), parts[0])
        return f"{self.id}-{wrong}"

    def told(self) -> list[str]:
        """Return what was typed, as it stood in the fields."""
        words = [part.value for part in self.parts() if part.value]
        reasons = [str(choice.label) for choice in self.reasons() if choice.is_chosen]
        return ([".".join(words)] if words else []) + reasons


def written(question: Question, name: str) -> str:
    """Return a limit of a date question as people write days and months."""
    found = day_of(question.settings.get(name))
    if not isinstance(found, date):
        return ""
    write = day if question.kind == "date" else month
    return write(found, current_language())


def _parts(question: Question) -> tuple[str, ...]:
    kind = kind_of(question)
    return kind.parts if isinstance(kind, DateKind) else ()
