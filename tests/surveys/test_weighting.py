"""Weights of a survey: from figures and answers to a weight for each combination of answers."""

from datetime import UTC, date, datetime

import pytest

from participation.activities.domain.statistics.raking import Silent
from participation.activities.domain.statistics.refusals import Reason, Refused
from participation.municipality.domain.population import Population
from participation.municipality.services.population import replace_population
from participation.platform.access.actor import ANYBODY
from participation.platform.database import random_key
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from surveys.domain.weighting import Plan, Respect, Weighting, beside, worked_out
from surveys.models import Response
from surveys.services import weighing, weighting
from tests.surveys.factories_counting import ask, make_version, options, questionnaire

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
AGE = {"young": 40, "old": 60}
SEX = {"woman": 50, "man": 50}
BY_AGE = Respect(question="q1", variable="age_band")
BY_SEX = Respect(question="q2", variable="gender")
CELLS = {
    ("young", "woman"): 10,
    ("young", "man"): 10,
    ("old", "woman"): 60,
    ("old", "man"): 20,
    ("~refused", "man"): 4,
    ("old", "another"): 2,
}
CHOICES = [("young", "old"), ("woman", "man", "another")]


def work(cells=CELLS, **plan) -> Weighting | Refused:
    return worked_out(Plan(respects=(BY_AGE, BY_SEX), **plan), cells, [AGE, SEX], CHOICES)


def test_weights_are_by_what_people_said():
    found = work()
    assert found.variables == ("q1", "q2")
    assert found.weights["young", "man"] > found.weights["old", "woman"]
    assert (found.answers, found.n, found.silent) == (106, 106, (4, 2))
    mean = sum(n * found.weights[cell] for cell, n in CELLS.items()) / 106
    assert mean == pytest.approx(1)


def test_whatever_could_be_answered_has_a_weight():
    found = work()
    assert found.weights["young", "another"] == 1  # nobody said so yet
    assert found.weights["~none", "woman"] == 1
    assert len(found.weights) == (2 + 4) * (3 + 4)


def test_those_without_a_group_can_weigh_nothing():
    found = work(silent=Silent.LEAVE_OUT)
    assert (found.answers, found.n) == (106, 100)
    assert found.weights["~refused", "man"] == found.weights["~unknown", "another"] == 0


def test_weights_are_stored_as_they_are():
    assert Weighting.from_json(work().to_json()) == work()
    plan = Plan(respects=(Respect(question="q1", variable="a", joined={"x": "y"}),), cap=3.0)
    assert Plan.from_json(plan.to_json()) == plan


@pytest.mark.parametrize(
    ("plan", "cells", "why"),
    [
        (Plan(), CELLS, Reason.NO_BACKGROUND),
        (Plan(respects=(BY_AGE,)), {("old",): 49}, Reason.TOO_FEW_ANSWERS),
        (Plan(respects=(BY_AGE,)), {("old",): 70}, Reason.EMPTY_CATEGORY),
    ],
)
def test_weights_that_cannot_be_are_refused(plan, cells, why):
    assert worked_out(plan, cells, [AGE], CHOICES[:1]).reason is why


def test_joined_groups_are_one_group():
    people = {"a": 10, "b": 20, "c": 30, "d": 40}
    joined = {"a": "b", "b": "c", "d": "nothing"}
    respect = Respect(question="q", variable="v", joined=joined)
    assert respect.together(people) == {"c": 60, "d": 40}
    found = worked_out(Plan(respects=(respect,)), {("a",): 30, ("d",): 30}, [people], ["abcd"])
    assert found.weights["a",] == pytest.approx(1.2)
    assert found.weights["d",] == pytest.approx(0.8)
    assert respect.category("other", people) == ""


def test_groups_joined_with_each_other_are_one_group():
    respect = Respect(question="q", variable="v", joined={"a": "b", "b": "a", "c": "b"})
    assert respect.together({"a": 1, "b": 2, "c": 3}) == {"a": 6}


def test_respondents_stand_beside_the_population():
    young, old = beside(BY_AGE, 0, CELLS, AGE, work().weights)
    assert (young.people, young.population) == (20, 40)
    assert (young.share, young.population_share) == (pytest.approx(20 / 102), 0.4)
    assert young.weighted_share == pytest.approx(0.4)
    assert old.codes == ("old",)
    (nobody, _other) = beside(BY_AGE, 0, {}, {"young": 0, "old": 0}, {})
    assert (nobody.share, nobody.population_share, nobody.weighted_share) == (0, 0, None)


def test_too_many_combinations_are_weighted_as_they_come():
    many = [tuple(map(str, range(400)))] * 2
    cells = {("0", "1"): 60, ("1", "0"): 40}
    figures = [{"0": 1, "1": 1}] * 2
    plan = Plan(respects=(BY_AGE, BY_SEX))
    assert worked_out(plan, cells, figures, many).weights.keys() == cells.keys()


# --- with tables


ASKED = questionnaire(
    ask("q1", "single", options=options("young", "old"), prefer_not=True, library="age_band"),
    ask("q2", "single", options=options("woman", "man", "another"), library="gender"),
    ask("q3", "multiple", options=options("young", "old")),
    ask("q4", "single", options=options("old", "young", "x")),
)


def bring_figures() -> None:
    people = {(code, ""): n for code, n in AGE.items()} | {("", code): n for code, n in SEX.items()}
    figures = Population(variables=("age_band", "gender"), people=people)
    replace_population(figures, date(2025, 12, 31), Text({"fi": "Kirjat"}), NOW, actor=ANYBODY)
    db.session.commit()


def answer(version, cells) -> None:
    """Many responses at once, which nobody waits to count."""
    for (first, second), people in cells.items():
        said = {"q1": first, "q2": second}
        for _ in range(people):
            db.session.add(
                Response(
                    id=random_key(),
                    survey_id=version.survey_id,
                    version_id=version.id,
                    language="fi",
                    day=date(2026, 8, 12),
                    receipt_hash=random_key() + random_key(),
                    answers={key: value for key, value in said.items() if value},
                )
            )
    db.session.commit()


@pytest.fixture
def activity(app):
    bring_figures()
    version = make_version(asked=ASKED)
    answer(version, CELLS | {("", ""): 3})
    return db.session.get(weighting.Activity, version.survey_id)


def test_questions_that_fit_are_found_the_background_question_first(activity):
    ground = weighing.ground(activity)
    fitting = {name: [q.question.code for q in found] for name, found in ground.fitting.items()}
    assert fitting == {"age_band": ["q1", "q4"], "gender": ["q2"]}
    assert ground.likely().respects == (BY_AGE, BY_SEX)


def test_answers_are_counted_by_combination(activity):
    ground = weighing.ground(activity)
    found = ground.cells((BY_AGE, BY_SEX))
    assert found == CELLS | {("~notasked", "~notasked"): 3}
    assert ground.cells(()) == {}


def test_test_answers_are_not_counted(activity):
    db.session.query(Response).limit(1).one().is_test = True
    db.session.commit()
    assert sum(weighing.ground(activity).cells((BY_AGE,)).values()) == 108


def test_answers_to_another_question_of_the_same_code_are_not_counted(activity):
    later = questionnaire(
        ask("q1", "single", options=options("young", "old"), library="age_band", edition=1),
        ask("q2", "single", options=options("woman", "man"), library="gender"),
    )
    answer(make_version(activity, later), {("young", "man"): 5})
    found = weighing.ground(activity).cells((BY_AGE,))
    assert found == {("young",): 5, ("~notasked",): 109}


def test_weights_are_saved_under_a_name(activity):
    ground = weighing.ground(activity)
    plan = ground.likely()
    kept = weighing.save(ground, plan, NOW, actor=ANYBODY)
    assert weighting.weights_of(activity, "population") == kept
    again = weighing.save(ground, Plan(respects=(BY_AGE,)), NOW, actor=ANYBODY)
    assert weighting.weights_of(activity, "population") == again
    weighing.remove(activity, actor=ANYBODY)
    with pytest.raises(NotFound):
        weighting.weights_of(activity, "population")
    with pytest.raises(NotFound):
        weighing.remove(activity, actor=ANYBODY)


def test_weights_that_cannot_be_are_not_saved(activity):
    ground = weighing.ground(activity)
    with pytest.raises(weighing.NoWeights) as refusal:
        weighing.save(ground, Plan(), NOW, actor=ANYBODY)
    assert refusal.value.facts["refused"].reason is Reason.NO_BACKGROUND


def test_respects_of_questions_that_are_gone_are_left_out(activity):
    ground = weighing.ground(activity)
    gone = Respect(question="q9", variable="age_band")
    assert ground.still(Plan(respects=(gone, BY_SEX))).respects == (BY_SEX,)
    with pytest.raises(NotFound):
        ground.cells((gone,))


def test_without_figures_there_are_no_weights(app):
    version = make_version(asked=ASKED)
    activity = db.session.get(weighting.Activity, version.survey_id)
    ground = weighing.ground(activity)
    assert weighing.work_out(ground, Plan()).reason is Reason.NO_POPULATION
