"""The question bank and the municipality's background questions."""

from dataclasses import replace

import pytest

from participation.platform.access.actor import Role
from participation.platform.i18n.text import Text
from surveys.domain import marks
from surveys.domain.questionnaire import Option, Page, Questionnaire, Rule
from surveys.services import bank
from surveys.services.ready import library
from tests.factories import make_municipality, make_process, text
from tests.staff import sign_in
from tests.surveys.building import ABC, form_on, make_survey, question, working_of

BANK = "/en/manage/bank"


@pytest.fixture
def editor(visitor):
    make_municipality()
    process = make_process()
    sign_in(visitor, Role.EDITOR, process=process)
    visitor.process = process
    return visitor


@pytest.fixture
def administrator(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


def choosing(survey, page="p1") -> str:
    return f"/en/manage/a/{survey.public_id}/page/{page}/bank"


def test_a_background_question_has_its_code_in_every_survey(editor):
    surveys = [make_survey("text", process=editor.process) for _ in range(2)]
    for survey in surveys:
        editor.follow(choosing(survey), {"entry": "standard-age_band"})
    asked = [working_of(survey).question("age_band") for survey in surveys]
    assert asked[0] == asked[1]
    assert asked[0].library == "age_band"
    assert asked[0].prefer_not


def test_a_background_question_is_asked_once(editor):
    survey = make_survey("text", process=editor.process)
    editor.follow(choosing(survey), {"entry": "standard-gender"})
    page = editor.follow(choosing(survey), {"entry": "standard-gender"})
    assert "asks this background question already" in page.words()
    assert "Asked in this survey" in page.words()
    assert len(list(working_of(survey).questions())) == 2


def test_the_municipality_s_own_words_take_the_standard_s_place(administrator):
    opened = form_on(administrator.get(f"{BANK}/standard-area"), "question")
    fields = {
        "label-fi": "Missä kaupunginosassa asut?",
        "options-0-was": "",
        "options-0-code": "keskusta",
        "options-0-label-fi": "Keskusta",
        "options-1-was": "",
        "options-1-code": "ranta",
        "options-1-label-fi": "Ranta",
    }
    seen = {name: opened[name] for name in ("csrf_token", "mark")}
    administrator.follow(f"{BANK}/standard-area", seen | fields)
    (own,) = [each for each in bank.entries() if each.question.library == "area"]
    assert own.is_own
    assert [option.code for option in own.question.options] == ["keskusta", "ranta"]

    administrator.follow(f"{BANK}/{own.name}/delete", {"mark": marks.of_question(own.question)})
    (standard,) = [each for each in bank.entries() if each.question.library == "area"]
    assert not standard.is_own
    assert standard.question in library()


def test_only_administrators_write_background_questions(editor):
    editor.get(f"{BANK}/standard-gender", expect=403)
    editor.post(f"{BANK}/standard-gender/delete", expect=403)
    assert "standard-gender" not in editor.get(BANK).text


def test_a_kept_question_leaves_its_ties_behind(editor):
    tied = replace(
        question("q2", "single"),
        condition="{q1} = 'x'",
        required_if="{q1} = 'x'",
        rules=(Rule(test="{q1} = 'x'", message=text("Ei")),),
        options=(*ABC[:2], Option(code="c", label=text("C"), condition="{q1} = 'y'")),
        scale=(replace(ABC[0], condition="{q1} = 'y'"),),
    )
    pages = (Page(code="p1", questions=(question("q1"), tied)),)
    survey = make_survey(working=Questionnaire(pages=pages), process=editor.process)
    editor.follow(f"/en/manage/a/{survey.public_id}/question/q2/keep")
    other = make_survey("text", process=editor.process)
    (kept,) = [each for each in bank.entries() if not each.is_background]
    editor.follow(choosing(other), {"entry": kept.name})

    copy = working_of(other).question("q2")
    assert copy == replace(question("q2", "single"), scale=ABC[:1])
    editor.follow(choosing(other), {"entry": kept.name})
    assert working_of(other).question("q2_2")


def test_the_bank_is_searched_in_every_language(editor):
    survey = make_survey("text", process=editor.process)
    for words in ("Minkä ikäinen", "hur gammal", "How old"):
        page = editor.get(f"{choosing(survey)}?q={words}")
        assert page.text.count('name="entry"') == 1
    assert "Nothing found" in editor.get(f"{BANK}?q=zzz").words()


def test_what_is_not_in_the_bank_is_not_found(editor):
    survey = make_survey("text", process=editor.process)
    editor.post(choosing(survey), {"entry": "standard-nothing"}, expect=404)
    editor.get(f"{BANK}/nothing", expect=404)
    editor.get(choosing(survey, "p9"), expect=404)
    editor.post(f"/en/manage/a/{survey.public_id}/question/q9/keep", expect=404)
    assert all(isinstance(each.question.label, Text) for each in bank.entries())


def kept_question(editor):
    survey = make_survey("single", process=editor.process)
    editor.follow(f"/en/manage/a/{survey.public_id}/question/q1/keep")
    return next(each for each in bank.entries() if not each.is_background)


def test_of_two_who_change_one_question_of_the_bank_the_second_sees_both(editor):
    place = f"{BANK}/{kept_question(editor).name}"
    mine = form_on(editor.get(place), "question")
    editor.follow(place, mine | {"label-fi": "Heidän"})
    page = editor.post(place, mine | {"label-fi": "Minun"}, expect=409)
    assert "Heidän" in page.words()
    assert "Minun" in page.words()
    assert kept_labels() == ["Heidän"]
    in_finnish = place.replace("/en/", "/fi/")
    page = editor.post(in_finnish, form_on(page, "mine") | {"_switch": "fi"}, expect=409)
    assert "Heidän" in page.words()
    editor.follow(place, form_on(page, "mine"))
    assert kept_labels() == ["Minun"]


def kept_labels() -> list[str]:
    return [each.question.label.in_("fi") for each in bank.entries() if not each.is_background]


def test_two_who_put_their_own_in_the_place_of_one_standard_do_not_overwrite_either(administrator):
    place = f"{BANK}/standard-gender"
    mine = form_on(administrator.get(place), "question")
    administrator.follow(place, mine | {"label-fi": "Heidän"})
    page = administrator.post(place, mine | {"label-fi": "Minun"}, expect=409)
    assert "Heidän" in page.words()
    administrator.follow(place, form_on(page, "mine"))
    (own,) = [each for each in bank.entries() if each.question.library == "gender"]
    assert own.question.label.in_("fi") == "Minun"


def test_what_changed_meanwhile_is_not_deleted_from_the_bank(editor):
    kept = kept_question(editor)
    place, seen = f"{BANK}/{kept.name}", {"mark": marks.of_question(kept.question)}
    editor.follow(place, form_on(editor.get(place), "question") | {"label-fi": "Heidän"})
    assert "has changed since" in editor.follow(f"{place}/delete", seen).words()
    assert kept_labels() == ["Heidän"]


def test_what_was_written_about_a_question_no_longer_in_the_bank_is_shown(editor):
    kept = kept_question(editor)
    place = f"{BANK}/{kept.name}"
    mine = form_on(editor.get(place), "question")
    editor.follow(f"{place}/delete", {"mark": marks.of_question(kept.question)})
    page = editor.post(place, mine | {"label-fi": "Minun"}, expect=409)
    assert "no longer in the bank" in page.words()
    assert "Minun" in page.text
