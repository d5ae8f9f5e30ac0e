"""Ideas from files: a report line by line, then taken in once."""

import csv
import io
import json

import pytest
import sqlalchemy as sa

from participation.activities.models import Source
from participation.activities.services import keying_in
from participation.brainstorming.idea_models import IdeaState, Participant, Reason
from participation.brainstorming.interchange.idea_tables import ideas_table
from participation.brainstorming.models import Brainstorm, Moderation
from participation.brainstorming.services import board_steps, idea_files
from participation.brainstorming.theme_models import IdeaAssignment, IdeaTheme
from participation.brainstorming.views.manage import importing as importing_pages
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now, today
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.reports.csv import FINNISH_EXCEL
from tests.brainstorming.idea_files import FILE, HEAD, bomb, workbook
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea, make_theme
from tests.factories import make_municipality, text
from tests.pages import Visitor
from tests.staff import sign_in

FIELD = "parcel"


def place(activity, rest=""):
    return f"/fi/manage/a/{activity.public_id}/ideas/import{rest}"


@pytest.fixture
def town(app, visitor):
    make_municipality()
    activity = make_brainstorm()
    sign_in(visitor, Role.EDITOR, process=activity.process)
    db.session.commit()
    return activity


def send(visitor, activity, content, name="ideat.csv"):
    file = {"file": (io.BytesIO(content), name)}
    return visitor.post(place(activity), file, content_type="multipart/form-data", expect=200)


def parcel_in(page):
    (found,) = [one for one in page.all("input") if one.get("name") == FIELD]
    return found.get("value")


def take(visitor, activity, content, name="ideat.csv"):
    parcel = parcel_in(send(visitor, activity, content, name))
    return visitor.follow(place(activity, "/take"), {FIELD: parcel})


def test_a_file_is_looked_at_and_then_taken_in(town, visitor):
    make_theme(town, words=text("Penkit"))
    db.session.commit()
    page = send(visitor, town, FILE)
    assert "Cykling" in page.words()
    assert ideas_of(town) == []
    visitor.follow(place(town, "/take"), {FIELD: parcel_in(page)})
    finnish, swedish = sorted(ideas_of(town), key=lambda one: one.language)
    assert (finnish.words, finnish.place) == ("Lisää penkkejä\nrantaan", "Ranta")
    assert (finnish.latitude, finnish.longitude) == (62.24, 25.75)
    assert finnish.day.isoformat() == "2026-11-01"
    assert (swedish.language, swedish.day) == ("sv", today())
    assert {one.source for one in (finnish, swedish)} == {Source.FILE}
    assert {one.state for one in (finnish, swedish)} == {IdeaState.PUBLISHED}
    assert not any(one.is_reviewed or one.is_test for one in (finnish, swedish))
    themes = {one.words.in_("fi") for one in db.session.scalars(sa.select(IdeaTheme))}
    assert themes == {"Penkit", "Cykling"}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(IdeaAssignment)) == 2
    assert db.session.scalars(sa.select(Participant)).all() == []
    assert "brainstorm.import-ideas" in set(db.session.scalars(sa.select(AuditEntry.deed)))


def test_the_same_file_adds_nothing_twice(town, visitor):
    page = send(visitor, town, FILE)
    for _click in range(2):
        visitor.follow(place(town, "/take"), {FIELD: parcel_in(page)})
    assert len(ideas_of(town)) == 2
    again = send(visitor, town, FILE)
    assert "Mitään otettavaa ei ole" in again.words()
    assert len(ideas_of(town)) == 2


def test_what_stands_twice_in_a_file_is_one_idea(town, visitor):
    take(visitor, town, "words\nPenkkejä\nPenkkejä!\npenkkejä\n".encode())
    assert len(ideas_of(town)) == 1


def test_lines_with_faults_are_left_out_and_told(town, visitor):
    page = send(visitor, town, f"{HEAD}Hyvä;;;;;;;\n;q1;;;;;;\nIdea;q7;;;95;25;;\n".encode())
    words = page.words()
    assert "”q7” ei ole mikään kysymyksistä" in words
    assert [words.count(f"Rivi {line} ·") for line in (3, 4)] == [1, 2]
    visitor.follow(place(town, "/take"), {FIELD: parcel_in(page)})
    assert [one.words for one in ideas_of(town)] == ["Hyvä"]


def test_a_workbook_is_read_too(town, visitor):
    content = workbook(["idea", "päivä", "alue"], ["Penkkejä", today(), 7], [], ["=1+1", None, ""])
    take(visitor, town, content, "ideat.xlsx")
    (found,) = ideas_of(town)
    assert (found.words, found.day, found.area) == ("Penkkejä", today(), "7")


@pytest.fixture
def long_cells():
    """Let `csv` read long cells, as a library may for the whole process."""
    usual = csv.field_size_limit(10**9)
    yield
    csv.field_size_limit(usual)


REFUSED = {
    "empty": (b"", "ideat.csv"),
    "another kind": (b"%PDF-1.4", "ideat.pdf"),
    "a lie": (b"%PDF-1.4", "ideat.xlsx"),
    "a bomb": (bomb(), "ideat.xlsx"),
    "broken": (workbook(["words"], ["A"])[:-200], "ideat.xlsx"),
    "an endless cell": (b"words\n" + b"x" * 200_000, "ideat.csv"),
    "nothing at all": (b"\x00\x01", "ideat.csv"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_table_is_refused_beside_the_field(town, visitor, what, long_cells):
    content, name = REFUSED[what]
    page = send(visitor, town, content, name)
    assert [one for one in page.all("p") if one.get("id") == "file-error"]
    assert ideas_of(town) == []


def test_a_file_that_is_too_large_is_refused(town, visitor, monkeypatch):
    monkeypatch.setattr(importing_pages, "LARGEST_FILE", 10)
    assert "Tiedosto on liian suuri" in send(visitor, town, FILE).words()


def test_a_file_that_is_too_much_for_one_page_is_refused(town, visitor, monkeypatch):
    monkeypatch.setattr(importing_pages, "LARGEST_PARCEL", 10)
    assert "Jaa se kahdeksi" in send(visitor, town, FILE).words()


def test_what_was_read_too_long_ago_or_for_another_is_not_taken(town, visitor):
    other = make_brainstorm(town.process)
    db.session.commit()
    parcel = parcel_in(send(visitor, town, FILE))
    page = visitor.follow(place(other, "/take"), {FIELD: parcel})
    assert "Valitse se uudelleen" in page.words()
    visitor.follow(place(town, "/take"), {FIELD: parcel + "x"})
    assert ideas_of(town) == ideas_of(other) == []


def test_the_report_is_told_in_another_language(town, visitor):
    parcel = parcel_in(send(visitor, town, FILE + b";q1;;;;;;\n"))
    data = {FIELD: parcel, "_switch": "sv"}
    page = visitor.post(place(town).replace("/fi/", "/sv/"), data, expect=200)
    assert parcel_in(page) == parcel
    assert "Idén är tom." in page.words()
    late = visitor.follow(place(town), data | {FIELD: "x"})
    assert "Valitse se uudelleen" in late.words()


def test_moderation_before_holds_imported_ideas_back(town, visitor):
    db.session.get(Brainstorm, town.id).moderation = Moderation.BEFORE
    db.session.commit()
    page = take(visitor, town, FILE)
    assert {one.state for one in ideas_of(town)} == {IdeaState.WAITING}
    assert "tiedostosta" in page.words()


def test_only_editors_take_files_in(town, app):
    reader = Visitor(app)
    sign_in(reader, Role.MODERATOR, process=town.process, email="mia@lintukorpi.test")
    db.session.commit()
    reader.get(place(town), expect=403)
    reader.post(place(town, "/take"), {FIELD: "x"}, expect=403)


def exported(activity, found):
    table = ideas_table(found.columns, found.rows, "ideas")
    return b"".join(FINNISH_EXCEL.stream(table))


def test_our_own_file_comes_back_and_what_was_hidden_stays_hidden(town, visitor):
    make_idea(town, "=2+2 penkkiä", place="Tori", latitude=62.5, longitude=-25.25, area="pohjoinen")
    make_idea(town, "Herjaus", state=IdeaState.HIDDEN, reason=Reason.INSULT, is_reviewed=True)
    make_idea(town, "Odottaa", state=IdeaState.WAITING)
    db.session.commit()
    content = exported(town, idea_files.for_staff(town, actor=ANYBODY))
    db.session.commit()
    assert "Mitään otettavaa ei ole" in send(visitor, town, content).words()
    other = make_brainstorm(town.process)
    db.session.commit()
    take(visitor, other, content)
    found = {one.words: one for one in ideas_of(other)}
    assert set(found) == {"=2+2 penkkiä", "Herjaus", "Odottaa"}
    shown = found["=2+2 penkkiä"]
    assert (shown.latitude, shown.longitude, shown.area) == (62.5, -25.25, "pohjoinen")
    hidden = found["Herjaus"]
    assert (hidden.state, hidden.reason) == (IdeaState.HIDDEN, Reason.INSULT)
    assert found["Odottaa"].state is IdeaState.WAITING
    assert b"'=2+2" in exported(other, idea_files.for_everybody(other))


def test_the_themes_of_a_file_are_one_step_that_can_be_undone(town, visitor):
    take(visitor, town, FILE)
    step = board_steps.newest(town.id)
    assert step.ideas == 2
    board_steps.undo(town.id, step.id, actor=ANYBODY, now=now())
    assert db.session.scalar(sa.select(sa.func.count()).select_from(IdeaAssignment)) == 0
    assert len(ideas_of(town)) == 2


def test_nobody_keys_in_what_came_from_a_file():
    with pytest.raises(NotFound):
        keying_in.sheet_named(Source.FILE.value, "0" * 32)


def run(app, *arguments):
    return app.test_cli_runner().invoke(
        args=["brainstorming", "import-ideas", *map(str, arguments)]
    )


def test_the_command_takes_a_file_in_once(town, app, tmp_path):
    file = tmp_path / "ideat.csv"
    file.write_bytes(FILE + b";q1;;;;;;\n")
    dry = json.loads(run(app, file, "--into", town.public_id, "--dry-run", "--json").stdout)
    assert (dry["new"], dry["taken"], dry["new_themes"]) == (2, 0, ["Penkit", "Cykling"])
    assert dry["faults"] == [
        {"line": 5, "column": "words", "wrong": "empty", "sentence": "the idea is empty"}
    ]
    for taken in (2, 0):
        result = run(app, file, "--into", town.public_id)
        assert result.exit_code == 0, result.stderr
        assert f"Took {taken} in." in result.stdout
        assert "Line 5: the idea is empty." in result.stderr
    assert len(ideas_of(town)) == 2


def test_the_command_refuses_in_one_sentence(town, app, tmp_path):
    file = tmp_path / "ideat.csv"
    for content, why in ((b"theme\nA\n", "line 1: there is no column words"), (b"", "is empty")):
        file.write_bytes(content)
        result = run(app, file, "--into", town.public_id)
        assert (result.exit_code, result.stdout) == (2, "")
        assert why in result.stderr
    assert run(app, tmp_path / "none.csv", "--into", town.public_id).exit_code == 2
    assert run(app, file, "--into", "nothing").exit_code == 2
    assert "only .csv and .xlsx" in run(app, __file__, "--into", town.public_id).stderr
