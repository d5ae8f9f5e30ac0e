"""Coded themes as findings, for staff, releases and reports."""

import pytest

from participation.activities.domain.filters import Condition, Cut, Filter
from participation.activities.services import releasing
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.reports.domain.exhibiting.whole import exhibit
from surveys.domain.coding import NONE, merged_code
from surveys.domain.counting.members import Member
from surveys.domain.theme_cuts import Read, Themes
from surveys.kind import SurveyKind
from surveys.services import analysing, counting, snapshots, theme_findings
from tests.factories import make_activity
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.factories_counting import closed, make_version, respond
from tests.surveys.open_answers.coders import (
    code,
    coded,
    theme,
    wish,
)


def test_coded_themes_are_a_finding(activity, version):
    parks, pools = coded(activity, version, make_person(Role.ANALYST))
    every = theme_findings.with_themes(activity, counting.findings(activity, now()))
    (found,) = [one for one in every if one.subject == "idea~themes"]
    assert found.answered == 10
    assert found.figures["shape"] == "themes"
    assert (found.figures["written"], found.figures["uncoded"]) == (11, 1)
    counts = {option["code"]: option["count"] for option in found.figures["options"]}
    assert counts == {parks: 7, pools: 3, NONE: 1}
    assert found.checksum()


def test_in_public_small_themes_are_merged(activity, version):
    parks, pools = coded(activity, version, make_person(Role.ANALYST))
    every = theme_findings.with_themes(activity, counting.findings(activity, now()), threshold=4)
    found = next(one for one in every if one.subject == "idea~themes")
    counts = {option["code"]: option["count"] for option in found.figures["options"]}
    assert counts == {parks: 7, merged_code([pools, NONE]): 4}
    assert "agreement" not in found.figures


def test_uncoded_questions_have_no_theme_finding(activity, version):
    wish(version)
    findings = counting.findings(activity, now())
    assert theme_findings.with_themes(activity, findings) == list(findings)


def test_staff_see_themes_beside_the_question(visitor, activity, version):
    coded(activity, version, sign_in(visitor))
    words = visitor.get(f"/en/manage/a/{activity.public_id}/results").words()
    assert "Themes in answers: Kysymys idea en" in words
    assert "10 answers were read and coded by people. 1 answer has not been coded yet." in words
    assert "No theme 1 10.0%" in words


def test_a_theme_finding_is_found_by_its_name(activity, version):
    coded(activity, version, make_person(Role.ANALYST))
    kind, moment = SurveyKind(), now()
    found = kind.find(activity, "idea~themes", moment)
    assert found in kind.findings(activity, moment)
    assert kind.find(activity, "idea", now()).subject == "idea"
    with pytest.raises(NotFound):
        kind.find(activity, "nick~themes", now())


def test_reports_show_themes_as_bars():
    activity = make_activity(minimum=4)
    coded(activity, make_version(activity), make_person(Role.ANALYST))
    shown = exhibit(theme_findings.find(activity, "idea~themes", now()))
    (chart,) = shown.charts
    assert chart.series[0].values == (0.7, 0.4)
    assert [row.head for row in shown.tables[0].rows][1].key == "few_themes"
    assert [line.key for line in shown.base] == ["base_coded", "base_themes"]


def test_everybody_sees_themes_of_few_answers_merged(visitor):
    activity = closed()
    version = make_version(activity)
    person = sign_in(visitor, Role.EDITOR, Role.ANALYST)
    parks, pools = theme(activity, person=person), theme(activity, "Altaat", person=person)
    keys = wish(version, *(f"Toive {number}" for number in range(20)))
    for number, key in enumerate(keys):
        code(activity, key, pools if number < 3 else parks, person=person)
    code(activity, keys[0], parks, person=person)
    with unit_of_work():
        drafted = releasing.draft(activity, releasing.Choice(), now())
    (found,) = [one for one in drafted.findings if one.subject == "idea~themes"]
    assert "agreement" not in found.figures
    assert "written" not in found.figures
    told = [option["count"] for option in found.figures["options"]]
    assert all(number is None or number >= 5 for number in told)
    assert pools not in [option["code"] for option in found.figures["options"]]


def read_by_area(activity, version, person):
    """Twelve of the north and twelve of the south; two thirds of the north wish parks."""
    parks = theme(activity, "Puistot", person=person)
    for area, many in (("north", 9), ("south", 3)):
        for number in range(12):
            key = respond(version, {"area": area, "idea": f"Sana {area} {number}"}).id
            code(activity, key, *([parks] if number < many else []), person=person)
    return parks


def themes_of(activity, cut):
    shown = analysing.analysed(activity, now(), cut)
    return next(one for one in shown.findings if one.subject == "idea~themes")


def test_themes_of_a_filter_are_of_those_answers_only(activity, version):
    parks = read_by_area(activity, version, make_person(Role.ANALYST))
    only = Filter.of([Condition(variable="area", values=("north",))])
    found = themes_of(activity, Cut(filter=only))
    assert found.answered == 12
    assert {o["code"]: o["count"] for o in found.figures["options"]} == {parks: 9, NONE: 3}
    assert (found.figures["written"], found.figures["uncoded"]) == (12, 0)
    assert found.filter == only


def test_themes_by_group_are_compared(activity, version):
    """9 of 12 against 3 of 12: z = 0.5 / √(0.5 · 0.5 · 2/12) = 2.449; but 3 are too few to test."""
    parks = read_by_area(activity, version, make_person(Role.ANALYST))
    by = themes_of(activity, Cut(by="area")).figures["by"]
    groups = {group["code"]: group for group in by["groups"]}
    counts = {
        name: {o["code"]: o["count"] for o in groups[name]["figures"]["options"]}
        for name in ("north", "south")
    }
    assert counts == {"north": {parks: 9, NONE: 3}, "south": {parks: 3, NONE: 9}}
    assert groups["north"]["answered"] == 12
    assert by["tests"]["columns"][parks]["north"]["than"] == "unknown"


def test_themes_of_a_cut_are_the_same_from_files_of_columns(activity, version, monkeypatch):
    read_by_area(activity, version, make_person(Role.ANALYST))
    cut = Cut(filter=Filter.of([Condition(variable="area", values=("north",))]), by="area")
    plain = themes_of(activity, cut).figures
    monkeypatch.setattr(snapshots, "LEAST", 0)
    with unit_of_work():
        counting.rebuild(activity.id, now())
    assert themes_of(activity, cut).figures == plain


def test_weighted_themes_add_up_to_those_who_were_read():
    read = [
        Read(frozenset({"a"}), Member(weight=3.0)),
        Read(frozenset({"a", "b"}), Member(weight=1.0)),
        Read(frozenset(), Member(weight=2.0)),
        Read(frozenset({"b"}), Member(weight=2.0)),
    ]
    told = Themes(["a", "b"], lambda code, number: {"code": code, "count": number}, True)
    found = told.figures(read, 9)
    assert [o["count"] for o in found["options"]] == [2.0, 1.5, 1.0]  # of 4 people weighing 8
    assert [o["count"] for o in found["unweighted"]["options"]] == [2, 2, 1]
    assert found["n_effective"] == 64 / 18


@pytest.mark.parametrize("query", ["?by=area", "?only=area:north", "?only=area:north&by=@language"])
def test_staff_see_themes_under_a_cut(visitor, activity, version, query):
    read_by_area(activity, version, sign_in(visitor))
    page = visitor.get(f"/en/manage/a/{activity.public_id}/results{query}")
    assert "Themes in answers: Kysymys idea en" in page.words()
    assert "Puistot" in page.words()


def test_a_report_of_a_cut_has_themes_by_group(activity, version):
    read_by_area(activity, version, make_person(Role.ANALYST))
    assert exhibit(themes_of(activity, Cut(by="area"))).charts


def test_the_public_is_told_that_small_groups_are_among_the_themes(visitor):
    survey = closed()
    version = make_version(survey)
    person = make_person(Role.ANALYST)
    parks = theme(survey, "Puistot", person=person)
    for area, many in (("north", 12), ("south", 12), ("other", 3), ("~none", 9)):
        for number in range(many):
            key = respond(version, {"area": area, "idea": f"Sana {area} {number}"}).id
            code(survey, key, parks, person=person)
    choice = releasing.Choice(splits=("area",))
    with unit_of_work():
        releasing.release(survey, choice, now=survey.closes, actor=actor_of(person))
    words = visitor.get(f"/en/a/{survey.public_id}/results").words()
    assert "Answers of these groups were read and coded with everybody’s" in words
    assert "Kysymys area en: Other" in words
