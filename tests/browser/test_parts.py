"""Answers made of parts, by keyboard and by pointer: an order, a sum, places on a picture."""

import pytest
from playwright.sync_api import expect

from participation.activities.models import AccessLevel
from participation.platform.extensions import db
from participation.platform.files.kinds import IMAGES
from participation.platform.files.services import store
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.models import Response
from tests.factories import text
from tests.images import picture
from tests.surveys.answering import make_survey
from tests.surveys.samples import sample


@pytest.fixture
def place(app) -> str:
    """An open survey with an order, a sum and a picture to mark places on."""
    file = store(picture(size=(400, 300)), "map.png", IMAGES, 10_000_000, public=True)
    db.session.commit()
    alt = text("Kartta", "Karta", "A map").to_json()
    settings = {"image": f"{file.public_id}/{file.name}", "alt": alt, "max": 2}
    questions: tuple[Question, ...] = (
        sample("ranking"),
        sample("budget"),
        sample("point", settings=settings),
    )
    questionnaire = Questionnaire(pages=(Page(code="p1", questions=questions),))
    return make_survey(questionnaire, access=AccessLevel.OPEN).public_id


def answers() -> dict:
    db.session.expire_all()
    return db.session.query(Response).one().answers


def test_everything_is_answered_by_keyboard(person, place):
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    page = one.page
    page.get_by_role("button", name="Add to your order: School").press("Enter")
    page.get_by_role("button", name="Add to your order: Park").press("Enter")
    expect(page.locator("[data-ranking-said]")).to_have_text("Park is now number 2 of 2.")
    assert page.locator(":focus").get_attribute("aria-label") == "Move up: Park"
    page.keyboard.press("Enter")
    expect(page.locator("[data-ranking-said]")).to_have_text("Park is now number 1 of 2.")
    page.get_by_role("button", name="Add to your order: Library").press("Enter")
    expect(page.locator("[data-ranking-said]")).to_contain_text("All places are taken.")
    page.get_by_role("textbox", name="Library").fill("600")
    page.get_by_role("button", name="More: Park").press("Enter")
    expect(page.locator("[data-budget-left]")).to_have_text("350 of 1,000 € left")
    page.get_by_role("textbox", name="Park").fill("400")
    expect(page.locator("[data-budget-left]")).to_have_text("0 of 1,000 € left")
    page.get_by_role("button", name="Put a point in the middle").press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    words = "Point 1 is 51 per cent from the left and 60 per cent from the top."
    expect(page.locator("[data-point-said]")).to_have_text(words)
    one.press("Send my answers")
    assert answers() == {
        "q_ranking": ["park", "school"],
        "q_budget": {"library": 600, "park": 400},
        "q_point": {"points": [[0.51, 0.6]]},
    }


def test_an_order_is_dragged_and_a_place_is_clicked(person, place):
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    page = one.page
    page.get_by_role("button", name="Add to your order: School").click()
    handle = page.locator("[data-option=Park] .y-ranking__handle").bounding_box()
    first = page.locator("[data-option=School]").bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(first["x"] + 40, first["y"] + first["height"] - 6, steps=6)
    page.mouse.move(first["x"] + 40, first["y"] + 6, steps=6)
    page.mouse.up()
    expect(page.locator("[data-ranking-said]")).to_have_text("Park is now number 1 of 2.")
    image = page.locator(".y-point__picture")
    box = image.bounding_box()
    image.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    page.get_by_role("button", name="Remove point 1").click()
    image.click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.5})
    one.press("Send my answers")
    found = answers()
    assert found["q_ranking"] == ["park", "school"]
    assert found["q_point"]["points"][0] == pytest.approx([0.75, 0.5], abs=0.01)
