"""Pages that list many surveys stay quick however many questions and answers these have."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.transactions import unit_of_work
from participation.processes.models import Process
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.models import Response
from surveys.services import building, counting, publishing, responses
from tests.factories import make_activity, make_municipality
from tests.staff import sign_in
from tests.surveys.building import make_survey, question
from tests.surveys.factories_counting import make_response, make_version

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)


def test_the_number_of_people_is_stored_and_waiting_ones_added(visitor):
    make_municipality()
    survey = make_activity()
    empty = make_activity(db.session.get(Process, survey.process_id))
    version = make_version(survey)
    for _ in range(3):
        make_response(version)
    with unit_of_work():
        counting.refresh(survey.id, NOW)
    gone = make_response(version)
    make_response(version)
    with unit_of_work():
        counting.uncount(gone, NOW)
        db.session.delete(gone)
    assert responses.numbers([survey.id, empty.id]) == {survey.id: 4, empty.id: 0}
    home = visitor.get("/en/")
    assert "4 people have answered so far" in home.words()
    assert not [q for q in visitor.queries if "FROM response" in q]


def test_the_number_is_right_while_all_are_counted_anew(app):
    version = make_version()
    for _ in range(2):
        make_response(version)
    with unit_of_work():
        counting.rebuild(version.survey_id, NOW)
    counted = db.session.scalar(sa.select(sa.func.count()).select_from(Response))
    assert responses.numbers([version.survey_id]) == {version.survey_id: counted}


@pytest.fixture
def read(monkeypatch):
    """The revisions of questionnaires that were read."""
    found = []
    whole = publishing._unfinished

    def noted(activity, survey):
        found.append(survey.revision)
        return whole(activity, survey)

    monkeypatch.setattr(publishing, "_unfinished", noted)
    return found


def test_the_workspace_reads_a_questionnaire_once_until_it_changes(visitor, read):
    make_municipality()
    sign_in(visitor)
    half = replace(question("q1"), label=Text({"fi": "Kysymys"}))
    survey = make_survey(working=Questionnaire(pages=(Page(code="p1", questions=(half,)),)))
    make_survey("text", process=db.session.get(Process, survey.process_id))
    first = visitor.get("/en/manage/").words()
    assert "not approved (Svenska)" in first
    assert visitor.get("/en/manage/").words() == first
    assert read == [0, 0]
    with unit_of_work():
        building.edit(db.session.merge(survey), lambda _before: Questionnaire())
    visitor.get("/en/manage/")
    assert read == [0, 0, 1]


def test_other_languages_are_counted_anew(app, read):
    survey = make_survey("text")
    both = [survey, make_survey("text", process=db.session.get(Process, survey.process_id))]
    assert set(publishing.unfinished(both)[survey.id]) >= {"fi"}
    survey.languages = ["fi", "en"]
    assert set(publishing.unfinished(both)[survey.id]) >= {"fi", "en"}
    assert len(read) == 3
