"""When things happen in the demo town, counted from the day of loading."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from participation.platform import clock

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, SATURDAY, SUNDAY = 0, 1, 2, 3, 5, 6
YEARS_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Timetable:
    """The town's strategy process around a day on which its third phase is under way."""

    today: date

    @property
    def target_year(self) -> int:
        """The year that the strategy looks to."""
        return self.today.year + YEARS_AHEAD

    @property
    def begun(self) -> date:
        """The day on which the board began the process: the first Monday of a month."""
        return weekday_from(self.month(-6), MONDAY)

    @property
    def first_survey(self) -> Days:
        """Three weeks, some months ago."""
        opens = self.from_today(-80, MONDAY)
        return Days(opens, opens + timedelta(days=20))

    @property
    def closed_round(self) -> Days:
        """The three weeks of the brainstorm, after the first survey."""
        opens = self.from_today(-52, MONDAY)
        return Days(opens, opens + timedelta(days=20))

    @property
    def open_round(self) -> Days:
        """Three weeks, under way."""
        opens = self.from_today(-12, MONDAY)
        return Days(opens, opens + timedelta(days=20))

    @property
    def second_survey(self) -> Days:
        """Four weeks, under way."""
        opens = self.from_today(-14, MONDAY)
        return Days(opens, opens + timedelta(days=27))

    @property
    def listening(self) -> Days:
        """The phase of the first survey."""
        return Days(self.first_survey.first, self.second_survey.first - timedelta(days=1))

    @property
    def drafting(self) -> Days:
        """The months in which the draft is written: those after the second survey."""
        return Days(month_from(self.second_survey.last, 1), month_from(self.second_survey.last, 3))

    @property
    def third_survey(self) -> Days:
        """Three weeks in the last month of drafting."""
        opens = weekday_from(self.drafting.last, MONDAY)
        return Days(opens, opens + timedelta(days=20))

    @property
    def deciding(self) -> Days:
        """The months of the board and of the council."""
        return Days(month_from(self.drafting.last, 1), month_from(self.drafting.last, 2))

    def month(self, months: int) -> date:
        """Return the first day of a month counted from this one."""
        return month_from(self.today, months)

    def from_today(self, days: int, weekday: int) -> date:
        """Return the first such weekday, so many days from today or after."""
        return weekday_from(self.today + timedelta(days=days), weekday)


def timetable(now: datetime) -> Timetable:
    """Return the timetable of a town loaded at `now`."""
    return Timetable(clock.local(now).date())


def weekday_from(day: date, weekday: int) -> date:
    """Return the first day, at or after `day`, that is the weekday (Monday is 0)."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def month_from(day: date, months: int) -> date:
    """Return the first day of the month so many months from the day's own."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day on clocks in Finland."""
    return clock.at_local(datetime.combine(day, time(hour, minute)))
