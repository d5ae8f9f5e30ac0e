"""Corners of disclosure: what hidden numbers look like, what no programme solves, old releases."""

from dataclasses import replace

import numpy as np
import pytest

from participation.activities.domain.disclosure import Released, hidden_cells, simplex
from participation.activities.domain.disclosure.history import History
from participation.activities.domain.disclosure.weighted import weighted
from tests.activities.test_disclosure import of, single, split

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
