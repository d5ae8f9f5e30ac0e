"""Limits of questions whose options can be hidden: nobody is asked for the impossible."""

from dataclasses import replace

import pytest

from surveys.domain.answering import answers_of, problems_on
from surveys.domain.logic.judged import logic_of
from surveys.domain.logic.showing import show
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire
from surveys.domain.questions.multiple import MULTIPLE
from tests.factories import make_municipality, text
from tests.staff import sign_in
from tests.surveys.building import make_survey

AREA = Question(
    code="area",
    kind="single",
    label=text("Alue"),
    options=(Option(code="shore", label=text("Ranta")), Option(code="hill", label=text("Mäki"))),
)
ON_SHORE = "{area} = 'shore'"


def option(code: str, **changes) -> Option:
    return Option(code=code, label=text(code), **changes)


def budget(*options: Option, **settings) -> Question:
    limits = [[each.code, None, 40] for each in options]
    whole = {"total": 100, "unit": "€", "limits": limits} | settings
    return Question(
        code="b", kind="budget", label=text("Jaa"), options=options, settings=whole, required=True
    )


THREE = (option("bus"), option("park"), option("pier", condition=ON_SHORE))
BUDGET = budget(*THREE)


def asking(last: Question, first: Question = AREA) -> Questionnaire:
    pages = (Page(code="p1", questions=(first,)), Page(code="p2", questions=(last,)))
    return Questionnaire(pages=pages)


def typed(**fields: str) -> dict[str, list[str]]:
    return {name.replace("__", "."): [words] for name, words in fields.items()}


def reasons(last: Question, **fields: str) -> list[str]:
    showing = show(asking(last), typed(**fields))
    return [problem.reason for _question, problem in problems_on(showing, 1)]


def test_a_sum_that_the_options_left_cannot_hold_need_not_be_divided_whole():
    few = {"area": "hill", "b__bus": "40", "b__park": "30"}
    assert reasons(BUDGET, **few) == []
    showing = show(asking(BUDGET), typed(**few))
    assert answers_of(showing)["b"] == {"bus": 40, "park": 30}
    assert reasons(BUDGET, **few | {"b__bus": "41"}) == ["too_large"]


def test_whoever_sees_enough_options_divides_the_whole_sum():
    fields = {"area": "shore", "b__bus": "40", "b__park": "30", "b__pier": "20"}
    assert reasons(BUDGET, **fields) == ["left_over"]
    assert reasons(BUDGET, **fields | {"b__pier": "30"}) == []


def test_options_that_stand_alone_do_not_help_to_reach_a_least_number():
    options = (option("a"), option("b", condition=ON_SHORE), option("none", exclusive=True))
    many = Question(
        code="b", kind="multiple", label=text("Valitse"), options=options, settings={"min": 2}
    )
    assert reasons(many, area="hill", b="a") == []
    assert reasons(many, area="shore", b="a") == ["too_few"]


def test_a_least_number_that_only_lonely_options_could_fill_is_a_fault():
    options = (option("a"), option("none", exclusive=True))
    many = Question(
        code="b", kind="multiple", label=text("Valitse"), options=options, settings={"min": 2}
    )
    assert MULTIPLE.faults(many) == ["more_than_options"]
    assert not MULTIPLE.faults(replace(many, settings={"min": 1}))


def test_a_ranking_of_which_options_hide_has_as_many_places_as_options():
    ranking = Question(code="b", kind="ranking", label=text("Järjestä"), options=THREE)
    assert reasons(ranking, area="hill", b__bus="2", b__park="1") == []
    assert reasons(ranking, area="shore", b__bus="2", b__park="1") == ["not_all_ranked"]


def notes(last: Question, first: Question = AREA) -> list[tuple[str, str, str]]:
    found = logic_of(asking(last, first)).notes
    return [(n.reason, n.place.role, n.place.question) for n in found]


TIGHT = [("limits_too_high", "limits", "b")]
EITHER = (*THREE, option("bridge", condition="not ({area} = 'shore')"))


def test_limits_that_hidden_options_can_make_impossible_are_noted():
    assert notes(BUDGET) == TIGHT
    assert notes(budget(*THREE, leave=True)) == []
    assert notes(budget(*THREE, limits=[])) == []


def test_options_of_which_one_is_always_shown_are_enough():
    assert notes(budget(*EITHER)) == []


def test_a_question_that_is_asked_only_of_those_who_see_all_options_is_not_noted():
    assert notes(replace(BUDGET, condition=ON_SHORE)) == [("always_shown", "options", "b")]


def test_what_cannot_be_tried_is_noted_when_it_could_happen():
    day = (option("bus"), option("park"), option("pier", condition="today() > '2026-01-01'"))
    assert notes(budget(*day)) == TIGHT


@pytest.mark.parametrize("page", ["check", "questions"])
def test_staff_are_told_before_they_publish(visitor, page):
    make_municipality()
    sign_in(visitor)
    survey = make_survey(working=asking(BUDGET))
    words = visitor.get(f"/en/manage/a/{survey.public_id}/{page}").words()
    assert "Limits of question b: Some people see too few options to keep to them." in words
