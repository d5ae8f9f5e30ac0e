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
    file.write_text("| survey |\n| | type | name | label |\n| | geotrace | q | K |\n")
    result = run(str(file), "--process", "strategia")
    assert (result.exit_code, db.session.scalars(sa.select(Activity)).all()) == (2, [])


def test_without_a_process_a_file_is_only_understood(run):
    result = run(path("socio-economic-survey-v20240515.xlsx"), "--json")
    document = json.loads(result.output)
    assert result.exit_code == 0
    assert (document["format"], document["activity"]) == ("xlsform", None)
    assert document["languages"] == ["English (en)", "French (fr)"]
    assert (document["pages"], document["questions"]) == (5, 16)
    assert sum(document["kinds"].values()) == document["questions"]
    assert (document["conditions"], document["constraints"]) == (5, 3)
    assert {loss["effect"] for loss in document["losses"]} == {"changed", "left_out"}
    assert db.session.scalars(sa.select(Activity)).all() == []


@pytest.mark.parametrize(
    ("name", "form", "questions"),
    [
        ("limesurvey/survey-one-question-two-languages.lss", "limesurvey", 1),
        ("limesurvey/multilingual_survey.tsv", "limesurvey-tsv", 4),
        ("surveyjs/test_survey_schema.json", "surveyjs", 39),
    ],
)
def test_every_format_is_known_by_its_content(run, name, form, questions):
    document = json.loads(run(str(HERE.parent / name), "--json").output)
    assert (document["format"], document["questions"]) == (form, questions)


def test_a_refusal_is_one_document_too(run):
    result = run(path("bug__duplicate_columns.xlsx"), "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["refused"]["reason"] == "duplicate_header"


@pytest.mark.parametrize("form", ["xlsform", "limesurvey", "surveyjs", "json"])
def test_what_is_exported_is_imported_again(run, app, tmp_path, form):
    saved = json.loads(run(path("or_other.xlsx"), "--process", "strategia", "--json").output)
    file = tmp_path / "form"
    arguments = ["surveys", "export", saved["activity"], str(file), "--format", form]
    assert app.test_cli_runner().invoke(args=arguments).exit_code == 0
    document = json.loads(run(str(file), "--json").output)
    assert (document["questions"], document["options"]) == (saved["questions"], saved["options"])
    assert document["format"].startswith(form)


def test_an_export_without_a_file_is_printed(run, app):
    saved = json.loads(run(path("group.md"), "--process", "strategia", "--json").output)
    arguments = ["surveys", "export", saved["activity"], "--format", "json"]
    result = app.test_cli_runner().invoke(args=arguments)
    assert len(json.loads(result.stdout)["questionnaire"]["pages"]) == 2


def test_what_cannot_be_said_there_is_said_on_the_way(run, app, tmp_path):
    saved = json.loads(
        run(path("choice_filter_test.xlsx"), "--process", "strategia", "--json").output
    )
    arguments = [
        "surveys",
        "export",
        saved["activity"],
        str(tmp_path / "a"),
        "--format",
        "limesurvey",
    ]
    result = app.test_cli_runner().invoke(args=arguments)
    assert "county: all choices are offered there" in result.stderr


def test_no_survey_is_not_exported(run, app):
    result = app.test_cli_runner().invoke(args=["surveys", "export", "nope", "--format", "json"])
    assert (result.exit_code, result.stdout) == (2, "")
