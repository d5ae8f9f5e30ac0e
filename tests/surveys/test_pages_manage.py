import pytest

from participation.activities.models import Activity
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import TextState
from surveys.forms.registry import FORMS
from surveys.models import Survey
from surveys.services import publishing
from tests.factories import make_municipality, text
from tests.staff import sign_in
from tests.surveys.building import (
    codes_of,
    make_survey,
    question,
    questionnaire,
    revision_of,
    working_of,
)

KINDS = ("text", "long_text", "number", "single", "multiple", "matrix")


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


def address(activity: Activity, rest: str, language: str = "en") -> str:
    return f"/{language}/manage/a/{activity.public_id}/{rest}"


def words(name: str, value: str) -> dict[str, str]:
    return {f"{name}-fi": value, f"{name}-sv": f"{value} sv", f"{name}-en": f"{value} en"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_list_shows_every_question_in_every_language(editor, language):
    survey = make_survey(*KINDS)
    page = editor.get(address(survey, "questions", language))
    assert all(working_of(survey).question(f"q{n}") for n in range(1, 7))
    assert page.text.count("data-question=") == 6


def test_an_empty_questionnaire_offers_every_kind(editor):
    page = editor.get(address(make_survey(), "questions"))
    assert page.text.count("/page/p1/add/") == len(FORMS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_each_kind_is_added(editor, kind):
    survey = make_survey()
    place = address(survey, f"page/p2/add/{kind}")
    editor.get(place)
    data = {**words("label", "Mitä?"), "decimals": "0"}
    for lines in ("options", "rows"):
        for n in range(2):
            data |= {f"{lines}-{n}-code": "", **words(f"{lines}-{n}-label", f"{lines} {n}")}
    editor.follow(place, data)
    added = working_of(survey).question("q1")
    assert added.kind == kind
    assert added.label.in_("sv") == "Mitä? sv"
    assert len(added.options) == (2 if kind in ("single", "multiple", "matrix") else 0)
    assert [row.code for row in added.rows] == (["r1", "r2"] if kind == "matrix" else [])


def test_a_question_without_words_is_shown_again_with_the_reason(editor):
    survey = make_survey()
    page = editor.post(address(survey, "page/p1/add/text"), {"label-en": "Only"}, expect=200)
    assert "Write the question." in page.words()
    assert "Only" in page.text
    assert codes_of(survey) == [[], []]


def test_an_unknown_kind_or_page_is_not_found(editor):
    survey = make_survey()
    editor.get(address(survey, "page/p1/add/map"), expect=404)
    editor.get(address(survey, "page/p9/add/text"), expect=404)
    editor.get(address(survey, "question/q9"), expect=404)


@pytest.mark.parametrize("kind", KINDS)
def test_opening_and_saving_a_question_changes_nothing(editor, kind):
    settings = {
        "number": {"min": -1.5, "max": 10, "decimals": 1, "unit": {"fi": "km"}},
        "multiple": {"min": 1, "max": 2},
        "text": {"longest": 50},
    }.get(kind, {})
    before = question("q1", kind, settings=settings, required=True, hint=text("Vihje"))
    empty = questionnaire()
    survey = make_survey(
        working=type(empty)(pages=(type(empty.pages[0])(code="p1", questions=(before,)),))
    )
    page = editor.get(address(survey, "question/q1"))
    data = {}
    for control in (*page.all("input"), *page.all("textarea")):
        ticked = control.get("type") not in ("checkbox", "radio") or "checked" in control.attrib
        if control.get("name") and ticked:
            data[control.get("name")] = control.get("value") or (control.text or "").lstrip("\n")
    editor.follow(address(survey, "question/q1"), data)
    assert working_of(survey).question("q1") == before


def option_form(survey: Activity, **changes: str) -> dict[str, str]:
    data = {"revision": str(revision_of(survey)), **words("label", "Mikä?"), "code": "q1"}
    for n, code in enumerate("abc"):
        data |= {f"options-{n}-was": code, f"options-{n}-code": code}
        data |= words(f"options-{n}-label", code.upper())
    return data | changes


@pytest.mark.parametrize(
    ("deed", "codes", "focus"),
    [
        ("options up 2", "acb", "options-1-up"),
        ("options up 1", "bac", "options-0-down"),
        ("options down 1", "acb", "options-2-up"),
        ("options remove 0", "bc", "options-add"),
        ("options add", ["a", "b", "c", ""], "options-3-label-fi"),
        ("options remove 99", "abc", ""),
        ("rows add", "abc", ""),
    ],
)
def test_buttons_change_the_list_without_saving_and_keep_the_focus(editor, deed, codes, focus):
    survey = make_survey("single")
    page = editor.post(address(survey, "question/q1"), option_form(survey, do=deed), expect=200)
    values = {i.get("name"): i.get("value") for i in page.all("input")}
    shown = [values[f"options-{n}-code"] for n in range(len(codes))]
    assert shown == list(codes)
    focused = [e.get("id") for e in page.tree.iter() if "autofocus" in e.attrib]
    assert focused == ([focus] if focus else [])
    assert [option.code for option in working_of(survey).question("q1").options] == list("abc")


def test_switching_the_language_of_the_page_keeps_what_was_typed_and_saves_nothing(editor):
    survey = make_survey("single")
    typed = option_form(survey, _switch="sv") | words("label", "Kesken")
    page = editor.post(address(survey, "question/q1", "sv"), typed, expect=200)
    assert "Kesken" in page.text
    thanks = {"_switch": "fi", **words("thanks", "Kesken")}
    assert "Kesken" in editor.post(address(survey, "thanks", "fi"), thanks, expect=200).text
    assert revision_of(survey) == 0


def test_reordered_options_keep_codes_and_translation_states(editor):
    survey = make_survey("single")
    data = option_form(survey)
    swapped = {
        key.replace("-0-", "-9-").replace("-2-", "-0-").replace("-9-", "-2-"): value
        for key, value in data.items()
    }
    editor.follow(address(survey, "question/q1"), swapped)
    assert [option.code for option in working_of(survey).question("q1").options] == list("cba")


def test_changing_the_source_of_an_option_marks_its_translations_stale(editor):
    survey = make_survey("single")
    page = editor.get(address(survey, "question/q1"))
    values = {
        i.get("name"): i.get("value", "")
        for i in page.all("input")
        if i.get("type") in ("text", "hidden") and i.get("name")
    }
    texts = {t.get("name"): (t.text or "").lstrip("\n") for t in page.all("textarea")}
    editor.follow(address(survey, "question/q1"), values | texts | {"options-0-label-fi": "Uusi"})
    label = working_of(survey).question("q1").options[0].label
    assert label.state("sv") is TextState.STALE
    assert label.state("fi") is TextState.APPROVED


def test_a_code_can_be_changed_until_the_survey_is_published(editor):
    survey = make_survey("single", "text")
    editor.follow(address(survey, "question/q1"), option_form(survey, code="age"))
    assert codes_of(survey)[0] == ["age", "q2"]
    publishing.publish(db.session.get(Activity, survey.id), now())
    db.session.commit()
    page = editor.get(address(survey, "question/age"))
    assert "options-0-code" in page.text
    assert 'id="code"' not in page.text
    editor.post(address(survey, "question/age"), option_form(survey, code="other"), expect=409)


@pytest.mark.parametrize(("code", "reason"), [("q2", "Another question"), ("Ä!", "small letters")])
def test_a_code_that_is_taken_or_none_is_refused(editor, code, reason):
    survey = make_survey("single", "text")
    page = editor.post(address(survey, "question/q1"), option_form(survey, code=code), expect=200)
    assert reason in page.words()


def test_an_outdated_form_is_refused_and_shows_what_was_typed(editor):
    survey = make_survey("single")
    late = option_form(survey) | words("label", "Myöhässä")
    editor.follow(address(survey, "question/q1"), option_form(survey))
    page = editor.post(address(survey, "question/q1"), late, expect=409)
    assert "Myöhässä" in page.text
    assert working_of(survey).question("q1").label.in_("fi") == "Mikä?"


def test_an_outdated_deletion_is_refused(editor):
    survey = make_survey("text", "text")
    old = {"revision": str(revision_of(survey))}
    editor.post(address(survey, "question/q1/delete"), old)
    for late in (old, {"revision": "x"}):
        page = editor.follow(address(survey, "question/q2/delete"), late)
        assert "It has changed since you opened the page." in page.words()
    assert codes_of(survey) == [["q2"], []]


def test_a_moved_question_keeps_the_focus_on_its_button(editor):
    survey = make_survey("text", "text", "text")
    page = editor.follow(address(survey, "question/q3/move"), {"way": "up"})
    assert codes_of(survey) == [["q1", "q3", "q2"], []]
    assert [e.get("id") for e in page.tree.iter() if "autofocus" in e.attrib] == ["q3-up"]


@pytest.mark.parametrize(
    ("what", "way", "focus"),
    [
        ("question/q1", "down", "q1-up"),
        ("question/q2", "up", "q2-down"),
        ("page/p1", "down", "page-p1-up"),
        ("page/p2", "up", "page-p2-down"),
    ],
)
def test_what_can_move_no_further_gives_the_focus_to_the_way_back(editor, what, way, focus):
    survey = make_survey("text", "text")
    if what.startswith("question"):
        editor.follow(address(survey, "page/p2/delete"), {"revision": str(revision_of(survey))})
    page = editor.follow(address(survey, f"{what}/move"), {"way": way})
    assert [e.get("id") for e in page.tree.iter() if "autofocus" in e.attrib] == [focus]


def test_a_question_can_be_dragged_to_another_page(editor):
    survey = make_survey("text", "text")
    editor.follow(address(survey, "question/q1/move"), {"page": "p2", "at": "0"})
    assert codes_of(survey) == [["q2"], ["q1"]]
    editor.post(address(survey, "question/q1/move"), {"page": "p9", "at": "0"}, expect=404)


def test_a_copy_gets_a_code_of_its_own(editor):
    survey = make_survey("matrix", "text")
    editor.follow(address(survey, "question/q1/duplicate"), {})
    assert codes_of(survey) == [["q1", "q3", "q2"], []]


def test_a_deletion_can_be_undone_until_the_next_edit(editor):
    survey = make_survey("text", "text")
    revision = {"revision": str(revision_of(survey))}
    page = editor.follow(address(survey, "question/q1/delete"), revision)
    assert "Deleted" in page.words()
    assert "The questions were replaced" not in page.words()
    editor.follow(address(survey, "questions/undo"), {})
    assert codes_of(survey) == [["q1", "q2"], []]
    editor.post(address(survey, "questions/undo"), {}, expect=409)


def test_what_was_deleted_is_named_where_it_can_be_brought_back(editor):
    survey = make_survey("text", "text")
    label = working_of(survey).pages[0].questions[0].label.translations["en"]
    revision = {"revision": str(revision_of(survey))}
    page = editor.follow(address(survey, "question/q1/delete"), revision)
    assert f"Deleted {label} You can bring it back" in page.words("main")


def test_pages_are_added_named_moved_and_deleted(editor):
    survey = make_survey("text")
    editor.follow(address(survey, "pages/new"), words("title", "Loppu"))
    assert [page.code for page in working_of(survey).pages] == ["p1", "p2", "p3"]
    data = {"revision": str(revision_of(survey)), **words("title", "Keski")}
    editor.follow(address(survey, "page/p2"), data)
    editor.follow(address(survey, "page/p3/move"), {"way": "up"})
    pages = working_of(survey).pages
    assert [(page.code, page.title.in_("fi")) for page in pages][1:] == [
        ("p3", "Loppu"),
        ("p2", "Keski"),
    ]
    editor.follow(address(survey, "page/p1/delete"), {"revision": str(revision_of(survey))})
    assert codes_of(survey) == [[], []]
    editor.get(address(survey, "page/p1"), expect=404)


def test_an_outdated_page_and_thanks_are_refused(editor):
    survey = make_survey("text")
    for rest in ("page/p1", "thanks"):
        editor.get(address(survey, rest))
        page = editor.post(
            address(survey, rest), {"revision": "-7", "thanks-fi": "K", "title-fi": "K"}, expect=409
        )
        assert "K" in page.text


def test_words_of_thanks_are_kept(editor):
    survey = make_survey("text")
    data = {"revision": str(revision_of(survey)), **words("thanks", "Kiitos")}
    editor.follow(address(survey, "thanks"), data)
    assert db.session.get(Survey, survey.id).thanks.in_("sv") == "Kiitos sv"


@pytest.mark.parametrize("typed", ["-7,77", "x", "9" * 40])
def test_a_count_that_cannot_be_is_shown_as_it_was_typed(editor, typed):
    survey = make_survey()
    data = words("label", "Missä?") | {"most": typed}
    page = editor.post(address(survey, "page/p1/add/point"), data, expect=200)
    (field,) = [each for each in page.all("input") if each.get("name") == "most"]
    assert (field.get("type"), field.get("inputmode")) == ("text", "numeric")
    assert field.get("value") == typed
    assert field.get("aria-invalid") == "true"
