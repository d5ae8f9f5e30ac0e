"""What public findings leave out."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.activities.domain.disclosure import (
    THRESHOLD,
    Released,
    disclosed,
    hidden_cells,
    same_people,
)
from participation.activities.domain.disclosure.classes import fitted, joined
from participation.activities.domain.disclosure.periods import Period
from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def options(**counts):
    return [{"code": code, "label": {}, "count": count} for code, count in counts.items()]


def single(missing=0, day=0, **counts):
    answered = sum(counts.values())
    return Finding(
        kind="survey",
        activity="abc",
        subject="q",
        label=Text({"fi": "Kysymys"}),
        asked=answered + missing,
        answered=answered,
        missing={"no_answer": missing, "dont_know": 0, "prefer_not": 0},
        figures={
            "format": 1,
            "shape": "single",
            "respondents": answered + missing,
            "options": options(**counts),
            "others": 0,
        },
        moment=NOW + timedelta(days=day),
    )


def of(whole, **figures):
    """The finding with other figures."""
    fields = {name: getattr(whole, name) for name in Finding.__slots__}
    return Finding(**fields | {"figures": {**whole.figures, **figures}})


def split(whole, by="area", **groups):
    """The finding split into groups, each with its counts."""
    found = [
        {
            "code": code,
            "label": {},
            "asked": sum(counts),
            "answered": sum(counts),
            "missing": {},
            "figures": {
                **whole.figures,
                "respondents": sum(counts),
                "options": options(
                    **dict(zip([o["code"] for o in whole.figures["options"]], counts, strict=True))
                ),
            },
        }
        for code, counts in groups.items()
    ]
    fields = {name: getattr(whole, name) for name in Finding.__slots__}
    by_ = {"variable": by, "label": {}, "groups": found}
    return Finding(**fields | {"by": by, "figures": {**whole.figures, "by": by_}})


def one(*findings, earlier=(), minimum=THRESHOLD):
    return disclosed(findings, earlier, minimum)


def counts_of(finding):
    return {option["code"]: option["count"] for option in finding.figures["options"]}


def test_enough_answers_are_shown_as_they_are():
    (found,) = one(single(a=20, b=0, c=7)).findings
    assert counts_of(found) == {"a": 20, "b": 0, "c": 7}
    assert found.missing == {"no_answer": 0, "dont_know": 0, "prefer_not": 0}


def test_fewer_than_five_answers_are_hidden_with_their_missing_kinds():
    (found,) = one(single(a=4, missing=2)).findings
    assert (found.answered, found.asked, found.missing) == (0, 6, {"hidden": 6})
    assert found.figures == {
        "format": 1,
        "shape": "single",
        "respondents": 6,
        "hidden": {"reason": "few_answers", "threshold": 5},
    }


def test_the_threshold_may_be_higher():
    assert "hidden" in one(single(a=9), minimum=10).findings[0].figures
    assert "hidden" not in one(single(a=10), minimum=10).findings[0].figures


def test_a_small_number_is_hidden_with_another_so_that_it_is_not_the_rest():
    (found,) = one(single(a=40, b=3, c=9)).findings
    assert counts_of(found) == {"a": 40, "b": None, "c": None}


def test_it_is_not_said_which_hidden_number_is_the_small_one():
    (found,) = one(single(a=40, b=3, c=9)).findings
    assert len({str(option["hidden"]) for option in found.figures["options"][1:]}) == 1


def test_two_small_numbers_that_come_to_little_need_a_third():
    (found,) = one(single(a=40, b=1, c=2, d=6)).findings
    assert counts_of(found) == {"a": 40, "b": None, "c": None, "d": None}


def test_a_mean_that_tells_hidden_numbers_is_left_out():
    whole = single(**{"1": 40, "2": 3, "3": 9})
    (found,) = one(of(whole, mean=1.4)).findings
    assert "mean" not in found.figures or None not in counts_of(found).values()


def test_reasons_for_not_answering_are_told_as_one_when_one_is_rare():
    whole = single(a=20, missing=2)
    (found,) = one(whole).findings
    assert (found.asked, found.answered, found.missing) == (22, 20, {"hidden": 2})


def test_a_small_cell_of_a_split_hides_others_but_nothing_of_everybody():
    whole = single(a=30, b=30)
    found = one(whole, split(whole, north=(13, 7), south=(12, 8), east=(5, 15)))
    told = found.findings[1].figures["by"]["groups"]
    assert [list(counts_of_group(g).values()) for g in told] == [[13, 7], [12, 8], [5, 15]]
    found = one(whole, split(whole, north=(15, 3), south=(10, 12), east=(5, 15)))
    assert counts_of(found.findings[0]) == {"a": 30, "b": 30}
    cells = [
        c for g in found.findings[1].figures["by"]["groups"] for c in hidden_cells(g["figures"])
    ]
    assert len(cells) == 4


def counts_of_group(group):
    return {option["code"]: option["count"] for option in group["figures"]["options"]}


def test_a_small_group_is_named_with_another_and_tells_nothing():
    whole = single(a=30, b=30)
    found = one(whole, split(whole, north=(13, 17), south=(15, 7), east=(2, 6)), minimum=10)
    groups = found.findings[1].figures["by"]["groups"]
    hidden = [group["code"] for group in groups if "hidden" in group["figures"]]
    assert hidden == ["south", "east"]
    assert all(group["answered"] == 0 for group in groups if group["code"] in hidden)


def test_those_who_did_not_say_are_never_a_group():
    whole = single(a=30, b=30)
    made = split(whole, north=(20, 10), south=(5, 15), **{"~none": (5, 5)})
    groups = one(whole, made).findings[1].figures["by"]["groups"]
    assert [group["code"] for group in groups] == ["north", "south"]


def released(found, *earlier):
    return [*earlier, Released(found.findings, found.memory)]


def test_too_few_new_answers_leave_a_figure_as_it_was():
    first = one(single(a=20, b=10))
    second = one(single(a=22, b=11, day=1), earlier=released(first))
    assert second.kept == ("q",)
    assert second.findings == first.findings


def test_few_new_answers_to_one_option_hide_it():
    first = one(single(a=20, b=10, c=10))
    second = one(single(a=22, b=20, c=30, day=1), earlier=released(first))
    assert second.kept == ("q",)  # it would tell less than the first did
    enough = one(single(a=30, b=20, c=30, day=1), earlier=released(first))
    assert counts_of(enough.findings[0]) == {"a": 30, "b": 20, "c": 30}


def after(whole, asked):
    """Another question, asked of some of those who answered the first."""
    fields = {name: getattr(whole, name) for name in Finding.__slots__}
    figures = {**whole.figures, "respondents": whole.figures["respondents"]}
    return Finding(
        **fields
        | {
            "subject": "after",
            "asked": asked,
            "answered": asked,
            "missing": {},
            "figures": {**figures, "options": options(x=asked - 20, y=20)},
        }
    )


def test_who_was_asked_tells_nothing_of_an_earlier_answer():
    few = single(yes=47, no=3)
    told = disclosed([few, after(few, 47)], (), THRESHOLD, {"after": {"q"}}).findings
    assert "hidden" in told[1].figures
    some = single(yes=40, no=3, maybe=7)
    told = disclosed([some, after(some, 40)], (), THRESHOLD, {"after": {"q"}}).findings
    assert "hidden" in told[1].figures
    many = single(yes=40, no=10)
    told = disclosed([many, after(many, 40)], (), THRESHOLD, {"after": {"q"}}).findings
    assert counts_of(told[1]) == {"x": 20, "y": 20}


def test_what_was_remembered_outlives_storage():
    found = one(single(a=20, b=3, c=9))
    stored = found.memory["findings"]["q"]["parts"][""]
    assert Period.from_json(stored).to_json() == stored


def test_the_ends_of_numbers_are_dropped():
    classes = [{"from": 1, "to": 40, "count": 10}, {"from": 41, "to": 97, "count": 9}]
    whole = single(a=19)
    figures = of(whole, shape="number", min=1, max=97, mean=30.0, median=28, classes=classes)
    found = one(figures).findings[0].figures
    assert {"min", "max"}.isdisjoint(found)
    assert (found["mean"], found["classes"]) == (30.0, classes)


@pytest.mark.parametrize(("top", "is_told"), [(3, False), (60, True)])
def test_a_mean_is_left_out_when_it_tells_what_few_values_were_joined(top, is_told):
    classes = [{"from": n, "to": n, "count": c} for n, c in ((0, 20), (top, 3))]
    found = one(of(single(a=23), shape="number", mean=1.0, median=0, classes=classes)).findings[0]
    assert [each["count"] for each in found.figures["classes"]] == [23]
    assert ("mean" in found.figures) == is_told


def test_two_splits_of_almost_the_same_people_are_seen():
    whole = single(fi=40, sv=20)
    assert same_people(split(whole, by="@language", fi=(39, 1), sv=(1, 19)), THRESHOLD)
    assert not same_people(split(whole, by="@language", fi=(30, 10), sv=(10, 10)), THRESHOLD)


CLASSES = st.lists(st.integers(0, 9), min_size=1, max_size=10).map(
    lambda counts: [{"from": n, "to": n, "count": count} for n, count in enumerate(counts)]
)


@given(CLASSES)
def test_no_class_of_numbers_holds_one_to_four_people(classes):
    found = joined(classes, THRESHOLD)
    total = sum(each["count"] for each in classes)
    assert sum(each["count"] for each in found) == total
    assert [found[0]["from"], found[-1]["to"]] == [0, len(classes) - 1]
    if total >= THRESHOLD:
        assert all(each["count"] == 0 or each["count"] >= THRESHOLD for each in found)
    for before, after in pairwise(found):
        assert after["from"] == before["to"] + 1


def test_a_gap_between_big_classes_stays():
    classes = [{"from": n, "to": n, "count": c} for n, c in enumerate((6, 0, 7))]
    assert joined(classes, THRESHOLD) == classes


def test_later_classes_are_put_into_earlier_ones_or_not_told():
    wide = [{"from": None, "to": 9}, {"from": 10, "to": 19}]
    narrow = [{"from": n, "to": n + 4, "count": 6} for n in (0, 5, 10)]
    assert [each["count"] for each in fitted(narrow, wide)] == [12, 6]
    assert fitted([{"from": 5, "to": 12, "count": 6}], wide) == []
