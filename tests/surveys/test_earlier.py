"""Which questions of two surveys mean the same, and the arithmetic of their figures."""

from dataclasses import replace
from datetime import UTC, datetime
from math import sqrt

import pytest

from participation.activities.domain.findings import Finding
from participation.activities.domain.statistics.columns import Than
from participation.platform.i18n.text import Text
from surveys.domain.beside import Survey, beside
from surveys.domain.counting.count import count
from surveys.domain.counting.figures import figures
from surveys.domain.counting.union import join
from surveys.domain.development import Side, development, told
from surveys.domain.earlier import Why, paired
from tests.factories import text
from tests.surveys.factories_counting import ask, options, questionnaire, rows

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def joined(question):
    return join({1: questionnaire(question)})


def why(there, here, also=()):
    (pair,) = paired(joined(here), joined(there), also)
    return pair.why


WISH = ask("wish", "single", options=options("park", "bus"))
SERVICE = ask("service", "matrix", options=options("bad", "good"), rows=rows("school", "road"))


@pytest.mark.parametrize(
    ("there", "here", "reason"),
    [
        (WISH, WISH, None),
        (replace(WISH, edition=2), WISH, None),  # a copy begins its editions anew
        (WISH, replace(WISH, options=options("park", "bus", "pool")), None),
        (WISH, replace(WISH, options=options("pool")), Why.NOTHING_SHARED),
        (WISH, replace(WISH, kind="multiple"), Why.KIND),
        (WISH, replace(WISH, label=text("Aivan muuta")), Why.WORDS),
        (SERVICE, replace(SERVICE, rows=rows("road", "pool")), None),
        (SERVICE, replace(SERVICE, rows=rows("pool")), Why.NOTHING_SHARED),
        (SERVICE, replace(SERVICE, options=options("bad", "fair", "good")), Why.SCALE),
        (
            ask("age", "number", settings={"unit": "v"}),
            ask("age", "number", settings={"unit": "kk"}),
            Why.UNIT,
        ),
        (
            ask("mood", "slider", settings={"min": 0, "max": 10}),
            ask("mood", "slider", settings={"min": 0, "max": 100}),
            Why.SCALE,
        ),
        (
            ask("rank", "ranking", options=options("a", "b")),
            ask("rank", "ranking", options=options("a", "b", "c")),
            Why.OPTIONS,
        ),
        (ask("idea", "long_text"), ask("idea", "long_text"), Why.OWN_WORDS),
        (ask("born", "date"), ask("born", "date"), Why.DATES),
    ],
)
def test_questions_with_one_code_mean_the_same_or_it_is_said_why_not(there, here, reason):
    assert why(there, here) is reason


def test_people_may_judge_words_but_not_kinds():
    assert why(WISH, replace(WISH, label=text("Aivan muuta")), ["wish"]) is None
    assert why(WISH, replace(WISH, kind="multiple"), ["wish"]) is Why.KIND


def finding(question, answers):
    (one,) = joined(question)
    counts = count(questionnaire(question), [{question.code: a} for a in answers])
    tally = counts[one.key]
    return Finding(
        kind="survey",
        activity="a",
        subject=question.code,
        label=Text(),
        asked=tally.asked,
        answered=tally.answered,
        missing=tally.missing,
        figures=figures(one, counts),
        moment=NOW,
    )


def side(question, answers, **more):
    return Side(finding=finding(question, answers), question=question, **more)


def lines(there, here):
    return {line.key[0] or line.key[1]: line for line in development([there, here], 1)}


def test_shares_are_tested_two_by_two_and_adjusted_together():
    """30 of 40 against 10 of 40: z = 0.5 / √(0.5 · 0.5 · 2/40) = 4.472, p = 7.74·10⁻⁶."""
    there = side(WISH, ["park"] * 10 + ["bus"] * 30)
    here = side(WISH, ["park"] * 30 + ["bus"] * 10)
    found = lines(there, here)["park"]
    low, high = found.numbers[1].interval.low, found.numbers[1].interval.high
    # Wilson of 0.75 in 40, z² = 3.8415: (0.75 + 0.04802 ± 1.96 · √(0.0046875 + 0.00060)) / 1.09604
    assert (round(low, 3), round(high, 3)) == (0.598, 0.858)
    assert found.changes[0].than_others is Than.MORE
    assert found.changes[0].difference == 0.5
    assert found.changes[0].p == pytest.approx(2 * 7.7442e-06, rel=1e-3)  # Holm, of two options
    assert found.changes[1] is None


def test_few_answers_have_neither_interval_nor_test():
    found = lines(side(WISH, ["park"] * 4), side(WISH, ["bus"] * 4))["park"]
    assert found.numbers[0].interval is None
    assert found.changes == (None, None)


def test_means_are_tested_by_welch():
    """Means 3 and 2 of twenty each, variance 40/38 · … = 1.0526 each: t = 1 / √(2 · 1.0526/20)."""
    grade = replace(
        WISH,
        options=tuple(replace(o, label=Text({"fi": o.code})) for o in options("1", "2", "3", "4")),
    )
    here = side(grade, ["2"] * 10 + ["4"] * 10)
    there = side(grade, ["1"] * 10 + ["3"] * 10)
    found = lines(there, here)["mean"]
    assert [number.value.number for number in found.numbers] == [2, 3]
    t = 1 / sqrt(2 * (20 / 19) / 20)
    assert t == pytest.approx(3.0822, abs=1e-4)  # two-sided p of 38 degrees of freedom: 0.00381
    assert found.changes[0].than_others is Than.MORE
    raw = 0.003812
    assert found.changes[0].p >= raw * 0.99


def test_numbers_are_tested_by_what_was_said():
    age = ask("age", "number")
    here = side(age, [50] * 10 + [60] * 10, values={50.0: 10, 60.0: 10})
    there = side(age, [30] * 10 + [40] * 10, values={30.0: 10, 40.0: 10})
    assert lines(there, here)["mean"].changes[0].difference == 20
    assert lines(replace(there, values={}), here)["mean"].changes[0] is None


def test_net_scores_are_means_of_agreement():
    opinion = replace(SERVICE, options=options("no", "so", "yes"), settings={"diverging": True})
    here = side(opinion, [{"school": "yes"}] * 15 + [{"school": "so"}] * 5)
    there = side(opinion, [{"school": "no"}] * 15 + [{"school": "so"}] * 5)
    found = lines(there, here)["school"]
    assert [number.value.number for number in found.numbers] == [-75, 75]
    assert found.changes[0].difference == 150
    assert found.changes[0].than_others is Than.MORE


def test_where_options_differ_no_mean_is_compared_anywhere():
    grade = replace(
        WISH, options=tuple(replace(o, label=Text({"fi": o.code})) for o in options("1", "2"))
    )
    more = replace(
        grade, options=tuple(replace(o, label=Text({"fi": o.code})) for o in options("1", "2", "3"))
    )
    every = [
        Survey(
            questions=joined(question),
            findings={"wish": finding(question, ["1"] * 10 + ["2"] * 10)},
            values={},
        )
        for question in (grade, more, grade)
    ]
    (compared,) = beside(every, 2).compared
    assert [line.key for line in compared.lines] == [("1", ""), ("2", ""), ("3", "")]
    (compared,) = beside([every[0], every[2]], 1).compared
    assert ("", "mean") in [line.key for line in compared.lines]


def test_what_only_one_survey_asked_and_what_is_hidden_are_apart():
    here = Survey(questions=joined(WISH), findings={"wish": finding(WISH, ["park"])}, values={})
    hidden = replace(here.findings["wish"], figures={"shape": "single", "hidden": {}})
    there = Survey(
        questions=join({1: questionnaire(WISH, ask("mood", "text"))}),
        findings={"wish": hidden},
        values={},
    )
    found = beside([there, here], 1)
    assert found.compared == []
    assert [(each.place, each.why) for each in found.apart] == [(0, Why.HIDDEN)]
    assert [q.question.code for q in found.alone[0]] == ["mood"]


def test_the_surest_difference_is_told_first():
    there = side(WISH, ["park"] * 20 + ["bus"] * 20)
    here = side(WISH, ["park"] * 39 + ["bus"] * 1)
    assert [line.key[0] for line, _p, _c in told(development([there, here], 1))] == []
    here = side(WISH, ["park"] * 34 + ["bus"] * 6)
    found = [line.key[0] for line, _place, _change in told(development([there, here], 1))]
    assert sorted(found) == ["bus", "park"]
