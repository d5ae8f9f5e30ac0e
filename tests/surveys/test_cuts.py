"""Findings of some answers: chosen, split, compared."""

from datetime import UTC, datetime
from random import Random

import pytest

from participation.activities.domain.filters import Condition, Cut, Filter
from participation.activities.models import Channel
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.domain.weighting import Weighting
from surveys.kind import SurveyKind
from surveys.models import SurveyWeighting
from surveys.services import counting
from tests.factories import save, text
from tests.surveys.factories_counting import (
    EVERY_KIND,
    ask,
    make_version,
    questionnaire,
    respond,
    some_answers,
)

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)


def activity_of(version):
    return db.session.get_one(counting.Activity, version.survey_id)


def only(*words):
    return Cut(filter=Filter.from_query(words))


def found(version, cut, subject="area"):
    return SurveyKind().find(activity_of(version), subject, NOW, cut)


def counts(finding):
    return {each["code"]: each["count"] for each in finding.figures["options"] if each["count"]}


def test_a_filter_leaves_some_answers_and_says_which(app):
    version = make_version()
    respond(version, {"area": "north", "age": 30})
    respond(version, {"area": "south", "age": 60})
    respond(version, {"area": "south"}, language="sv")
    older = found(version, only("age:40.."))
    assert (counts(older), older.figures["respondents"]) == ({"south": 1}, 1)
    assert older.filter.to_query() == ["age:40.."]
    assert counts(found(version, only("@language:fi", "area:north,south"))) == {
        "north": 1,
        "south": 1,
    }


def test_a_link_is_named_by_its_code_and_a_removed_one_is_too(app):
    version = make_version()
    channel = save(Channel(activity_id=version.survey_id, name=text("Kirje")))
    respond(version, {"area": "north"}, channel_id=channel.id)
    respond(version, {"area": "south"})
    db.session.expire_all()
    assert counts(found(version, only(f"@channel:{channel.code}"))) == {"north": 1}
    assert counts(found(version, only("@channel:~removed"))) == {"south": 1}
    groups = found(version, Cut(by="@channel")).figures["by"]["groups"]
    by_code = {each["code"]: each for each in groups}
    assert by_code[channel.code]["label"]["fi"] == "Kirje"
    assert by_code["~removed"]["people"] == 1


def test_a_split_has_figures_of_the_whole_and_of_each_group(app):
    version = make_version()
    for area, age in (("north", 20), ("north", 30), ("south", 60), ("~unknown", 70)):
        respond(version, {"area": area, "age": age})
    split = found(version, Cut(by="area"), "age")
    assert split.by == "area"
    assert split.figures["mean"] == 45
    by = split.figures["by"]
    assert by["variable"] == "area"
    assert by["label"]["fi"] == "Kysymys area"
    assert [(each["code"], each["answered"]) for each in by["groups"]] == [
        ("north", 2),
        ("south", 1),
        ("other", 0),
        ("~unknown", 1),
    ]
    assert [each["figures"].get("mean") for each in by["groups"]] == [25, 60, None, 70]
    assert by["groups"][-1]["apart"]
    assert by["tests"]["refused"] == "too_few_groups"


def test_groups_that_differ_are_told_in_words(app):
    version = make_version()
    for _ in range(20):
        respond(version, {"area": "north", "wish": ["park"], "age": 20})
        respond(version, {"area": "south", "wish": ["bus"], "age": 60})
    for _ in range(6):
        respond(version, {"area": "north", "wish": ["bus"], "age": 30})
        respond(version, {"area": "south", "wish": ["park"], "age": 70})
    wish = found(version, Cut(by="area"), "wish").figures["by"]["tests"]
    assert wish["columns"]["park"]["north"]["than"] == "more"
    assert wish["columns"]["bus"]["north"]["than"] == "less"
    age = found(version, Cut(by="area"), "age").figures["by"]["tests"]
    assert age["means"]["south"]["than"] == "more"
    matrix = found(version, Cut(by="area"), "service").figures["by"]["tests"]
    assert matrix["rows"]["school"]["refused"] == "too_few_groups"


def test_where_one_may_be_in_several_groups_nothing_is_tested(app):
    version = make_version()
    respond(version, {"area": "north", "wish": ["park", "bus"]})
    by = found(version, Cut(by="wish")).figures["by"]
    assert (by["overlap"], by["tests"]) == (True, {})
    assert sum(each["people"] for each in by["groups"]) == 2


def test_what_nobody_asked_cannot_be_cut_by(app):
    version = make_version()
    for cut in (only("nonsense:a"), Cut(by="nonsense"), Cut(by="age"), Cut(by="@day")):
        with pytest.raises(NotFound):
            found(version, cut)


def test_who_was_not_asked_is_a_group_of_its_own(app):
    old = make_version(asked=questionnaire(ask("age", "number")))
    respond(old, {"age": 5})
    new = make_version(activity_of(old), EVERY_KIND)
    respond(new, {"area": "north", "age": 8})
    groups = found(new, Cut(by="area"), "age").figures["by"]["groups"]
    assert [(each["code"], each["people"]) for each in groups if each["people"]] == [
        ("north", 1),
        ("~notasked", 1),
    ]


def test_an_empty_filter_is_the_whole(app):
    version, random = make_version(), Random(3)
    for _ in range(30):
        respond(version, some_answers(random))
    everyone = Cut(filter=Filter.of([Condition(variable="@language", values=("fi",))]))
    activity = activity_of(version)
    for whole, cut in zip(
        counting.findings(activity, NOW), counting.findings(activity, NOW, everyone), strict=True
    ):
        assert (whole.figures, whole.missing) == (cut.figures, cut.missing)


def test_weighted_figures_have_the_unweighted_beside_and_say_what_they_cost(app):
    version = make_version()
    for language, area, age in (("fi", "north", 20), ("fi", "north", 30), ("sv", "south", 70)):
        respond(version, {"area": area, "age": age}, language=language)
    weigh(version, {("north",): 0.5, ("south",): 2.0})
    area = found(version, Cut(weights="population"))
    assert counts(area) == {"north": 1.0, "south": 2.0}
    assert area.answered == 3
    assert area.weights["name"] == "population"
    assert area.weights["n_effective"] == pytest.approx(3**2 / (0.25 + 0.25 + 4))
    assert {o["code"]: o["count"] for o in area.figures["unweighted"]["options"]}["north"] == 2
    age = found(version, Cut(weights="population", by="@language"), "age")
    assert age.figures["mean"] == pytest.approx((20 * 0.5 + 30 * 0.5 + 70 * 2) / 3)
    assert age.figures["unweighted"]["mean"] == 40
    groups = {each["code"]: each["figures"] for each in age.figures["by"]["groups"]}
    assert (groups["fi"]["mean"], groups["fi"]["unweighted"]["mean"]) == (25, 25)


def weigh(version, weights):
    """Keep weights by area, as the page of weights does."""
    told = {
        "n": 3,
        "answers": 3,
        "n_effective": 2.0,
        "design_effect": 1.5,
        "least": 0.5,
        "greatest": 2.0,
    }
    weighting = Weighting(
        variables=("area",), weights=weights, trimmed=0, rounds=1, off=0.0, silent=(0,), **told
    )
    save(
        SurveyWeighting(
            survey_id=version.survey_id,
            name="population",
            plan={},
            result=weighting.to_json(),
            computed=NOW,
        )
    )
