"""Places on the municipality's own map of tiles: asked, answered, shown to staff."""

import json
from dataclasses import replace

import pytest

from participation.activities.models import AccessLevel
from participation.platform.access.actor import Role
from surveys.domain.questions.point import POINT
from tests.factories import make_municipality, text
from tests.staff import sign_in
from tests.surveys.answering import make_survey, url
from tests.surveys.building import make_survey as make_draft
from tests.surveys.building import typed_on, working_of
from tests.surveys.factories_counting import (
    ask,
    closed,
    make_version,
    options,
    questionnaire,
    respond,
)
from tests.tiles import ATTRIBUTION, KEY, TileService

BOUNDS = [21.5, 63.0, 21.7, 63.1]


@pytest.fixture
def service(app, monkeypatch):
    """A house with a map; nobody asks the service for anything here."""
    found = TileService(address="https://tiles.example")
    monkeypatch.setitem(app.config, "SETTINGS", found.used_by(app.config["SETTINGS"]))
    return found


def where(label="Missä kartalla?", **settings):
    """A question on the map. Untouched pages are kept by their words: each test has its own."""
    question = ask(
        "spot", "point", options=options("north", "south"), settings={"bounds": BOUNDS, **settings}
    )
    return replace(question, label=text(label))


def the_map(page):
    """Return the map of a page, or nothing."""
    return next((e for e in page.all("div") if "data-point-map" in e.attrib), None)


def test_a_page_shows_the_map_and_tells_nobody_whose_it_is(visitor, service):
    survey = make_survey(questionnaire(where("Missä on kartta?")), access=AccessLevel.OPEN)
    page = visitor.get(url(survey, "answer", "en"))
    shown = the_map(page)
    assert shown.get("data-tiles") == "/tiles/"
    assert shown.get("data-bounds") == "21.5,63.0,21.7,63.1"
    assert ATTRIBUTION in page.words()
    assert "The map needs JavaScript." in page.words()
    assert "js/map.js" in page.text
    assert KEY not in page.text
    assert "tiles.example" not in page.text
    assert "default-src 'self'" in page.response.headers["Content-Security-Policy"]


def test_without_a_service_numbers_and_words_are_asked_for(visitor):
    survey = make_survey(questionnaire(where("Missä ei ole karttaa?")), access=AccessLevel.OPEN)
    page = visitor.get(url(survey, "answer", "en"))
    assert the_map(page) is None
    assert "js/map.js" not in page.text
    assert "Longitude" in page.words()


def test_a_place_on_the_map_is_sent_and_filled_in_again(visitor, service):
    survey = make_survey(questionnaire(where("Missä taas?")))
    wrong = {"spot~x1": "21,6", "spot~y1": "70"}
    page = visitor.post(url(survey, "answer/p1", "en"), wrong, expect=422)
    assert "This is outside the map." in page.words()
    assert the_map(page) is not None
    typed = {e.get("name"): e.get("value") for e in page.all("input")}
    assert typed["spot~x1"] == "21,6"
    read = POINT.read(where(), {"spot~x1": ["21,6"], "spot~y1": ["63,05"]})
    assert read.values == {"spot": {"points": [[21.6, 63.05]]}}


def test_staff_see_points_on_the_map_and_take_them(visitor, service):
    make_municipality()
    activity = closed()
    version = make_version(activity, questionnaire(where()))
    for _n in range(3):
        respond(version, {"spot": {"points": [[21.6, 63.05]], "area": "north"}})
    sign_in(visitor, Role.ANALYST)
    place = f"/en/manage/a/{activity.public_id}/results/places/spot"
    page = visitor.get(place)
    (drawing,) = [e for e in page.tree.iter() if e.get("class") == "y-map__drawing"]
    width, height = map(float, drawing.get("viewBox").split()[2:])
    circles = [e for e in drawing.iter() if str(e.tag).endswith("circle")]
    assert len(circles) == 3
    assert float(circles[0].get("cx")) == pytest.approx(width / 2, abs=1)
    assert float(circles[0].get("cy")) == pytest.approx(height / 2, rel=0.01)
    assert page.text.count('<image href="/tiles/') >= 4
    assert KEY not in page.text
    sent = visitor.raw("POST", f"{place}/geojson")
    features = json.loads(sent.data)["features"]
    sent.close()
    assert [f["geometry"]["coordinates"] for f in features] == [[21.6, 63.05]] * 3


def draft(visitor, **settings):
    make_municipality()
    survey = make_draft(working=questionnaire(ask("spot", "point", settings=settings)))
    sign_in(visitor)
    return survey, f"/en/manage/a/{survey.public_id}/question/spot"


def settings_of(survey):
    return working_of(survey).question("spot").settings


def test_staff_choose_the_map_and_its_edges(visitor, service):
    survey, place = draft(visitor)
    form = typed_on(visitor.get(place))
    assert form["base"] == "picture"
    assert [form[name] for name in ("west", "south", "east", "north")] == [
        "21.2",
        "62.9",
        "22.1",
        "63.4",
    ]
    visitor.post(place, form | {"base": "map", "west": "21,55555"})
    assert settings_of(survey) == {"bounds": [21.55555, 62.9, 22.1, 63.4]}
    form = typed_on(visitor.get(place))
    assert (form["base"], form["west"]) == ("map", "21.55555")
    visitor.post(place, form | {"base": "picture"})
    assert settings_of(survey) == {}


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ({"west": "22", "east": "21.5"}, "West must be less than east"),
        ({"north": "70"}, "The map shows the municipality only"),
        ({"south": ""}, "Write all four edges"),
        ({"south": "low"}, "Write a number"),
    ],
)
def test_edges_that_make_no_map_are_refused(visitor, service, edges, words):
    _survey, place = draft(visitor)
    form = typed_on(visitor.get(place)) | {"base": "map"} | edges
    assert words in visitor.post(place, form, expect=200).words()


def test_without_a_service_edges_are_kept_and_not_asked_for(visitor):
    survey, place = draft(visitor, bounds=BOUNDS)
    form = typed_on(visitor.get(place))
    assert "base" not in form
    visitor.post(place, form)
    assert settings_of(survey) == {"bounds": BOUNDS}
