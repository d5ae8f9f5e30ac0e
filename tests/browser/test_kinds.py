"""Kinds of question in a browser: by keyboard, on a phone, with and without JavaScript."""

import pytest

from participation.activities.models import AccessLevel
from participation.identity import passwords
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.models import Response
from tests.browser.steps import sign_in
from tests.factories import make_municipality
from tests.staff import make_person
from tests.surveys.answering import make_survey
from tests.surveys.samples import dropdown, sample, samples

PASSWORD = "kolme kissaa katolla"


def asking(*questions):
    """Open a survey with questions on one page."""
    questionnaire = Questionnaire(pages=(Page(code="p1", questions=questions),))
    return make_survey(questionnaire, access=AccessLevel.OPEN).public_id


def answers():
    """Return what the only person answered."""
    db.session.expire_all()
    return db.session.scalars(db.select(Response)).one().answers


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_kind_is_accessible_and_fits(app, person, width, dark):
    place = make_survey(samples(), access=AccessLevel.OPEN).public_id
    one = person(locale="en-GB", width=width, dark=dark)
    one.open(f"/en/a/{place}/answer").open(f"/en/a/{place}/print")


def test_errors_of_every_kind_are_accessible(app, person):
    questions = [sample(kind.kind, required=True) for kind in samples().pages[0].questions]
    place = asking(*questions)
    one = person(locale="en-GB", width=320).open(f"/en/a/{place}/answer")
    one.press("Send my answers", expect=422)


def test_a_slider_has_no_answer_until_somebody_gives_one(app, person):
    place = asking(sample("slider"))
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    field, line = one.page.locator("#q-q_slider"), one.page.locator("input[type=range]")
    assert field.input_value() == ""
    assert line.get_attribute("aria-valuetext") == "not answered yet"
    line.focus()
    one.type_key("ArrowRight")
    assert field.input_value() == "51"
    assert line.get_attribute("aria-valuetext") is None
    field.fill("7")
    assert line.input_value() == "7"
    one.press("Send my answers")
    assert answers()["q_slider"] == 7


def test_the_middle_of_a_slider_can_be_the_answer(app, person):
    place = asking(sample("slider"))
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    one.page.locator("input[type=range]").focus()
    one.type_key("Enter")
    assert one.page.locator("#q-q_slider").input_value() == "50"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_long_dropdown_is_searched_by_keyboard(app, person, width):
    place = asking(dropdown(other=False))
    one = person(locale="en-GB", width=width).open(f"/en/a/{place}/answer")
    one.page.locator("#q-where").click()
    one.page.keyboard.type("rais")
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("Enter")
    assert one.page.locator("#q-where").input_value() == "Raisio"
    one.press("Send my answers")
    assert answers()["where"] == "o10"


def test_words_that_name_no_option_are_no_answer(app, person):
    place = asking(dropdown(other=False))
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    for words, code in (("turku", "o12"), ("Atlantis", "")):
        one.page.locator("#q-where").fill(words)
        one.type_key("Tab")
        assert one.page.locator("select").input_value() == code
    one.press("Send my answers")
    assert answers()["where"] == "~none"


def test_a_dropdown_works_without_javascript(app, person):
    place = asking(dropdown())
    one = person(locale="en-GB", javascript=False).open(f"/en/a/{place}/answer")
    one.page.locator("#q-where").select_option("other")
    one.page.locator("#q-where-other").fill("Kauniainen")
    one.press("Send my answers")
    assert answers()["where~other"] == "Kauniainen"


@pytest.mark.parametrize("javascript", [True, False])
def test_kinds_of_question_are_found(app, person, javascript):
    make_municipality()
    make_person(Role.EDITOR, password_hash=passwords.hash_of(PASSWORD))
    place = make_survey(samples()).public_id
    staff = person(locale="en-GB", javascript=javascript, width=320)
    sign_in(staff, "liisa@lintukorpi.test", PASSWORD)
    staff.open(f"/en/manage/a/{place}/questions")
    staff.page.locator(".y-build__add > summary").click()
    if javascript:
        staff.write("Search all kinds of question", "nps")
        assert staff.page.locator("[data-words]:visible").count() == 1
    else:
        staff.page.locator(".y-build__more > summary").click()
    staff.follow("Recommendation")
    assert staff.heading() == "New question: Recommendation"


def test_a_question_in_another_language_keeps_its_spaces(app, person):
    words = Text({"fi": "Oletko samaa mieltä?"})
    question = sample("yesno", label=words, required=True)
    one = person(locale="en-GB").open(f"/en/a/{asking(question)}/answer")
    assert one.page.locator("legend").first.inner_text() == "1. Oletko samaa mieltä? (required)"


def test_a_long_table_is_printed_over_pages_and_its_statements_stay_whole(app, person):
    one = person(locale="en-GB").open(f"/en/a/{asking(sample('double'))}/answer")
    one.page.emulate_media(media="print")
    breaks = "each => getComputedStyle(each).breakInside"
    assert one.page.locator(".y-question").first.evaluate(breaks) == "auto"
    assert one.page.locator(".y-double").first.evaluate(breaks) == "avoid"
