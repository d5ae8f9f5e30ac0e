"""Files made in the background of some answers, split and weighted as was chosen on the page."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document

from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.files.storage import storage
from surveys import jobs
from surveys.file_models import DataFile, Making
from surveys.services import cuts, data_files
from tests.factories import make_municipality, make_process
from tests.staff import sign_in
from tests.surveys.factories_counting import closed, make_version
from tests.surveys.test_weighted_releases import ASKED, answered, weigh

YES = "only=plan:yes"


@pytest.fixture
def survey(app):
    make_municipality()
    activity = closed(process=make_process())
    answered(make_version(activity, ASKED))
    return activity


@pytest.fixture
def analyst(visitor):
    sign_in(visitor)
    return visitor


def address(survey, language="en", rest=""):
    return f"/{language}/manage/a/{survey.public_id}/results/data{rest}"


def made(analyst, survey, kind, query=YES, language="en") -> DataFile:
    analyst.post(f"{address(survey, language)}?{query}", {"kind": kind})
    jobs.make_data_files(now())
    file = db.session.scalars(db.select(DataFile).order_by(DataFile.id.desc())).first()
    assert (file.state, file.reason) == (Making.READY, "")
    return file


def content(file: DataFile) -> bytes:
    with storage().open(file.key) as stream:
        return stream.read()


def named(analyst, survey, file) -> str:
    with analyst.raw("POST", address(survey, rest=f"/{file.public_id}")) as sent:
        return sent.headers["Content-Disposition"]


@pytest.mark.parametrize("kind", ["sav", "dta", "parquet", "geojson", "xlsx"])
def test_rows_are_those_of_the_filter(analyst, survey, kind):
    file = made(analyst, survey, kind)
    assert (file.rows, file.total) == (90, 90)
    assert "kysymys-plan-en-yes-en" in named(analyst, survey, file)


def test_a_data_package_names_the_filter_in_its_title(analyst, survey):
    with ZipFile(BytesIO(content(made(analyst, survey, "datapackage", language="fi")))) as package:
        about = json.loads(package.read("datapackage.json"))
        rows = package.read(about["resources"][0]["path"]).decode("utf-8-sig").splitlines()
    assert about["title"].endswith("Kysymys plan: YES")
    assert len(rows) == 91


def test_a_split_is_no_matter_of_rows(analyst, survey):
    file = made(analyst, survey, "csv", f"{YES}&by=gender")
    assert file.cut == {"only": ["plan:yes"]}


def lines_of(file: DataFile) -> list[list[str]]:
    return list(csv.reader(StringIO(content(file).decode("utf-8-sig")), delimiter=";"))


def test_figures_are_of_everybody_and_of_each_group(analyst, survey):
    lines = lines_of(made(analyst, survey, "figures_csv", "only=gender:man,woman&by=gender"))
    plan = [line[3:8] for line in lines if line[1] == "Kysymys plan en" and line[5] == "YES en"]
    assert [line[0] for line in plan] == ["Everybody", "WOMAN en", "MAN en", "ANOTHER en"]
    assert [line[3] for line in plan] == ["90", "80", "10", "0"]
    assert lines[1][0].startswith("Kysymys gender en: ")


def test_weighted_figures_stand_below_the_plain_ones(analyst, survey):
    weigh(survey)
    lines = lines_of(made(analyst, survey, "figures_csv", "weights=population"))
    plan = [line[3:8] for line in lines if line[1] == "Kysymys plan en" and line[5] == "YES en"]
    assert [line[0] for line in plan] == ["Everybody", "Everybody, weighted"]
    assert [round(float(line[4].replace(",", ".")), 3) for line in plan] == [0.559, 0.462]


def test_a_workbook_and_a_document_have_groups_side_by_side(analyst, survey):
    book = openpyxl.load_workbook(
        BytesIO(content(made(analyst, survey, "figures_xlsx", f"{YES}&by=gender")))
    )
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any(cell.endswith("– WOMAN en") for cell in cells)
    assert any("Kysymys plan en: YES en" in cell for cell in cells)
    file = made(analyst, survey, "figures_docx", f"{YES}&by=gender", "fi")
    words = Document(BytesIO(content(file)))
    title = words.core_properties.title
    assert "Kysymys plan: YES" in title
    heads = [cell.text for table in words.tables for cell in table.rows[0].cells]
    assert heads.count("WOMAN") == heads.count("MAN") > 1
    assert "figures-of" in named(analyst, survey, file)


def test_the_page_says_what_each_file_is_of(analyst, survey):
    made(analyst, survey, "figures_xlsx", f"{YES}&by=gender")
    words = analyst.get(address(survey)).words()
    assert "Only these answers: Kysymys plan en: YES en" in words
    assert "Compared by: Kysymys gender en" in words
    page = analyst.get(f"{address(survey)}?{YES}&by=gender&weights=population")
    assert "Files of answers follow the choice of answers only." in page.words()
    file = db.session.scalars(db.select(DataFile)).one()
    file.cut = {"only": ["gone:a"], "by": "gone"}
    db.session.commit()
    assert "Only these answers: gone:a" in analyst.get(address(survey)).words()


def test_what_cannot_be_made_now_says_why(analyst, survey, monkeypatch):
    def preparing(*_anything):
        raise cuts.BeingPrepared(activity=survey)

    analyst.post(f"{address(survey)}?weights=gone", {"kind": "figures_csv"})
    jobs.make_data_files(now())
    assert "what you chose by is no longer there" in analyst.get(address(survey)).words()
    assert data_files.files_of(survey)[0].reason == "gone"
    analyst.post(address(survey), {"kind": "csv"})
    data_files.make_next(preparing, now())
    assert "the answers are being prepared" in analyst.get(address(survey)).words()


@pytest.mark.parametrize("page", ["data", "download", "report"])
def test_no_file_is_made_of_what_is_not_there_and_the_page_tells(analyst, survey, page):
    asked = f"/en/manage/a/{survey.public_id}/results/{page}?{YES}&only=nonsense:a&only=plan:noo"
    kinds = {"data": "csv", "download": "csv-rfc4180", "report": "pdf"}
    form = {"kind": kinds[page], "values": "codes", "language": "en", "figures": "all"}
    for shown in (analyst.get(asked), analyst.post(asked, form, expect=200)):
        assert [each.text for each in shown.all("code")] == ["nonsense:a", "plan:noo"]
        assert "Kysymys plan en: YES en" in shown.words()
    assert not db.session.scalars(db.select(DataFile)).all()
