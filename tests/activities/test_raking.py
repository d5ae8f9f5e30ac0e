"""Weights: what they do, what they refuse, and how the silent and the heavy are treated."""

import pytest

from participation.activities.domain.statistics.raking import Margin, Raked, Silent, rake
from participation.activities.domain.statistics.refusals import Reason, Refused

AGE = Margin(at=(0,), population={("young",): 40, ("old",): 60})
SEX = Margin(at=(1,), population={("woman",): 50, ("man",): 50})
CELLS = {
    ("young", "woman"): 10,
    ("young", "man"): 10,
    ("old", "woman"): 60,
    ("old", "man"): 20,
}


def share(raked: Raked, cells, at: int, code: str) -> float:
    """The weighted share of a category among those who told one."""
    told = {
        c: n * raked.weights[c]
        for c, n in cells.items()
        if c[at] in ("young", "old", "woman", "man")
    }
    return sum(w for c, w in told.items() if c[at] == code) / sum(told.values())


def test_one_margin_is_a_division():
    found = rake({("young",): 25, ("old",): 75}, [Margin(at=(0,), population=AGE.population)])
    assert found.weights == {("young",): pytest.approx(1.6), ("old",): pytest.approx(0.8)}
    assert (found.n, found.trimmed) == (100, 0)
    # Σw² = 25 · 2.56 + 75 · 0.64 = 112, n_eff = 100² / 112
    assert found.n_effective == pytest.approx(10_000 / 112)
    assert found.design_effect == pytest.approx(1.12)


def test_weights_have_a_mean_of_one_and_the_margins_of_the_population():
    found = rake(CELLS, [AGE, SEX])
    assert sum(n * found.weights[c] for c, n in CELLS.items()) == pytest.approx(100)
    assert share(found, CELLS, 0, "young") == pytest.approx(0.4)
    assert share(found, CELLS, 1, "man") == pytest.approx(0.5)


def test_two_respects_can_be_taken_together():
    both = Margin(at=(0, 1), population=dict.fromkeys(CELLS, 25))
    found = rake(CELLS, [both])
    assert found.weights["old", "woman"] == pytest.approx(25 / 60)


def test_a_cap_holds_and_so_do_the_margins():
    free = rake(CELLS, [AGE, SEX])
    cap = 0.97 * free.greatest
    found = rake(CELLS, [AGE, SEX], cap=cap)
    assert found.greatest <= cap * 1.00001
    assert found.trimmed
    assert found.off < 1e-5
    assert share(found, CELLS, 0, "young") == pytest.approx(0.4, abs=1e-5)
    assert found.rounds > free.rounds


def test_a_cap_above_every_weight_changes_nothing():
    assert rake(CELLS, [AGE, SEX], cap=50) == rake(CELLS, [AGE, SEX])


def test_a_cap_that_no_weights_can_keep_is_refused():
    found = rake(CELLS, [AGE, SEX], cap=1.2)
    assert found.reason is Reason.CAP_TOO_TIGHT
    assert found.facts["greatest"] == pytest.approx(rake(CELLS, [AGE, SEX]).greatest)


def test_a_category_without_respondents_is_refused():
    found = rake({("old", "woman"): 9, ("old", "man"): 9}, [AGE, SEX])
    assert found.reason is Reason.EMPTY_CATEGORY
    assert found.facts == {"margin": 0, "category": ("young",), "population": 40}


def test_a_category_without_population_needs_no_respondents():
    nobody = Margin(at=(0,), population={**AGE.population, ("child",): 0})
    assert isinstance(rake(CELLS, [nobody]), Raked)


SILENT = CELLS | {("", "man"): 5, ("young", "another"): 3, ("", "another"): 2}


def test_respondents_without_a_category_are_refused_unless_said_otherwise():
    found = rake(SILENT, [AGE, SEX])
    assert found == Refused(Reason.WITHOUT_CATEGORY, {"margin": 0, "people": 7})


def test_the_silent_are_kept_with_what_they_told():
    found = rake(SILENT, [AGE, SEX], silent=Silent.KEEP)
    assert found.silent == (7, 5)
    assert found.n == 110
    assert share(found, SILENT, 0, "young") == pytest.approx(0.4)
    assert share(found, SILENT, 1, "man") == pytest.approx(0.5)
    ratio = found.weights["", "man"] / found.weights["", "another"]
    assert ratio == pytest.approx(found.weights["young", "man"] / found.weights["young", "another"])


def test_the_silent_can_be_left_out():
    found = rake(SILENT, [AGE, SEX], silent=Silent.LEAVE_OUT)
    assert found.n == 100
    assert found.weights["", "man"] == found.weights["young", "another"] == 0
    assert found.weights["old", "man"] == pytest.approx(
        rake(CELLS, [AGE, SEX]).weights["old", "man"]
    )


@pytest.mark.parametrize("silent", [Silent.KEEP, Silent.LEAVE_OUT])
def test_weights_need_somebody_who_told(silent):
    found = rake({("", "man"): 5}, [AGE, SEX], silent=silent)
    assert found.reason in (Reason.NO_CATEGORY_KNOWN, Reason.NO_ANSWERS)


def test_margins_that_no_weights_can_fit_are_refused():
    # All the young are men and all the old women: 40 % and 50 % cannot both be.
    found = rake({("young", "man"): 10, ("old", "woman"): 10}, [AGE, SEX])
    assert found.reason is Reason.NOT_CONVERGED
    assert found.facts["off"] > 0.01


def test_a_million_respondents_cost_as_much_as_a_hundred():
    many = {cell: n * 10_000 for cell, n in CELLS.items()}
    assert rake(many, [AGE, SEX]).weights == pytest.approx(rake(CELLS, [AGE, SEX]).weights)
