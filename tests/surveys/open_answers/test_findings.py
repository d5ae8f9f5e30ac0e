"""Coded themes as findings, for staff, releases and reports."""

import pytest

from participation.activities.services import releasing
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.reports.domain.exhibiting.whole import exhibit
from surveys.domain.coding import NONE, merged_code
from surveys.kind import SurveyKind
from surveys.services import counting, theme_findings
from tests.factories import make_activity
from tests.staff import make_person, sign_in
from tests.surveys.factories_counting import closed, make_version
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
