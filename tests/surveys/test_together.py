"""Two people write one questionnaire: nobody's words are lost, and few conflicts arise."""

import pytest

from participation.platform.extensions import db
from surveys.domain import marks
from surveys.models import Survey
from tests.factories import make_municipality, text
from tests.staff import sign_in
from tests.surveys.building import codes_of, form_on, make_survey, questionnaire, working_of


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


def address(survey, rest):
    return f"/en/manage/a/{survey.public_id}/{rest}"


def opened(editor, survey, rest, name="question"):
    return form_on(editor.get(address(survey, rest)), name)


def test_a_mark_changes_with_its_part_only():
    one, two = questionnaire("single", "text").questions()
    page = questionnaire("single").pages[0]
    assert marks.of_question(one) == marks.of_question(questionnaire("single").question("q1"))
    assert marks.of_question(one) != marks.of_question(two)
    assert marks.of_page(page) == marks.of_page(questionnaire("text").pages[0])
    whole = marks.of_page(page, with_questions=True)
    assert whole != marks.of_page(questionnaire("text").pages[0], with_questions=True)
    assert marks.of_text(text("A")) != marks.of_text(text("B"))


def test_two_people_edit_different_things_without_a_conflict(editor):
    survey = make_survey("single", "text")
    one, two = opened(editor, survey, "question/q1"), opened(editor, survey, "question/q2")
    page, thanks = (
        opened(editor, survey, "page/p1", "words"),
        opened(editor, survey, "thanks", "words"),
    )
    editor.post(address(survey, "question/q1"), one | {"label-fi": "Eka"})
    editor.post(address(survey, "question/q2"), two | {"label-fi": "Toka"})
    editor.post(address(survey, "page/p1"), page | {"title-fi": "Sivu"})
    editor.post(address(survey, "thanks"), thanks | {"thanks-fi": "Kiitos"})
    found = working_of(survey)
    assert [q.label.in_("fi") for q in found.questions()] == ["Eka", "Toka"]
    assert found.pages[0].title.in_("fi") == "Sivu"
    assert db.session.get(Survey, survey.id).thanks.in_("fi") == "Kiitos"


def test_the_same_question_shows_both_versions_where_they_differ(editor):
    survey = make_survey("single")
    mine = opened(editor, survey, "question/q1")
    theirs = mine | {"label-fi": "Heidän", "options-0-label-fi": "Heidän A"}
    editor.post(address(survey, "question/q1"), theirs)
    typed = mine | {"label-fi": "Minun", "required": "y"}
    page = editor.post(address(survey, "question/q1"), typed, expect=409)
    words = page.words()
    headings = ["".join(h.itertext()).strip() for h in page.all("h2")]
    assert headings == ["Question", "An answer is required", "Answer options"]
    assert "Heidän" in words
    assert "Minun" in words
    assert working_of(survey).question("q1").label.in_("fi") == "Heidän"
    kept = form_on(page, "mine")
    changing = ("revision", "mark", "csrf_token", "_both")
    assert {k: v for k, v in kept.items() if k not in changing} == {
        k: v for k, v in typed.items() if k not in changing
    }
    editor.follow(address(survey, "question/q1"), kept)
    saved = working_of(survey).question("q1")
    assert (saved.label.in_("fi"), saved.required) == ("Minun", True)


def test_a_third_edit_meanwhile_is_a_conflict_again(editor):
    survey = make_survey("text")
    form = opened(editor, survey, "question/q1")
    editor.post(address(survey, "question/q1"), form | {"label-fi": "Toinen"})
    page = editor.post(address(survey, "question/q1"), form | {"label-fi": "Eka"}, expect=409)
    newest = opened(editor, survey, "question/q1")
    editor.post(address(survey, "question/q1"), newest | {"label-fi": "Kolmas"})
    editor.post(address(survey, "question/q1"), form_on(page, "mine"), expect=409)
    assert working_of(survey).question("q1").label.in_("fi") == "Kolmas"


def test_mine_can_be_edited_further(editor):
    survey = make_survey("text")
    form = opened(editor, survey, "question/q1")
    editor.post(address(survey, "question/q1"), form | {"label-fi": "Toinen"})
    page = editor.post(address(survey, "question/q1"), form | {"label-fi": "Eka"}, expect=409)
    again = editor.post(
        address(survey, "question/q1"), form_on(page, "mine") | {"do": "edit"}, expect=200
    )
    assert working_of(survey).question("q1").label.in_("fi") == "Toinen"
    editor.follow(address(survey, "question/q1"), form_on(again, "question"))
    assert working_of(survey).question("q1").label.in_("fi") == "Eka"


@pytest.mark.parametrize(("rest", "field"), [("page/p1", "title-fi"), ("thanks", "thanks-fi")])
def test_words_of_pages_and_thanks_are_compared_too(editor, rest, field):
    survey = make_survey("text")
    form = opened(editor, survey, rest, "words")
    editor.post(address(survey, rest), form | {field: "Heidän"})
    page = editor.post(address(survey, rest), form | {field: "Minun"}, expect=409)
    assert "Heidän" in page.words()
    assert "Minun" in page.words()
    editor.follow(address(survey, rest), form_on(page, "mine"))
    assert "Minun" in editor.get(address(survey, rest)).text


def test_what_was_written_about_a_deleted_question_can_be_added_anew(editor):
    survey = make_survey("single", "text")
    form = opened(editor, survey, "question/q1")
    editor.post(address(survey, "question/q1/delete"), {"revision": form["revision"]})
    page = editor.post(address(survey, "question/q1"), form | {"label-fi": "Minun"}, expect=409)
    assert "Minun" in page.text
    (action,) = {f.get("action") for f in page.all("form") if "/add/" in (f.get("action") or "")}
    assert action.endswith("/page/p2/add/single")
    kept = {i.get("name"): i.get("value") for i in page.all("input") if i.get("name")}
    again = editor.post(action, kept, expect=200)
    editor.follow(action, form_on(again, "question"))
    added = working_of(survey).question("q3") or working_of(survey).question("q1")
    assert added.label.in_("fi") == "Minun"
    assert len(added.options) == 3


def test_what_was_written_about_a_deleted_page_can_be_added_anew(editor):
    survey = make_survey("text")
    form = opened(editor, survey, "page/p2", "words")
    editor.post(address(survey, "page/p2/delete"), {"revision": form["revision"]})
    page = editor.post(address(survey, "page/p2"), form | {"title-fi": "Minun"}, expect=409)
    assert any((f.get("action") or "").endswith("/pages/new") for f in page.all("form"))


def test_a_deletion_is_refused_only_when_the_question_itself_has_changed(editor):
    survey = make_survey("text", "text")
    listed = editor.get(address(survey, "questions"))
    seen = {}
    for form in listed.all("form"):
        if not (form.get("action") or "").endswith("/move"):
            continue
        values = {i.get("name"): i.get("value") for i in form.iter() if i.get("name")}
        seen[(form.get("action") or "").split("/")[-2]] = values
    first = opened(editor, survey, "question/q1")
    editor.post(address(survey, "question/q1"), first | {"label-fi": "Muuttui"})
    editor.post(address(survey, "question/q1/delete"), seen["q1"])
    assert codes_of(survey) == [["q1", "q2"], []]
    editor.post(address(survey, "question/q2/delete"), seen["q2"])
    assert codes_of(survey) == [["q1"], []]
    editor.post(address(survey, "page/p1/delete"), seen["p1"])
    assert codes_of(survey) == [["q1"], []]


@pytest.mark.parametrize(
    ("rest", "field", "name"),
    [
        ("question/q1", "label-fi", "question"),
        ("page/p1", "title-fi", "words"),
        ("thanks", "thanks-fi", "words"),
    ],
)
def test_both_versions_are_shown_again_in_another_language(editor, rest, field, name):
    survey = make_survey("text")
    form = opened(editor, survey, rest, name)
    editor.post(address(survey, rest), form | {field: "Heidän"})
    page = editor.post(address(survey, rest), form | {field: "Minun"}, expect=409)
    third = opened(editor, survey, rest, name)
    editor.post(address(survey, rest), third | {field: "Kolmas"})
    in_finnish = address(survey, rest).replace("/en/", "/fi/")
    switched = editor.post(in_finnish, form_on(page, "mine") | {"_switch": "fi"}, expect=409)
    assert "Kolmas" in switched.words()
    assert "Minun" in switched.words()
    assert "Kolmas" in editor.get(address(survey, rest)).text
    editor.follow(in_finnish, form_on(switched, "mine"))
    assert "Minun" in editor.get(address(survey, rest)).text


def test_what_was_written_about_a_deleted_question_stays_in_another_language(editor):
    survey = make_survey("text", "text")
    form = opened(editor, survey, "question/q1")
    editor.post(address(survey, "question/q1/delete"), {"revision": form["revision"]})
    page = editor.post(address(survey, "question/q1"), form | {"label-fi": "Minun"}, expect=409)
    in_swedish = address(survey, "question/q1").replace("/en/", "/sv/")
    switched = editor.post(in_swedish, form_on(page, "typed") | {"_switch": "sv"}, expect=409)
    assert "Minun" in switched.words() + switched.text
    assert form_on(switched, "typed")["label-fi"] == "Minun"
