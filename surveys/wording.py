"""Words for what answers are made of, in the language of a page or file."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from participation.platform.i18n.locales import month, month_span
from participation.platform.i18n.text import Text
from surveys.domain.coding import MERGED, NONE
from surveys.domain.questions.base import Missing


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says people's words in one language, or in the main language where that is missing."""

    language: str
    main: str

    def say(self, text: Text) -> str:
        """Return the words of a text."""
        return text.in_(self.language, self.main)

    def option(self, text: Text) -> str:
        """Return the words of an option; the one without words is "other"."""
        return self.say(text) or _("Other")


def missing_words() -> dict[Missing, str]:
    """Say why there is no answer, in the order in which it is told."""
    return {
        Missing.NOT_ASKED: _("Not asked"),
        Missing.NO_ANSWER: _("No answer"),
        Missing.DONT_KNOW: _("Don’t know"),
        Missing.PREFER_NOT: _("Prefer not to say"),
    }


def theme_words(code: str) -> str:
    """Name what nobody wrote as a theme: none, and several with few answers; else nothing."""
    if code == NONE:
        return str(_("No theme"))
    return str(_("Other themes")) if code.startswith(MERGED) else ""


REASONS = {
    "no_answer": Missing.NO_ANSWER,
    "dont_know": Missing.DONT_KNOW,
    "prefer_not": Missing.PREFER_NOT,
}


def month_words(first: str, last: str, language: str) -> str:
    """Write a month, or the months or whole years from one to another."""
    if first.endswith("-01") and last.endswith("-12"):
        years = dict.fromkeys((first[: -len("-01")], last[: -len("-12")]))
        return "\N{EN DASH}".join(years)
    start, end = (date.fromisoformat(f"{words}-01") for words in (first, last))
    return month(start, language) if start == end else month_span(start, end, language)


def ends_words(first: str | None, last: str | None) -> str:
    """Write a class of numbers between two ends, of which one may be missing."""
    if first is None:
        return str(_("%(number)s or less", number=last))
    if last is None:
        return str(_("%(number)s or more", number=first))
    return "\N{EN DASH}".join(dict.fromkeys((first, last)))
