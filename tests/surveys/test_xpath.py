"""Expressions of XLSForm: read as ours, written from ours."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.domain.logic.evaluate import holds
from surveys.domain.logic.expression import OWN, Answer, BadExpression, Call, Value, parse, written
from surveys.interchange.logic.adapting import Target, folded
from surveys.interchange.logic.exclusive import alone
from surveys.interchange.logic.xpath import to_ours
from surveys.interchange.logic.xpath_written import from_ours

TARGETS = {
    "Area": Target(Answer("area"), "choice", {"Centre": "centre", "1": "1", "10": "10"}),
    "many": Target(Answer("many"), "choices", {"A": "a", "b": "b"}),
    "age": Target(Answer("age"), "number"),
    "name": Target(Answer("name"), "text"),
    "row": Target(Answer("m", "row"), "rows", {"yes": "yes"}),
}
NAMES = {target.answer: name for name, target in TARGETS.items()}
SAME = [
    ("starts-with(${name}, 'a.b')", "matches({name}, 'a\\.b(.|\\s)*')"),
    ("ends-with(${name}, 'x')", "matches({name}, '(.|\\s)*x')"),
    ("abs(${age}) > 3", "max({age}, -{age}) > 3"),
    ("pow(${age}, 2) > 3", "{age} * {age} > 3"),
    ("count(${age}) = 1", "if(answered({age}), 1, 0) = 1"),
    ("string-length(${Area}) > 0", "answered({area})"),
    ("string-length(${many}) = 0", "not answered({many})"),
    ("not(${Area})", "not answered({area})"),
    ("${Area} and ${age}", "answered({area}) and (answered({age}) and {age} != 0)"),
    ("../name = 'a'", "{name} = 'a'"),
    ("/data/group/age > 3", "{age} > 3"),
    ("current()/../name = 'a/b'", "{name} = 'a/b'"),
    ("${age} < now()", "{age} <= today()"),
    ("${age} >= 18 and ${age} < 65", "{age} >= 18 and {age} < 65"),
    ("${Area} = 'Centre' or not(${age} > 3)", "{area} = 'centre' or not {age} > 3"),
    ("${Area} = 1", "{area} = '1'"),
    ("${Area} > 1", "{area} > 1"),
    ("'Centre' = ${Area}", "{area} = 'centre'"),
    ("18 <= ${age}", "{age} >= 18"),
    ("${age} = '18'", "{age} = 18"),
    ("${name} != ''", "answered({name})"),
    ('${name}=""', "not answered({name})"),
    ("string-length(${name}) > 0", "length({name}) > 0"),
    ("selected(${many}, 'A')", "selected({many}, 'a')"),
    ("contains(${many}, 'A')", "selected({many}, 'a')"),
    ("count-selected( ${many} ) <= 2", "count({many}) <= 2"),
    ("${many} = 'A'", "selected({many}, 'a') and count({many}) = 1"),
    ("${row} = 'yes'", "{m.row} = 'yes'"),
    ("if(${age} > 17, 'a', 'b') = 'a'", "if({age} > 17, 'a', 'b') = 'a'"),
    ("coalesce(${age}, 0) + 1 > 2 * 3 div 4 - 1", "coalesce({age}, 0) + 1 > 2 * 3 / 4 - 1"),
    ("regex(${name}, '^[A-Z]{2}$')", "matches({name}, '^[A-Z]{2}$')"),
    ("today() > '2026-01-01'", "today() > '2026-01-01'"),
    ("-${age} < -(2 + 3)", "-{age} < -(2 + 3)"),
    ("${name} = \u2018x\u2019", "{name} = 'x'"),
    ('${name} = "it\'s"', "{name} = 'it''s'"),
    (".>=1 and . <= 3.5", "{.} >= 1 and {.} <= 3.5"),
]


@pytest.mark.parametrize(("theirs", "ours"), SAME)
def test_an_expression_means_the_same(theirs, ours):
    assert written(to_ours(theirs, TARGETS, Target(Answer(OWN), "number"))) == ours


@pytest.mark.parametrize(("theirs", "_ours"), SAME)
def test_what_was_read_is_written_so_that_it_is_read_again(theirs, _ours):
    own = Target(Answer(OWN), "number")
    tree = to_ours(theirs, TARGETS, own)
    codes = {
        target.answer: Target(target.answer, target.gives, {c: c for c in target.options.values()})
        for target in TARGETS.values()
    }
    again = {name: codes[TARGETS[name].answer] for name in TARGETS}
    assert to_ours(from_ours(tree, NAMES), again, own) == tree


@pytest.mark.parametrize(
    ("theirs", "reason"),
    [
        ("${nobody} = 1", "unknown_name"),
        ("${Area} = 'nowhere'", "unknown_option"),
        ("${age} = 'old'", "wrong_value"),
        ("once(random())", "unknown_function"),
        ("pulldata('a', 'b')", "unknown_function"),
        ("${age} mod 2 = 0", "unknown_function"),
        ("instance('a')/rooms/item[name = 1]", "unreadable"),
        ("../name[1] = 'a'", "unreadable"),
        ("pow(${age}, 9) = 1", "unknown_function"),
        ("starts-with(${name}, ${name})", "unknown_function"),
        ("${name} = 'x", "unreadable"),
        ("(${age} > 1", "bracket_not_closed"),
        ("${age} >", "unfinished"),
        ("", "unfinished"),
        ("${age} ${age}", "unexpected"),
        ("regex(${name}, '((a+)+)+')", "pattern"),
        ("regex(${name}, '[a')", "pattern"),
        ("(" * 400 + "1" + ")" * 400, "too_deep"),
        ("1 or " * 300 + "1", "too_long"),
        ("1" * 5_000, "too_long"),
        ("if(1, 2)", "wrong_number_of_arguments"),
    ],
)
def test_what_we_have_not_is_refused_with_its_reason(theirs, reason):
    with pytest.raises(BadExpression) as error:
        to_ours(theirs, TARGETS)
    assert error.value.reason == reason


@pytest.mark.parametrize(
    "theirs",
    [
        "not(selected(., 'A') and count-selected(.) > 1)",
        "not(count-selected(.)>=2 and selected(.,'A'))",
        "if(selected(., 'A'), count-selected(.) = 1, true())",
        "not(selected(., 'A')) or count-selected(.) = 1",
    ],
)
def test_a_rule_that_an_option_stands_alone_is_known(theirs):
    own = Target(Answer(OWN), "choices", {"A": "a"})
    assert alone(to_ours(theirs, {}, own)) == "a"


def test_what_depends_on_nobody_is_worked_out():
    assert folded(parse("{a} = 1 and (2 > 1 or {b} = 1)")) == parse("{a} = 1")
    assert folded(parse("not 1 = 1")) == Value(value=False)


@pytest.mark.parametrize("ours", ["sum({q})", "{q.part} = 1", "{name} = 'a''\"'"])
def test_what_they_have_not_is_not_written(ours):
    with pytest.raises(BadExpression):
        from_ours(parse(ours), NAMES)


TREES = st.recursive(
    st.sampled_from([Answer("age"), Value(3), Value(2.5), Call("count", (Answer("many"),))]),
    lambda below: st.one_of(
        st.builds(
            lambda sign, a, b: Call(sign, (a, b)),
            st.sampled_from(["+", "-", "*", "/", "and", "or", "<", ">="]),
            below,
            below,
        ),
        st.builds(lambda a: Call("not", (a,)), below),
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(TREES, st.sampled_from([None, 0, 2.5, 3, 40]), st.lists(st.sampled_from("ab"), unique=True))
def test_any_tree_says_the_same_after_the_journey(tree, age, many):
    try:
        again = to_ours(from_ours(tree, NAMES), TARGETS)
    except BadExpression:
        return
    values = {"age": age, "many": many}
    assert holds(again, values) == holds(tree, values)


@settings(max_examples=200, deadline=None)
@given(st.text("${}age.'\"()=<>!andort selected,[]*-+1 ", max_size=60))
def test_no_words_break_the_reader(words):
    with suppress(BadExpression):
        written(to_ours(words, TARGETS))
