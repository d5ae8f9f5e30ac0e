from datetime import date

import pytest

from participation.processes.domain.phases import Place, current, place, whole_months
from participation.processes.domain.slugs import LONGEST, free_slug, slug_of

MAY = (date(2026, 5, 1), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 4, 30), Place.COMING),
        (date(2026, 5, 1), Place.NOW),
        (date(2026, 5, 31), Place.NOW),
        (date(2026, 6, 1), Place.PAST),
    ],
)
def test_the_first_and_the_last_day_are_within(today, expected):
    assert place(*MAY, today) is expected


def test_of_several_current_phases_the_one_that_began_last_counts():
    stretches = [(1, date(2026, 1, 1), date(2026, 12, 31)), (2, *MAY), (3, *MAY)]
    assert current(stretches, date(2026, 5, 9)) == 3
    assert current(stretches, date(2026, 6, 1)) == 1
    assert current(stretches, date(2027, 1, 1)) is None


def test_months_are_whole_in_leap_years_too():
    assert whole_months(date(2028, 1, 5), date(2028, 2, 3)) == (date(2028, 1, 1), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Strategia 2030", "strategia-2030"),
        ("  Äänekosken ympäristö – Ålandsgatan! ", "aanekosken-ymparisto-alandsgatan"),
        ("日本", "prosessi"),
        ("x" * 200, "x" * LONGEST),
    ],
)
def test_a_name_for_a_url_has_letters_numbers_and_hyphens(words, slug):
    assert slug_of(words) == slug


def test_a_name_that_is_taken_gets_the_next_number():
    assert free_slug("A", {"a", "a-2"}) == "a-3"
    assert free_slug("A", {"b"}) == "a"
