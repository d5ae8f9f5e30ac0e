"""Whether the statements of a matrix measure one thing together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.activities.domain.statistics.reliability import Reliability
from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.domain.counting.block import Encoded, Said
from surveys.domain.counting.together import covariances
from surveys.services.statements import statements
from tests.factories import make_municipality
from tests.staff import sign_in
from tests.surveys.factories_counting import (
    ask,
    make_version,
    options,
    questionnaire,
    respond,
    rows,
)

STEPS = ("bad", "fair", "good")
TRUST = ask("trust", "matrix", options=options(*STEPS), rows=rows("a", "b", "c"), dont_know=True)
ASKED = questionnaire(TRUST, ask("q", "single", options=options("x", "y")))
KEYS = [f"trust/matrix/{row}" for row in "abc"]
ANSWER = st.sampled_from([*STEPS, "~none", "~unknown"])


def block(answers, version=1, asked=ASKED) -> Encoded:
    said = [Said(bytes([n]), "", "fi", "2026-08-12", {"trust": a}) for n, a in enumerate(answers)]
    return Encoded.of(asked, version, said)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys("abc", ANSWER)), max_size=40))
def test_covariances_are_those_of_people_who_answered_all(answers):
    halves = [block(answers[:7]), block(answers[7:])]
    people, found = covariances(halves, KEYS, STEPS)
    whole = [[STEPS.index(a[r]) + 1 for r in "abc"] for a in answers if {*a.values()} <= {*STEPS}]
    assert people == len(whole)
    if people > 1:
        assert np.array(found) == pytest.approx(np.cov(np.array(whole).T), abs=1e-9)
    else:
        assert found == []


def test_versions_without_a_statement_are_left_out():
    fewer = questionnaire(ask("trust", "matrix", options=options(*STEPS), rows=rows("a", "b")))
    everything = dict.fromkeys("abc", "good")
    people, _found = covariances([block([everything]), block([everything], 2, fewer)], KEYS, STEPS)
    assert people == 1


def survey(number: int) -> Activity:
    """Statements a and b go together, c does not."""
    version = make_version(asked=ASKED)
    for n in range(number):
        step = STEPS[n % 3]
        other = STEPS[(n // 3) % 3]
        respond(version, {"trust": {"a": step, "b": step, "c": other}})
    return db.session.get_one(Activity, version.survey_id)


def test_a_statement_that_measures_something_else_is_seen(app):
    found = statements(survey(36), "trust")
    assert isinstance(found.found, Reliability)
    # Variances are equal (v), a and b the same, c apart: 3/2 · (1 - 3v / 5v) = 0.6.
    assert found.found.alpha == pytest.approx(0.6)
    a, _b, c = (item for _row, item in found.items)
    assert c.with_others == pytest.approx(0, abs=1e-12)
    assert c.alpha_without == pytest.approx(1)
    assert a.alpha_without == pytest.approx(0, abs=1e-12)


def test_only_a_matrix_has_statements(app):
    with pytest.raises(NotFound):
        statements(survey(1), "q")


def test_staff_see_how_statements_go_together(visitor):
    make_municipality()
    sign_in(visitor)
    activity = survey(36)
    page = visitor.get(f"/en/manage/a/{activity.public_id}/results")
    assert "How the statements go together" in page.words("main")
    page = visitor.get(f"/en/manage/a/{activity.public_id}/results/statements/trust")
    assert "0.60" in page.words("main")
    assert "Of the 36 people who answered every statement." in page.words("main")


def test_before_there_are_enough_answers_a_sentence_says_so(visitor):
    make_municipality()
    sign_in(visitor)
    activity = survey(29)
    page = visitor.get(f"/en/manage/a/{activity.public_id}/results/statements/trust")
    assert "At least 30 answers are needed." in page.words("main")
