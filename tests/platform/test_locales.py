"""Days, times, numbers and sizes as people in Finland write them."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.platform.i18n import locales

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
LANGUAGES = ("fi", "sv", "en")


def in_each(write, *values, **more):
    return tuple(write(*values, language=language, **more) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("value", "fi", "sv", "en"),
    [
        (date(2026, 11, 22), "22.11.2026", "22.11.2026", "22 November 2026"),
        (date(2026, 1, 2), "2.1.2026", "2.1.2026", "2 January 2026"),
        pytest.param(
            datetime(2026, 6, 30, 21, 30, tzinfo=UTC),
            "1.7.2026",
            "1.7.2026",
            "1 July 2026",
            id="a late evening in UTC is the next day in Finland",
        ),
    ],
)
def test_days(value, fi, sv, en):
    assert in_each(locales.day, value) == (fi, sv, en)


@pytest.mark.parametrize(
    ("value", "fi", "sv", "en"),
    [
        (time(15, 30), "klo 15.30", "kl. 15.30", "15:30"),
        (time(9, 5), "klo 9.05", "kl. 9.05", "9:05"),
        (time(0, 0), "klo 0.00", "kl. 0.00", "0:00"),
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), "klo 15.00", "kl. 15.00", "15:00"),
        (datetime(2026, 12, 1, 12, 0, tzinfo=UTC), "klo 14.00", "kl. 14.00", "14:00"),
    ],
)
def test_times_of_day(value, fi, sv, en):
    assert in_each(locales.clock_time, value) == (fi, sv, en)


def test_moments():
    assert in_each(locales.moment, datetime(2026, 11, 22, 13, 30, tzinfo=UTC)) == (
        "22.11.2026 klo 15.30",
        "22.11.2026 kl. 15.30",
        "22 November 2026, 15:30",
    )


@pytest.mark.parametrize(
    ("start", "end", "fi", "en"),
    [
        pytest.param(date(2026, 8, 9), date(2026, 8, 9), "9.8.2026", "9 August 2026", id="one day"),
        pytest.param(
            date(2026, 8, 9), date(2026, 8, 22), "9.–22.8.2026", "9–22 August 2026", id="one month"
        ),
        pytest.param(
            date(2026, 4, 10),
            date(2026, 5, 1),
            "10.4.–1.5.2026",
            "10 April – 1 May 2026",
            id="one year",
        ),
        pytest.param(
            date(2026, 8, 9),
            date(2027, 8, 22),
            "9.8.2026–22.8.2027",
            "9 August 2026 – 22 August 2027",
            id="the same month of two years",
        ),
        pytest.param(
            datetime(2026, 8, 8, 21, tzinfo=UTC),
            datetime(2026, 8, 22, 20, 59, tzinfo=UTC),
            "9.–22.8.2026",
            "9–22 August 2026",
            id="moments, by the clocks in Finland",
        ),
    ],
)
def test_stretches_of_days(start, end, fi, en):
    assert in_each(locales.span, start, end) == (fi, fi, en)


def test_months():
    assert in_each(locales.month, date(2026, 10, 5)) == (
        "lokakuu 2026",
        "oktober 2026",
        "October 2026",
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (
            date(2026, 10, 1),
            date(2026, 10, 31),
            ("lokakuu 2026", "oktober 2026", "October 2026"),
        ),
        (
            date(2026, 2, 1),
            date(2026, 3, 31),
            ("helmikuu–maaliskuu 2026", "februari–mars 2026", "February–March 2026"),
        ),
        (
            date(2026, 12, 1),
            date(2027, 1, 31),
            (
                "joulukuu 2026 – tammikuu 2027",
                "december 2026 – januari 2027",
                "December 2026 – January 2027",
            ),
        ),
    ],
)
def test_stretches_of_months(start, end, expected):
    assert in_each(locales.month_span, start, end) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "fi", "en"),
    [
        (0, None, "0", "0"),
        (999, None, "999", "999"),
        (1234, None, f"1{SPACE}234", "1,234"),
        (1234567.5, None, f"1{SPACE}234{SPACE}567,5", "1,234,567.5"),
        (1234.5, 2, f"1{SPACE}234,50", "1,234.50"),
        (2.5, 0, "3", "3"),
        (3.5, 0, "4", "4"),
        (-0.4, 0, "0", "0"),
        (-1234.5, None, f"{MINUS}1{SPACE}234,5", f"{MINUS}1,234.5"),
    ],
)
def test_numbers(value, decimals, fi, en):
    assert in_each(locales.number, value, decimals=decimals) == (fi, fi, en)


@pytest.mark.parametrize(
    ("share", "decimals", "fi", "en"),
    [
        (0, 0, f"0{SPACE}%", "0%"),
        (0.414, 0, f"41{SPACE}%", "41%"),
        (0.414, 1, f"41,4{SPACE}%", "41.4%"),
        (1, 0, f"100{SPACE}%", "100%"),
        (-0.001, 0, f"0{SPACE}%", "0%"),
        (-0.05, 0, f"{MINUS}5{SPACE}%", f"{MINUS}5%"),
    ],
)
def test_percentages(share, decimals, fi, en):
    assert in_each(locales.percent, share, decimals=decimals) == (fi, fi, en)


@pytest.mark.parametrize(
    ("count", "fi", "sv", "en"),
    [
        (0, "0 tavua", "0 byte", "0 bytes"),
        (1, "1 tavu", "1 byte", "1 byte"),
        (999, "999 tavua", "999 byte", "999 bytes"),
        (1000, "1 kt", "1 kB", "1 kB"),
        (379_400, "379 kt", "379 kB", "379 kB"),
        (999_700, "1 Mt", "1 MB", "1 MB"),
        (2_500_000, "2,5 Mt", "2,5 MB", "2.5 MB"),
        (9_960_000, "10 Mt", "10 MB", "10 MB"),
        (10_000_000, "10 Mt", "10 MB", "10 MB"),
        (3_100_000_000, "3,1 Gt", "3,1 GB", "3.1 GB"),
        (2_000_000_000_000, "2 000 Gt", "2 000 GB", "2,000 GB"),
    ],
)
def test_sizes(count, fi, sv, en):
    shown = tuple(words.replace(SPACE, " ") for words in in_each(locales.size, count))

    assert shown == (fi, sv, en)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (2 * 1024 * 1024, "2 Mt"),
        (20_000_000, "20 Mt"),
        (1024 * 1024 - 1, "1 Mt"),
        (500, "500 tavua"),
    ],
)
def test_a_limit_is_told_as_forms_announce_it(count, words):
    assert locales.most(count, "fi").replace("\N{NO-BREAK SPACE}", " ") == words


@given(st.integers(0, 10**15), st.sampled_from(LANGUAGES))
def test_a_size_or_a_number_never_breaks_over_lines(count, language):
    assert " " not in locales.size(count, language)
    assert " " not in locales.number(count, language)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 800))
def test_every_stretch_ends_with_its_last_day(start, length):
    end = date.fromordinal(start.toordinal() + length)

    for language in LANGUAGES:
        assert locales.span(start, end, language).endswith(locales.day(end, language))


def test_every_language_has_a_name_and_a_locale():
    assert set(locales.NAMES) == set(locales.LOCALES) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("share", "decimals", "written"),
    [
        (1 / 80, 1, "1.3%"),
        (57 / 200, 0, "29%"),
        (0.125, 0, "13%"),
        (0.025, 0, "3%"),
        (-0.125, 0, f"{MINUS}13%"),
    ],
)
def test_halves_are_rounded_as_spreadsheets_do(share, decimals, written):
    assert locales.percent(share, "en", decimals) == written


def test_a_number_is_rounded_as_it_is_written():
    assert locales.number(1.005, "en", 2) == "1.01"
    assert locales.number(2.5, "en", 0) == "3"
    assert locales.number(1234.5, "fi").replace("\N{NO-BREAK SPACE}", " ") == "1 234,5"
