"""The counting function against a naive one, and the laws counts keep."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.platform.i18n.text import Text
from surveys.domain.counting.count import count
from surveys.domain.counting.figures import figures
from surveys.domain.counting.tally import Counts, UnknownFormat
from surveys.domain.counting.union import join
from surveys.domain.questionnaire import Option
from tests.surveys.factories_counting import EVERY_KIND, ask, options, questionnaire, rows
from tests.surveys.naive_count import naive

MISSING = st.sampled_from(["~none", "~unknown", "~refused"])
CELL = st.sampled_from(["bad", "fair", "good"]) | MISSING
NUMBERS = st.integers(0, 120) | st.integers(-500, 999).map(lambda n: n / 10)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "area": st.sampled_from(["north", "south", "other"]) | MISSING,
        "area~other": st.text(min_size=1),
        "wish": st.lists(st.sampled_from(["park", "bus", "pool", "other"]), min_size=1) | MISSING,
        "service": st.fixed_dictionaries({}, optional={"school": CELL, "road": CELL}),
        "age": NUMBERS | MISSING,
        "nick": st.text(min_size=1).filter(lambda words: not words.startswith("~")) | MISSING,
        "idea": MISSING,
    },
)
MANY = st.lists(ANSWERS, max_size=30)


def counted(responses):
    return count(EVERY_KIND, responses)


@given(MANY)
def test_the_fast_count_equals_the_naive_one(responses):
    assert counted(responses).to_json() == naive(EVERY_KIND, responses)


@given(MANY, st.randoms())
def test_order_does_not_matter(responses, random):
    shuffled = random.sample(responses, len(responses))
    assert counted(shuffled) == counted(responses)


@given(MANY, MANY)
def test_the_count_of_all_is_the_sum_of_the_counts_of_parts(some, others):
    assert counted(some) + counted(others) == counted(some + others)


@given(MANY, MANY)
def test_taking_away_undoes_adding(some, others):
    assert counted(some) + counted(others) - counted(others) == counted(some)


@given(MANY)
def test_asked_is_answered_and_missing_and_nobody_is_lost(responses):
    found = counted(responses)
    for name, tally in found.tallies.items():
        assert tally.asked == tally.answered + sum(tally.missing.values())
        assert tally.asked + found.not_asked(name) == len(responses)


@given(MANY)
def test_options_of_a_multiple_choice_are_at_least_its_answers(responses):
    tally = counted(responses)["wish/multiple"]
    assert sum(tally.options.values()) >= tally.answered
    assert all(number <= tally.answered for number in tally.options.values())


@given(MANY)
def test_counts_survive_being_stored(responses):
    found = counted(responses)
    assert Counts.from_json(found.to_json()) == found


@given(st.lists(st.sampled_from(["insert", "edit", "erase"])), st.randoms())
def test_counts_kept_up_equal_counts_made_anew(deeds, random):
    kept, total = [], Counts()
    for deed in deeds:
        if deed != "insert" and kept:
            total -= counted([kept.pop(random.randrange(len(kept)))])
        if deed != "erase":
            kept.append({"area": random.choice(["north", "~none"]), "age": random.randint(0, 99)})
            total += counted(kept[-1:])
    assert total == counted(kept)


def test_a_format_of_the_future_is_refused():
    with pytest.raises(UnknownFormat):
        Counts.from_json({"format": 2})


def test_more_options_than_a_machine_word_has_bits():
    codes = [f"o{number}" for number in range(130)]
    wide = questionnaire(ask("many", "multiple", options=options(*codes)))
    found = count(wide, [{"many": codes}, {"many": codes[-1:]}])["many/multiple"]
    assert (found.options["o0"], found.options["o129"]) == (1, 2)


def test_an_answer_nobody_declared_is_counted_not_dropped():
    found = counted([{"area": "west"}, {"wish": ["ufo"]}])
    assert found["area/single"].options == {"west": 1}
    assert found["wish/multiple"].options == {"ufo": 1}


def test_an_empty_list_is_no_answer():
    assert counted([{"wish": []}])["wish/multiple"].missing["no_answer"] == 1


def test_fine_numbers_share_a_place_but_their_sum_is_exact():
    tally = counted([{"age": 123.45}, {"age": 123.4}, {"age": 0.1}])["age/number"]
    assert sum(tally.values.values()) == 3
    assert (tally.rounded, str(tally.total)) == (1, "4939/20")


def test_versions_join_by_code_with_the_newest_words_first():
    old = questionnaire(ask("area", "single", options=options("a", "gone")), ask("old", "text"))
    new = questionnaire(ask("new", "text"), ask("area", "single", options=options("b", "a")))
    found = join({1: old, 2: new})
    assert [(joined.question.code, joined.versions) for joined in found] == [
        ("new", (2,)),
        ("area", (1, 2)),
        ("old", (1,)),
    ]
    assert [option.code for option in found[1].question.options] == ["b", "a", "gone"]


def test_a_question_whose_kind_changed_is_two_questions():
    old = questionnaire(ask("age", "number"))
    new = questionnaire(ask("age", "single", options=options("young", "old")))
    both = count(old, [{"age": 5}]) + count(new, [{"age": "old"}])
    assert [both[joined.key].answered for joined in join({1: old, 2: new})] == [1, 1]
    assert both.not_asked("age/number") == 1


def one_figure(question, *responses):
    asked = questionnaire(question)
    return figures(join({1: asked})[0], count(asked, [{question.code: r} for r in responses]))


def test_numbers_are_summarised_exactly():
    found = one_figure(ask("n", "number"), 1, 2, 4, 10.5, "~none")
    assert (found["mean"], found["median"], found["min"], found["max"]) == (4.375, 3, 1, 10.5)


def test_a_wide_range_is_shown_in_at_most_ten_round_classes():
    found = one_figure(ask("n", "number"), *range(18, 98))["classes"]
    assert found[0] == {"from": 10, "to": 19, "count": 2}
    assert len(found) <= 10
    assert sum(one["count"] for one in found) == 80


@given(st.lists(NUMBERS | st.floats(-1e9, 1e9), min_size=1, max_size=80))
def test_classes_hold_every_number_and_are_at_most_ten(values):
    found = one_figure(ask("n", "number"), *values)["classes"]
    assert len(found) <= 10
    assert sum(one["count"] for one in found) == len(values)
    assert all(one["from"] is not None for one in found[1:])
    assert all(one["to"] is not None for one in found[:-1])
    closed = [one for one in found if None not in (one["from"], one["to"])]
    assert all(one["from"] <= one["to"] for one in closed)


def test_a_few_far_values_do_not_squeeze_the_rest_into_one_class():
    found = one_figure(ask("km", "number"), *range(1, 41), *range(1, 41), 120, 300)["classes"]
    assert [(one["from"], one["to"], one["count"]) for one in found] == [
        *[(start, start + 4, 8 if start == 0 else 10) for start in range(0, 40, 5)],
        (40, None, 4),
    ]
    mirrored = one_figure(ask("km", "number"), *(-n for n in (*range(1, 41), 120, 300)))["classes"]
    assert mirrored[0] == {"from": None, "to": -41, "count": 2}
    widths = {one["to"] - one["from"] for one in mirrored[1:]}
    assert len(widths) == 1


@given(st.lists(st.integers(-9999, 9999), min_size=11, max_size=300, unique=True))
def test_classes_with_two_ends_are_of_one_round_width_without_gaps(values):
    found = one_figure(ask("n", "number"), *values)["classes"]
    closed = [one for one in found if None not in (one["from"], one["to"])]
    width = closed[0]["to"] - closed[0]["from"] + 1
    assert str(width).rstrip("0") in ("1", "2", "5")
    assert all(one["to"] - one["from"] + 1 == width for one in closed)
    assert all(one["from"] % width == 0 for one in closed)
    assert all(after["from"] == before["to"] + 1 for before, after in pairwise(found))


def test_a_mean_of_choices_needs_numbers_that_people_saw():
    grades = tuple(Option(code=str(n), label=Text({"fi": f"{n} kouluarvosana"})) for n in (4, 10))
    grade = replace(ask("g", "single"), options=grades)
    assert one_figure(grade, "4", "10", "10")["mean"] == 8
    assert "mean" not in one_figure(replace(grade, options=options("1", "x")), "1")
    assert "mean" not in one_figure(
        ask(
            "g",
            "single",
            options=(
                Option(code="1", label=Text({"fi": "nainen"})),
                Option(code="2", label=Text({"fi": "mies"})),
            ),
        ),
        "1",
    )


def test_a_matrix_counts_rows_and_whole():
    asked = questionnaire(ask("m", "matrix", options=options("a"), rows=rows("r", "s")))
    answers = [{"m": {"r": "a", "s": "~none"}}, {"m": {"r": "~unknown", "s": "~unknown"}}, {}]
    found = count(asked, answers)
    assert found["m/matrix"].missing == {"no_answer": 0, "dont_know": 1, "prefer_not": 0}
    assert found["m/matrix/s"].asked == 2
    figure = figures(join({1: asked})[0], found)
    assert [row["answered"] for row in figure["rows"]] == [1, 0]
