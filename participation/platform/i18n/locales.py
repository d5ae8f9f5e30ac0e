"""How each language writes days, times, numbers and sizes.

CLDR's Swedish writes ISO dates and its English is American; people in Finland do not. Days are
d.M.yyyy in Finnish and Swedish, times `klo 15.30` and `kl. 15.30`; English is British.
"""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal, format_percent

from participation.platform.clock import local

LOCALES = {"fi": Locale("fi", "FI"), "sv": Locale("sv", "FI"), "en": Locale("en", "GB")}
NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
CLOCK = {"fi": "klo ", "sv": "kl. ", "en": ""}
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
UNITS = {
    "fi": ("tavua", "kt", "Mt", "Gt"),
    "sv": ("byte", "kB", "MB", "GB"),
    "en": ("bytes", "kB", "MB", "GB"),
}
ONE_BYTE = {"fi": "tavu", "sv": "byte", "en": "byte"}
ENGLISH_ENDS = {1: "st", 2: "nd", 3: "rd"}
KILO = 1000
MOST_DECIMALS = 3


def _day_of(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime, language: str) -> str:
    """Write a day: 22.11.2026, or 22 November 2026."""
    found = _day_of(value)
    if language == "en":
        return format_date(found, "d MMMM yyyy", locale=LOCALES["en"])
    return f"{found.day}.{found.month}.{found.year}"


def clock_time(value: time | datetime, language: str) -> str:
    """Write a time of day: klo 15.30, kl. 15.30, 15:30."""
    found = local(value).time() if isinstance(value, datetime) else value
    colon = ":" if language == "en" else "."
    return f"{CLOCK[language]}{found.hour}{colon}{found.minute:02}"


def moment(value: datetime, language: str) -> str:
    """Write a day and time together: 22.11.2026 klo 15.30."""
    comma = "," if language == "en" else ""
    return f"{day(value, language)}{comma} {clock_time(value, language)}"


def span(start: date | datetime, end: date | datetime, language: str) -> str:
    """Write a stretch of days as short as it can be read: 9.–22.8.2026."""
    start, end = _day_of(start), _day_of(end)
    if start == end:
        return day(start, language)
    dash = "\N{EN DASH}"
    if language == "en":
        same_year = start.year == end.year
        same_month = same_year and start.month == end.month
        pattern = "d" if same_month else "d MMMM" if same_year else "d MMMM yyyy"
        space = "" if same_month else " "
        first = format_date(start, pattern, locale=LOCALES["en"])
        return f"{first}{space}{dash}{space}{day(end, language)}"
    if start.year != end.year:
        return f"{day(start, language)}{dash}{day(end, language)}"
    first = f"{start.day}." if start.month == end.month else f"{start.day}.{start.month}."
    return f"{first}{dash}{day(end, language)}"


def month(value: date | datetime, language: str) -> str:
    """Write a month of a year: lokakuu 2026, oktober 2026, October 2026."""
    value = _day_of(value)
    names = get_month_names("wide", context="stand-alone", locale=LOCALES[language])
    return f"{names[value.month]} {value.year}"


def month_span(start: date, end: date, language: str) -> str:
    """Write a stretch of months: loka–marraskuu 2026 is kept whole as lokakuu–marraskuu 2026."""
    if (start.year, start.month) == (end.year, end.month):
        return month(start, language)
    dash = "\N{EN DASH}"
    if start.year != end.year:
        return f"{month(start, language)} {dash} {month(end, language)}"
    first = month(start, language).rsplit(" ", 1)[0]
    return f"{first}{dash}{month(end, language)}"


def rounded(value: float, decimals: int) -> Decimal:
    """Round halves away from zero, as people and spreadsheets do, so that files and pages agree.

    The number is taken as it is written with 15 digits: 0.285 is 28.5 per cent, not a little less.
    """
    found = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return found or abs(found)  # a little less than nothing is no -0


def number(value: float, language: str, decimals: int | None = None) -> str:
    """Write a number: 1 234,5 in Finnish and Swedish, 1,234.5 in English."""
    pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals) * bool(decimals)
    exact = rounded(value, MOST_DECIMALS if decimals is None else decimals)
    written = format_decimal(exact, format=pattern, locale=LOCALES[language])
    return written.replace("-", MINUS)


def ordinal(place: int, language: str) -> str:
    """Write a place in an order: 2., 2:a, 2nd."""
    is_teen = place // 10 % 10 == 1
    if language == "en":
        return f"{place}{'th' if is_teen else ENGLISH_ENDS.get(place % 10, 'th')}"
    if language == "sv":
        return f"{place}:{'a' if place % 10 in (1, 2) and not is_teen else 'e'}"
    return f"{place}."


def percent(share: float, language: str, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as a percentage: 41 %, 41%."""
    space = "" if language == "en" else NBSP
    digits = "0" + ("." + "0" * decimals) * bool(decimals)
    exact = rounded(share, decimals + 2)
    written = format_percent(exact, format=f"{digits}{space}%", locale=LOCALES[language])
    return written.replace("-", MINUS)


def size(count: int, language: str) -> str:
    """Write a file's size: 379 kt, 2,5 Mt, 10 Mt."""
    value, step = float(count), 0
    while round(value) >= KILO and step < len(UNITS[language]) - 1:
        value, step = value / KILO, step + 1
    unit = ONE_BYTE[language] if count == 1 else UNITS[language][step]
    return f"{number(round(value, 1 if step > 1 else 0), language)}{NBSP}{unit}"


def most(count: int, language: str) -> str:
    """Write the largest size that is taken as forms announce it: 2 MB, though it is 2 MiB."""
    mebibytes, rest = divmod(count, 1024 * 1024)
    return size(count if rest else mebibytes * KILO * KILO, language)
