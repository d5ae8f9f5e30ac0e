"""Places on a map of tiles, by keyboard and by pointer; only the house is asked for tiles."""

import pytest
from playwright.sync_api import expect

from participation.activities.models import AccessLevel
from participation.platform.extensions import db
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.models import Response
from tests.service import served
from tests.surveys.answering import make_survey
from tests.surveys.samples import sample
from tests.tiles import ATTRIBUTION, serving

BOUNDS = [21.4, 63.0, 21.8, 63.2]
MIDDLE = [21.6, pytest.approx(63.1, abs=0.001)]


@pytest.fixture
def service(running, app, tmp_path):
    """Another house, which has a map."""
    with (
        serving() as tiles,
        served(app.config["SETTINGS"], tmp_path / "log", **tiles.settings()) as (host, _process),
    ):
        yield host


@pytest.fixture
def place(app) -> str:
    question = sample("point", settings={"bounds": BOUNDS, "max": 2})
    asked = Questionnaire(pages=(Page(code="p1", questions=(question,)),))
    return f"/en/a/{make_survey(asked, access=AccessLevel.OPEN).public_id}/answer"


def points() -> list:
    db.session.expire_all()
    return db.session.query(Response).one().answers["q_point"]["points"]


def test_a_place_is_marked_by_keyboard(person, place):
    one = person(locale="en-GB", width=320).open(place)
    page, asked = one.page, []
    page.on("request", lambda request: asked.append(request.url))
    view = page.get_by_role("application", name="Map")
    view.focus()
    page.keyboard.press("Enter")
    said = page.locator("[data-point-said]")
    expect(said).to_contain_text("Point 1 is at longitude 21,6 and latitude 63,1")
    page.keyboard.press("+")
    expect(said).to_contain_text("Closeness 2 of")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Put a point at the cross").press("Enter")
    page.keyboard.press("ArrowUp")
    one.press("Send my answers")
    first, second = points()
    assert first == MIDDLE
    assert second[0] > first[0]
    assert second[1] > first[1]
    assert asked
    assert all(url.startswith(one.host) for url in asked)


def test_a_map_is_dragged_and_a_place_is_clicked(person, place):
    one = person(locale="en-GB", dark=True).open(place)
    page = one.page
    view = page.get_by_role("application", name="Map")
    expect(page.locator(".y-map__tile").first).to_be_visible()
    assert page.locator(".y-map__tile").first.evaluate("tile => tile.decode().then(() => true)")
    page.get_by_role("button", name="Nearer").click()
    box = view.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=4)
    page.mouse.up()
    view.click(position={"x": box["width"] / 2 - 40, "y": box["height"] / 2})
    one.press("Send my answers")
    assert points() == [[pytest.approx(21.6, abs=0.001), pytest.approx(63.1, abs=0.001)]]


def test_without_javascript_a_place_is_two_numbers(person, place):
    one = person(locale="en-GB", javascript=False).open(place)
    expect(one.page.get_by_text("The map needs JavaScript.")).to_be_visible()
    expect(one.page.get_by_text(ATTRIBUTION)).to_be_hidden()
    one.page.get_by_role("textbox", name="Longitude").first.fill("21,6")
    one.page.get_by_role("textbox", name="Latitude").first.fill("63,1")
    one.press("Send my answers")
    assert points() == [[21.6, 63.1]]
