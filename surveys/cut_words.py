"""Words for what figures are made from: the same in titles, sentences and file names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from participation.activities.domain.filters import Condition, Cut
from participation.platform.i18n.locales import NAMES, day, number
from surveys.domain.counting.block import CHANNEL, DAY, LANGUAGE, REMOVED, VERSION
from surveys.domain.counting.variables import ANY, Gives, Variable
from surveys.wording import Speaker, missing_words

DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class CutWords:
    """Says what a cut is, in one language."""

    speaker: Speaker
    variables: Mapping[str, Variable]

    def variable(self, variable: Variable) -> str:
        """Name a variable: the words of its question, and of its row."""
        if variable.is_fact:
            return str(facts()[variable.name])
        label, part = (self.speaker.say(text) for text in (variable.label, variable.part))
        return f"{label} {DASH} {part}" if part else label

    def value(self, variable: Variable, value: str) -> str:
        """Name one value of a variable."""
        if variable.name == LANGUAGE:
            return NAMES.get(value, value)
        if variable.name == VERSION:
            return str(_("Version %(number)s", number=value))
        fixed = {REMOVED: _("Removed links"), ANY: _("Answered")}
        fixed |= {missing.value: words for missing, words in missing_words().items()}
        if value in fixed:
            return str(fixed[value])
        if value.startswith("~") or value not in variable.options:
            return value
        is_place = value.isdecimal() and not variable.options[value]
        return (
            _("Place %(place)s", place=value)
            if is_place
            else self.speaker.option(variable.options[value])
        )

    def condition(self, condition: Condition) -> str:
        """Say one condition: `Area: North or South`, `Age: at least 40`."""
        variable = self.variables[condition.variable]
        return f"{self.variable(variable)}: {self._what(variable, condition)}"

    def _what(self, variable: Variable, condition: Condition) -> str:
        if condition.values:
            said = [self.value(variable, value) for value in condition.values]
            return said[0] if len(said) == 1 else _or(said)
        least, most = (self._end(variable, end) for end in (condition.least, condition.most))
        if least and most:
            return f"{least}{DASH}{most}"
        is_number = variable.gives is Gives.NUMBER
        if least:
            more = _("%(number)s or more", number=least)
            return str(more if is_number else _("from %(day)s on", day=least))
        less = _("%(number)s or less", number=most)
        return str(less if is_number else _("until %(day)s", day=most))

    def _end(self, variable: Variable, end: str) -> str:
        try:
            if variable.gives is Gives.DAY:
                return day(date.fromisoformat(end), self.speaker.language)
            return number(float(end.replace(",", ".")), self.speaker.language)
        except ValueError:
            return end

    def conditions(self, cut: Cut) -> Iterator[str]:
        """Say every condition."""
        return (self.condition(each) for each in cut.filter.conditions)

    def short(self, cut: Cut) -> str:
        """Say which answers, for titles and names of files; nothing for all of them."""
        return "; ".join(self.conditions(cut))


def _or(said: list[str]) -> str:
    *first, last = said
    return str(_("%(first)s or %(last)s", first=", ".join(first), last=last))


def facts() -> dict[str, str]:
    """Name what is known of every response."""
    return {
        CHANNEL: _("Link"),
        LANGUAGE: _("Language of the answer"),
        DAY: _("Day of the answer"),
        VERSION: _("Version of the questionnaire"),
    }
