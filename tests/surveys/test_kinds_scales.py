"""Dates, sliders, opposites, two scales, consent and information: reading and faults."""

from typing import Any

import pytest

from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions.registry import asks, kind_of
from tests.factories import text
from tests.surveys.samples import SAMPLES, dropdown, sample


def read(asked: Question, **fields: str) -> Any:
    """Return what is stored, or reason and field of what is wrong."""
    form = {name.replace("__", "~").replace("_", "."): [words] for name, words in fields.items()}
    reading = kind_of(asked).read(asked, form)
    return dict(reading.values) or [(p.reason, p.field_name) for p in reading.problems]


def date(kind: str = "date", **settings: str) -> Question:
    return sample(kind, code="q", settings=settings)


@pytest.mark.parametrize(
    ("day", "month", "year", "meant"),
    [
        ("31", "5", "2026", "2026-05-31"),
        ("01", "05", "2026", "2026-05-01"),
        ("1.", "5.", "2026", "2026-05-01"),
        ("29", "2", "2024", "2024-02-29"),
    ],
)
def test_a_date_is_read_as_people_write_it(day, month, year, meant):
    assert read(date(), q_day=day, q_month=month, q_year=year) == {"q": meant}


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("31", "4", "2026"),
        ("29", "2", "2026"),
        ("1", "13", "2026"),
        ("1", "1", "26"),
        ("x", "1", "2026"),
        ("1", "٣", "2026"),
    ],
)
def test_a_day_that_is_in_no_calendar_is_refused(day, month, year):
    assert read(date(), q_day=day, q_month=month, q_year=year) == [("not_a_date", "q")]


def test_a_part_of_a_date_that_is_missing_is_named():
    assert read(date(), q_day="1", q_year="2026") == [("date_incomplete", "q.month")]
    assert read(date("month"), q_month="5") == [("date_incomplete", "q.year")]


def test_a_month_has_no_day():
    assert read(date("month"), q_month="5", q_year="2026") == {"q": "2026-05"}
    assert read(date("month"), q_month="0", q_year="2026") == [("not_a_date", "q")]


def test_dates_keep_to_their_limits():
    asked = date(min="2026-05-10", max="2026-05-20")
    fields = {"q_month": "5", "q_year": "2026"}
    assert read(asked, q_day="9", **fields) == [("too_early", "q")]
    assert read(asked, q_day="10", **fields) == {"q": "2026-05-10"}
    assert read(asked, q_day="21", **fields) == [("too_late", "q")]


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"min": "2026-13-01"}, ["bad_dates"]),
        ({"max": "2026-05"}, ["bad_dates"]),
        ({"min": 5}, ["bad_dates"]),
        ({"min": "2026-05-02", "max": "2026-05-01"}, ["min_over_max"]),
        ({"min": "2026-05-01", "max": "2026-05-01"}, []),
    ],
)
def test_limits_that_are_no_dates_are_faults(settings, fault):
    asked = sample("date", settings=settings)
    assert kind_of(asked).faults(asked) == fault


def slider(**settings: Any) -> Question:
    return sample("slider", code="q", settings=settings)


def test_a_slider_takes_its_steps_only():
    asked = slider(min=-1, max=1, step=0.1, decimals=1)
    assert read(asked, q="0,3") == {"q": 0.3}
    assert read(asked, q="-1") == {"q": -1}
    assert read(asked, q="1,1") == [("too_large", "q")]
    by_fives = slider(min=1, max=101, step=5)
    assert read(by_fives, q="6") == {"q": 6}
    assert read(by_fives, q="5") == [("not_on_step", "q")]


def test_a_slider_nobody_moved_is_no_answer():
    assert read(slider(min=0, max=10)) == {"q": "~none"}


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"min": 0}, "no_ends"),
        ({"min": 1, "max": 1}, "no_ends"),
        ({"min": 0, "max": 10, "step": 11}, "bad_step"),
        ({"min": 0, "max": 10, "step": -1}, "bad_step"),
        ({"min": 2, "max": 1}, "min_over_max"),
    ],
)
def test_a_slider_without_room_has_a_fault(settings, fault):
    assert fault in kind_of(slider()).faults(slider(**settings))


def test_both_scales_are_read_row_by_row():
    asked = sample("double", code="q")
    found = read(asked, q_r1="a1", q_r1__second="b3", q_r2="~refused")
    assert found == {
        "q": {"r1": "a1", "r2": "~refused", "r3": "~none"},
        "q~second": {"r1": "b3", "r2": "~none", "r3": "~none"},
    }


def test_a_step_of_the_other_scale_is_no_answer():
    assert read(sample("double", code="q"), q_r1="b1")["q"]["r1"] == "~none"


def test_both_scales_must_be_answered_where_an_answer_is_required():
    rows = sample("double").rows[:1]
    asked = sample("double", code="q", rows=rows, required=True)
    assert read(asked, q_r1="a1") == [("required", "q.r1~second")]
    assert read(asked) == [("required", "q.r1"), ("required", "q.r1~second")]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"rows": ()}, "no_rows"),
        ({"scale": ()}, "no_options"),
        ({"settings": {}}, "scale_without_name"),
        ({"scale": (Option(code="a", label=text("a")),) * 2}, "options_twice"),
        ({"scale": (Option(code="a", label=text("a")), Option(code="b", label=text("")))}, ""),
    ],
)
def test_two_scales_that_cannot_be_asked_have_a_fault(changes, fault):
    asked = sample("double", **changes)
    assert not fault or fault in kind_of(asked).faults(asked)


def test_opposites_need_both_ends_and_five_or_seven_steps():
    one_end = sample("differential", rows=(Row(code="r1", label=text("Vanha")),))
    assert kind_of(one_end).faults(one_end) == ["row_without_right"]
    six = sample("differential", options=sample("differential").options[:6])
    assert kind_of(six).faults(six) == ["wrong_steps"]


def test_consent_that_is_required_must_be_given():
    assert read(sample("consent", code="q"), q="yes") == {"q": "yes"}
    assert read(sample("consent", code="q")) == {"q": "~none"}
    assert read(sample("consent", code="q", required=True)) == [("required", "q")]
    empty = sample("consent", options=())
    assert kind_of(empty).faults(empty) == ["no_agreement"]


def test_information_asks_nothing():
    asked = sample("info", code="q", required=True)
    assert not asks(asked)
    assert kind_of(asked).fields(asked) == ()
    assert read(asked, q="words") == []


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_kind_says_what_conditions_see(kind):
    expected = {
        **dict.fromkeys(("yesno", "consent"), "choice"),
        **dict.fromkeys(("rating", "grade", "recommendation", "slider"), "number"),
        **dict.fromkeys(("date", "month"), "date"),
        **dict.fromkeys(("differential", "double"), "rows"),
        "info": "nothing",
    }
    asked = sample(kind)
    assert kind_of(asked).gives == expected.get(kind, kind_of(asked).gives)


def test_pictures_need_words_and_none_may_be_missing():
    with_look = dropdown(settings={"look": "images"})
    assert kind_of(with_look).faults(with_look) == ["no_picture"]
    silent = Option(code="a", label=text("a"), image="x1/a.png")
    asked = dropdown(options=(silent, silent), settings={})
    assert "picture_without_words" in kind_of(asked).faults(asked)
