"""Cuts of answers: chosen, split and weighted in one pass, against a naive way."""

import math
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.activities.domain.filters import Condition
from participation.platform.i18n.text import Text
from surveys.domain.counting.block import REMOVED, Encoded, Said
from surveys.domain.counting.column import merged
from surveys.domain.counting.count import count
from surveys.domain.counting.cutting import Recipe, cut
from surveys.domain.counting.tally import Counts
from surveys.domain.counting.union import join
from surveys.domain.counting.variables import asked, facts, versions
from tests.surveys.factories_counting import EVERY_KIND, ask, options, questionnaire, rows
from tests.surveys.test_counting import ANSWERS

OLD = questionnaire(ask("area", "single", options=options("north", "gone"), dont_know=True))
CHANNELS = {"1": ("web", Text({"fi": "Verkko"})), "2": ("post", Text({"fi": "Posti"}))}
VARIABLES = asked(join({1: OLD, 2: EVERY_KIND})) | {
    each.name: each for each in (*facts(CHANNELS, ["fi", "sv"]), versions([1, 2]))
}
SAID = st.builds(
    Said,
    id=st.binary(min_size=16, max_size=16),
    channel=st.sampled_from(["", "1", "2", "9"]),
    language=st.sampled_from(["fi", "sv"]),
    day=st.integers(0, 40).map(lambda n: str(date(2026, 8, 1) + timedelta(days=n))),
    answers=ANSWERS,
)
MANY = st.lists(SAID, max_size=25)
VALUES = {
    "area": ["north", "south", "other", "gone", "~none", "~notasked", "~unknown", "~answered"],
    "wish": ["park", "bus", "other", "~none", "~refused", "~notasked", "~answered"],
    "service.school": ["bad", "good", "~unknown", "~notasked"],
    "idea": ["~unknown", "~answered"],
    "@channel": ["web", "post", REMOVED],
    "@language": ["fi", "sv"],
    "@version": ["1", "2"],
    "age": ["5", "7.5", "~refused"],
}
CONDITIONS = st.one_of(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda name: st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=3).map(
            lambda values: Condition(variable=name, values=tuple(values))
        )
    ),
    st.builds(
        Condition,
        variable=st.just("age"),
        least=st.sampled_from(["", "3", "10,5"]),
        most=st.sampled_from(["", "40", "90.5"]),
    ),
    st.builds(
        Condition,
        variable=st.just("@day"),
        least=st.sampled_from(["", "2026-08-05"]),
        most=st.sampled_from(["", "2026-08-20"]),
    ),
)


def blocks_of(old, new):
    """Two blocks of the newer version, so that columns of different books meet."""
    half = len(new) // 2
    return [
        Encoded.of(OLD, 1, old),
        Encoded.of(EVERY_KIND, 2, new[:half]),
        Encoded.of(EVERY_KIND, 2, new[half:]),
    ]


def value_of(name, number, said):
    """What a response says of a variable, as a list of names; numbers as they are."""
    if name == "@channel":
        return [CHANNELS.get(said.channel, (REMOVED,))[0]]
    if name.startswith("@"):
        return [{"@language": said.language, "@day": said.day, "@version": str(number)}[name]]
    code, _, row = name.partition(".")
    known = OLD if number == 1 else EVERY_KIND
    value = said.answers.get(code, "~notasked") if known.question(code) else "~notasked"
    value = value.get(row, "~notasked") if isinstance(value, dict) else value
    if value == []:
        return ["~none"]
    if code == "idea" and not value.startswith("~"):
        return ["words"]
    return value if isinstance(value, list) else [value]


def is_within(condition, value):
    if condition.variable == "@day":
        return (not condition.least or value >= condition.least) and (
            not condition.most or value <= condition.most
        )
    if isinstance(value, str):
        return False
    ends = [condition.least or "-inf", condition.most or "inf"]
    least, most = (float(end.replace(",", ".")) for end in ends)
    return least <= value <= most


def fulfils(condition, number, said):
    found = value_of(condition.variable, number, said)
    if "~answered" in condition.values and not str(found[0]).startswith("~"):
        return True
    if condition.least or condition.most:
        return any(is_within(condition, value) for value in found)
    wanted = {
        float(v) if v[0].isdecimal() and condition.variable == "age" else v
        for v in condition.values
    }
    return bool(wanted & set(found))


def naive_cut(old, new, conditions):
    """Filter responses one by one, then count them."""
    left = [
        [one for one in many if all(fulfils(each, number, one) for each in conditions)]
        for number, many in ((1, old), (2, new))
    ]
    return left, total(*left)


def total(old, new):
    return count(OLD, [one.answers for one in old]) + count(EVERY_KIND, [o.answers for o in new])


def asked_for(*conditions):
    return [(VARIABLES[each.variable], each) for each in conditions]


@given(MANY, MANY, st.lists(CONDITIONS, max_size=3))
def test_a_filter_counts_those_who_fulfil_all_of_it(old, new, conditions):
    conditions = [each for each in conditions if each.values or each.least or each.most]
    found = cut(blocks_of(old, new), Recipe(conditions=asked_for(*conditions)))
    assert found.whole.counts == naive_cut(old, new, conditions)[1]


@given(MANY, MANY, st.sampled_from(["area", "wish", "service.school", *list(VALUES)[4:7]]))
def test_a_split_counts_each_group_as_if_it_were_alone(old, new, by):
    found = cut(blocks_of(old, new), Recipe(by=VARIABLES[by]))
    assert found.whole.counts == total(old, new)
    members = defaultdict(lambda: ([], []))
    for number, many in ((1, old), (2, new)):
        for one in many:
            for name in set(value_of(by, number, one)):
                members[name][number - 1].append(one)
    shown = {name: each.counts for name, each in found.groups.items() if each.counts.responses}
    assert shown == {name: total(*pair) for name, pair in members.items()}
    assert found.overlap == (by == "wish")


def test_groups_come_in_the_order_of_the_questionnaire_and_reasons_last():
    people = [{"area": "south"}, {"area": "~unknown"}, {"area": "west"}, {}]
    block = Encoded.of(EVERY_KIND, 2, [said(answers) for answers in people])
    found = cut([block], Recipe(by=VARIABLES["area"]))
    assert list(found.groups) == [
        "north",
        "south",
        "gone",
        "other",
        "west",
        "~notasked",
        "~unknown",
    ]


def said(answers, language="fi"):
    return Said(b"0" * 16, "", language, "2026-08-12", answers)


@given(MANY, st.lists(st.floats(0.2, 5), min_size=2, max_size=2))
def test_weighted_counts_are_sums_of_weights_scaled_to_those_who_answered(new, two):
    weights = {("fi",): two[0], ("sv",): two[1]}
    found = cut(
        blocks_of([], new),
        Recipe(weights=weights, weighted_by=[VARIABLES["@language"]], by=VARIABLES["wish"]),
    )
    assert found.whole.counts == total([], new)
    answered = [one for one in new if not str(one.answers.get("area", "~")).startswith("~")]
    by_area = defaultdict(float)
    for one in answered:
        by_area[one.answers["area"]] += weights[one.language,]
    whole = sum(by_area.values())
    tally = found.whole.weighted["area/single"]
    assert tally.answered == len(answered)
    assert tally.options == pytest.approx(
        {code: weight / whole * len(answered) for code, weight in by_area.items()}
    )
    square = sum(weights[one.language,] ** 2 for one in answered)
    if answered:
        assert math.isclose(found.whole.effective["area/single"], whole**2 / square)


def test_equal_weights_change_nothing():
    people = [said({"area": "north", "age": n, "wish": ["park"]}) for n in (1, 2, 30)]
    block = Encoded.of(EVERY_KIND, 2, people)
    found = cut([block], Recipe(weights={("fi",): 7.0}, weighted_by=[VARIABLES["@language"]]))
    assert found.whole.weighted == found.whole.counts
    assert found.whole.n_effective == pytest.approx(3)


def test_who_is_in_no_cell_weighs_one():
    people = [said({"area": "north"}), said({"area": "~none", "wish": ["bus"]})]
    block = Encoded.of(EVERY_KIND, 2, people)
    by = [VARIABLES["area"], VARIABLES["@language"]]
    found = cut([block], Recipe(weights={("north", "fi"): 3.0}, weighted_by=by))
    assert found.whole.n_effective == pytest.approx((3 + 1) ** 2 / (9 + 1))


def test_a_mean_and_a_median_are_weighted():
    people = [said({"age": 10}, "fi"), said({"age": 20}, "sv")]
    block = Encoded.of(EVERY_KIND, 2, people)
    weights = {("fi",): 3.0, ("sv",): 1.0}
    found = cut([block], Recipe(weights=weights, weighted_by=[VARIABLES["@language"]]))
    tally = found.whole.weighted["age/number"]
    assert tally.total / tally.answered == Fraction(25, 2)
    assert tally.values == {"10": 1.5, "20": 0.5}


@given(st.lists(MANY, min_size=1, max_size=4))
def test_columns_put_together_count_as_the_parts(parts):
    encoded = [Encoded.of(EVERY_KIND, 2, part) for part in parts]
    names = encoded[0].columns
    joined = {name: merged([each.columns[name] for each in encoded]) for name in names}
    whole = Encoded(size=sum(each.size for each in encoded), version=2, columns=joined)
    for by in (None, VARIABLES["wish"], VARIABLES["@channel"]):
        a, b = cut(encoded, Recipe(by=by)), cut([whole], Recipe(by=by))
        assert a.whole == b.whole
        assert {n: e for n, e in a.groups.items() if e.counts != Counts()} == {
            n: e for n, e in b.groups.items() if e.counts != Counts()
        }


def test_a_ranking_splits_by_the_place_of_an_option():
    ranked = questionnaire(ask("wish", "ranking", options=options("a", "b")))
    block = Encoded.of(ranked, 1, [said({"wish": ["b", "a"]}), said({"wish": ["a"]})])
    known = asked(join({1: ranked}))
    found = cut([block], Recipe(by=known["wish.a"]))
    assert [(n, e.counts.responses) for n, e in found.groups.items()] == [
        ("1", 1),
        ("2", 1),
        ("unranked", 0),
    ]


def test_dates_are_chosen_by_day_and_counted_by_month():
    born = questionnaire(ask("born", "date"))
    days = ["2026-05-02", "2026-05-30", "2026-06-01", "~none"]
    block = Encoded.of(born, 1, [said({"born": day}) for day in days])
    least = Condition(variable="born", least="2026-05-03")
    found = cut([block], Recipe(conditions=[(asked(join({1: born}))["born"], least)]))
    assert found.whole.counts["born/date"].options == {"2026-05": 1, "2026-06": 1}


def test_an_older_question_of_the_same_code_has_a_name_of_its_own():
    number = questionnaire(ask("area", "number"))
    known = asked(join({1: number, 2: OLD}))
    assert (known["area"].gives, known["area~v1"].gives) == ("choice", "number")


def test_rows_and_amounts_are_variables():
    every = questionnaire(
        ask("double", "double", options=options("a"), scale=options("s"), rows=rows("r")),
        ask("money", "budget", options=options("x")),
        ask("spot", "point", options=options("here")),
    )
    known = asked(join({1: every}))
    assert {"double.r", "double.r~second", "money.x", "spot"} < known.keys()
    assert known["spot"].can_split
    assert not known["money.x"].can_split


@pytest.mark.parametrize(
    ("values", "left"),
    [(["park"], 2), (["park", "pool"], 3), (["~answered"], 3), (["~none"], 1), (["gone"], 0)],
)
def test_who_chose_any_of_several_options_is_left(values, left):
    wishes = (["park", "bus"], ["pool"], ["park"], "~none")
    block = Encoded.of(EVERY_KIND, 2, [said({"wish": wish}) for wish in wishes])
    chosen_by = asked_for(Condition(variable="wish", values=tuple(values)))
    assert cut([block], Recipe(conditions=chosen_by)).whole.counts.responses == left


def test_numbers_are_chosen_one_by_one_or_between_two():
    block = Encoded.of(EVERY_KIND, 2, [said({"age": age}) for age in (5, 7.5, 40, "~refused")])
    for condition, left in (
        (Condition(variable="age", values=("5", "7,5")), 2),
        (Condition(variable="age", values=("viisi",)), 0),
        (Condition(variable="age", least="6", most="40"), 2),
    ):
        found = cut([block], Recipe(conditions=asked_for(condition)))
        assert found.whole.counts.responses == left


def test_where_nobody_chose_anything_groups_that_overlap_are_empty():
    block = Encoded.of(EVERY_KIND, 2, [said({"wish": "~refused"})])
    found = cut([block], Recipe(by=VARIABLES["wish"]))
    assert {n for n, e in found.groups.items() if e.counts.responses} == {"~refused"}
    older = Encoded.of(OLD, 1, [said({"area": "north"})])
    found = cut([older], Recipe(by=VARIABLES["wish"]))
    assert {n for n, e in found.groups.items() if e.counts.responses} == {"~notasked"}


def test_a_question_without_options_splits_into_those_who_said_nothing():
    empty = questionnaire(ask("wish", "multiple"))
    block = Encoded.of(empty, 1, [said({"wish": "~none"}), said({"wish": []})])
    found = cut([block], Recipe(by=asked(join({1: empty}))["wish"]))
    assert {n: e.counts.responses for n, e in found.groups.items() if e.counts.responses} == {
        "~none": 2
    }
