"""Areas and places of ideas: named by staff, told by residents, read by everybody."""

import csv
import io
import json

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.live_models import Phase
from participation.brainstorming.models import (
    Asking,
    Brainstorm,
    BrainstormArea,
    BrainstormQuestion,
)
from participation.brainstorming.services import areas, leading
from participation.brainstorming.services.importing import known_here
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.clock import today
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from participation.processes.models import Process
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea, place, write
from tests.factories import make_municipality, make_process, save, text
from tests.pages import Visitor
from tests.staff import sign_in

NORTH = text("Pohjoinen", "Norr", "North")
SOUTH = text("Etelä", "Söder", "South")
NAME = {"name-fi": "Keskusta", "name-sv": "Centrum", "name-en": "Centre"}
WORDS = "Lisää valoja ja varjoa"


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm()


@pytest.fixture
def north(round_):
    named = BrainstormArea(brainstorm_id=round_.id, position=1, name=NORTH)
    save(BrainstormArea(brainstorm_id=round_.id, position=2, name=SOUTH))
    return save(named).code


@pytest.fixture
def editor(app):
    make_municipality()
    make_process()
    staff = Visitor(app)
    sign_in(staff, Role.EDITOR)
    return staff


def manage(activity, rest="/areas"):
    return f"/fi/manage/a/{activity.public_id}/ideas{rest}"


def drafted(**changes):
    return make_brainstorm(db.session.scalars(sa.select(Process)).one(), **changes)


def names(activity):
    db.session.expire_all()
    return [one.name.in_("fi") for one in db.session.get_one(Brainstorm, activity.id).areas]


def codes(activity):
    return [one.code for one in db.session.get_one(Brainstorm, activity.id).areas]


def ask(activity, **changes):
    question = db.session.scalars(
        sa.select(BrainstormQuestion).filter_by(brainstorm_id=activity.id)
    ).one()
    for name, value in changes.items():
        setattr(question, name, value)
    db.session.commit()


def fields(page):
    return {e.get("name") for tag in ("input", "select") for e in page.all(tag)}


def test_staff_name_move_and_delete_areas(editor):
    activity = drafted()
    editor.post(manage(activity, "/areas/new"), NAME)
    editor.post(manage(activity, "/areas/new"), {**NAME, "name-fi": "Saaristo"})
    assert names(activity) == ["Keskusta", "Saaristo"]
    editor.post(manage(activity, f"/areas/{codes(activity)[1]}/up"))
    assert names(activity) == ["Saaristo", "Keskusta"]
    editor.post(manage(activity, f"/areas/{codes(activity)[0]}/delete"))
    assert names(activity) == ["Keskusta"]
    assert "Keskusta" in editor.get(manage(activity)).words("main")
    missing = editor.post(manage(activity, "/areas/new"), {"name-sv": "Skärgården"}, expect=200)
    assert "Kirjoita alueen nimi" in missing.words("main")
    assert "Skärgården" in missing.text


def test_an_area_with_ideas_stays_and_its_new_name_reaches_them(editor):
    activity = drafted()
    area = areas.add_area(activity, NORTH)
    make_idea(activity, area=area.code)
    code = area.code
    editor.post(manage(activity, f"/areas/{code}/delete"))
    assert names(activity) == ["Pohjoinen"]
    page = editor.get(manage(activity, f"/areas/{code}"))
    mark = next(e.get("value") for e in page.all("input") if e.get("name") == "mark")
    editor.post(manage(activity, f"/areas/{code}"), {**NAME, "mark": mark})
    assert "Keskusta" in editor.get(place(activity, "")).words("main")
    late = {**NAME, "name-fi": "Myöhäinen", "mark": mark}
    assert "Myöhäinen" in editor.post(manage(activity, f"/areas/{code}"), late, expect=200).text
    assert names(activity) == ["Keskusta"]
    editor.get(manage(activity, "/areas/nothing"), expect=404)


def test_an_area_without_a_name_in_every_language_is_not_published(editor):
    activity = drafted(published=None)
    editor.post(manage(activity, "/areas/new"), {"name-fi": "Keskusta"})
    editor.post(f"/fi/manage/a/{activity.public_id}/publish", expect=200)
    db.session.expire_all()
    assert db.session.get_one(Activity, activity.id).published is None


def test_only_editors_name_areas(app, visitor):
    make_municipality()
    make_process()
    activity = drafted()
    sign_in(visitor, Role.ANALYST)
    visitor.get(manage(activity))
    visitor.get(manage(activity, "/areas/new"), expect=403)


def test_a_resident_may_choose_an_area(visitor, round_, north):
    page = visitor.get(place(round_, "/write/q1", "sv"))
    assert "Norr" in page.words("main")
    write(visitor, round_, WORDS)
    visitor.post(place(round_, "/write/q1"), {"words": "Puita lisää", "area": north})
    assert sorted(idea.area for idea in ideas_of(round_)) == ["", north]


def test_without_areas_or_where_none_is_asked_nothing_is(visitor, round_):
    assert not {"area", "place"} & fields(visitor.get(place(round_, "/write/q1")))
    code = areas.add_area(db.session.get_one(Activity, round_.id), NORTH).code
    ask(round_, area_asked=Asking.NO)
    assert "area" not in fields(visitor.get(place(round_, "/write/q1")))
    visitor.post(place(round_, "/write/q1"), {"words": WORDS, "area": code})
    assert [idea.area for idea in ideas_of(round_)] == [""]


def test_what_must_be_told_is_asked_for_and_all_else_stays(visitor, round_, north):
    ask(round_, area_asked=Asking.REQUIRED, place_asked=Asking.REQUIRED)
    page = write(visitor, round_, WORDS, expect=422)
    assert "Valitse alue" in page.words("main")
    assert "Kerro, mihin paikkaan" in page.words("main")
    assert WORDS in page.text
    half = {"words": WORDS, "place": "Satamakatu", "area": "gone"}
    page = visitor.post(place(round_, "/write/q1"), half, expect=422)
    assert 'value="Satamakatu"' in page.text
    assert ideas_of(round_) == []
    visitor.post(place(round_, "/write/q1"), {**half, "area": north})
    (idea,) = ideas_of(round_)
    assert (idea.area, idea.place) == (north, "Satamakatu")


def test_what_was_chosen_outlives_a_change_of_language(visitor, round_, north):
    said = {"words": WORDS, "area": north, SWITCH: "1"}
    page = visitor.post(place(round_, "/write/q1", "sv"), said, expect=200)
    chosen = [e.get("value") for e in page.all("option") if e.get("selected") is not None]
    assert chosen == [north]


def test_the_same_wish_for_another_area_is_another_idea_and_a_double_click_is_none(
    visitor, round_, north
):
    for area in (north, north, codes(round_)[1]):
        page = visitor.post(place(round_, "/write/q1"), {"words": WORDS, "area": area}, expect=None)
        assert page.status in (302, 200)
    assert sorted(idea.area for idea in ideas_of(round_)) == sorted(codes(round_))


def test_a_session_asks_for_it_too(visitor, round_, north):
    ask(round_, place_asked=Asking.OPTIONAL)
    page = visitor.get(place(round_, "/live"))
    assert {"area", "place"} <= fields(page)
    said = {"words": WORDS, "area": north, "place": "Tori", "live": "1"}
    visitor.post(place(round_, "/write/q1"), said)
    assert [(idea.area, idea.place) for idea in ideas_of(round_)] == [(north, "Tori")]


def test_ideas_are_read_by_area(visitor, round_, north):
    make_idea(round_, "Pohjoisessa", area=north)
    make_idea(round_, "Muualla")
    page = visitor.get(place(round_, f"?area={north}"))
    assert "Pohjoisessa" in page.words("main")
    assert "Alue: Pohjoinen" in page.words("main")
    assert "Muualla" not in page.words("main")
    assert "Muualla" in visitor.get(place(round_, "?area=gone")).words("main")


def test_phones_the_wall_and_the_board_of_themes_say_the_area(editor, visitor):
    activity = drafted()
    code = areas.add_area(activity, NORTH).code
    make_idea(activity, "Pohjoisessa", area=code, is_reviewed=True)
    same = areas.add_area(activity, text("Länsiranta", "Västra stranden", "Länsiranta")).code
    make_idea(activity, "Rannalla", area=same, is_reviewed=True)
    make_idea(activity, "Muualla", is_reviewed=True)
    make_idea(activity, "Tuotu", area="Vanha kaupunki", is_reviewed=True)
    db.session.commit()
    with unit_of_work():
        leading.begin(activity, actor=ANYBODY)
        leading.go_to(activity, Phase.READ, seen="introduction", actor=ANYBODY)
    phone = visitor.get(place(activity, "/live", "sv")).words("main")
    assert phone.count("Område: Norr") == 1
    assert "Område: Vanha kaupunki" in phone
    led = leading.session_of(activity.id)
    wall = visitor.get(f"/fi/a/{activity.public_id}/ideas/screen/{led.key}").words()
    assert "Pohjoinen · Norr · North" in wall
    assert wall.count("Länsiranta") == 1
    board = editor.get(manage(activity, "/themes")).words("main")
    assert "Pohjoinen" in board
    assert "Vanha kaupunki" in board


def test_an_area_that_nobody_named_is_shown_as_it_was_told(visitor, round_, north):
    make_idea(round_, "Tuotu", area="Vanha kaupunki")
    assert "Alue: Vanha kaupunki" in visitor.get(place(round_, "")).words("main")


def test_staff_see_the_area_and_files_have_its_name(editor):
    activity = drafted()
    code = areas.add_area(activity, NORTH).code
    idea = make_idea(activity, area=code, latitude=63.1, longitude=21.6)
    db.session.commit()
    for rest in ("/moderation", f"/moderation/{idea.public_id}"):
        assert "Pohjoinen" in editor.get(manage(activity, rest)).words("main"), rest
    analyst = Visitor(editor.app)
    sign_in(analyst, Role.ANALYST, email="analyst@lintukorpi.test")
    found = {}
    for kind in ("csv", "json", "geojson"):
        found[kind] = analyst.raw("POST", manage(activity, f"/results/ideas.{kind}"), 200).data
    (row,) = csv.DictReader(io.StringIO(found["csv"].decode("utf-8-sig")), delimiter=";")
    assert row["area"] == "Pohjoinen"
    assert json.loads(found["json"])["ideas"][0]["area"] == "Pohjoinen"
    (feature,) = json.loads(found["geojson"])["features"]
    assert feature["properties"]["area"] == "Pohjoinen"


def test_ideas_from_files_find_their_area_by_any_of_its_names(editor):
    activity = drafted()
    area = areas.add_area(activity, NORTH)
    db.session.commit()
    known = known_here(db.session.get_one(Brainstorm, activity.id), today())
    assert {known.areas[name] for name in ("pohjoinen", "norr", "north")} == {area.code}


def test_the_command_line_refuses_areas_that_are_not_named(app, tmp_path):
    make_municipality()
    activity = make_brainstorm()
    area = areas.add_area(activity, NORTH)
    db.session.commit()
    file = tmp_path / "ideas.csv"
    file.write_text("words;area\nPenkkejä;norr\nKukkia;Kuu\n", "utf-8")
    arguments = ["brainstorming", "import-ideas", str(file), "--into", activity.public_id, "--json"]
    told = json.loads(app.test_cli_runner().invoke(args=arguments).stdout)
    assert [(one["line"], one["column"]) for one in told["faults"]] == [(3, "area")]
    assert [(idea.words, idea.area) for idea in ideas_of(activity)] == [("Penkkejä", area.code)]
