"""Statistics agree with published worked examples, to the digits that were printed."""

from math import log

import pytest

from participation.activities.domain.statistics.agreement import cohen, fleiss
from participation.activities.domain.statistics.holm import holm
from participation.activities.domain.statistics.independence import independence
from participation.activities.domain.statistics.raking import Margin, rake
from participation.activities.domain.statistics.ranking import placed, points
from participation.activities.domain.statistics.reliability import alpha
from participation.activities.domain.statistics.scoring import best_worst, bradley_terry, win_shares
from participation.activities.domain.statistics.shares import wilson
from participation.activities.domain.statistics.weights import design_effect, effective


@pytest.mark.parametrize(
    ("chose", "answers", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_is_that_of_newcombe_1998_table_1(chose, answers, low, high):
    found = wilson(chose / answers, answers)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_chi_squared_is_that_of_agresti_2007_table_2_5():
    # Gender and party identification, 2000 General Social Survey: X² = 30.1, df = 2, p < 0.001.
    found = independence([[762, 327, 468], [484, 239, 477]])
    assert round(found.statistic, 1) == 30.1
    assert found.freedom == 2
    assert found.p < 0.001


def test_holm_is_that_of_the_usual_example():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_cohens_kappa_is_that_of_fleiss_levin_and_paik_2003_table_18_1():
    table = [(75, 1, 4), (5, 4, 1), (0, 0, 10)]
    pairs = [
        (str(a), str(b)) for a, row in enumerate(table) for b, n in enumerate(row) for _ in range(n)
    ]
    found = cohen(pairs)
    assert (found.observed, found.expected) == pytest.approx((0.89, 0.66))
    assert round(found.kappa, 2) == 0.68
    assert round(found.error, 3) == 0.088


def test_fleiss_kappa_is_that_of_the_usual_example():
    # Fourteen coders, ten answers, five codes: 0.210.
    rows = ["0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1"]
    rows += ["7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7"]
    answers = [dict(zip("abcde", map(int, row.split()), strict=True)) for row in rows]
    found = fleiss(answers)
    assert round(found.kappa, 3) == 0.210
    assert round(found.observed, 3) == 0.378
    assert round(found.expected, 3) == 0.213


def test_alpha_is_that_of_bland_and_altman_1997():
    # Ten items of the mini-HAQ: variances 11.16 in all, of the sum 77.44, alpha 0.95.
    assert round(alpha([1.116] * 10, 77.44), 2) == 0.95


def test_raking_is_that_of_the_usual_example_of_four_rows_and_columns():
    seed = [[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]]
    cells = {(str(r), str(c)): n for r, row in enumerate(seed) for c, n in enumerate(row)}
    rows, columns = [150, 300, 400, 150], [200, 300, 400, 100]
    margins = [
        Margin(at=(at,), population={(str(i),): n for i, n in enumerate(wanted)})
        for at, wanted in enumerate((rows, columns))
    ]
    found = rake(cells, margins)
    fitted = [
        [round(found.weights[str(r), str(c)] * seed[r][c] * 1000 / 800, 2) for c in range(4)]
        for r in range(4)
    ]
    assert fitted == [
        [64.56, 46.23, 35.38, 3.82],
        [49.97, 68.16, 156.50, 25.37],
        [56.72, 144.43, 145.08, 53.77],
        [28.75, 41.18, 63.03, 17.03],
    ]


BASEBALL = """- 7 9 7 7 9 11
6 - 7 5 11 9 9
4 6 - 7 7 8 12
6 8 6 - 6 7 10
6 2 6 7 - 7 12
4 4 5 6 6 - 6
2 4 1 3 1 7 -"""


def baseball() -> dict[tuple[str, str], int]:
    """Games of the American League East in 1987, as Agresti 1990, table 10.10, has them."""
    names = ["Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore"]
    return {
        (names[r], names[c]): int(times)
        for r, row in enumerate(BASEBALL.splitlines())
        for c, times in enumerate(row.split())
        if times != "-"
    }


def test_bradley_terry_is_that_of_agresti_2002_section_10_6():
    found = bradley_terry(baseball()).strengths
    logs = {name: log(value / found["Baltimore"]) for name, value in found.items()}
    assert [round(value, 2) for value in logs.values()] == [1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0]
    assert max(win_shares(baseball()).items(), key=lambda pair: pair[1])[0] == "Milwaukee"


def test_design_effect_is_one_and_the_squared_variation_of_the_weights():
    weights = [0.5] * 50 + [1.5] * 50  # mean 1, variance 0.25
    assert design_effect(weights) == pytest.approx(1.25)
    assert effective(weights) == pytest.approx(80)
    assert effective([0.5, 1.5], [50, 50]) == pytest.approx(80)


def test_borda_gives_what_is_left_in_equal_parts():
    # Four options, a ballot that ranks one: 3 points of 3, the others (2 + 1 + 0) / 3 = 1 each.
    assert points(1, 1, 4) == 1
    assert points(None, 1, 4) * 3 == 1
    assert points(1, 1, 1) == 0
    assert placed({1: 2, 3: 1}).mean_rank == pytest.approx(5 / 3)
    assert placed({}).mean_rank is None
    assert placed({1: 0.5, 2: 1.5}).first == 0.5


def test_best_worst_is_best_minus_worst_over_shown():
    sets = [("abc", "a", "c"), ("abd", "a", ""), ("bcd", "b", "c")]
    found = best_worst((tuple(shown), best, worst) for shown, best, worst in sets)
    scores = {name: each.score for name, each in found.items()}
    assert scores == {"a": 1, "b": pytest.approx(1 / 3), "c": -1, "d": 0}
    assert best_worst([((), "a", "")])["a"].score is None
