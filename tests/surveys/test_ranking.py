"""Rankings: places typed, answers read, figures counted."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.platform.i18n.locales import ordinal
from surveys.domain.counting.count import count
from surveys.domain.counting.figures import figures
from surveys.domain.counting.places import points
from surveys.domain.counting.union import join
from surveys.domain.layout import variables
from surveys.domain.questions.ranking import RANKING
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

BEST_TWO = ask("wish", "ranking", options=options("park", "bus", "pool"), settings={"max": 2})
ALL = ask("wish", "ranking", options=options("park", "bus", "pool"), dont_know=True)


def typed(**places):
    return {f"wish.{code}": [str(place)] for code, place in places.items()}


def reasons(question, form):
    return [(p.reason, p.field_name) for p in RANKING.read(question, form).problems]


def test_the_answer_begins_with_the_first():
    assert RANKING.read(BEST_TWO, typed(pool=1, park=2)).values == {"wish": ["pool", "park"]}


def test_the_best_few_may_be_fewer():
    assert RANKING.read(BEST_TWO, typed(pool=1)).values == {"wish": ["pool"]}


@pytest.mark.parametrize(
    ("question", "form", "expected"),
    [
        (BEST_TWO, typed(pool=1, park=1), [("place_taken", "wish.pool")]),
        (BEST_TWO, typed(pool=2), [("empty_place", "wish")]),
        (BEST_TWO, typed(pool=3), [("no_such_place", "wish.pool")]),
        (BEST_TWO, typed(pool="1st"), [("no_such_place", "wish.pool")]),
        (ALL, typed(pool=1, park=2), [("not_all_ranked", "wish")]),
        (ALL, typed(pool=1) | {"wish~missing": ["~unknown"]}, [("value_and_missing", "wish")]),
    ],
)
def test_what_is_no_order_is_refused(question, form, expected):
    assert reasons(question, form) == expected


def test_nothing_is_no_answer_and_i_dont_know_is_kept():
    assert RANKING.read(ALL, {}).values == {"wish": "~none"}
    said = RANKING.read(ALL, {"wish~missing": ["~unknown"]}).values
    assert said == {"wish": "~unknown"}
    assert RANKING.refill(ALL, said) == {"wish~missing": ["~unknown"]}


@given(st.permutations(["park", "bus", "pool"]), st.integers(1, 2))
def test_what_is_refilled_is_read_again(order, length):
    answers = {"wish": order[:length]}
    assert RANKING.read(BEST_TWO, RANKING.refill(BEST_TWO, answers)).values == answers


def test_more_places_than_options_keep_it_from_being_published():
    many = ask("wish", "ranking", options=options("a", "b"), settings={"max": 3})
    assert RANKING.faults(many) == ["more_than_options"]
    assert RANKING.faults(ask("wish", "ranking", options=options("a"))) == ["no_options"]


def counted(question, *ballots):
    asked = questionnaire(question)
    total = count(asked, [{"wish": ballot} for ballot in ballots])
    (joined,) = join({1: asked})
    return {row["code"]: row for row in figures(joined, total)["rows"]}


def test_borda_of_whole_ballots_is_the_textbook_s():
    """Borda's own example of 21 voters, as in Mémoire sur les élections au scrutin (1784).

    1 ballot a b c, 7 a c b, 7 b c a, 6 c b a; plurality elects a, Borda's count c. Points with
    2, 1 and 0 for the places: a 16, b 21, c 26.
    """
    asked = ask("wish", "ranking", options=options("a", "b", "c"))
    ballots = [list("abc")] + [list("acb")] * 7 + [list("bca")] * 7 + [list("cba")] * 6
    rows = counted(asked, *ballots)
    whole = {code: rows[code]["borda"] / 100 * 2 * 21 for code in "abc"}
    assert whole == pytest.approx({"a": 16, "b": 21, "c": 26})
    assert {code: rows[code]["first"] for code in "abc"} == {"a": 8, "b": 7, "c": 6}
    assert rows["c"]["mean_rank"] == pytest.approx((6 * 1 + 14 * 2 + 1 * 3) / 21)


def test_options_left_out_share_the_points_that_are_left():
    """Of four options only the best is ranked: it gets 3 points, the others (2 + 1 + 0) / 3."""
    given_points = [points(["a"], code, 4) * 3 for code in "abcd"]
    assert given_points == [3, 1, 1, 1]


@given(st.permutations(list("abcde")), st.integers(0, 5))
def test_every_ballot_gives_the_same_points(order, length):
    total = sum(points(order[:length], code, 5) for code in "abcde")
    assert total == Fraction(4 + 3 + 2 + 1, 4)


def test_who_left_an_option_out_is_counted_beside_its_places():
    rows = counted(BEST_TWO, ["pool", "park"], ["pool"], "~none", "~refused")
    assert rows["park"]["counts"] == {"2": 1, "unranked": 1}
    assert rows["park"]["ranked"] == 1
    assert rows["bus"]["counts"] == {"unranked": 2}
    assert "mean_rank" not in rows["bus"]
    assert rows["pool"]["missing"] == {"no_answer": 1, "dont_know": 0, "prefer_not": 1}


@given(st.lists(st.permutations(["park", "bus", "pool"]), max_size=6), st.integers(0, 6))
def test_counts_add_up_and_can_be_taken_away(ballots, split):
    asked = questionnaire(ALL)
    answers = [{"wish": ballot} for ballot in ballots]
    first, rest = count(asked, answers[:split]), count(asked, answers[split:])
    assert first + rest == count(asked, answers)
    assert count(asked, answers) - rest == first


def test_files_have_a_column_for_each_option():
    (joined,) = join({1: questionnaire(BEST_TWO)})
    columns = list(variables([joined]))
    assert [column.name for column in columns] == ["wish.park", "wish.bus", "wish.pool"]
    words = {None: "~notasked", "~none": "~none"}
    read = [column.reader(words) for column in columns]
    assert [cell({"wish": ["pool", "park"]}) for cell in read] == [2, None, 1]
    assert [cell({"wish": "~none"}) for cell in read] == ["~none"] * 3
    assert [cell({}) for cell in read] == ["~notasked"] * 3


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st"]),
        ("sv", ["1:a", "2:a", "3:e", "4:e", "11:e", "12:e", "21:a"]),
        ("fi", ["1.", "2.", "3.", "4.", "11.", "12.", "21."]),
    ],
)
def test_places_are_written_as_each_language_does(language, words):
    assert [ordinal(n, language) for n in (1, 2, 3, 4, 11, 12, 21)] == words


def test_two_options_in_one_place_are_told_beside_the_field(visitor):
    survey = make_survey(questionnaire(BEST_TWO))
    page = visitor.post(
        url(survey, "answer/p1", "en"), {"wish.park": "1", "wish.bus": "1"}, expect=422
    )
    assert "“PARK en” has the same place. Choose another place for one of them." in page.words()
    (wrong,) = [s for s in page.all("select") if s.get("aria-invalid")]
    assert wrong.get("id") == "q-wish-1"
    assert [o.get("value") for o in page.all("option") if o.get("selected") is not None] == [
        "1",
        "1",
    ]


def test_an_order_is_sent_without_a_script(visitor):
    survey = make_survey(questionnaire(BEST_TWO))
    visitor.follow(url(survey, "answer/p1"), {"wish.pool": "1", "wish.park": "2"})
    found = counting.find(survey, "wish", survey.opens)
    assert [row["first"] for row in found.figures["rows"]] == [0, 0, 1]


def test_results_show_scores(visitor):
    make_municipality()
    activity = closed()
    version = make_version(activity, questionnaire(ALL))
    for _n in range(5):
        respond(version, {"wish": ["pool", "park", "bus"]})
    page = see(visitor, activity)
    table = " ".join(page.all("table")[0].itertext()).split()
    assert " ".join(table).endswith(
        "POOL en Score 100.0 Put first 100.0% Mean place 1.00 "
        "PARK en Score 50.0 Put first 0.0% Mean place 2.00 "
        "BUS en Score 0.0 Put first 0.0% Mean place 3.00"
    )


def test_staff_say_how_many_are_ranked(visitor):
    make_municipality()
    survey = make_draft(working=questionnaire(BEST_TWO))
    sign_in(visitor)
    place = f"/en/manage/a/{survey.public_id}/question/wish"
    form = typed_on(visitor.get(place)) | {"most": "4"}
    assert "There are fewer options than that." in visitor.post(place, form, expect=200).words()
    visitor.post(place, form | {"most": "1"})
    question = working_of(survey).question("wish")
    assert question.settings == {"max": 1}
    assert question.options == BEST_TWO.options
