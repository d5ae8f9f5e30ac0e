"""A member of staff writes a questionnaire with the mouse, and with the keyboard alone."""

import pytest

from participation.identity import passwords
from participation.platform.access.actor import Role
from tests.browser.steps import sign_in
from tests.factories import make_municipality
from tests.staff import make_person
from tests.surveys.building import codes_of, make_survey

PASSWORD = "kolme kissaa katolla"


@pytest.fixture
def survey(app):
    make_municipality()
    make_person(Role.EDITOR, password_hash=passwords.hash_of(PASSWORD))
    return make_survey("text", "single", "matrix")


@pytest.fixture
def questions(survey):
    return f"/en/manage/a/{survey.public_id}/questions"


def test_a_question_is_dragged_to_another_place(person, survey, questions):
    staff = person()
    sign_in(staff, "liisa@lintukorpi.test", PASSWORD)
    staff.open(questions)
    handle = staff.page.locator("[data-question=q1] .y-build__handle").bounding_box()
    goal = staff.page.locator("[data-question=q3]").bounding_box()
    mouse = staff.page.mouse
    mouse.move(handle["x"] + 10, handle["y"] + 20)
    mouse.down()
    mouse.move(goal["x"] + 30, goal["y"] + goal["height"] - 4, steps=15)
    with staff.page.expect_navigation():
        mouse.up()
    staff.look().see("The question has moved.")
    assert codes_of(survey)[0] == ["q2", "q3", "q1"]


@pytest.mark.parametrize("javascript", [True, False])
def test_the_keyboard_moves_copies_deletes_and_undoes(person, survey, questions, javascript):
    staff = person(javascript=javascript, width=320)
    sign_in(staff, "liisa@lintukorpi.test", PASSWORD)
    staff.open(questions)
    staff.page.focus("#q1-down")
    for place in (1, 2):
        with staff.page.expect_navigation():
            staff.page.keyboard.press("Enter")
        staff.look()
        assert codes_of(survey)[0].index("q1") == place
    assert staff.focused().get_attribute("id") == "q1-down"
    staff.press("Delete: Kysymys q1 en")
    assert staff.focused().inner_text() == "Undo"
    with staff.page.expect_navigation():
        staff.page.keyboard.press("Enter")
    staff.look().see("The questions are as they were before.")


def test_enter_in_a_field_saves_the_question(person, survey, questions):
    staff = person(phone=True)
    sign_in(staff, "liisa@lintukorpi.test", PASSWORD)
    staff.open(questions.replace("/questions", "/question/q2"))
    staff.press("Add an option")
    assert staff.focused().get_attribute("id") == "options-3-label-fi"
    staff.page.keyboard.type("Uusi")
    with staff.page.expect_navigation():
        staff.page.keyboard.press("Enter")
    staff.look().see("The question is saved.")
