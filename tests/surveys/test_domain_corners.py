"""Corners of rules that other tests pass by: rare answers, parts that never come, ties."""

from dataclasses import replace

import pytest

from participation.activities.domain.statistics.columns import Than
from surveys.domain.coding import agreements
from surveys.domain.counting.block import Encoded, Said
from surveys.domain.counting.choosing import combinations
from surveys.domain.counting.cutting import Recipe
from surveys.domain.counting.members import Member, members
from surveys.domain.counting.union import join
from surveys.domain.counting.variables import asked, facts
from surveys.domain.development import development
from surveys.domain.fieldwork import needed
from surveys.domain.logic.live import rendered
from surveys.domain.logic.showing import show
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.registry import kind_of
from surveys.domain.weight_classes import classed
from tests.surveys.factories_counting import EVERY_KIND, ask, options, questionnaire, rows
from tests.surveys.test_earlier import side
from tests.surveys.test_fieldwork import found as fielded_of
from tests.surveys.test_logic_edges import question, survey

LANGUAGES = ("fi", "sv")


@pytest.mark.parametrize(("kind", "value"), [("date", "2026-05-31"), ("month", "2026-05")])
def test_a_day_is_written_back_into_its_fields(kind, value):
    born = ask("q", kind)
    form = kind_of(born).refill(born, {"q": value})
    assert form["q.year"] == ["2026"]
    assert kind_of(born).read(born, form).values == {"q": value}


def test_coders_who_read_different_answers_agree_about_nothing():
    none = frozenset[str]()
    read = [{1: none, 2: none}, {3: none, 4: none}]
    assert [(each.first, each.second) for each in agreements(read, ["a"])] == [(1, 2), (3, 4)]


def test_a_group_that_is_everybody_lacks_nobody():
    (line,) = [each for each in fielded_of(3, 97).lines if each.codes == ("young",)]
    assert needed(replace(line, population_share=1.0), 100) == 0


def test_a_question_of_which_no_part_can_come_is_withheld():
    parts = tuple(replace(each, condition="{first} = 'b'") for each in question("q").options)
    page = survey(question("q", options=parts), question("r")).pages[0]
    there = Questionnaire(pages=(*survey(question("first")).pages, replace(page, code="p2")))
    found = rendered(show(there, {"first": "a"}), 1, 0)
    assert [each.code for each in found.page.questions] == ["r"]
    assert found.withheld == ["q.a", "q.b", "q"]


def test_the_last_class_of_weights_joins_the_one_before_where_it_is_small():
    cells = {("a",): 100, ("b",): 110, ("c",): 10}
    classes = classed(("v",), cells, {("a",): 0.5, ("b",): 1.0, ("c",): 3.0})
    assert set(classes.of.values()) == {"1", "2"}
    assert classes.of["b",] == classes.of["c",]


def test_two_scales_are_compared_each_by_its_own_mean():
    scale, places = options("1", "2", "3"), rows("z")
    both = ask("both", "double", options=scale, scale=scale, rows=places)
    here = side(both, [{"z": "3"}] * 10 + [{"z": "2"}] * 10)
    there = side(both, [{"z": "1"}] * 10 + [{"z": "2"}] * 10)
    first, second = development([there, here], 1)
    assert first.changes[0].difference == 1
    assert first.changes[0].than_others is Than.MORE
    assert second.changes == (None, None)  # nobody said anything on the other scale


def test_scores_of_recommendation_are_not_tested_as_means():
    steps = options(*map(str, range(11)))
    grade = ask("nps", "recommendation", options=steps)
    found = development([side(grade, ["9"] * 20), side(grade, ["3"] * 20)], 1)
    (score,) = [line for line in found if line.key[1] == "nps"]
    assert [number.value.number for number in score.numbers] == [100, -100]
    assert score.changes == (None, None)


def test_whom_a_weighted_cut_leaves_has_a_weight():
    people = [Said(bytes([n]) * 16, "", lang, "2026-08-12", {}) for n, lang in enumerate(LANGUAGES)]
    (by,) = (each for each in facts({}, LANGUAGES) if each.name == "@language")
    recipe = Recipe(weighted_by=(by,), weights={("fi",): 0.5, ("sv",): 1.5})
    found = members([Encoded.of(EVERY_KIND, 1, people)], recipe, [people[1].id])
    assert found == {people[1].id: Member((), 1.5)}


def test_who_was_not_asked_is_counted_so_among_combinations():
    wish = asked(join({1: EVERY_KIND}))["wish"]
    block = Encoded.of(questionnaire(), 2, [Said(b"0" * 16, "", "fi", "2026-08-12", {})])
    assert combinations([block], [wish]) == {("~notasked",): 1}
