"""What the counts of dates, opposites and two scales say, in public and in files."""

from typing import Any

import pytest

from participation.reports.domain.fourfold import fourfold
from surveys.domain.counting.count import count
from surveys.domain.counting.figures import figures
from surveys.domain.counting.months import classes
from surveys.domain.counting.scales import net_of
from surveys.domain.counting.tally import Tally
from surveys.domain.counting.union import join
from surveys.domain.layout import variables
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.views.charts import field_words
from tests.surveys.samples import sample, samples


def asking(*questions: Question) -> Questionnaire:
    return Questionnaire(pages=(Page(code="p1", questions=questions),))


def figures_of(question: Question, responses: list[dict[str, Any]]) -> dict[str, Any]:
    questionnaire = asking(question)
    return figures(join({1: questionnaire})[0], count(questionnaire, responses))


def test_dates_are_counted_by_month():
    days = ["2026-01-31", "2026-01-01", "2026-03-05", "~none", "~unknown"]
    asked = sample("date", code="q", dont_know=True)
    found = figures_of(asked, [{"q": day} for day in days])
    assert found["classes"] == [
        {"from": "2026-01", "to": "2026-01", "count": 2},
        {"from": "2026-02", "to": "2026-02", "count": 0},
        {"from": "2026-03", "to": "2026-03", "count": 1},
    ]


def test_birthdays_are_counted_by_years_or_decades():
    found = classes({"1939-12": 1, "1950-01": 2, "2020-06": 3})
    assert {"from": "1935-01", "to": "1939-12", "count": 1} in found
    assert len(found) <= 24
    assert sum(each["count"] for each in found) == 6
    assert classes({}) == []


def test_dates_count_the_same_in_parts_and_taken_away_again():
    questionnaire = asking(sample("date", code="q"))
    parts = [count(questionnaire, [{"q": "2026-01-31"}]), count(questionnaire, [{"q": "~none"}])]
    whole = parts[0] + parts[1]
    assert whole == count(questionnaire, [{"q": "2026-01-31"}, {"q": "~none"}])
    assert whole - parts[1] == parts[0]


def both(first: str, second: str) -> dict[str, Any]:
    rows = {"r1": first, "r2": "a1", "r3": "~none"}
    return {"q": rows, "q~second": rows | {"r1": second, "r2": "b3"}}


def test_each_row_has_figures_on_both_scales():
    asked = sample("double", code="q")
    found = figures_of(asked, [both("a3", "b1"), both("a2", "~none")])
    first, second, third = found["rows"]
    assert (first["answered"], first["mean"]) == (2, 2.5)
    assert (first["second"]["answered"], first["second"]["mean"]) == (1, 1)
    assert second["second"]["counts"] == {"b3": 2}
    assert "mean" not in third
    assert [step["code"] for step in found["scale"]] == ["b1", "b2", "b3"]


def test_rows_are_placed_by_both_means():
    asked = sample("double", code="q")
    found = fourfold(figures_of(asked, [both("a3", "b1")])["rows"])
    assert found is not None
    assert (found.first, found.second) == (2, 2)
    assert [point.field for point in found.points] == ["high_low", "low_high"]


def test_a_single_row_is_not_placed():
    assert fourfold([{"mean": 1, "second": {"mean": 2}, "label": {}}]) is None


def test_opposites_have_both_ends_and_a_mean():
    asked = sample("differential", code="q")
    found = figures_of(asked, [{"q": {"r1": "7", "r2": "1"}}, {"q": {"r1": "1", "r2": "1"}}])
    assert [row["mean"] for row in found["rows"]] == [4, 1]
    assert found["rows"][0]["right"]["en"] == "Modern"


@pytest.mark.parametrize(
    ("codes", "options", "net"),
    [
        ("abc", {"a": 1, "b": 1, "c": 2}, 25),
        ("abcd", {"a": 4}, -100),
        ("abcde", {"c": 9}, 0),
    ],
)
def test_agreeing_minus_disagreeing(codes, options, net):
    tally = Tally(answered=sum(options.values()), options=options)
    assert net_of(tuple(codes), tally) == {"net": net}


def test_nothing_is_net_of_nothing():
    assert net_of(("a", "b"), Tally()) == {}
    assert net_of(("a", "b"), Tally(answered=1, options={"x": 1})) == {}


def test_information_is_in_no_figures_and_no_file():
    joined = join({1: samples()})
    assert "q_info" not in {each.question.code for each in joined}
    assert not any("q_info" in variable.name for variable in variables(joined))
    assert "q_info/open" not in count(samples(), [{"q_info": "x"}]).tallies


def test_both_scales_have_columns():
    names = [variable.name for variable in variables(join({1: asking(sample("double", code="q"))}))]
    assert names == [f"q.{row}{scale}" for scale in ("", "~second") for row in ("r1", "r2", "r3")]


def test_a_scale_named_by_a_question_ends_in_no_question_mark(app):
    with app.test_request_context("/en/"):
        words = field_words("How important?", "How good is it?")
    assert not [said for said in words.values() if "?" in said]
