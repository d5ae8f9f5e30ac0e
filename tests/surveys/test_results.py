"""Result pages: when they are public, what they show, what they hide."""

from datetime import UTC, datetime

import pytest

from participation.activities.models import AccessLevel, ResultVisibility
from participation.platform.access.actor import Role
from tests.factories import make_activity, make_municipality, make_process
from tests.staff import sign_in
from tests.surveys.factories_counting import (
    ask,
    closed,
    make_version,
    options,
    questionnaire,
    respond,
    rows,
)
from tests.surveys.results_pages import filled, public_url, see, staff_url


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_everybody_sees_the_results_of_a_closed_survey(visitor, language):
    activity = closed()
    filled(activity)
    page = see(visitor, activity, language)
    assert {"fi": "NORTH", "sv": "NORTH sv", "en": "NORTH en"}[language] in page.words()


def test_the_page_says_how_many_answered_and_when(visitor):
    activity = closed()
    filled(activity, 190)
    assert "190 people answered, 9–22 August 2026." in see(visitor, activity).words()


def test_an_open_survey_says_when_results_come(visitor):
    activity = make_activity(closes=datetime(2099, 1, 2, 10, tzinfo=UTC))
    filled(activity)
    page = visitor.get(public_url(activity), expect=409)
    assert "2 January 2099" in page.words()
    assert "NORTH" not in page.text


def test_an_open_survey_without_an_end_says_so_too(visitor):
    page = visitor.get(public_url(make_activity(closes=None)), expect=409)
    assert "when it has closed" in page.words()


def test_results_for_staff_are_not_public(visitor):
    page = visitor.get(public_url(closed(results=ResultVisibility.STAFF)), expect=404)
    assert "not published here" in page.words()


def test_a_draft_and_another_kind_have_no_results(visitor):
    visitor.get(public_url(make_activity(published=None)), expect=404)
    other = make_activity(make_process(slug="toinen"), kind="brainstorm")
    visitor.get(public_url(other), expect=404)


def test_few_answers_are_hidden_from_the_public_and_shown_to_staff(visitor):
    activity = closed()
    filled(activity, 4)
    page = see(visitor, activity)
    assert page.words().count("fewer than 5 people answered") == 1
    assert page.words().count("Not shown, to protect those who answered.") > 1
    assert "NORTH" not in page.text
    sign_in(visitor, Role.ANALYST)
    assert "NORTH" in visitor.get(staff_url(activity)).text


def test_people_read_their_own_words_nowhere_in_public(visitor):
    activity = closed()
    version = make_version(activity)
    for _ in range(6):
        respond(version, {"idea": "Salainen toive", "area": "other", "area~other": "Saaristo"})
    page = see(visitor, activity)
    assert "Salainen" not in page.text
    assert "Saaristo" not in page.text


def test_the_missing_are_told_apart(visitor):
    activity = closed()
    version = filled(activity)
    for value, number in (("~none", 7), ("~unknown", 8), ("~refused", 9)):
        for _ in range(number):
            respond(version, {"area": value})
    respond(version, {"age": 20})
    words = see(visitor, activity).words()
    assert "6 people answered this question." in words
    assert "No answer to count 25" in words  # one was not asked, and nobody can tell who
    for _ in range(4):
        respond(version, {"age": 20})
    sign_in(visitor)
    words = visitor.get(staff_url(activity)).words()
    assert "No answer 7 Don’t know 8 Prefer not to say 9" in words
    assert "5 people were not asked it." in words


def test_shares_of_several_choices_may_pass_a_hundred(visitor):
    activity = closed()
    filled(activity, wish=["park", "bus"])
    words = see(visitor, activity).words()
    assert "PARK en 6 100.0% BUS en 6 100.0%" in words
    assert "more than a hundred per cent" in words


def test_the_public_sees_neither_the_smallest_nor_the_largest_number(visitor):
    activity = closed()
    version = make_version(activity)
    for age in (20, 21, 22, 30, 40, 97):
        respond(version, {"age": age})
    words = see(visitor, activity).words()
    assert "Smallest" not in words
    assert "20–97 6 100.0%" in words
    assert "Mean 38.33" in words
    sign_in(visitor)
    assert "Largest 97" in visitor.get(staff_url(activity)).words()


def test_a_matrix_has_bars_and_a_table_and_hides_thin_rows(visitor):
    activity = closed()
    version = filled(activity, service={"school": "good", "road": "~unknown"})
    for _ in range(5):
        respond(version, {"service": {"school": "bad", "road": "bad"}})
    respond(version, {"service": {"school": "bad", "road": "~unknown"}})
    page = see(visitor, activity)
    assert "ROAD en 100.0% (5)" in page.words()
    assert "50.0% (6)" in page.words()
    assert "y-step-7" in shades(page)
    assert "net score" not in page.words()


def shades(page):
    """Return the classes of the rectangles of charts."""
    rects = (each for each in page.tree.iter() if str(each.tag).endswith("rect"))
    return {rect.get("class") for rect in rects}


def test_bars_of_opinions_part_around_the_middle_and_have_a_net_score(visitor):
    steps = options("bad", "so", "good")
    asked = questionnaire(
        ask("m", "matrix", options=steps, rows=rows("a"), settings={"diverging": True})
    )
    activity = closed()
    version = filled(activity, 15, asked=asked, m={"a": "good"})
    for step in 5 * ("bad", "so"):
        respond(version, {"m": {"a": step}})
    page = see(visitor, activity)
    assert {"y-for-2", "y-against-2"} <= shades(page)
    assert "net score 40" in page.words()


@pytest.mark.parametrize("steps", range(1, 13))
def test_a_scale_of_any_length_is_shown(visitor, steps):
    codes = [f"o{number}" for number in range(steps)]
    asked = questionnaire(ask("m", "matrix", options=options(*codes), rows=rows("a", "b")))
    activity = closed()
    filled(activity, asked=asked, m={"a": codes[0], "b": codes[-1]})
    assert "100.0% (6)" in see(visitor, activity).words()


@pytest.mark.parametrize("access", list(AccessLevel))
def test_the_page_says_who_could_answer(visitor, access):
    activity = closed(access=access)
    filled(activity)
    words = see(visitor, activity).words()
    assert ("Everybody who wanted to" in words) == (
        access in (AccessLevel.OPEN, AccessLevel.DEVICE)
    )
