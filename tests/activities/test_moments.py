from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from participation.activities.fields import MomentField
from participation.platform.clock import is_repeated, is_skipped


class Clock(Form):
    opens = MomentField()


def filled(app, day, time):
    with app.test_request_context("/fi/"):
        form = Clock(MultiDict({"opens": day, "opens-time": time}))
        form.validate()
        return form.opens


def test_a_time_is_what_clocks_in_finland_show(app):
    assert filled(app, "2026-08-09", "12:00").data == datetime(2026, 8, 9, 9, tzinfo=UTC)
    assert filled(app, "2026-12-09", "12:00").data == datetime(2026, 12, 9, 10, tzinfo=UTC)


def test_a_time_that_the_spring_change_skips_is_explained(app):
    field = filled(app, "2027-03-28", "03:30")
    assert field.data is None
    assert field.errors
    assert (field.day_words, field.time_words) == ("2027-03-28", "03:30")


def test_an_hour_shown_twice_is_the_first_and_noted(app):
    field = filled(app, "2026-10-25", "03:30")
    assert field.data == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert field.repeated


@pytest.mark.parametrize(
    ("day", "time"),
    [
        ("2026-08-09", ""),
        ("", "12:00"),
        ("9.8.2026", "12:00"),
        ("2026-02-30", "12:00"),
        ("2026-08-09", "25:00"),
        ("2026-08-09", "12:00+05:00"),
        ("0001-01-01", "00:00"),
    ],
)
def test_half_a_moment_or_nonsense_is_an_error_that_keeps_what_was_typed(app, day, time):
    field = filled(app, day, time)
    assert field.errors
    assert field.data is None
    assert (field.day_words, field.time_words) == (day, time)


def test_no_day_and_no_time_are_no_moment(app):
    field = filled(app, "", "")
    assert field.data is None
    assert not field.errors


def test_a_moment_is_shown_as_local_day_and_time(app):
    with app.test_request_context("/fi/"):
        form = Clock(data={"opens": datetime(2026, 8, 9, 21, 5, tzinfo=UTC)})
    assert (form.opens.day_words, form.opens.time_words) == ("2026-08-10", "00:05")


def test_only_the_hours_of_the_change_are_skipped_or_repeated():
    assert is_skipped(datetime(2027, 3, 28, 3, 0))
    assert not is_skipped(datetime(2027, 3, 28, 4, 0))
    assert is_repeated(datetime(2026, 10, 25, 3, 59))
    assert not is_repeated(datetime(2026, 10, 25, 4, 0))
    assert not is_repeated(datetime(2027, 3, 28, 3, 0))
