"""What expressions say, given answers."""

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.domain.logic.evaluate import evaluate, holds
from surveys.domain.logic.expression import parse, to_json
from surveys.domain.logic.patterns import BadPattern, compiled, matches
from tests.surveys.logic_vectors import EXAMPLES

VALUES, OWN, TODAY = EXAMPLES["values"], EXAMPLES["own"], EXAMPLES["today"]


@pytest.mark.parametrize("example", EXAMPLES["vectors"], ids=lambda e: e["expression"])
def test_an_expression_says_what_the_examples_say(example):
    tree = parse(example["expression"])
    assert to_json(tree) == example["tree"]
    found = evaluate(tree, VALUES, own=OWN, today=TODAY)
    assert (found, isinstance(found, bool)) == (
        example["gives"],
        isinstance(example["gives"], bool),
    )


@pytest.mark.parametrize(
    "pattern",
    ["((a*)*)*", "((a+b)*c)*", "a**", "a*?", "(?:a)", "a{101}", "a{3,2}", "a{,3}", "a{x}", "[z-a]",
     "[", "[]", "(", "(a", ")", "a)", "*", "\\", "\\b", "\\1", "[[:alpha:]]", "a|*", "x" * 201,
     "(" * 20 + ")" * 20, "{", "}", "[a-\\d]"],
)  # fmt: skip
def test_a_pattern_that_could_explode_or_be_read_in_two_ways_is_refused(pattern):
    with pytest.raises(BadPattern):
        compiled(pattern)


def test_no_pattern_takes_long():
    begun = perf_counter()
    assert not matches(compiled("(a|a|a)*" + "a*" * 40 + "b"), "a" * 2_000)
    for nested in ("(a*b?)*", "((a|b)*c?)*", "((.*)(.*)(.*)(.*))*"):
        assert not matches(compiled(nested), "a" * 499 + "\n")
    assert perf_counter() - begun < 10


def test_a_very_long_text_matches_nothing():
    assert not matches(compiled("(a+b?)*"), "a" * 501)
    assert not matches(compiled(".*"), "a" * 2_001)


def test_a_pattern_still_being_written_matches_nothing():
    assert not holds(parse("matches('a', '(')"), {})
    assert not holds(parse("matches('a', 3)"), {})


ATOMS = st.sampled_from(
    [
        "a",
        "b",
        ".",
        "\\d",
        "[ab]",
        "[^a]",
        "\\.",
        "[0-9b-]",
        "(a|b1)",
        "(ab)?",
        "(a+b)",
        "(?:a|b*)".replace("?:", ""),
    ]
)
REPEATED = st.tuples(ATOMS, st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,}", "{0,2}"])).map(
    lambda found: found[0] + (found[1] if not found[0].endswith("?") else "")
)
PATTERNS = st.lists(st.lists(REPEATED, max_size=4).map("".join), min_size=1, max_size=2).map(
    "|".join
)


@given(PATTERNS, st.text("ab1.-\n", max_size=8))
def test_a_pattern_is_read_like_any_regular_expression(pattern, text):
    expected = re.fullmatch(pattern, text) is not None
    assert matches(compiled(pattern), text) == expected
