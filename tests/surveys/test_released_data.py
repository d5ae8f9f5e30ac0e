"""The figures of a release as files for programs: what the page tells, and nothing else."""

import json
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pyreadstat
import pytest
from frictionless import Package
from pyarrow import parquet

from surveys.released_data import HIDDEN
from tests.factories import make_municipality
from tests.surveys.test_releases import published, surveyed, url

YES = ("Kysymys plan en", "Everybody", "YES en")


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


@pytest.fixture
def fetch(visitor):
    activity, _version = surveyed()
    published(activity, splits=("area",))

    def fetched(kind: str, language: str = "en") -> bytes:
        with visitor.raw("GET", url(activity, f"/1/data.{kind}", language)) as sent:
            assert sent.status_code == 200
            return sent.data

    return fetched


def rows_of(content: bytes) -> list[dict]:
    return json.loads(content)["figures"]


def test_json_has_the_numbers_of_the_page_and_says_which_are_hidden(fetch):
    rows = rows_of(fetch("json"))
    (yes,) = [r for r in rows if (r["question"], r["group"], r.get("answer")) == YES]
    assert (yes["people"], yes["share"]) == (32, pytest.approx(32 / 46))
    hidden = [row for row in rows if row.get("hidden")]
    assert len(hidden) >= 4
    assert all("people" not in row and "share" not in row for row in hidden)


def test_json_is_in_the_language_of_the_page(fetch):
    assert {row["group"] for row in rows_of(fetch("json", "fi")) if "grouped_by" not in row} == {
        "Kaikki"
    }


def same(frame: pd.DataFrame, rows: list[dict]) -> None:
    """Compare people and shares, row by row; what is hidden has neither."""
    assert len(frame) == len(rows)
    for name in ("people", "share"):
        told = [row.get(name) for row in rows]
        read = [None if pd.isna(cell) else cell for cell in frame[name]]
        assert read == pytest.approx(told)


def test_spss_and_stata_hold_the_same(fetch, tmp_path):
    rows = rows_of(fetch("json"))
    for kind, read in (("sav", pyreadstat.read_sav), ("dta", pyreadstat.read_dta)):
        file = tmp_path / f"figures.{kind}"
        file.write_bytes(fetch(kind))
        frame, about = read(file)
        same(frame, rows)
        assert list(frame["question"]) == [row["question"] for row in rows]
        assert about.column_names_to_labels["people"] == "People"


def test_parquet_holds_the_same_and_why_a_number_is_not_told(fetch):
    rows = rows_of(fetch("json"))
    frame = parquet.read_table(BytesIO(fetch("parquet"))).to_pandas()
    same(frame, rows)
    why = [HIDDEN if row.get("hidden") else None for row in rows]
    assert [None if pd.isna(each) else each for each in frame["people~missing"]] == why


def test_a_data_package_is_valid_and_holds_the_same(fetch, tmp_path):
    rows, content = rows_of(fetch("json")), fetch("datapackage")
    with ZipFile(BytesIO(content)) as package:
        assert sorted(package.namelist()) == ["codebook.csv", "datapackage.json", "figures.csv"]
        package.extractall(tmp_path)
    report = Package(tmp_path / "datapackage.json").validate()
    assert report.valid, report.flatten(["message"])
    read = pd.read_csv(tmp_path / "figures.csv", na_values=[HIDDEN])
    same(read, rows)


@pytest.mark.parametrize("kind", ["json", "sav"])
def test_of_results_that_are_not_public_there_is_no_data(visitor, kind):
    activity, _version = surveyed()
    visitor.get(url(activity, f"/1/data.{kind}"), expect=404)
    published(activity)
    visitor.get(url(activity, f"/9/data.{kind}"), expect=404)


def test_the_page_leads_to_every_file(visitor):
    activity, _version = surveyed()
    published(activity)
    page = visitor.get(url(activity))
    found = {a.get("href").rpartition("/")[2].partition("?")[0] for a in page.all("a")}
    reports = {f"report.{kind}" for kind in ("pdf", "docx", "pptx")}
    data = {f"data.{kind}" for kind in ("json", "sav", "dta", "parquet", "datapackage")}
    assert reports | data | {"file.xlsx", "file.csv"} <= found
