"""XLSForms that we write: read back as they were, and accepted by pyxform."""

import warnings

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pyxform.xls2xform import convert

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.interchange.report import FormRefused
from surveys.interchange.xlsform.reading import read_form
from surveys.interchange.xlsform.writing import write_form
from tests.factories import text
from tests.surveys.questionnaires import LANGUAGES, questionnaires, texts
from tests.surveys.xlsforms import files, read_file

# Every step runs two programs: too slow to shrink.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def accepted(content: bytes) -> str:
    """What pyxform makes of a form; it raises what it does not accept."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return convert(xlsform=content, validate=False, warnings=[], file_type=".xlsx").xform


def again(questionnaire: Questionnaire, title: Text, thanks: Text):
    content = write_form(questionnaire, title, thanks, LANGUAGES)
    accepted(content)
    return read_form(content, "form.xlsx", LANGUAGES)


@settings(max_examples=10, deadline=None, suppress_health_check=SLOW, phases=PHASES)
@given(questionnaires(), texts(), texts())
def test_what_we_write_is_read_as_it_was(questionnaire, title, thanks):
    found = again(questionnaire, title, thanks)
    assert found.questionnaire.to_json() == questionnaire.to_json()
    assert (found.thanks, found.title if title else Text()) == (thanks, title)


def test_a_code_that_stands_beside_its_name_is_no_change():
    scale = (Option(code="a", label=text("A")), Option(code="b", label=text("B")))
    rows = (Row(code="park", label=text("Puisto")), Row(code="road", label=text("Tie")))
    asked = Question(code="q1", kind="matrix", label=text("Mitä?"), options=scale, rows=rows)
    written = Questionnaire(pages=(Page(code="p1", questions=(asked,)),))
    found = again(written, text("Kysely"), Text())
    assert found.questionnaire == written
    assert not [entry for entry in found.report.entries if entry.reason == "code_changed"]


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_the_forms_of_others_are_stable(file):
    try:
        first = read_file(file)
    except FormRefused:
        return
    second = again(first.questionnaire, first.title, first.thanks)
    assert second.questionnaire == first.questionnaire
    assert second.thanks == first.thanks
