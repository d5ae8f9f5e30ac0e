"""Words of ours for reports, in one language. The only place where reports write numbers."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import force_locale

from participation.platform.i18n import locales
from participation.platform.i18n.text import Text
from participation.platform.web.languages import LOCALES
from participation.reports.domain.said import SHORT, Spoken, Unit, Value
from participation.reports.phrases import PHRASES

NBSP = "\N{NO-BREAK SPACE}"
FINEST = 2  # decimals of a mean


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """Speaks one language; people's words fall back to the main one. See `words_in`."""

    language: str
    main: str = "fi"

    def say(self, text: Text) -> str:
        """Return people's words, marked where they are in another language."""
        found = text.language_for(self.language, self.main)
        words = text.in_(self.language, self.main)
        return words if found in ("", self.language) else Spoken.in_language(words, found)

    def phrase(self, key: str, values: Mapping[str, Any]) -> str:
        """Return words of ours with values in them."""
        return str(PHRASES[key](**self._dates(values)))

    def _dates(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Write days and months as the language does."""
        return {
            name: WRITERS[name](value, self.language) if name in WRITERS else value
            for name, value in values.items()
        }

    def value(self, value: Value) -> str:
        """Write a number with its unit."""
        written = self._number(value.number, value.unit, value.digits)
        of = value.of.in_(self.language, self.main)
        return f"{written}{NBSP}{of}" if of else written

    def short(self, number: float, unit: Unit) -> str:
        """Write a number beside a bar: an amount as finely as the mean in the table."""
        is_fine = unit is Unit.AMOUNT and round(number, FINEST) != number
        return self._number(number, unit, FINEST if is_fine else SHORT[unit])

    def _number(self, number: float, unit: Unit, decimals: int | None) -> str:
        if unit is Unit.SHARE:
            return locales.percent(number, self.language, decimals or 0)
        return locales.number(number, self.language, decimals)


def _day(value: str, language: str) -> str:
    return locales.day(date.fromisoformat(value), language)


def _span(value: str, language: str) -> str:
    first, _slash, last = value.partition("/")
    return locales.span(date.fromisoformat(first), date.fromisoformat(last), language)


def _months(value: str, language: str) -> str:
    """Write a month, or the months or whole years from one to another: `2026-01/2026-12`."""
    first, _slash, last = value.partition("/")
    if first.endswith("-01") and last.endswith("-12"):
        years = dict.fromkeys((first[: -len("-01")], last[: -len("-12")]))
        return "\N{EN DASH}".join(years)
    start, end = (date.fromisoformat(f"{words}-01") for words in (first, last))
    return locales.month_span(start, end, language)


# Values of phrases that are written as the language writes them, by their names.
WRITERS: Mapping[str, Callable[[str, str], str]] = {
    "day": _day,
    "span": _span,
    "months": _months,
}


@contextmanager
def words_in(language: str, main: str) -> Iterator[ReportWords]:
    """Speak a language that need not be the page's, while a report is laid out."""
    with force_locale(LOCALES[language]):
        yield ReportWords(language=language, main=main)
