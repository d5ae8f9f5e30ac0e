"""Surveys side by side in words: the same for pages and files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask_babel import gettext as _

from participation.activities.domain.disclosure import THRESHOLD
from participation.activities.domain.statistics.columns import Compared as Difference
from participation.activities.domain.statistics.columns import Than
from participation.activities.domain.statistics.means import LEAST
from participation.activities.domain.statistics.readiness import Measure, lacking
from participation.activities.domain.statistics.shares import Interval
from participation.activities.statistics_words import why
from participation.platform.clock import local
from participation.platform.i18n import locales
from participation.reports.domain.said import Unit, Value, spoken
from participation.reports.wording import ReportWords
from surveys.development_words import WHY, difference_words, noted
from surveys.domain.beside import Apart, Beside, Compared, Survey, beside
from surveys.domain.development import Line, Number, told
from surveys.services.side_by_side import Held
from surveys.wording import Speaker

MOST_TOLD, MOST_LINES = 5, 14
DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column: a survey, and how many answered the question in it."""

    name: str
    when: str
    answered: int
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number, with the bar beside it and the ends of its interval."""

    words: str = ""
    interval: str = ""
    share: float | None = None
    is_hidden: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One measure of each survey; `trend` are the places of a line from 0 to 1, across and up."""

    words: str
    cells: Sequence[Cell]
    trend: Sequence[tuple[float, float]] = ()


class Developments:
    """Surveys side by side, in one language."""

    def __init__(
        self, held: Sequence[Held], at: int, speaker: Speaker, also: Sequence[str] = ()
    ) -> None:
        self.held, self.at, self.speaker = held, at, speaker
        self.numbers = ReportWords(language=speaker.language, main=speaker.main)
        surveys = [
            Survey(questions=h.questions, findings=h.findings, values=h.values) for h in held
        ]
        self.found: Beside = beside(surveys, at, also)

    @cached_property
    def questions(self) -> list["Asked"]:
        """The questions that can be compared."""
        return [Asked(self, compared) for compared in self.found.compared]

    def name(self, place: int) -> str:
        """Name a survey."""
        return self.speaker.say(self.held[place].activity.title)

    def when(self, place: int) -> str:
        """Say in which year a survey was held; in which month where others are of that year."""
        moments = [local(each.moment) for each in self.held]
        mine = moments[place]
        alike = sum(each.year == mine.year for each in moments) > 1
        return locales.month(mine.date(), self.speaker.language) if alike else str(mine.year)

    def apart(self) -> Iterator[tuple[str, str, str, Apart]]:
        """Yield what cannot be compared: the question, the survey, why, and the fact."""
        for each in self.found.apart:
            label = self.speaker.say(each.pair.here.question.label)
            yield label, self.name(each.place), str(WHY[each.why]), each

    def other_words(self, apart: Apart) -> str:
        """Return the words of the question in the other survey."""
        return self.speaker.say(apart.pair.there.question.label)

    def alone(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each survey with the questions that it alone asked."""
        for place, questions in self.found.alone.items():
            yield self.name(place), [self.speaker.say(each.question.label) for each in questions]


class Asked:
    """One question in several surveys, ready to be shown."""

    def __init__(self, page: Developments, compared: Compared) -> None:
        self.page, self.compared = page, compared

    @property
    def label(self) -> str:
        """The words of the question in the survey looked at."""
        return self.page.speaker.say(self.compared.joined.question.label)

    @property
    def code(self) -> str:
        """The code that all have."""
        return self.compared.code

    @property
    def places(self) -> list[int]:
        """The surveys that have it, in order."""
        return [place for place, side in enumerate(self.compared.sides) if side]

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns."""
        return [
            Head(
                name=self.page.name(place),
                when=self.page.when(place),
                answered=side.finding.answered,
                is_here=place == self.page.at,
            )
            for place, side in enumerate(self.compared.sides)
            if side
        ]

    def words_of(self, line: Line) -> str:
        """Name a measure."""
        return spoken(line.label, self.page.numbers)

    @cached_property
    def lines(self) -> list[Measured]:
        """Every measure of each survey; bars and lines for those of the first one's unit."""
        values = [n.value for line in self.compared.lines for n in line.numbers if n and n.value]
        unit = values[0].unit if values else None
        alike = [value.number for value in values if value.unit is unit]
        top = 1.0 if unit is Unit.SHARE else max(alike, default=0.0)
        top = 0.0 if min(alike, default=0.0) < 0 else top  # a bar has no room for less than nothing
        return [self._measured(line, unit, top) for line in self.compared.lines]

    def _measured(self, line: Line, unit: Unit | None, top: float) -> Measured:
        numbers = [line.numbers[place] for place in self.places]
        return Measured(
            words=self.words_of(line),
            cells=[self._cell(number, unit, top) for number in numbers],
            trend=_trend(numbers, unit),
        )

    def _cell(self, number: Number | None, unit: Unit | None, top: float) -> Cell:
        value = number.value if number else None
        if number is None or value is None:
            return Cell(words=DASH, is_hidden=number is not None and number.is_hidden)
        is_bar = value.unit is unit and top > 0
        people = value.number * number.people
        is_share = value.unit is Unit.SHARE and number.interval is not None
        return Cell(
            words=self.page.numbers.value(value),
            interval=self._ends(number.interval) if number.interval else "",
            share=max(0.0, min(1.0, value.number / top)) if is_bar else None,
            is_small=is_share and 0 < round(people) < THRESHOLD,
        )

    def _ends(self, interval: Interval) -> str:
        language = self.page.speaker.language
        low = locales.number(100 * interval.low, language, 0)
        return f"{low}{DASH}{locales.percent(interval.high, language)}"

    @cached_property
    def told(self) -> list[str]:
        """The differences that chance would hardly make, in words, the surest first."""
        found = (self._difference(*each) for each in told(self.compared.lines))
        return [words for words in found if words]

    @property
    def first(self) -> list[str]:
        """The differences that are told at once."""
        return self.told[:MOST_TOLD]

    @property
    def more(self) -> list[str]:
        """The differences behind a fold."""
        return self.told[MOST_TOLD:]

    @property
    def is_long(self) -> bool:
        """Tell whether there are more numbers than a page shows at once."""
        return len(self.compared.lines) > MOST_LINES

    @property
    def is_tested(self) -> bool:
        """Tell whether any number was compared with that of another survey."""
        return any(change for line in self.compared.lines for change in line.changes)

    @property
    def lacking(self) -> str:
        """What is missing so that surveys can be compared; empty where they can."""
        enough = sum(head.answered >= LEAST for head in self.heads)
        refused = lacking(Measure.COMPARISON, groups=enough, smallest=LEAST)
        return why(refused) if refused else ""

    def _difference(self, line: Line, place: int, found: Difference) -> str:
        number = line.numbers[self.page.at]
        if number is None or number.value is None:
            return ""
        is_share, is_more = number.value.unit is Unit.SHARE, found.than_others is Than.MORE
        said = {"answer": self.words_of(line), "when": self._than(place)}
        if is_share:
            by = Value(number=abs(found.difference) * 100, unit=Unit.AMOUNT, decimals=0)
            said["points"] = self.page.numbers.value(by)
        else:
            by = replace(number.value, number=abs(found.difference))
            said["number"] = self.page.numbers.value(by)
        return difference_words(said, is_share=is_share, is_more=is_more)

    def _than(self, place: int) -> str:
        when = self.page.when(place)
        if when.isdecimal():
            return str(_("in %(year)s", year=when))
        return str(_("in the survey of %(month)s", month=when))

    @cached_property
    def notes(self) -> list[str]:
        """What readers must know: words that changed, options that only one survey had."""
        page = self.page
        found = [
            words
            for place, pair in enumerate(self.compared.pairs)
            if pair and self.compared.sides[place]
            for words in noted(pair, page.name(page.at), page.name(place), page.speaker)
        ]
        return list(dict.fromkeys(found))


def _trend(numbers: Sequence[Number | None], unit: Unit | None) -> list[tuple[float, float]]:
    """Return a line from nothing to the greatest of these; two numbers make none."""
    values = [n.value.number for n in numbers if n and n.value and n.value.unit is unit]
    top = max(values, default=0.0)
    if len(values) < len(numbers) or len(values) <= 2 or top <= 0 or min(values) < 0:  # noqa: PLR2004 -- a line
        return []
    return [(place / (len(values) - 1), value / top) for place, value in enumerate(values)]


def held_at(held: Sequence[Held], activity_id: int) -> tuple[list[Held], int]:
    """Put surveys in the order in which they were held, and find the one looked at."""
    ordered = sorted(held, key=lambda each: (each.moment, each.activity.id))
    return ordered, next(n for n, each in enumerate(ordered) if each.activity.id == activity_id)
