"""Ideas on the map: marked, read, shown beside a list, and gone when the idea is."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.idea_models import IdeaState
from participation.brainstorming.models import (
    Asking,
    Brainstorm,
    BrainstormArea,
    BrainstormQuestion,
    Visibility,
)
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.web.forms import SWITCH
from participation.processes.models import Process
from participation.texts.points import Point, around, read
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea, place, write
from tests.factories import make_municipality, make_process, save, text
from tests.pages import Visitor
from tests.staff import sign_in
from tests.tiles import ATTRIBUTION, TileService

BOX = (21.2, 62.9, 22.1, 63.4)
WORDS = "Lisää valoja ja varjoa"
HERE = {"longitude": "21,612345", "latitude": "63.1"}


@pytest.fixture
def tiles(app, monkeypatch):
    """A house with a map; nobody asks the service for anything here."""
    found = TileService(address="https://tiles.example")
    monkeypatch.setitem(app.config, "SETTINGS", found.used_by(app.config["SETTINGS"]))
    return found


@pytest.fixture
def round_(app):
    make_municipality()
    make_process()
    made = make_brainstorm(db.session.scalars(sa.select(Process)).one())
    ask(made, Asking.OPTIONAL)
    return made


def ask(activity, asking):
    question = db.session.scalars(
        sa.select(BrainstormQuestion).filter_by(brainstorm_id=activity.id)
    ).one()
    question.place_asked = asking
    db.session.commit()


def send(visitor, activity, expect=302, **said):
    return visitor.post(place(activity, "/write/q1"), {"words": WORDS, **said}, expect=expect)


def marks(page):
    return len([e for e in page.tree.iter() if e.get("class") == "y-map__number"])


def points(activity):
    return [(idea.longitude, idea.latitude) for idea in ideas_of(activity)]


@pytest.mark.parametrize(
    ("longitude", "latitude", "point", "wrong"),
    [
        ("", "", None, {}),
        ("21,6123456°", "63.1", Point(21.61235, 63.1), {}),
        ("21.6", "", None, {"latitude": "half"}),
        ("", "63.1", None, {"longitude": "half"}),
        ("here", "63.1", None, {"longitude": "no_number"}),
        ("20", "64", None, {"longitude": "outside", "latitude": "outside"}),
        ("22.1", "62.9", Point(22.1, 62.9), {}),
    ],
)
def test_a_point_is_two_numbers_inside_the_map(longitude, latitude, point, wrong):
    found, faults = read(longitude, latitude, BOX)
    assert (found, {name: one.reason for name, one in faults.items()}) == (point, wrong)


def test_a_map_shows_all_points_with_some_room_and_no_more_than_there_is():
    assert around([], BOX) == BOX
    west, south, east, north = around([(21.6, 63.1)], BOX)
    assert (east - west, north - south) == pytest.approx((0.0768, 0.024))
    assert around([(21.2, 62.9), (22.1, 63.4)], BOX) == BOX
    west, south, east, north = around([(21.4, 63.1), (21.8, 63.1)], BOX)
    assert west < 21.4
    assert east > 21.8
    assert north - south == pytest.approx((east - west) / 8)


@pytest.mark.usefixtures("tiles")
def test_a_place_is_marked_on_the_map_or_typed_without_a_script(visitor, round_):
    page = visitor.get(place(round_, "/write/q1", "en"))
    assert "data-point-map" in page.text
    assert "js/map.js" in page.text
    assert "The map needs JavaScript." in page.words()
    assert ATTRIBUTION in page.words()
    send(visitor, round_, **HERE)
    assert points(round_) == [(21.61235, 63.1)]


@pytest.mark.usefixtures("tiles")
def test_a_wrong_number_is_told_beside_it_and_everything_stays(visitor, round_):
    said = {"longitude": "20", "latitude": "sixty", "place": "Satamakatu"}
    page = send(visitor, round_, 422, **said)
    assert "kartan ulkopuolella" in page.words("main")
    assert all(f'value="{value}"' in page.text for value in said.values())
    assert {"#longitude", "#latitude"} <= {a.get("href") for a in page.all("a")}
    assert ideas_of(round_) == []
    half = send(visitor, round_, 422, longitude="21,6")
    assert 'id="latitude-error"' in half.text
    switched = send(visitor, round_, 200, **said, **{SWITCH: "1"})
    assert all(f'value="{value}"' in switched.text for value in said.values())


@pytest.mark.usefixtures("tiles")
def test_a_place_that_must_be_told_is_a_point_or_words(visitor, round_):
    ask(round_, Asking.REQUIRED)
    assert "Kerro, mihin paikkaan" in write(visitor, round_, WORDS, expect=422).words("main")
    send(visitor, round_, **HERE)
    said = {"words": "Uimaranta kuntoon", "place": "Satamakatu"}
    visitor.post(place(round_, "/write/q1"), said)
    assert sorted(idea.place for idea in ideas_of(round_)) == ["", "Satamakatu"]


@pytest.mark.usefixtures("tiles")
def test_no_point_is_taken_where_no_place_is_asked(visitor, round_):
    ask(round_, Asking.NO)
    assert "data-point-map" not in visitor.get(place(round_, "/write/q1")).text
    send(visitor, round_, **HERE)
    assert points(round_) == [(None, None)]


def test_without_a_map_people_write_where(visitor, round_):
    page = visitor.get(place(round_, "/write/q1"))
    assert "longitude" not in page.text
    send(visitor, round_, **HERE, place="Tori")
    assert [idea.place for idea in ideas_of(round_)] == ["Tori"]
    assert points(round_) == [(None, None)]


@pytest.mark.usefixtures("tiles")
def test_a_session_has_the_map_too(visitor, round_):
    assert "data-point-map" in visitor.get(place(round_, "/live")).text


@pytest.mark.usefixtures("tiles")
def test_ideas_stand_on_the_map_beside_a_numbered_list(visitor, round_):
    make_idea(round_, "Kartalla", latitude=63.1, longitude=21.6)
    make_idea(round_, "Saaressa", latitude=63.0, longitude=21.4, place="Kirkkosaari")
    make_idea(round_, "Muualla")
    make_idea(round_, "Kaukana", latitude=10.0, longitude=21.4)
    page = visitor.get(place(round_, "/map"))
    words = page.words("main")
    assert marks(page) == 2
    assert "2 ideaa" in words
    assert "Kartalla" in words
    assert "Saaressa" in words
    assert "Muualla" not in words
    assert "Kaukana" not in words
    assert ATTRIBUTION in words
    assert place(round_, "/map") in visitor.get(place(round_, "")).text


@pytest.mark.usefixtures("tiles")
def test_hidden_waiting_and_joined_ideas_are_not_on_the_map(visitor, round_):
    spot = {"latitude": 63.1, "longitude": 21.6}
    head = make_idea(round_, "Se joka edustaa")
    for number, changes in enumerate(
        (
            {"state": IdeaState.HIDDEN},
            {"state": IdeaState.WAITING},
            {"merged_into_id": head.id},
            {"is_test": True},
        )
    ):
        make_idea(round_, f"Poissa {number}", **spot, **changes)
    page = visitor.get(place(round_, "/map"))
    assert marks(page) == 0
    assert "Poissa" not in page.words("main")


@pytest.mark.usefixtures("tiles")
def test_where_all_write_alone_only_ones_own_idea_is_on_the_map(visitor, app):
    make_municipality()
    round_ = make_brainstorm(visibility=Visibility.OWN)
    ask(round_, Asking.OPTIONAL)
    make_idea(round_, "Toisen", latitude=63.1, longitude=21.6)
    send(visitor, round_, **HERE)
    page = visitor.get(place(round_, "/map"))
    assert marks(page) == 1
    assert WORDS in page.words("main")
    assert "Toisen" not in page.words("main")


@pytest.mark.usefixtures("tiles")
def test_the_map_is_read_by_area_and_page_by_page(visitor, round_):
    north = save(BrainstormArea(brainstorm_id=round_.id, position=1, name=text("P", "N", "N")))
    for number in range(22):
        spot = {"latitude": 63 + number / 100, "longitude": 21.6}
        make_idea(round_, f"Idea {number}", **spot, area=north.code if number == 21 else "")
    page = visitor.get(place(round_, "/map"))
    assert marks(page) == 20
    assert page.text.count("<circle") == 22
    assert marks(visitor.get(place(round_, "/map?page=2"))) == 2
    assert "Idea 21" in visitor.get(place(round_, f"/map?area={north.code}")).words("main")
    assert marks(visitor.get(place(round_, f"/map?area={north.code}"))) == 1


def test_without_a_map_the_list_stays(visitor, round_):
    make_idea(round_, "Kartalla", latitude=63.1, longitude=21.6)
    page = visitor.get(place(round_, "/map"))
    assert marks(page) == 0
    assert "Kartalla" in page.words("main")
    assert place(round_, "/map") not in visitor.get(place(round_, "")).text


@pytest.mark.usefixtures("tiles")
def test_whoever_weighs_or_moderates_sees_the_point(visitor, round_):
    idea = make_idea(round_, "Kartalla", latitude=63.1, longitude=21.6)
    assert visitor.get(place(round_, f"/evaluate/{idea.public_id}")).text.count("<circle") == 1
    moderator = Visitor(visitor.app)
    sign_in(moderator, Role.MODERATOR)
    page = moderator.get(f"/fi/manage/a/{round_.public_id}/ideas/moderation/{idea.public_id}")
    assert page.text.count("<circle") == 1
    assert "21,6" in page.words("main")


@pytest.mark.usefixtures("tiles")
def test_what_was_told_of_the_place_is_not_lost_when_nothing_is_taken(visitor, round_):
    visitor.get(place(round_, "/write/q1"))
    brainstorm = db.session.get_one(Brainstorm, round_.id)
    brainstorm.is_locked = True
    db.session.commit()
    page = send(visitor, round_, 409, place="Satamakatu", **HERE)
    assert "Satamakatu" in page.words("main")
    assert 'value="21,612345"' in page.text
    activity = db.session.get_one(Activity, round_.id)
    activity.closes = now() - timedelta(days=1)
    db.session.commit()
    page = send(visitor, round_, 410, place="Satamakatu", **HERE)
    assert f"{WORDS} Satamakatu 63.1, 21,612345" in page.words("main")
    assert ideas_of(round_) == []
