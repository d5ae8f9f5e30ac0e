"""Statistics agree with scipy and statsmodels, on numbers nobody chose."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize, stats
from scipy.stats import contingency
from statsmodels.stats import inter_rater, multitest, proportion, weightstats

from participation.activities.domain.statistics import distribution, distributions, means
from participation.activities.domain.statistics.agreement import Kappa, cohen, fleiss, light
from participation.activities.domain.statistics.columns import Part, Than, against_others
from participation.activities.domain.statistics.holm import holm
from participation.activities.domain.statistics.independence import Independence, independence
from participation.activities.domain.statistics.raking import Margin, Raked, rake
from participation.activities.domain.statistics.refusals import Refused
from participation.activities.domain.statistics.reliability import alpha_of
from participation.activities.domain.statistics.scoring import bradley_terry
from participation.activities.domain.statistics.shares import wilson

SEEDS = st.integers(0, 10_000)
few = settings(max_examples=20)


@given(st.floats(0, 400), st.integers(1, 60))
def test_the_tail_of_chi_squared(x, freedom):
    expected = stats.chi2.sf(x, freedom)
    assert distributions.chi_squared_tail(x, freedom) == pytest.approx(
        expected, rel=1e-9, abs=1e-14
    )


@given(st.floats(-60, 60), st.floats(1, 5_000))
def test_the_tails_of_students_t(t, freedom):
    expected = 2 * stats.t.sf(abs(t), freedom)
    assert distributions.t_tails(t, freedom) == pytest.approx(expected, rel=1e-8, abs=1e-13)


@given(st.floats(-8, 8))
def test_the_tails_of_the_normal(z):
    assert distributions.normal_tails(z) == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-9)


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([0.9, 0.95, 0.99]))
def test_wilson(chose, others, confidence):
    n = chose + others
    low, high = proportion.proportion_confint(chose, n, 1 - confidence, "wilson")
    found = wilson(chose / n, n, confidence)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@given(st.lists(st.lists(st.integers(6, 90), min_size=3, max_size=3), min_size=2, max_size=5))
def test_chi_squared_of_independence_and_cramers_v(table):
    found = independence(table)
    statistic, p, freedom, _expected = stats.chi2_contingency(table, correction=False)
    assume(isinstance(found, Independence))
    assert (found.statistic, found.freedom) == pytest.approx((statistic, freedom), abs=1e-9)
    assert found.p == pytest.approx(p, rel=1e-8, abs=1e-13)
    assert found.cramers_v == pytest.approx(contingency.association(np.array(table), "cramer"))
    assert found.corrected_v <= found.cramers_v


@few
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm(probabilities):
    expected = multitest.multipletests(probabilities, method="holm")[1]
    assert holm(probabilities) == pytest.approx(expected.tolist(), abs=1e-12)


def test_each_group_against_the_others():
    chose, answered = [40, 70, 30], [200, 210, 190]
    parts = {str(i): Part(c, n) for i, (c, n) in enumerate(zip(chose, answered, strict=True))}
    tests = [
        proportion.proportions_ztest(
            [chose[i], sum(chose) - chose[i]], [answered[i], sum(answered) - answered[i]]
        )[1]
        for i in range(3)
    ]
    expected = multitest.multipletests(tests, method="holm")[1]
    found = against_others({"a": parts})["a"]
    assert [each.p for each in found.values()] == pytest.approx(expected.tolist(), rel=1e-9)
    assert [each.than_others for each in found.values()] == [Than.ALIKE, Than.MORE, Than.LESS]


@few
@given(SEEDS)
def test_welch(seed):
    random = np.random.default_rng(seed)
    a, b = random.normal(3, 1, 25), random.normal(3.4, 2, 40)
    found = means.welch(*(distribution.moments((x, 1, 1) for x in each) for each in (a, b)))
    expected = stats.ttest_ind(a, b, equal_var=False)
    assert (found.t, found.freedom, found.p) == pytest.approx(
        (expected.statistic, expected.df, expected.pvalue), rel=1e-8
    )


def test_groups_together_are_all_answers():
    groups = [[1.0, 2.0, 4.0], [2.0, 8.0], [5.0, 5.0, 6.0, 9.0]]
    parts = [distribution.moments((x, 1, 1) for x in each) for each in groups]
    whole = means.together(parts)
    flat = np.concatenate(groups)
    assert (whole.mean, whole.variance) == pytest.approx((flat.mean(), flat.var(ddof=1)))
    assert whole.n_effective == pytest.approx(9)


@few
@given(SEEDS)
def test_weighted_mean_and_variance(seed):
    random = np.random.default_rng(seed)
    x, w = random.normal(0, 3, 30), random.uniform(0.2, 4, 30)
    found = distribution.moments((v, 1, weight) for v, weight in zip(x, w, strict=True))
    assert found.mean == pytest.approx(weightstats.DescrStatsW(x, w).mean)
    assert found.variance == pytest.approx(float(np.cov(x, aweights=w)))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.sampled_from([0.25, 0.5, 0.9]))
def test_quantiles(values, share):
    counts = {float(v): values.count(v) for v in values}
    expected = np.quantile(values, share, method="averaged_inverted_cdf")
    assert distribution.quantile(counts, share) == pytest.approx(expected)


def codings(seed: int, coders: int) -> list[list[str]]:
    random = np.random.default_rng(seed)
    truth = random.integers(0, 3, 60)
    noise = random.integers(0, 3, (coders, 60))
    return np.where(random.random((coders, 60)) < 0.7, truth, noise).astype(str).tolist()


@few
@given(SEEDS)
def test_cohens_kappa(seed):
    first, second = codings(seed, 2)
    found = cohen(zip(first, second, strict=True))
    table = inter_rater.to_table(np.array([first, second], int).T)[0]
    expected = inter_rater.cohens_kappa(table)
    assert isinstance(found, Kappa)
    assert found.kappa == pytest.approx(expected.kappa)
    assert found.error == pytest.approx(expected.std_kappa)
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (expected.kappa_low, expected.kappa_upp)
    )


@few
@given(SEEDS)
def test_kappa_of_several_coders(seed):
    many = codings(seed, 4)
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    alone = [cohen(zip(many[a], many[b], strict=True)).kappa for a, b in pairs]
    assert light(many).kappa == pytest.approx(sum(alone) / 6)
    answers = [{code: answer.count(code) for code in answer} for answer in zip(*many, strict=True)]
    table = [[codes.get(code, 0) for code in "012"] for codes in answers]
    assert fleiss(answers).kappa == pytest.approx(inter_rater.fleiss_kappa(np.array(table)))


@few
@given(SEEDS)
def test_alpha(seed):
    random = np.random.default_rng(seed)
    answers = random.normal(0, 1, (40, 1)) + random.normal(0, 1, (40, 5))
    covariance = np.cov(answers, rowvar=False)
    expected = 5 / 4 * (1 - np.trace(covariance) / covariance.sum())
    assert alpha_of(answers) == pytest.approx(expected)
    answers[3, 2] = np.nan
    assert alpha_of(answers) == pytest.approx(alpha_of(np.delete(answers, 3, axis=0)))


def test_bradley_terry_is_logistic_regression():
    wins = {
        ("a", "b"): 7,
        ("b", "a"): 3,
        ("b", "c"): 6,
        ("c", "b"): 4,
        ("a", "c"): 9,
        ("c", "a"): 2,
    }
    names = "abc"

    def unlikely(logs: list[float]) -> float:
        beta = dict(zip(names, [0.0, *logs], strict=True))
        return sum(n * np.log1p(np.exp(beta[lo] - beta[w])) for (w, lo), n in wins.items())

    best = optimize.minimize(unlikely, [0.0, 0.0], tol=1e-12).x
    expected = np.exp([0, *best]) / np.exp([0, *best]).sum()
    found = bradley_terry(wins).strengths
    assert list(found.values()) == pytest.approx(expected.tolist(), abs=1e-5)


@few
@given(SEEDS)
def test_raking_is_the_nearest_table_with_the_margins(seed):
    """C. Ireland and S. Kullback, Biometrika 55, 1968: raking is minimum discrimination."""
    random = np.random.default_rng(seed)
    people = random.integers(5, 60, (2, 3))
    wanted = [random.uniform(0.5, 2, size) for size in people.shape]
    cells = {(str(r), str(c)): int(people[r, c]) for r in range(2) for c in range(3)}
    margins = [
        Margin(at=(at,), population={(str(i),): float(n) for i, n in enumerate(numbers)})
        for at, numbers in enumerate(wanted)
    ]
    found = rake(cells, margins)
    assert isinstance(found, Raked)
    total = people.sum()
    rows, columns = (numbers / numbers.sum() * total for numbers in wanted)

    def dual(factors):
        table = people * np.exp(factors[:2, None] + factors[None, 2:])
        return table.sum() - factors[:2] @ rows - factors[2:] @ columns

    best = optimize.minimize(dual, np.zeros(5), tol=1e-13).x
    expected = np.exp(best[:2, None] + best[None, 2:]).ravel()
    assert list(found.weights.values()) == pytest.approx(expected.tolist(), rel=1e-3)
    assert found.off < 1e-9
    assert found.n_effective <= found.n


def test_weighted_tests_rest_on_the_effective_number():
    whole, halved = [[40, 60], [60, 40]], [[20, 30], [30, 20]]
    assert independence(whole, 2).p == pytest.approx(independence(halved).p)
    assert independence(whole, 2).cramers_v == pytest.approx(independence(whole).cramers_v)
    assert independence(whole, 2).corrected_v == pytest.approx(independence(halved).corrected_v)
    assert isinstance(independence(whole, 50), Refused)
