"""Budgets: amounts typed, sums kept, figures counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.domain.counting.count import count
from surveys.domain.counting.figures import figures
from surveys.domain.counting.union import join
from surveys.domain.layout import variables
from surveys.domain.questions.budget import BUDGET
from surveys.services import counting
from tests.factories import make_municipality
from tests.staff import sign_in
from tests.surveys.answering import make_survey, url
from tests.surveys.building import make_survey as make_draft
from tests.surveys.building import typed_on, working_of
from tests.surveys.factories_counting import (
    ask,
    closed,
    make_version,
    options,
    questionnaire,
    respond,
)
from tests.surveys.results_pages import see

CODES = ("park", "bus", "pool")
SUM = {"total": 1000, "unit": "€", "step": 50}


def budget(**settings):
    return ask("money", "budget", options=options(*CODES), settings={**SUM, **settings})


def typed(**amounts):
    return {f"money.{code}": [str(amount)] for code, amount in amounts.items()}


def reasons(question, form):
    return [(p.reason, p.field_name) for p in BUDGET.read(question, form).problems]


def test_a_field_left_empty_is_nothing():
    read = BUDGET.read(budget(), typed(park="600", bus="400 €"))
    assert read.values == {"money": {"park": 600, "bus": 400, "pool": 0}}


@pytest.mark.parametrize("words", ["1 000", "1000,0", "1\u202f000 €", "1.000,00", "1000€"])
def test_amounts_are_read_as_people_write_them(words):
    assert BUDGET.read(budget(), typed(pool=words)).values["money"]["pool"] == 1000


@pytest.mark.parametrize(
    ("settings", "form", "expected"),
    [
        ({}, typed(park=600), [("left_over", "money")]),
        ({}, typed(park=600, bus=500), [("over_budget", "money")]),
        ({}, typed(park=1050), [("too_large", "money.park")]),
        ({}, typed(park=-50, bus=1050), [("too_small", "money.park"), ("too_large", "money.bus")]),
        (
            {},
            typed(park=975, bus=25),
            [("not_in_steps", "money.park"), ("not_in_steps", "money.bus")],
        ),
        ({}, typed(park="paljon"), [("not_a_number", "money.park")]),
        ({"limits": [["park", 100, 300]]}, typed(park=400, bus=600), [("too_large", "money.park")]),
        ({"limits": [["park", 100, None]]}, typed(bus=1000), [("too_small", "money.park")]),
    ],
)
def test_what_does_not_add_up_is_refused(settings, form, expected):
    assert reasons(budget(**settings), form) == expected


def test_some_may_be_left_where_staff_say_so():
    assert BUDGET.read(budget(leave=True), typed(park=0)).values["money"]["park"] == 0
    assert reasons(budget(leave=True), typed(park=600, bus=500)) == [("over_budget", "money")]


def test_nothing_is_no_answer():
    assert BUDGET.read(budget(), {}).values == {"money": "~none"}


@given(st.lists(st.integers(0, 20), min_size=2, max_size=2))
def test_what_is_refilled_is_read_again(parts):
    amounts = dict(zip(CODES, [50 * parts[0], 50 * parts[1], 0], strict=True))
    question = budget(leave=True, total=2000)
    answers = {"money": amounts}
    assert BUDGET.read(question, BUDGET.refill(question, answers)).values == answers


def test_decimals_are_exact():
    question = budget(total=1, step=0.1)
    read = BUDGET.read(question, typed(park="0,1", bus="0.2", pool=",7"))
    assert read.values == {"money": {"park": 0.1, "bus": 0.2, "pool": 0.7}}


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"total": 0}, "no_total"),
        ({"step": 300}, "sum_not_in_steps"),
        ({"step": 0.3}, "sum_not_in_steps"),
        ({"limits": [["park", 600, None], ["bus", 600, None]]}, "bad_limits"),
        ({"limits": [[code, None, 300] for code in CODES]}, "bad_limits"),
        ({"limits": [["park", 300, 200]]}, "bad_limits"),
        ({"limits": [["park", 25, None], ["bus", 925, None]], "step": 100}, "bad_limits"),
    ],
)
def test_what_nobody_could_answer_is_not_published(settings, fault):
    assert BUDGET.faults(budget(**settings)) == [fault]


def test_limits_of_options_that_are_gone_do_not_matter():
    assert not BUDGET.faults(budget(limits=[["gone", 5000, None]]))


def counted(*answers):
    asked = questionnaire(budget())
    total = count(asked, [{"money": answer} for answer in answers])
    (joined,) = join({1: asked})
    return figures(joined, total)


def test_every_option_gets_its_share_of_what_was_given():
    found = counted(
        {"park": 600, "bus": 400, "pool": 0}, {"park": 1000, "bus": 0, "pool": 0}, "~none"
    )
    park, bus, pool = found["rows"]
    assert found["total"] == 2000
    assert (park["sum"], park["share"], park["mean"], park["median"]) == (1600, 0.8, 800, 800)
    assert (bus["share"], pool["share"]) == (0.2, 0)
    assert park["missing"] == {"no_answer": 1, "dont_know": 0, "prefer_not": 0}


def test_before_anybody_answers_there_is_nothing_to_share():
    found = counted()
    assert found["total"] == 0
    assert "share" not in found["rows"][0]


@given(st.lists(st.integers(0, 10), max_size=6), st.integers(0, 6))
def test_counts_add_up_and_can_be_taken_away(parts, split):
    asked = questionnaire(budget())
    answers = [{"money": {"park": 0.1 * n, "bus": 1 - 0.1 * n, "pool": 0}} for n in parts]
    first, rest = count(asked, answers[:split]), count(asked, answers[split:])
    assert first + rest == count(asked, answers)
    assert count(asked, answers) - rest == first


def test_files_have_a_column_for_each_option():
    (joined,) = join({1: questionnaire(budget())})
    columns = list(variables([joined]))
    assert [column.name for column in columns] == ["money.park", "money.bus", "money.pool"]
    read = columns[0].reader({None: "~notasked", "~none": "~none"})
    answers = [{"money": {"park": 600}}, {"money": "~none"}, {}]
    assert [read(one) for one in answers] == [600, "~none", "~notasked"]


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(visitor):
    survey = make_survey(questionnaire(budget()))
    page = visitor.post(
        url(survey, "answer/p1", "en"), typed_words(park="625", bus="x"), expect=422
    )
    assert "Write an amount in steps of 50 €." in page.words().replace("\xa0", " ")
    values = {e.get("name"): e.get("value") for e in page.all("input")}
    assert (values["money.park"], values["money.bus"]) == ("625", "x")
    page = visitor.post(url(survey, "answer/p1", "en"), typed_words(park="600"), expect=422)
    assert "There is still 400 € to divide." in page.words().replace("\xa0", " ")
    assert "400 of 1,000 € left" in page.words().replace("\xa0", " ")


def typed_words(**amounts):
    return {f"money.{code}": amount for code, amount in amounts.items()}


def test_a_divided_sum_is_sent_and_counted(visitor):
    survey = make_survey(questionnaire(budget()))
    visitor.follow(url(survey, "answer/p1"), typed_words(park="600", bus="400"))
    found = counting.find(survey, "money", survey.opens)
    assert [row["sum"] for row in found.figures["rows"]] == [600, 400, 0]


def test_results_show_shares(visitor):
    make_municipality()
    activity = closed()
    version = make_version(activity, questionnaire(budget()))
    for _n in range(5):
        respond(version, {"money": {"park": 600, "bus": 400, "pool": 0}})
    page = see(visitor, activity)
    words = " ".join(" ".join(page.all("table")[0].itertext()).split())
    assert words.endswith(
        "PARK en Share of the sum 60.0% Mean 600.0 Median 600 "
        "BUS en Share of the sum 40.0% Mean 400.0 Median 400 "
        "POOL en Share of the sum 0.0% Mean 0.0 Median 0"
    )


def test_staff_write_the_sum_and_limits(visitor):
    make_municipality()
    survey = make_draft(working=questionnaire(budget()))
    sign_in(visitor)
    place = f"/en/manage/a/{survey.public_id}/question/money"
    form = typed_on(visitor.get(place))
    visitor.post(place, form | {"options-0-high": "300", "total": "2 000", "unit-en": "eur"})
    settings = working_of(survey).question("money").settings
    assert (settings["total"], settings["limits"]) == (2000, [["park", None, 300]])
    shown = typed_on(visitor.get(place))
    assert shown["options-0-high"] == "300"
    moved = visitor.post(place, shown | {"do": "options down 0"}, expect=200)
    assert typed_on(moved)["options-1-high"] == "300"
    wrong = visitor.post(place, shown | {"options-0-low": "400"}, expect=200)
    assert "A least amount is more than the most of its option." in wrong.words()
    assert (
        "Write a number that is more than 0."
        in visitor.post(place, shown | {"total": ""}, expect=200).words()
    )
