"""Every refusal, comparison and strength has its words."""

import pytest
from flask_babel import force_locale

from participation.activities.domain.statistics.columns import Than
from participation.activities.domain.statistics.readiness import NEEDS, Measure, lacking
from participation.activities.domain.statistics.refusals import Reason, Refused
from participation.activities.statistics_words import (
    agreement,
    association,
    mean_than_others,
    than_others,
    why,
)


@pytest.fixture
def english(app):
    with app.test_request_context("/en/"), force_locale("en"):
        yield


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_is_a_sentence(english, reason):
    assert why(Refused(reason)).endswith(".")
    assert "3" in why(Refused(reason, {"needed": 3, "have": 1}))


def test_what_is_missing_is_said_with_its_number(english):
    found = lacking(Measure.ALPHA, items=3, answers=12)
    assert why(found) == "At least 30 answers are needed."
    assert all(why(lacking(m, **dict.fromkeys(NEEDS[m], 0))) for m in Measure)


def test_groups_are_compared_in_words(english):
    assert than_others("more") == "more often than the others"
    assert mean_than_others("less") == "lower than among the others"
    assert all(than_others(each) and mean_than_others(each) for each in Than)


@pytest.mark.parametrize(
    ("v", "words"),
    [(0.05, "hardly any"), (0.1, "weak"), (0.3, "moderate"), (0.9, "strong")],
)
def test_an_association_is_weak_or_strong(english, v, words):
    assert words in association(v)


@pytest.mark.parametrize(
    ("kappa", "words"),
    [
        (-0.1, "no agreement"),
        (0.1, "slight"),
        (0.5, "moderate"),
        (0.7, "substantial"),
        (0.9, "almost"),
    ],
)
def test_agreement_is_slight_or_perfect(english, kappa, words):
    assert words in agreement(kappa)
