"""How numbers are shown: even classes with round ends, on the page and in files."""

import pytest
from flask_babel import force_locale

from surveys.services import counting
from surveys.summaries import summary_rows
from surveys.wording import Speaker
from tests.factories import make_municipality
from tests.surveys.factories_counting import ask, closed, make_version, questionnaire, respond
from tests.surveys.results_pages import see

FAR = (*range(1, 41), *range(1, 41), 120, 130, 300)


@pytest.fixture
def survey(app):
    make_municipality()
    activity = closed()
    asked = questionnaire(ask("km", "number", settings={"unit": "km"}))
    version = make_version(activity, asked)
    for number in FAR:
        respond(version, {"km": number})
    return activity


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "40 km tai enemmän"), ("sv", "40 km eller mer"), ("en", "40 km or more")],
)
def test_what_lies_far_beyond_is_one_class_without_an_end(visitor, survey, language, words):
    shown = see(visitor, survey, language).words()
    assert "30–39 km 20" in shown
    assert words in shown
    assert "300" not in shown


def test_the_summary_in_files_says_the_same(app, survey):
    with app.test_request_context("/en/"), force_locale("en"):
        findings = counting.findings(survey, survey.closes)
        lines = {row[2]: row[3] for row in summary_rows(findings, Speaker("en", "fi"))}
    assert lines["30–39"] == 20
    assert lines["50 or more"] == 3
