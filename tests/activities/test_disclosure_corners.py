"""Corners of disclosure: what hidden numbers look like, what no programme solves, old releases."""

from dataclasses import replace

import numpy as np
import pytest

from participation.activities.domain.disclosure import Released, disclosed, hidden_cells, simplex
from participation.activities.domain.disclosure.history import History
from participation.activities.domain.disclosure.periods import Period
from participation.activities.domain.disclosure.sheets import CLASSES, WHOLE
from participation.activities.domain.disclosure.veiling import Veil
from participation.activities.domain.disclosure.weighted import weighted
from tests.activities.test_disclosure import counts_of, of, one, single, split

WHY = {"reason": "protected"}
ONE = np.ones(1)


@pytest.mark.parametrize(
    ("figures", "cells"),
    [
        ({"hidden": {"reason": "few_answers"}, "rows": [{"code": "a", "hidden": WHY}]}, [("", "")]),
        ({"classes": [{"from": 1, "to": 9}, {"from": 10, "to": 19, "hidden": WHY}]}, 1),
        ({"rows": [{"code": "a"}, {"code": "b", "hidden": WHY}]}, [("b", "")]),
        ({"rows": [{"code": "a", "counts": {"1": 7, "2": None}}]}, [("a", "2")]),
        (
            {"rows": [{"code": "a", "counts": {"1": 7}, "second": {"counts": {"x": None}}}]},
            [("a", "x")],
        ),
        ({"options": [{"code": "a", "count": 7}, {"code": "b", "hidden": WHY}]}, [("", "b")]),
        ({"options": [{"code": "a", "count": 7}]}, []),
    ],
)
def test_what_is_hidden_is_found_wherever_it_stands(figures, cells):
    found = list(hidden_cells(figures))
    assert (len(found) if isinstance(cells, int) else found) == cells


def test_the_newest_release_that_has_a_finding_is_looked_at():
    told = single(a=20)
    history = History([Released([told], {}), Released([replace(told, subject="other")], {})])
    assert history.findings("q") == [told]
    assert history.findings("gone") == []


def test_what_may_grow_for_ever_stays_where_it_is():
    assert simplex.maximise(ONE, -np.ones((1, 1)), ONE).tolist() == [0]


def test_after_many_steps_the_best_so_far_is_taken(monkeypatch):
    assert simplex.maximise(ONE, np.ones((1, 1)), ONE).tolist() == [1]
    monkeypatch.setattr(simplex, "MOST_STEPS", 0)
    assert simplex.maximise(ONE, np.ones((1, 1)), ONE).tolist() == [0]


def test_weighted_shares_stand_only_where_all_could_be_told():
    whole = single(a=30, b=30)
    classes, weights = split(whole, "@weights", light=(20, 10), heavy=(10, 20)), {
        "light": 0.5,
        "heavy": 1.5,
    }  # fmt: skip
    told = weighted(whole, classes, weights).figures["weighted"]
    assert told["options"] == {"a": 0.42, "b": 0.58}  # (10 + 15) / 60 and (5 + 30) / 60
    hidden = of(whole, hidden=WHY)
    assert weighted(hidden, classes, weights) is hidden
    other = of(whole, shape="ranking")
    assert weighted(other, classes, weights) is other


def test_a_row_of_which_one_scale_is_hidden_has_no_weighted_shares_of_it():
    scale = [{"code": "1"}, {"code": "2"}]
    row = {"code": "r", "answered": 30, "counts": {"1": 10, "2": 20}}
    figures = {"shape": "double", "options": scale, "scale": scale, "rows": [row]}
    whole = of(single(a=30), **figures)
    group = {"code": "all", "answered": 30, "figures": {**figures, "respondents": 30}}
    classes = replace(whole, by="@weights", figures={**figures, "by": {"groups": [group]}})
    told = weighted(whole, classes, {"all": 1.0}).figures["weighted"]
    assert told["rows"] == {"r": {"1": 0.33, "2": 0.67}}


def test_who_was_asked_does_not_tell_what_an_older_figure_still_hides():
    hiding = replace(single(x=40, y=3, z=9), subject="a")
    older = disclosed([hiding], [], 5)
    again = replace(single(x=42, y=3, z=9), subject="a")
    after = replace(of(single(p=20, q=20), respondents=54), subject="b")
    earlier = [Released(older.findings, older.memory)]
    found = disclosed([again, after], earlier, 5, asked_after={"b": ["a"]})
    assert found.kept == ("a",)
    assert "hidden" in found.findings[1].figures
    assert "hidden" not in disclosed([again, after], earlier, 5).findings[1].figures


def veiled(parts, **figures):
    """Return figures of everybody as they are told, where only some parts and cells are."""
    whole = {"format": 1, "respondents": 40, **figures}
    return Veil(parts={"": Period(truth={}, columns={WHOLE}), **parts}, column=WHOLE, minimum=5,
                answered=(("a",),), is_fine=False).figures(whole)  # fmt: skip


def test_a_score_nobody_has_stays_empty():
    assert veiled({}, shape="single", options=[], nps={})["nps"] == {}


def test_of_an_option_with_hidden_places_no_mean_place_is_told():
    row = {"code": "a", "counts": {"1": 9, "unranked": 2}, "ranked": 9, "mean_rank": 1, "borda": 1}
    (told,) = veiled({}, shape="ranking", places=1, rows=[{**row, "first": 9}])["rows"]
    assert told == {"code": "a", "counts": {"1": None, "unranked": None}, "first": None}


def test_shares_of_money_are_told_only_where_all_are():
    rows = [{"code": code, "sum": 10, "share": 0.5} for code in "de"]
    told = veiled({}, shape="allocation", total=20, rows=rows)
    assert "total" not in told
    assert told["rows"] == [{"code": code, "hidden": WHY} for code in "de"]


def test_a_class_that_is_hidden_is_named():
    ages = [{"from": 0, "to": 9, "count": 3}]
    parts = {CLASSES: Period(truth={}, columns={WHOLE})}
    told = veiled(parts, shape="number", classes=ages, mean=5.0)
    assert told["classes"] == [{"from": 0, "to": 9, "count": None, "hidden": WHY}]
    assert "mean" not in told


def test_two_erased_answers_do_not_come_out_of_two_releases():
    first = one(single(a=20, b=20, c=20))
    second = one(single(a=18, b=32, c=30, day=1), earlier=[Released(first.findings, first.memory)])
    (found,) = second.findings
    assert counts_of(first.findings[0])["a"] == 20
    assert counts_of(found)["a"] in (None, 20)
