"""What pages tell of opinion groups, as a document."""

import numpy as np

from participation.brainstorming.domain.opinions import telling
from participation.brainstorming.domain.opinions.analysis import analyse_groups
from participation.brainstorming.domain.ratings import Given
from tests.brainstorming.opinions.tables import votes_of

ALIKE = votes_of([[1, -1, 0]] * 8)
NOBODY = np.zeros(3, np.bool_)


def told(labels):
    return telling.told(analyse_groups(ALIKE, NOBODY, NOBODY, labels), 5)


def test_without_groups_there_are_the_lists_of_everybody_only():
    found = told({})
    assert (found["people"], found["votes"], found["groups"]) == (8, 24, [])
    assert found["lists"]["agreed"] == ["0"]
    assert found["lists"]["together"] == found["lists"]["divided"] == []
    assert found["ideas"]["0"] == {"all": [8, 0, 0], "groups": {}}
    assert found["map"]["fields"] == []


def test_one_group_is_apart_from_nobody():
    found = told(dict.fromkeys(ALIKE.participants, 0))
    assert found["lists"]["divided"] == []
    assert found["lists"]["together"] == ["0"]
    assert "gap" not in found["ideas"]["0"]
    assert found["ideas"]["0"]["agreed"] > 0.5


def test_what_people_give_differs_only_where_two_gave_something():
    assert Given.of([4]).variance == 0
    assert Given.of([2, 4]).variance == 2
