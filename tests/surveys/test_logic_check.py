"""Faults of logic are found before a survey is published."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.domain.logic.check import faults, faults_of
from surveys.domain.logic.judged import logic_of
from surveys.domain.logic.places import Place
from surveys.domain.logic.plan import plan_of
from surveys.domain.logic.showing import show
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row, Rule
from surveys.domain.readiness import shortcomings
from surveys.logic_words import sentence
from tests.factories import text
from tests.surveys import logic_random

AB = tuple(Option(code=code, label=text(code)) for code in "ab")
STEPS = tuple(Option(code=code, label=text(code)) for code in "xy")
NUMBERS = tuple(Option(code=str(n), label=text(str(n))) for n in range(1, 6))


def question(code: str, kind: str = "single", **changes) -> Question:
    options = AB if kind in ("single", "multiple", "matrix", "double", "ranking") else ()
    return Question(code=code, kind=kind, label=text(code), **({"options": options} | changes))


FIRST = Page(
    code="p1",
    questions=(
        question("one"),
        question("many", "multiple"),
        question("age", "number", settings={"min": 0, "max": 120}),
        question("name", "text"),
        question("rows", "matrix", rows=(Row(code="r1", label=text("r1")),)),
        question("twice", "double", rows=(Row(code="r1", label=text("r1")),), scale=STEPS,
                 settings=dict.fromkeys(("first", "second"), text("x").to_json())),
        question("day", "date"),
        question("rank", "ranking"),
        question("stars", "rating", options=NUMBERS),
    ),
)  # fmt: skip


def with_condition(source: str, *, role: str = "condition") -> Questionnaire:
    changes = {"rules": (Rule(test=source),)} if role == "rules" else {role: source}
    last = Page(code="p2", questions=(question("last", **changes), question("later")))
    return Questionnaire(pages=(FIRST, last))


@pytest.mark.parametrize(
    "source",
    [
        "{one} = 'a' or {one} != 'b'", "{age} >= 18", "{age} = '18'", "{name} = 5", "{stars} > 3",
        "selected({many}, 'a') and {many.b}", "count({many}) > 1", "{rows.r1} = 'b'",
        "{rank.a} = 1", "{twice~second.r1} = 'x' and {twice.r1} = 'a'", "count({twice~second}) > 0",
        "{day} < '2026-05-31' and {day} > today()", "{day} >= '2026'", "length({name}) > 3",
        "matches({name}, '\\d+')", "contains({name}, 'x')", "answered({rank})",
        "not answered({one})",
        "if({age} > 3, {age}, 0) > 1", "coalesce({age}, 0) + {stars} * 2 > 7", "sum({rows}) > 3",
        "round({age} / 3, 1) = 2 and min({age}, 3) = 3", "selected({one}, 'a')", "1 = 1",
    ],
)  # fmt: skip
def test_a_sound_condition_has_no_fault(source):
    assert not list(faults(with_condition(source)))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{one} =", "unfinished"),
        ("{gone} = 1", "unknown_question"),
        ("{later} = 'a'", "looks_ahead"),
        ("{last} = 'a'", "looks_at_itself"),
        ("{.} = 'a'", "own_outside_rule"),
        ("{one} = 'c'", "unknown_option"),
        ("selected({many}, 'c')", "unknown_option"),
        ("{many.c}", "unknown_part"),
        ("{rows.r9} = 'a'", "unknown_part"),
        ("{name.x} = 'a'", "unknown_part"),
        ("{one} > 3", "number_and_word"),
        ("{age} = 'old'", "number_and_word"),
        ("{age} = {day}", "number_and_word"),
        ("{many} = 'a'", "compares_many"),
        ("{rows} = 'a'", "compares_many"),
        ("({one} = 'a') = 1", "compares_truth"),
        ("{day} = 'tomorrow'", "not_a_date"),
        ("{one} + 1 = 2", "calculates_with_words"),
        ("answered(1)", "needs_an_answer"),
        ("selected({age}, '1')", "needs_a_choice"),
        ("selected({many}, {one})", "needs_a_code"),
        ("count({age}) = 1", "needs_many"),
        ("sum({name}) = 1", "needs_many"),
        ("length({age}) = 1", "needs_words"),
        ("matches({name}, '((a*)*)*')", "bad_pattern"),
        ("{one}", "not_a_test"),
        ("{one} or {age} > 3", "not_a_test"),
        ("'a'", "not_a_test"),
    ],
)
def test_a_faulty_condition_is_told(app, source, reason):
    written = with_condition(source)
    found = [fault.reason for fault in faults(written)]
    assert found == [reason]
    [shortcoming] = shortcomings(written)
    assert (shortcoming.reason, shortcoming.question) == (reason, "last")
    with app.test_request_context("/fi/"):
        assert sentence(shortcoming.fault)


def test_a_rule_may_look_at_its_own_answer():
    assert not list(faults(with_condition("{.} = 'a' and {age} > 3", role="rules")))
    [fault] = faults(with_condition("{.} = 'x'", role="rules"))
    assert (fault.reason, fault.place.part) == ("unknown_option", "1")


def test_a_page_looks_at_earlier_pages_only():
    place = Place(page="p2")
    written = with_condition("1 = 1")
    assert not faults_of(written, place, "{one} = 'a'")
    assert [f.reason for f in faults_of(written, place, "{last} = 'a'")] == ["looks_ahead"]


def test_words_repeat_answers_of_earlier_pages_only():
    written = with_condition("1 = 1")
    page = replace(written.pages[1], title=text("{later} {one} {unknown}"))
    asked = replace(page.questions[0], condition="", label=text("{one} {later}"))
    page = replace(page, questions=(asked, page.questions[1]))
    found = shortcomings(replace(written, pages=(FIRST, page)))
    assert [(f.reason, f.page, f.question) for f in found] == [
        ("pipes_ahead", "p2", ""),
        ("pipes_ahead", "", "last"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "{age} > 18 and {age} < 10", "{age} > 120", "{one} = 'a' and {one} = 'b'",
        "not answered({one}) and {one} = 'a'", "count({many}) > 2", "1 = 0", "{stars} > 5",
        "{rows.r1} = 'a' and not answered({rows})", "{day} > '2026-05-31' and {day} < '2026-05-01'",
        "{twice~second.r1} = 'x' and {twice~second.r1} = 'y'",
        "{twice~second.r1} = 'x' and not answered({twice~second})",
        "{name} = 'x' and {name} = 'y'", "{age} > 18 and {age} < 19",
    ],
)  # fmt: skip
def test_what_nobody_can_be_asked_blocks_publishing(source):
    assert [fault.reason for fault in logic_of(with_condition(source)).faults] == ["never_shown"]


@pytest.mark.parametrize(
    "source",
    ["{age} > 17 and {age} < 19", "{age} >= 120", "selected({many}, 'a') and selected({many}, 'b')",
     "{age} * 2 > 400", "matches({name}, 'a+b')", "{name} > 5", "{day} > today()", "{rank.a} = 9",
     "{twice~second.r1} = 'x' and {twice.r1} = 'b'",
     "answered({twice~second}) and not answered({twice})"],
)  # fmt: skip
def test_what_somebody_may_be_asked_is_let_through(source):
    assert not logic_of(with_condition(source)).faults


def test_a_hidden_question_has_no_answer_when_conditions_are_tried():
    second = question("two", condition="{one} = 'a'")
    third = question("three", condition="{one} = 'b' and answered({two})")
    written = Questionnaire(pages=(Page(code="p1", questions=(question("one"), second, third)),))
    [fault] = logic_of(written).faults
    assert (fault.reason, fault.place.question) == ("never_shown", "three")


def test_an_option_that_nobody_can_choose_is_found():
    options = (*AB, Option(code="c", label=text("c"), condition="{one} = 'b'"))
    second = question("two", options=options, condition="{one} = 'a'")
    written = Questionnaire(pages=(Page(code="p1", questions=(question("one"), second)),))
    [fault] = logic_of(written).faults
    assert (fault.reason, fault.place.role, fault.place.part) == ("never_shown", "options", "c")


def test_a_condition_that_always_holds_is_only_a_note():
    found = logic_of(with_condition("answered({one}) or not answered({one})"))
    assert not found.faults
    assert [note.reason for note in found.notes] == ["always_shown"]
    required = replace(FIRST, questions=(replace(FIRST.questions[0], required=True),))
    written = replace(
        with_condition("answered({one})"),
        pages=(required, with_condition("answered({one})").pages[1]),
    )
    assert [note.reason for note in logic_of(written).notes] == ["always_shown"]


def test_what_would_take_too_long_is_said_not_to_be_checked():
    numbers = tuple(question(f"n{n}", "rating", options=NUMBERS) for n in range(9))
    source = " and ".join(f"{{n{n}}} > 3" for n in range(9))
    last = Page(code="p2", questions=(question("last", condition=source),))
    found = logic_of(Questionnaire(pages=(Page(code="p1", questions=numbers), last)))
    assert not found.faults
    assert [note.reason for note in found.notes] == ["not_checked"]


@given(st.integers(0, 2**31 - 1).map(Random))
def test_what_somebody_was_asked_is_never_called_unreachable(chance):
    written = logic_random.questionnaire(chance, conditions=0.8)
    never = {
        (f.place.page, f.place.question, f.place.role, f.place.part)
        for f in logic_of(written).faults
        if f.reason == "never_shown"
    }
    for _ in range(10):
        showing = show(written, logic_random.typed(chance, written), "2026-11-22")
        for index in showing.shown:
            assert (written.pages[index].code, "", "condition", "") not in never
            for asked in showing.pages[index].questions:
                assert ("", asked.code, "condition", "") not in never
                for option in asked.options:
                    assert ("", asked.code, "options", option.code) not in never


def test_a_questionnaire_without_logic_is_not_judged():
    written = Questionnaire(pages=(FIRST,))
    assert plan_of(written).has_no_logic
    assert not logic_of(written).faults
