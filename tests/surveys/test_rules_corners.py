"""Corners of the rules that no page leads to, or only a file."""

from fractions import Fraction

import pytest

from surveys.domain.counting.places import places, points
from surveys.domain.counting.tally import Tally
from surveys.domain.counting.union import join
from surveys.domain.layout import variables
from surveys.domain.logic.places import Place, before
from surveys.domain.questionnaire import Page, Questionnaire, Row
from surveys.domain.questions.base import Missing
from surveys.domain.questions.registry import BY_KEY
from tests.factories import text
from tests.surveys.building import ABC, question, questionnaire


def cells(kind: str, answer, **changes) -> dict[str, object]:
    asked = question("q1", kind, **changes)
    pages = (Page(code="p1", questions=(asked,)),)
    found = variables(join({1: Questionnaire(pages=pages)}))
    return {each.name: each.reader({})({"q1": answer}) for each in found}


def test_a_place_has_a_column_for_points_for_words_and_for_the_area():
    answer = {"points": [[0.25, 0.5], [1, 0]], "words": "Satama", "area": "a"}
    assert cells("point", answer) == {
        "q1.points": "0.25 0.5; 1 0",
        "q1.words": "Satama",
        "q1.area": "a",
    }


def test_of_files_the_number_is_told():
    assert cells("upload", ["a", "b"]) == {"q1": 2}


def test_one_option_alone_has_no_points_and_nobody_s_answers_no_score():
    assert points(["a"], "a", 1) == Fraction(0)
    assert places(Tally(no_answer=3)) == {"ranked": 0, "first": 0}


@pytest.mark.parametrize("value", [None, Missing.NO_ANSWER, Missing.DONT_KNOW, "not a day"])
@pytest.mark.parametrize("kind", ["date", "month"])
def test_what_is_no_day_refills_no_day(kind, value):
    found = BY_KEY[kind].refill(question("q1", kind), {"q1": value})
    assert not {name for name in found if name.endswith((".day", ".month", ".year"))}


def test_both_scales_of_a_row_are_refilled():
    asked = question("q1", "double", options=ABC, scale=ABC, rows=(Row(code="r", label=text("R")),))
    kind = BY_KEY["double"]
    for answers in ({"q1": {"r": "a"}, "q1~second": {"r": "c"}}, {"q1": {"r": "~none"}}):
        form = kind.refill(asked, answers)
        assert kind.read(asked, form).values["q1"] == answers["q1"]
        assert len(form) == 2 * ("q1~second" in answers)


def test_a_page_looks_at_the_pages_before_it_and_at_all_when_it_is_not_there():
    pages = questionnaire("text", "number")
    assert list(before(pages, Place(page="p2"))) == ["q1", "q2"]
    assert list(before(pages, Place(page="gone"))) == ["q1", "q2"]
