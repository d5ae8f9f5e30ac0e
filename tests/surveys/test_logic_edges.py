"""Corners of conditions: kinds that ask nothing, values without end, names that change."""

from dataclasses import replace

import pytest

from surveys.domain.logic.alone import alone
from surveys.domain.logic.check import faults, looks_at
from surveys.domain.logic.evaluate import evaluate
from surveys.domain.logic.expression import BadExpression, Value, parse, to_json, written
from surveys.domain.logic.judged import logic_of
from surveys.domain.logic.live import rendered
from surveys.domain.logic.patterns import BadPattern, compiled
from surveys.domain.logic.plainly import plainly
from surveys.domain.logic.renaming import renamed
from surveys.domain.logic.showing import show
from surveys.domain.logic.values import value_in, value_typed
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row, Rule
from tests.factories import text

AB = tuple(Option(code=code, label=text(code)) for code in "ab")


def question(code: str, kind: str = "single", **changes) -> Question:
    options = AB if kind in ("single", "multiple", "matrix") else ()
    return Question(code=code, kind=kind, label=text(code), **({"options": options} | changes))


def survey(*questions: Question, **page) -> Questionnaire:
    return Questionnaire(pages=(Page(code="p1", questions=questions, **page),))


def reasons(*questions: Question) -> list[str]:
    return [fault.reason for fault in faults(survey(*questions))]


def test_information_has_no_answer_and_an_unknown_kind_says_nothing():
    last = question("last", condition="answered({words}) or {strange} = 1")
    found = reasons(question("words", "info"), question("strange", "from_elsewhere"), last)
    assert found == ["gives_nothing"]


def test_truths_are_compared_with_truths():
    assert not reasons(question("q"), question("r", condition="({q} = 'a') = (1 = 1)"))


def test_what_cannot_be_found_is_not_looked_for_among_options():
    last = question("last", condition="selected({gone}, 'a')")
    assert reasons(question("q"), last) == ["unknown_question"]


def test_an_expression_that_cannot_be_read_looks_at_nothing():
    assert looks_at("{q1} =") == frozenset()
    assert looks_at("{q1} = 1 or {q2.a}") == {"q1", "q2"}


def test_numbers_without_end_have_no_value():
    huge = "9" * 400
    assert evaluate(parse(f"{huge} + 1"), {}) is None
    assert evaluate(parse(f"round({'9' * 305} * 1000, 6)"), {}) is None


def test_a_pattern_that_cannot_be_read_is_nothing_in_pages():
    assert to_json(parse("matches({q}, '(')")) == ["matches", ["{}", "q", ""], None]


def test_a_bracket_of_a_pattern_is_closed_by_its_own_sign():
    with pytest.raises(BadPattern):
        compiled("(a")


def test_a_function_has_brackets():
    with pytest.raises(BadExpression):
        parse("count = 1")


def test_truths_are_written_as_comparisons():
    assert (written(Value(value=True)), written(Value(value=False))) == ("1 = 1", "1 = 0")


@pytest.mark.parametrize("source", ["{a} = {b}", "{a} + 1 = 2", "{a} =", "count({a}) = 1", "{a}"])
def test_what_rows_cannot_say_stays_an_expression(source):
    assert plainly(source) is None


def test_a_page_alone_asks_everything_that_other_pages_decide():
    options = (AB[0], replace(AB[1], condition="{q1} = 'a'"))
    second = Page(
        code="p2",
        condition="{q1} = 'b'",
        questions=(
            question("q2", condition="{q1} = 'a'", options=options),
            question("q3", condition="{q2} = 'a'"),
        ),
    )
    first = Page(code="p1", questions=(question("q1"),))
    found = alone(Questionnaire(pages=(first, second)), 1).pages[1]
    assert (found.condition, found.questions[0].condition) == ("", "")
    assert found.questions[0].options[1].condition == ""
    assert found.questions[1].condition == "{q2} = 'a'"


def test_a_point_on_a_map_is_only_there_or_not():
    asked = question("q", "point", dont_know=True)
    assert value_typed(asked, {"q~words": ["puistossa"]}) is True
    assert value_typed(asked, {"q~missing": ["~unknown"]}) is None
    assert value_in(asked, {"q": {"words": "puistossa"}}) is True
    page = survey(asked, question("r", condition="answered({q})"))
    facts = rendered(show(page, {}), 0, 0).facts
    assert facts
    assert "q~words" in facts["questions"][0]["names"]
    assert "q~missing" not in facts["questions"][0]["names"]


def test_files_that_were_taken_are_known_to_the_page_although_its_form_has_them_not():
    asked = survey(question("q", "upload"), question("r", condition="answered({q})"))
    empty = rendered(show(asked, {}), 0, 0).facts
    taken = rendered(show(asked, {"q": ["abc 10 kuva.png"]}), 0, 0).facts
    assert empty
    assert taken
    assert [facts["questions"][0].get("has") for facts in (empty, taken)] == [None, True]


def test_an_answer_of_another_shape_has_no_value():
    assert value_in(question("q", "matrix"), {"q": "a"}) is None


def test_days_at_the_ends_of_time_are_tried_without_harm():
    last = question("last", condition="{day} > '9999-12-30' and {day} < '0001-01-02'")
    assert [f.reason for f in logic_of(survey(question("day", "date"), last)).faults] == [
        "never_shown"
    ]
    year = question("last", condition="{day} > '2026'")
    assert not logic_of(survey(question("day", "date"), year)).faults


def test_only_whole_numbers_are_tried_where_only_those_are_taken():
    last = question("last", condition="{n} > 2.4 and {n} < 2.6")
    whole = question("n", "number")
    assert logic_of(survey(whole, last)).faults
    assert not logic_of(survey(replace(whole, settings={"decimals": 1}), last)).faults


def test_many_options_are_not_all_tried():
    options = tuple(Option(code=f"o{n}", label=text(str(n))) for n in range(12))
    many = question("many", "multiple", options=options)
    last = question("last", condition="count({many}) > 11 or selected({many}, 'o1')")
    assert not logic_of(survey(many, last)).faults
    rows = tuple(Row(code=f"r{n}", label=text(str(n))) for n in range(6))
    tests = " and ".join(f"{{rows.r{n}}} = 'a'" for n in range(6))
    last = question("last", condition=tests)
    assert not logic_of(survey(question("rows", "matrix", rows=rows), last)).faults


def test_a_page_that_nobody_comes_to_is_told_once():
    first = Page(code="p1", questions=(question("q1"),))
    second = Page(
        code="p2",
        condition="{q1} = 'a' and {q1} = 'b'",
        questions=(question("q2", condition="{q1} = 'a'"),),
    )
    [fault] = logic_of(Questionnaire(pages=(first, second))).faults
    assert (fault.place.page, fault.place.question) == ("p2", "")


def test_rows_are_shuffled_without_their_options():
    rows = tuple(Row(code=f"r{n}", label=text(str(n))) for n in range(9))
    asked = question("q", "matrix", rows=rows, shuffle=("rows",))
    found = rendered(show(survey(asked), {}), 0, 7).page.questions[0]
    assert found.options == asked.options
    assert found.rows != rows
    assert sorted(row.code for row in found.rows) == [row.code for row in rows]


def test_new_names_reach_rules_and_leave_the_unreadable_alone():
    rules = (Rule(test="{.} = 'a' and {other} = 'a'"), Rule(test="{q1} ="))
    before = survey(
        question("other"), question("q1", rules=rules), question("q2", condition="-{q1} > 1 or {q1")
    )
    after = renamed(before, "q1", "area", {"a": "north"})
    codes = [asked.code for asked in after.questions()]
    assert codes == ["other", "q1", "q2"]  # the question itself has its new code already
    found = list(after.questions())
    assert [rule.test for rule in found[1].rules] == ["{.} = 'north' and {other} = 'a'", "{q1} ="]
    assert found[2].condition == "-{q1} > 1 or {q1"


def test_new_names_reach_parts_and_calculations():
    before = survey(question("q1"), question("q2", condition="{q1.a} or -{q1} + 1 > {q3.a}"))
    [_first, second] = renamed(before, "q1", "area", {"a": "north"}).questions()
    assert second.condition == "{area.north} or -{area} + 1 > {q3.a}"


def test_new_names_reach_the_second_of_two_scales():
    before = survey(question("q1"), question("q2", condition="{q1~second.r} = 'a' or {q1.r} = 'a'"))
    parts = {"r": "row", "a": "first", "~a": "second"}
    [_first, second] = renamed(before, "q1", "area", parts).questions()
    assert second.condition == "{area~second.row} = 'second' or {area.row} = 'first'"


def test_a_question_of_one_scale_has_no_second():
    last = question("last", condition="{q~second.r} = 'a'")
    rows = (Row(code="r", label=text("R")),)
    assert reasons(question("q", "matrix", rows=rows), last) == ["unknown_part"]
