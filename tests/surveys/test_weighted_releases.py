"""Weighted shares in public: beside the unweighted ones, and never more than those could tell."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import count

import pytest
from openpyxl import load_workbook

from participation.activities.queries import newest_release
from participation.activities.refusals import (
    NoWeighting,
    SamePeople,
    TooFewNew,
    TooManySplits,
    WeighedGroups,
    WeighedHidden,
    WeighedOtherwise,
)
from participation.activities.services.releasing import Choice, findings_of, release
from participation.municipality.domain.population import Population
from participation.municipality.services.population import replace_population
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys.domain.weight_classes import classed, earlier
from surveys.domain.weighting import Plan, Respect
from surveys.models import SurveyWeighting
from surveys.services import weighing
from tests.factories import make_municipality, make_process
from tests.staff import sign_in
from tests.surveys.factories_counting import (
    ask,
    closed,
    make_version,
    options,
    questionnaire,
    respond,
    respond_each,
    rows,
)

NUMBERS = count()
NOW = datetime(2026, 9, 1, tzinfo=UTC)
ASKED = questionnaire(
    ask("gender", "single", options=options("woman", "man", "another")),
    ask("town", "single", options=options("x", "y")),
    ask("plan", "single", options=options("yes", "no")),
    ask("many", "multiple", options=options("k", "l")),
    ask("grid", "matrix", options=options("1", "2"), rows=rows("r")),
    ask("words", "long_text"),
)
# Women are 110 of 161 and half of the population: 161/220 = 0.732 is the weight of each, and
# 161/102 = 1.578 that of a man.
PEOPLE = {("woman", "yes"): 80, ("woman", "no"): 30, ("man", "yes"): 10, ("man", "no"): 41}


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


def answered(version, people=None):
    respond_each(
        version,
        [
            {
                "gender": gender,
                "plan": plan,
                "town": "x" if n % 2 else "y",
                "many": ["k", "l"] if plan == "yes" else ["k"],
                "grid": {"r": "1" if plan == "yes" else "2"},
            }
            for (gender, plan), number in (people or PEOPLE).items()
            for n in range(number)
        ],
    )


def surveyed(people=None, *, weights=True):
    """A closed survey of 161 answers, weighted to be half of women."""
    activity = closed(process=make_process(slug=f"w{next(NUMBERS)}"))
    version = make_version(activity, ASKED)
    answered(version, people)
    if weights:
        weigh(activity)
    return activity, version


def weigh(activity, question="gender"):
    people = {("woman", ""): 50, ("man", ""): 50, ("", "x"): 30, ("", "y"): 70}
    figures = Population(variables=("gender", "town"), people=people)
    replace_population(figures, date(2025, 12, 31), Text({"fi": "Kirjat"}), NOW, actor=ANYBODY)
    plan = Plan(respects=(Respect(question=question, variable=question),))
    weighing.save(weighing.ground(activity), plan, NOW, actor=ANYBODY)
    db.session.commit()


def published(activity, now=NOW, **choice):
    found = release(activity, Choice(is_weighted=True, **choice), now=now, actor=ANYBODY)
    db.session.commit()
    return found


def told(found, subject):
    return next(f for f in findings_of(found) if f.subject == subject and not f.by)


def test_weighted_shares_are_whole_per_cent_beside_the_counts(app):
    found = published(surveyed()[0])
    plan = told(found, "plan").figures
    # (80 · 0.732 + 10 · 1.578) / 161 = 46.2 %, against 90 / 161 = 55.9 %
    assert plan["weighted"]["options"] == {"yes": 0.46, "no": 0.54}
    assert plan["options"][0]["count"] == 90
    # 161² / (110 · 0.732² + 51 · 1.578²) = 139.4, and 161 / 139
    assert plan["weighted"]["n_effective"] == found.document["weights"]["n_effective"] == 139
    assert plan["weighted"]["design_effect"] == found.document["weights"]["design_effect"] == 1.16
    assert told(found, "many").figures["weighted"]["options"] == {"k": 1.0, "l": 0.46}
    assert told(found, "grid").figures["weighted"]["rows"] == {"r": {"1": 0.46, "2": 0.54}}
    assert "weighted" not in told(found, "words").figures
    assert "weighted" not in told(found, "gender").figures
    assert not [f for f in findings_of(found) if f.by]
    assert "truth" not in str(found.document)


def test_a_share_is_hidden_where_a_class_holds_few_who_said_so(app):
    people = {("woman", "yes"): 80, ("woman", "no"): 30, ("man", "yes"): 3, ("man", "no"): 47}
    plan = told(published(surveyed(people)[0]), "plan").figures
    assert [option["count"] for option in plan["options"]] == [83, 77]
    assert plan["weighted"]["options"] == {"yes": None, "no": None}


def test_weights_and_groups_by_the_same_question_are_refused_also_later(app):
    activity, _version = surveyed()
    with pytest.raises(WeighedGroups):
        published(activity, splits=("gender",))
    release(activity, Choice(splits=("gender",)), now=NOW, actor=ANYBODY)
    with pytest.raises(WeighedGroups) as refused:
        published(activity)
    assert refused.value.facts["splits"] == ["gender"]
    other, _version = surveyed()
    published(other)
    with pytest.raises(WeighedGroups):
        release(other, Choice(splits=("gender",)), now=NOW, actor=ANYBODY)


def test_other_groups_stand_beside_weights(app):
    activity, _version = surveyed()
    found = published(activity, splits=("town",))
    assert {f.by for f in findings_of(found)} == {"", "town"}
    assert "weighted" in told(found, "plan").figures
    splits = [f for f in findings_of(found) if f.by]
    assert not any("weighted" in f.figures for f in splits)
    with pytest.raises(TooManySplits):
        published(activity, splits=("town", "@language", "@channel"))


def test_classes_of_the_same_people_as_a_group_are_refused(app):
    activity = closed(process=make_process(slug=f"w{next(NUMBERS)}"))
    version = make_version(activity, ASKED)
    for gender, number in (("woman", 110), ("man", 50)):
        answers = {"gender": gender, "town": "x" if gender == "man" else "y"}
        respond_each(version, [answers] * number)
    db.session.commit()
    weigh(activity)
    with pytest.raises(SamePeople):
        published(activity, splits=("town",))


def test_weights_by_a_question_with_hidden_numbers_are_refused(app):
    activity, version = surveyed({("woman", "yes"): 90, ("man", "no"): 62})
    respond(version, {"gender": "~none", "plan": "yes"})
    db.session.commit()
    few, _version = surveyed({**PEOPLE, ("another", "yes"): 3})
    with pytest.raises(WeighedHidden) as refused:
        published(few)
    assert refused.value.facts["subjects"] == ["gender"]
    assert published(activity)


def test_without_weights_there_is_nothing_to_publish(app):
    with pytest.raises(NoWeighting):
        published(surveyed(weights=False)[0])


def test_later_releases_keep_people_in_their_classes_and_weigh_by_the_same_questions(app):
    activity, version = surveyed()
    first = published(activity)
    answered(version, {("woman", "yes"): 20, ("man", "yes"): 20})
    second = published(activity, NOW + timedelta(days=1))
    assert second.memory["weights"] == first.memory["weights"]
    assert told(second, "plan").figures["weighted"]["options"]["yes"] > 0.46
    db.session.query(SurveyWeighting).delete()
    weigh(activity, "town")
    with pytest.raises(WeighedOtherwise):
        published(activity, NOW + timedelta(days=2))


def test_with_few_new_answers_weights_can_be_left_out_but_not_added(app):
    activity, version = surveyed()
    release(activity, Choice(), now=NOW, actor=ANYBODY)
    answered(version, {("man", "yes"): 2})
    with pytest.raises(TooFewNew):
        published(activity)
    other, version = surveyed()
    published(other)
    answered(version, {("man", "yes"): 2})
    assert published(other).document["weights"]["n_effective"] == 139
    plain = release(other, Choice(), now=NOW, actor=ANYBODY)
    assert "weighted" not in told(plain, "plan").figures
    assert "weights" not in plain.document


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_shows_weighted_beside_unweighted(visitor, language):
    activity, _version = surveyed()
    published(activity)
    page = visitor.get(f"/{language}/a/{activity.public_id}/results")
    words = " ".join(page.words().split())
    assert "46%" in words.replace(" %", "%").replace("\N{NO-BREAK SPACE}%", "%")
    if language == "en":
        assert "YES en 46% 55.9%" in words
        assert "worth as much as 139 answers" in words
        assert "Weights cannot tell what those who did not answer think" in words
        assert "no measurement of all residents" in words
    visitor.get(f"/{language}/a/{activity.public_id}/results/1/plan")


def test_files_report_and_api_tell_the_same(visitor):
    activity, _version = surveyed()
    published(activity)
    base = f"/en/a/{activity.public_id}/results/1"
    with visitor.raw("GET", f"{base}/file.csv") as sent:
        lines = sent.data.decode("utf-8-sig").splitlines()
    assert "Kysymys plan en;;Everybody, weighted;;YES en;;0,46" in lines
    with visitor.raw("GET", f"{base}/file.xlsx") as sent:
        notes = [row[0].value for row in load_workbook(BytesIO(sent.data)).worksheets[1].rows]
    assert {"Weighted by", "Effective number of answers", "Design effect"} <= set(notes)
    found = visitor.raw("GET", f"/api/v1/releases/{activity.public_id}/1").get_json()
    assert found["weights"]["n_effective"] == 139
    plan = next(f for f in found["findings"] if f["subject"] == "plan")
    assert plan["figures"]["weighted"]["options"] == {"yes": 0.46, "no": 0.54}


def test_staff_see_weights_before_they_publish_them(visitor):
    activity, _version = surveyed()
    sign_in(visitor, Role.EDITOR)
    place = f"/en/manage/a/{activity.public_id}/results/publish"
    assert "Also publish weighted shares" in visitor.get(place).words()
    chosen = {"subjects": ["plan"], "state": "final", "is_weighted": "y"}
    page = visitor.post(place, {**chosen, "preview": ""}, expect=200)
    assert "groups of people who weigh about the same" in page.words()
    assert [each for each in page.all("input") if each.get("name") == "is_weighted"]
    both = {**chosen, "splits": ["gender"], "preview": ""}
    assert "People are weighted by" in visitor.post(place, both, expect=200).words()
    visitor.follow(place, {**chosen, "publish": ""})
    assert newest_release(activity.id).document["weights"]
    unweighted, _version = surveyed(weights=False)
    page = visitor.get(f"/en/manage/a/{unweighted.public_id}/results/publish")
    assert "Also publish weighted shares" not in page.words()


def test_people_of_like_weight_are_in_one_class():
    cells = {(name,): 100 for name in "abcdef"} | {("none",): 0}
    weights = {(name,): 1 + place / 10 for place, name in enumerate("abcdef")}
    found = classed(("q",), cells, weights)
    assert len(set(found.of.values())) == 6
    assert found.of["a",] == "1"
    few = classed(("q",), {("a",): 30, ("b",): 30, ("c",): 4}, weights)
    assert set(few.of.values()) == {"1", "2"}
    assert few.weights["2"] == pytest.approx((30 * 1.1 + 4 * 1.2) / 34)
    again = classed(("q",), {("a",): 10, ("c",): 9, ("f",): 30}, weights, earlier(few.to_json()))
    assert again.of["f",] == "2"
    assert again.of["b",] == "2"
