"""Places on a map: typed, marked, counted, shown."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from surveys.domain.questions.point import POINT
from surveys.services import counting
from tests.factories import make_municipality, text
from tests.images import picture
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
from tests.surveys.results_pages import see

ALT = text("Kartta", "Karta", "A map").to_json()
PICTURE = {"image": "k3v9x2m4tq/map.png", "alt": ALT, "max": 2}


def where(**settings):
    areas = options("north", "south")
    return ask("spot", "point", options=areas, settings={**PICTURE, **settings}, dont_know=True)


TILED = where(image="", bounds=[21.0, 63.0, 22.0, 63.5])


def typed(**parts):
    return {f"spot~{name}": [value] for name, value in parts.items()}


def reasons(question, form):
    return [(p.reason, p.field_name) for p in POINT.read(question, form).problems]


def test_a_point_on_a_picture_is_a_part_of_its_size():
    read = POINT.read(where(), typed(x1="25,5", y1="80 %"))
    assert read.values == {"spot": {"points": [[0.255, 0.8]]}}


def test_a_point_on_the_ground_has_longitude_and_latitude():
    read = POINT.read(TILED, typed(x1="21.123456", y1="63,1"))
    assert read.values == {"spot": {"points": [[21.12346, 63.1]]}}


def test_words_and_an_area_do_instead_of_points():
    read = POINT.read(where(), typed(words="Tori 1", area="south"))
    assert read.values == {"spot": {"words": "Tori 1", "area": "south"}}
    assert POINT.read(where(), typed(area="elsewhere")).values == {"spot": "~none"}


@pytest.mark.parametrize(
    ("question", "form", "expected"),
    [
        (where(), typed(x1="20"), [("half_a_point", "spot~y1")]),
        (where(), typed(x1="20", y1="120"), [("outside_the_map", "spot~y1")]),
        (where(), typed(x1="here", y1="1"), [("not_a_number", "spot~x1")]),
        (TILED, typed(x1="24", y1="63"), [("outside_the_map", "spot~x1")]),
        (where(), typed(words="x" * 201), [("too_long", "spot~words")]),
    ],
)
def test_what_is_no_place_is_refused(question, form, expected):
    assert reasons(question, form) == expected


def test_a_third_point_is_not_read():
    form = {f"spot~{axis}{n}": ["10"] for axis in "xy" for n in (1, 2, 3)}
    assert len(POINT.read(where(), form).values["spot"]["points"]) == 2
    assert "spot~x1" not in POINT.fields(where(image=""))


@given(st.lists(st.tuples(*[st.integers(0, 10_000)] * 2), min_size=1, max_size=2))
def test_what_is_refilled_is_read_again(points):
    answers = {"spot": {"points": [[x / 10_000, y / 10_000] for x, y in points], "area": "north"}}
    assert POINT.read(where(), POINT.refill(where(), answers)).values == answers


def test_a_map_without_words_is_not_published():
    assert POINT.faults(where(alt={})) == ["picture_without_words"]
    assert POINT.faults(where(image="", bounds=[22, 63, 21, 64])) == ["bad_bounds"]
    assert POINT.faults(where()) == []


def test_a_place_is_sent_without_a_script(visitor):
    survey = make_survey(questionnaire(where()))
    page = visitor.post(url(survey, "answer/p1", "en"), {"spot~x1": "20"}, expect=422)
    assert "Write the other number of the point too, or empty both." in page.words()
    visitor.follow(
        url(survey, "answer/p1"), {"spot~x1": "20", "spot~y1": "30", "spot~area": "north"}
    )
    found = counting.find(survey, "spot", survey.opens)
    assert [row["answered"] for row in found.figures["rows"]] == [1, 0]


def filled(people=6, area="north"):
    make_municipality()
    activity = closed()
    version = make_version(activity, questionnaire(where()))
    for _n in range(people):
        respond(version, {"spot": {"points": [[0.25, 0.5]], "words": "=Tori", "area": area}})
    respond(version, {"spot": {"area": "south"}})
    return activity, version


def test_everybody_sees_areas_but_no_points_and_no_few(visitor):
    activity, _version = filled()
    words = see(visitor, activity).words()
    assert "NORTH en hidden SOUTH en hidden" in words  # six of seven tell of the seventh
    assert "Tori" not in words


def test_staff_see_the_points_on_the_map(visitor):
    activity, _version = filled()
    sign_in(visitor, Role.ANALYST)
    results = visitor.get(f"/en/manage/a/{activity.public_id}/results")
    (link,) = [a.get("href") for a in results.all("a") if "/places/" in a.get("href", "")]
    page = visitor.get(link)
    assert page.text.count("<circle ") == 6
    assert "6 points on the map." in page.words()


def test_points_on_another_map_are_not_drawn(visitor):
    activity, _version = filled()
    newer = make_version(activity, questionnaire(where(image="abcdefghij/other.png")))
    respond(newer, {"spot": {"points": [[0.1, 0.1]]}})
    sign_in(visitor, Role.ANALYST)
    page = visitor.get(f"/en/manage/a/{activity.public_id}/results/places/spot")
    assert page.text.count("<circle ") == 1


@pytest.mark.parametrize("kind", ["geojson", "csv"])
def test_files_of_points_are_taken_by_staff_and_noted(visitor, kind):
    activity, _version = filled()
    place = f"/en/manage/a/{activity.public_id}/results/places/spot/{kind}"
    visitor.raw("POST", place, None)
    assert not db.session.query(AuditEntry).filter_by(deed="surveys.download").count()
    sign_in(visitor, Role.ANALYST)
    sent = visitor.raw("POST", place)
    assert sent.headers["Content-Disposition"].startswith("attachment")
    content = sent.data
    sent.close()
    assert db.session.query(AuditEntry).filter_by(deed="surveys.download").count() == 1
    if kind == "geojson":
        features = json.loads(content)["features"]
        assert [f["geometry"]["coordinates"] for f in features] == [[0.25, 0.5]] * 6
    else:
        lines = content.decode("utf-8-sig").splitlines()
        assert len(lines) == 8
        assert ";=Tori" not in lines[1]
        assert ",=Tori" not in lines[1]


def test_only_analysts_see_points(visitor):
    activity, _version = filled()
    sign_in(visitor, Role.MODERATOR)
    visitor.get(f"/en/manage/a/{activity.public_id}/results/places/spot", expect=403)


def test_staff_send_the_picture_of_the_map(visitor):
    make_municipality()
    survey = make_draft(working=questionnaire(where(image="")))
    sign_in(visitor)
    place = f"/en/manage/a/{survey.public_id}/question/spot"
    form = typed_on(visitor.get(place))
    visitor.post(place, form | {"picture-file": (picture(), "map.png")})
    image = working_of(survey).question("spot").settings["image"]
    shown = visitor.get(place)
    assert any(image in (e.get("src") or "") for e in shown.all("img"))
    form = typed_on(shown) | {"picture-file": (picture(b"<svg/>"), "map.svg")}
    assert "Choose a file of one of these kinds" in visitor.post(place, form, expect=200).words()
    visitor.post(place, typed_on(shown) | {"picture-drop": "1"})
    assert "image" not in working_of(survey).question("spot").settings
