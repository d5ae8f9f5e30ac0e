"""Which answers staff look at: read from the address, shown in words, changed by plain forms.

An address says `only=area:north,south` for each condition, `by=age`, `weights=population`. While a
condition is chosen it also says `add=area`, and then what was ticked (`value`) or the two ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from participation.activities.domain.filters import Condition, Cut, Filter
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity
from participation.platform.i18n.locales import day, span
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from participation.reports.wording import ReportWords
from surveys.cut_words import CutWords
from surveys.domain.counting.block import CHANNEL, REMOVED
from surveys.domain.counting.understanding import understood
from surveys.domain.counting.variables import ANY, MISSING, Gives, Variable
from surveys.services.analysing import Analysed
from surveys.services.cuts import Known
from surveys.views.comparing import Comparison
from surveys.wording import Speaker

MOST_DAYS, WEEK = 45, 7
Args = MultiDict[str, str]
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an address asks for; `adding` is the variable that is being chosen by."""

    cut: Cut
    adding: str = ""
    added: Condition | None = None

    @property
    def settled(self) -> Cut:
        """The cut with what was just chosen, in place of an earlier condition of its variable."""
        kept = [each for each in self.cut.filter.conditions if each.variable != self.adding]
        new = [self.added] if self.added else []
        return replace(self.cut, filter=Filter.of([*kept, *new]))


def wished(args: Args) -> Wish:
    """Read an address."""
    cut = Cut(
        filter=Filter.from_query(args.getlist("only")),
        by=args.get("by", ""),
        weights=args.get("weights", ""),
    )
    adding = args.get("add", "")
    values = tuple(sorted({value for value in args.getlist("value") if value}))
    least, most = (args.get(name, "").strip() for name in ("least", "most"))
    if not adding or not (values or least or most):
        return Wish(cut=cut, adding=adding)
    added = Condition(variable=adding, values=values, least=least, most=most)
    return Wish(cut=cut, adding=adding, added=added)


def there_is(cut: Cut, known: Known | None) -> tuple[Cut, tuple[str, ...]]:
    """Return what of the cut that the address asks for there is, and what there is not."""
    if known is None:
        return cut, ()
    found, strange = understood(request.args.getlist("only"), cut.by, known.variables)
    return replace(found, weights=cut.weights), strange


def address(activity: Activity, cut: Cut, endpoint: str = "surveys_results.staff") -> str:
    """Return where a cut is shown."""
    return url_for(endpoint, activity=activity.public_id, **parameters(cut))


def parameters(cut: Cut) -> dict[str, Any]:
    """Return a cut as the parameters of an address."""
    return cut.to_json()


@dataclass(frozen=True, slots=True)
class CutPage:
    """What a page says of a cut, and offers instead."""

    activity: Activity
    shown: Analysed
    adding: str = ""

    @property
    def words(self) -> CutWords:
        """The words of the page's language."""
        speaker = Speaker(current_language(), site().main_language)
        return CutWords(speaker, self.shown.known.variables)

    @property
    def title(self) -> str:
        """Which answers, in short; empty for all."""
        return self.words.short(self.shown.cut)

    @property
    def heading(self) -> str:
        """Which answers, by what they are compared, and whether they are weighted."""
        compared = _("Compared by: %(question)s", question=self.by) if self.by else ""
        weighted = _("Weighted") if self.shown.weights else ""
        return "; ".join(words for words in (self.title, compared, weighted) if words)

    @property
    def parameters(self) -> dict[str, Any]:
        """The cut as parameters of an address."""
        return parameters(self.shown.cut)

    @property
    def by(self) -> str:
        """What people are compared by."""
        return self.words.variable(self.shown.by) if self.shown.by else ""

    def conditions(self) -> Iterator[Choice]:
        """Yield each condition in words, and the address without it."""
        cut = self.shown.cut
        for each in cut.filter.conditions:
            rest = Filter.of(one for one in cut.filter.conditions if one != each)
            without = replace(cut, filter=rest)
            yield self.words.condition(each), address(self.activity, without)

    def hidden(self, *without: str) -> list[Choice]:
        """Return the fields that carry the rest of the address through a form."""
        found: list[Choice] = []
        for name, value in parameters(self.shown.cut).items():
            values = value if isinstance(value, list) else [value]
            found += [(name, each) for each in values if name not in without]
        return found

    def variables(self, *, to_split: bool = False) -> list[tuple[str, list[Choice]]]:
        """Return what can be chosen by, under three headings."""
        kinds: dict[str, list[Choice]] = {
            _("About the answer"): [],
            _("Background questions"): [],
            _("Other questions"): [],
        }
        about, background, other = kinds.values()
        for name, variable in self.shown.known.variables.items():
            if to_split and not variable.can_split:
                continue
            kind = background if variable.is_background else other
            kind = about if variable.is_fact else kind
            kind.append((name, self.words.variable(variable)))
        return [(title, choices) for title, choices in kinds.items() if choices]

    @property
    def added(self) -> Variable | None:
        """The variable that is being chosen by."""
        return self.shown.known.variable(self.adding) if self.adding else None

    def values(self) -> Sequence[Choice]:
        """Return what can be ticked of the variable that is being chosen by."""
        variable = self.added
        if variable is None:
            return ()
        values = [*variable.options]
        if variable.name == CHANNEL:
            values.append(REMOVED)
        if variable.gives is Gives.PRESENCE:
            values.append(ANY)
        return [(value, self.words.value(variable, value)) for value in values]

    def silent(self) -> Sequence[Choice]:
        """Return the reasons for not answering that can be ticked."""
        variable = self.added
        if variable is None or variable.is_fact:
            return ()
        reasons = (*MISSING[1:], MISSING[0])
        return [(value, self.words.value(variable, value)) for value in reasons]

    @property
    def ticked(self) -> Mapping[str, Any]:
        """What is chosen of the variable already."""
        for each in self.shown.cut.filter.conditions:
            if each.variable == self.adding:
                return {"values": each.values, "least": each.least, "most": each.most}
        return {"values": (), "least": "", "most": ""}

    def times(self) -> list[tuple[str, int, float]]:
        """Return when answers came, with the length of each bar."""
        return over_time(self.shown.days)

    def under_way(self) -> list[tuple[str, int]]:
        """Return how many have begun and not sent, by the furthest page of the newest version."""
        versions = self.shown.known.versions.values()
        newest = max(versions, key=lambda pair: pair[0])[1].pages if versions else ()
        found = []
        for page, people in self.shown.under_way.items():
            words = _("Page %(number)s", number=page + 1)
            title = self.words.speaker.say(newest[page].title) if page < len(newest) else ""
            found.append((f"{words}: {title}" if title else words, people))
        return found

    def comparison(self, finding: Finding) -> Comparison:
        """Return the groups of a finding side by side."""
        if self.shown.by is None:
            raise TypeError(finding.subject)
        speaker = self.words.speaker
        numbers = ReportWords(language=speaker.language, main=speaker.main)
        return Comparison(finding, self.shown.by, self.words, numbers)

    @property
    def whole(self) -> str:
        """The address of everything."""
        return address(self.activity, Cut())


def over_time(days: Mapping[date, int]) -> list[tuple[str, int, float]]:
    """Return how many answers came by day, or by week, with the length of each bar."""
    if not days:
        return []
    step = 1 if len(days) <= MOST_DAYS else WEEK
    found: dict[date, int] = {}
    first, last = min(days), max(days)
    while first <= last:
        found[first] = sum(days.get(first + timedelta(n), 0) for n in range(step))
        first += timedelta(step)
    most = max(found.values())
    return [(_when(at, step), people, people / most) for at, people in found.items()]


def _when(first: date, step: int) -> str:
    language = current_language()
    if step == 1:
        return day(first, language)
    return span(first, first + timedelta(step - 1), language)
