"""Staff write conditions without knowing the language, or as expressions."""

import pytest

from participation.activities.models import Activity
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from tests.factories import make_municipality, make_process, text
from tests.staff import sign_in
from tests.surveys.building import ABC, make_survey, question, revision_of, working_of


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


STEPS = tuple(Option(code=code, label=text(code)) for code in "xy")


def written(**last) -> Questionnaire:
    first = (
        question("q1", "single"),
        question("q2", "multiple"),
        question("q3", "number"),
        question("q4", "text"),
        question("q5", "matrix", rows=(Row(code="r1", label=text("Rivi")),)),
        question("q6", "date"),
        question("q8", "double", rows=(Row(code="r1", label=text("Rivi")),), options=ABC,
                 scale=STEPS, settings={key: {"fi": "Asteikko"} for key in ("first", "second")}),
    )  # fmt: skip
    return Questionnaire(
        pages=(
            Page(code="p1", questions=first),
            Page(code="p2", questions=(question("q7", "single", **last),)),
        )
    )


def survey_with(**last) -> Activity:
    return make_survey(working=written(**last))


def address(survey: Activity, rest: str) -> str:
    return f"/en/manage/a/{survey.public_id}/{rest}"


def logic(survey: Activity, question: str = "q7") -> str:
    return address(survey, f"question/{question}/logic")


def form(survey: Activity, **said: str) -> dict[str, str]:
    return {"revision": str(revision_of(survey)), "condition-was": "", "required_if-was": ""} | {
        name.replace("__", "-"): value for name, value in said.items()
    }


def row(name: str, number: int, subject: str, deed: str, value: str = "") -> dict[str, str]:
    start = f"{name}-{number}"
    return {f"{start}-subject": subject, f"{start}-deed": deed, f"{start}-value": value}


def asked(survey: Activity, code: str = "q7") -> Question:
    found = working_of(survey).question(code)
    assert found
    return found


@pytest.mark.parametrize(
    ("rows", "join", "expression"),
    [
        ([("q1", "is", "a")], "and", "{q1} = 'a'"),
        ([("q1", "is_not", "b"), ("q3", "at_least", "18,5")], "and",
         "{q1} != 'b' and {q3} >= 18.5"),
        ([("q2", "includes", "a"), ("q2", "lacks", "b")], "or",
         "selected({q2}, 'a') or not selected({q2}, 'b')"),
        ([("q2", "count_at_least", "2")], "and", "count({q2}) >= 2"),
        ([("q4", "contains", "it's")], "and", "contains({q4}, 'it''s')"),
        ([("q5.r1", "is", "c")], "and", "{q5.r1} = 'c'"),
        ([("q6", "less", "2026-05-31"), ("q6", "answered", "")], "and",
         "{q6} < '2026-05-31' and answered({q6})"),
        ([("q8~second.r1", "is", "x"), ("q8~second", "answered", "")], "or",
         "{q8~second.r1} = 'x' or answered({q8~second})"),
        ([("q3", "is", "-2")], "and", "{q3} = -2"),
        ([("q5", "unanswered", "")], "and", "not answered({q5})"),
    ],
)  # fmt: skip
def test_comparisons_become_an_expression_and_are_shown_again(editor, rows, join, expression):
    survey = survey_with()
    data = form(survey, condition__join=join)
    for number, each in enumerate(rows):
        data |= row("condition", number, *each)
    editor.post(logic(survey), data, expect=302)
    assert asked(survey).condition == expression
    page = editor.get(logic(survey))
    values = {e.get("name"): e.get("value") for e in page.all("input")}
    for number, (subject, _deed, _value) in enumerate(rows):
        assert values[f"condition-{number}-subject"] == subject
    assert "Shown if" in editor.get(address(survey, "questions")).words()


def test_a_comparison_is_added_and_removed_by_buttons(editor):
    survey = survey_with()
    page = editor.post(
        logic(survey), form(survey, do="condition add", condition__new="q3"), expect=200
    )
    assert 'name="condition-0-subject" value="q3"' in page.text
    data = form(survey, do="condition remove 0") | row("condition", 0, "q3", "more", "3")
    page = editor.post(logic(survey), data, expect=200)
    assert "condition-0-subject" not in page.text
    assert not asked(survey).condition


def test_the_last_comparison_can_be_taken_away(editor):
    survey = survey_with(condition="{q1} = 'a'")
    data = form(survey, do="condition remove 0") | row("condition", 0, "q1", "is", "a")
    data |= {"condition-was": "{q1} = 'a'", "condition-expression": "{q1} = 'a'"}
    page = editor.post(logic(survey), data, expect=200)
    assert 'name="condition-was" value=""' in page.text
    editor.post(logic(survey), form(survey, condition__expression=""), expect=302)
    assert not asked(survey).condition


def test_an_expression_may_say_more_than_comparisons(editor):
    survey = survey_with()
    said = "{q3} * 2 > 10 or contains({q4}, 'x') and not {q2.a}"
    editor.post(logic(survey), form(survey, condition__expression=said), expect=302)
    assert asked(survey).condition == said
    page = editor.get(logic(survey))
    assert "condition-0-subject" not in page.text
    assert said.split(" or ")[1] in editor.get(address(survey, "questions")).words()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("{q9} = 1", "There is no question with the code q9."),
        ("{q7} = 'a'", "A question cannot depend on its own answer."),
        ("{q1} =", "Something is missing at character 7."),
        ("{q3} = 'x'", "A number is compared with something that is no number."),
    ],
)
def test_a_faulty_expression_stays_with_its_fault_beside_it(editor, said, words):
    survey = survey_with()
    page = editor.post(logic(survey), form(survey, condition__expression=said), expect=422)
    assert words in page.words()
    assert said.replace("'", "&#39;") in page.text
    assert not asked(survey).condition


def test_an_unfinished_comparison_is_refused_and_kept(editor):
    survey = survey_with()
    data = form(survey) | row("condition", 0, "q3", "more", "many")
    page = editor.post(logic(survey), data, expect=422)
    assert "Write a number in digits." in page.words()
    assert 'value="many"' in page.text
    data = form(survey) | row("condition", 0, "q1", "is", "")
    page = editor.post(logic(survey), data, expect=422)
    assert "Choose or write what the answer is compared with." in page.words()


def test_options_and_requirements_have_conditions_of_their_own(editor):
    survey = survey_with()
    data = form(survey, **{"options-a-was": "", "options-b-was": "", "options-c-was": ""})
    data |= row("options-b", 0, "q1", "is", "a") | row("required_if", 0, "q3", "less", "18")
    editor.post(logic(survey), data, expect=302)
    found = asked(survey)
    assert [option.condition for option in found.options] == ["", "{q1} = 'a'", ""]
    assert found.required_if == "{q3} < 18"
    words = editor.get(address(survey, "questions")).words()
    assert "Options or statements with conditions: 1" in words
    assert "Must be answered if" in words


def test_rules_have_a_message_in_every_language(editor):
    survey = survey_with()
    page = editor.post(logic(survey, "q3"), form(survey, do="rules add"), expect=200)
    assert "rule-1-was" in page.text
    data = form(
        survey, **{"rule-1-was": "", "message-1-fi": "Liian vähän", "message-1-en": "Too few"}
    )
    data |= row("rule-1", 0, ".", "more", "3")
    editor.post(logic(survey, "q3"), data, expect=302)
    [rule] = asked(survey, "q3").rules
    assert rule.test == "{.} > 3"
    assert rule.message.translations == {"fi": "Liian vähän", "en": "Too few"}
    data = form(survey, **{"rule-1-was": "{.} > 3", "message-1-fi": "Liian vähän"})
    editor.post(logic(survey, "q3"), data, expect=302)
    assert not asked(survey, "q3").rules


def test_options_are_shuffled_but_for_those_that_are_fixed(editor):
    survey = survey_with()
    data = form(survey, shuffle_options="y") | {"fixed_options": "c"}
    editor.post(logic(survey), data, expect=302)
    found = asked(survey)
    assert found.shuffle == ("options",)
    assert [option.fixed for option in found.options] == [False, False, True]


def test_a_page_has_a_condition_and_an_order(editor):
    survey = survey_with()
    where = address(survey, "page/p2/logic")
    data = form(survey, shuffle="y") | row("condition", 0, "q1", "is", "a")
    editor.post(where, data, expect=302)
    page = working_of(survey).pages[1]
    assert (page.condition, page.shuffle) == ("{q1} = 'a'", True)
    assert "There is no earlier question" in editor.get(address(survey, "page/p1/logic")).words()


def test_a_colleagues_edit_is_told_and_can_be_written_over(editor):
    survey = survey_with()
    data = form(survey, mark="other", condition__expression="{q1} = 'a'") | {"revision": "-1"}
    page = editor.post(logic(survey), data, expect=422)
    assert "Somebody else has changed this meanwhile." in page.words()
    again = {e.get("name"): e.get("value") or "" for e in page.all("input")}
    data |= {name: again[name] for name in ("revision", "mark")}
    editor.post(logic(survey), data, expect=302)
    assert asked(survey).condition == "{q1} = 'a'"


def test_a_new_code_is_carried_into_conditions_and_words(editor):
    survey = survey_with(condition="{q1} = 'a' and selected({q1}, 'b')", label=text("Koska {q1}?"))
    data = {"revision": str(revision_of(survey)), "code": "area", "label-fi": "Missä?"}
    for number, code in enumerate("abc"):
        new = {"a": "north"}.get(code, code)
        data |= {f"options-{number}-was": code, f"options-{number}-code": new}
        data |= {f"options-{number}-label-fi": code.upper()}
    editor.post(address(survey, "question/q1"), data, expect=302)
    found = asked(survey)
    assert found.condition == "{area} = 'north' and selected({area}, 'b')"
    assert found.label.translations["fi"] == "Koska {area}?"


def test_whoever_deletes_a_question_learns_what_still_looks_at_it(editor):
    survey = survey_with(condition="{q1} = 'a'")
    data = {"revision": str(revision_of(survey))}
    page = editor.follow(address(survey, "question/q1/delete"), data)
    assert "Condition of question q7" in page.words()
    check = editor.get(address(survey, "check"))
    assert "There is no question with the code q1." in check.words()


def test_a_condition_that_always_holds_is_a_note_in_the_workspace(editor):
    survey = survey_with(condition="answered({q1}) or not answered({q1})")
    words = editor.get(address(survey, "questions")).words()
    assert "It is always fulfilled, so it can be left out." in words
    assert "Mend before publishing" not in words


def test_questions_have_the_numbers_that_residents_see(editor):
    first = Page(code="p1", questions=(question("i", "info"), question("q1", "yesno")))
    last = Page(code="p2", questions=(question("q2", condition="{q1} = 'yes'"),))
    survey = make_survey(working=Questionnaire(pages=(first, last)))
    words = editor.get(address(survey, "questions")).words()
    assert "1. Kysymys q1" in words
    assert "Shown if: “1. Kysymys q1" in words
    assert "1. Kysymys q1" in editor.get(address(survey, "question/q2/logic")).words()


@pytest.mark.parametrize("rest", ["preview", "try"])
def test_what_follows_is_hidden_where_staff_look_at_it_too(editor, rest):
    asked = (question("q1", "single"), question("q2", condition="{q1} = 'a'"))
    survey = make_survey(working=Questionnaire(pages=(Page(code="p1", questions=asked),)))
    assert "js/conditions.js" in editor.get(address(survey, rest)).text


def test_editing_a_question_keeps_its_conditions(editor):
    options = tuple(Option(code=c, label=text(c), condition="{q3} > 3") for c in "ab")
    survey = survey_with(condition="{q1} = 'a'", options=options, shuffle=("options",))
    data = {"revision": str(revision_of(survey)), "label-fi": "Uusi", "code": "q7"}
    for number, code in enumerate("ab"):
        data |= {f"options-{number}-was": code, f"options-{number}-code": code}
        data |= {f"options-{number}-label-fi": code}
    editor.post(address(survey, "question/q7"), data, expect=302)
    found = asked(survey)
    assert (found.condition, found.shuffle) == ("{q1} = 'a'", ("options",))
    assert [option.condition for option in found.options] == ["{q3} > 3"] * 2


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_conditions_of_everything_are_shown_in_every_language(editor, language):
    survey = survey_with(condition="{q1} = 'a' or {q6} > '2026-01-01'", required_if="{q3} = 2")
    for place in ("question/q7/logic", "question/q5/logic", "page/p2/logic", "questions"):
        editor.get(f"/{language}/manage/a/{survey.public_id}/{place}")


def test_the_editor_offers_both_of_two_scales(editor):
    words = {
        "first": text("Tärkeys", "Vikt", "Importance"),
        "second": text("Hyvyys", "Bra", "Worth"),
    }
    settings = {name: said.to_json() for name, said in words.items()}
    rows = (Row(code="r1", label=text("R")),)
    both = question("q0", "double", options=ABC, scale=STEPS, rows=rows, settings=settings)
    pages = (Page(code="p0", questions=(both,)), *written().pages)
    survey = make_survey(working=Questionnaire(pages=pages), process=make_process(slug="toinen"))
    page = editor.get(logic(survey))
    assert "– Importance – R" in page.words()
    assert 'value="q0~second.r1"' in page.text
