"""Expressions: what they are read as, and how they are written."""

import pytest

from surveys.domain.logic.expression import (
    LONGEST,
    Answer,
    BadExpression,
    Call,
    Value,
    answers_in,
    parse,
    to_json,
    written,
)

SAME = (
    "{area} = 'centre' and ({age} >= 18 or not answered({school}))",
    "not {a} = 1 and -{b} * (2 + 3) > 4 - (3 - 2)",
    "if({.} > 3, 'it''s', coalesce({q.a}, 'x')) = 'x'",
    "{a} = 1 or {b} = 2 and {c} = 3",
    "({a} = 1 or {b} = 2) and {c} = 3",
    "-({a} + 0.5) * -2 = -(3 - {b})",
    "{d} < '2026-05-31' and today() > '2026-01-01'",
)


@pytest.mark.parametrize("source", SAME)
def test_an_expression_is_written_as_it_was_read(source):
    assert written(parse(source)) == source


def test_operators_hold_as_tightly_as_everywhere():
    assert parse("1 - 2 - 3") == parse("(1 - 2) - 3")
    assert parse("{a} or {b} and not {c} = 1") == parse("{a} or ({b} and (not ({c} = 1)))")
    assert parse("1 + 2 * 3 = 7") == parse("(1 + (2 * 3)) = 7")


def test_the_tree_goes_to_pages_as_lists():
    tree = parse("{q.a} != 'x' and count({q}) > 1")
    assert to_json(tree) == [
        "and",
        ["!=", ["{}", "q", "a"], "x"],
        [">", ["count", ["{}", "q", ""]], 1],
    ]
    assert list(answers_in(tree)) == [Answer("q", "a"), Answer("q")]


def test_an_own_answer_has_no_part():
    assert parse("{.} > 1.50") == Call(">", (Answer("."), Value(1.5)))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "unfinished"),
        ("{a} =", "unfinished"),
        ("(1", "bracket_not_closed"),
        ("1 2", "unexpected"),
        ("{A} = 1", "unreadable"),
        ("'open", "unreadable"),
        ("{a} = 1 = 2", "compared_twice"),
        ("system('x')", "unknown_word"),
        ("answered()", "wrong_number_of_arguments"),
        ("(" * 100 + "1" + ")" * 100, "too_deep"),
        ("not " * 100 + "1", "too_deep"),
        ("-" * 100 + "1", "too_deep"),
        ("1" * (LONGEST + 1), "too_long"),
    ],
)
def test_what_is_no_expression_is_refused(source, reason):
    with pytest.raises(BadExpression) as refused:
        parse(source)
    assert refused.value.reason == reason
