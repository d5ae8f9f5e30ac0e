import json

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.extensions import db
from surveys.domain.questionnaire import Questionnaire
from surveys.models import Survey
from tests.factories import make_municipality, make_process
from tests.surveys.xlsforms import HERE


@pytest.fixture
def run(app):
    make_municipality()
    make_process()

    def invoke(*arguments: str):
        return app.test_cli_runner().invoke(args=["surveys", "import", *arguments])

    return invoke


def path(name: str) -> str:
    return str(HERE / name)


def test_a_form_becomes_a_survey_of_the_process(run):
    result = run(path("socio-economic-survey-v20240515.xlsx"), "--process", "strategia")
    assert result.exit_code == 0, result.output
    survey = db.session.scalars(sa.select(Survey)).one()
    assert len(list(Questionnaire.from_json(survey.working).questions())) == 16
    assert survey.activity.title.in_("fi") == "Socio-economic Survey"
    assert survey.activity.public_id in result.output
    assert "Left out" in result.output


def test_a_title_may_be_given(run):
    run(path("group.md"), "--process", "strategia", "--title", "Oma kysely")
    assert db.session.scalars(sa.select(Activity)).one().title.in_("fi") == "Oma kysely"


def test_a_form_without_title_is_called_after_its_file(run):
    run(path("group.md"), "--process", "strategia")
    assert db.session.scalars(sa.select(Activity)).one().title.in_("fi") == "group"


def test_a_dry_run_saves_nothing_and_prints_one_document(run):
    result = run(path("or_other.xlsx"), "--process", "strategia", "--dry-run", "--json")
    document = json.loads(result.output)
    assert (document["activity"], document["questions"]) == (None, 2)
    assert {"effect", "reason", "sheet", "row", "name", "facts", "words"} == set(
        document["report"][0]
    )
    assert db.session.scalars(sa.select(Activity)).all() == []


@pytest.mark.parametrize(
    ("name", "slug", "words"),
    [
        ("bug__duplicate_columns.xlsx", "strategia", "Sheet survey, row 1: Two columns"),
        ("SOURCES.md", "strategia", "no sheet named"),
        ("group.md", "nowhere", "There is no process nowhere."),
    ],
)
def test_a_refusal_is_one_sentence_and_status_2(run, name, slug, words):
    result = run(path(name), "--process", slug)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_form_without_questions_is_refused(run, tmp_path):
    file = tmp_path / "form.md"
    file.write_text("| survey |\n| | type | name | label |\n| | geopoint | q | K |\n")
    result = run(str(file), "--process", "strategia")
    assert (result.exit_code, db.session.scalars(sa.select(Activity)).all()) == (2, [])
