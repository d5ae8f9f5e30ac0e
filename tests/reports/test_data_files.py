"""Files of other programs, read back by other libraries than ours: every cell, label and reason."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pyreadstat
import pytest
from pyarrow import parquet

from participation.reports.data.dataset import Dataset, Field, Kind, plain_names
from participation.reports.data.geojson import Place, write_places
from participation.reports.data.package import PACKAGE
from participation.reports.data.parquet import PARQUET
from participation.reports.data.statistical import SPSS, STATA, TooLargeToHold
from participation.reports.writers import writer

MISSING = {
    "~notasked": "Ei kysytty",
    "~none": "Ei vastausta",
    "~unknown": "En osaa sanoa",
    "~refused": "En halua vastata",
}
FIELDS = (
    Field(name="day", label="Päivä", kind=Kind.DAY),
    Field(name="area", label="Missä asut?", kind=Kind.CODE, codes={"n": "Pohjoinen", "s": "Etelä"}),
    Field(name="use.bus", label="Bussi", kind=Kind.MARK, codes={"0": "Ei", "1": "Kyllä"}),
    Field(name="age", label="Ikä", kind=Kind.NUMBER),
    Field(name="why~other", label="Muu, mikä? 🙂", kind=Kind.TEXT),
)
ROWS = (
    (date(2026, 9, 1), "n", "1", 42, 'Äiti sanoi: "=1+1"'),
    (date(2026, 9, 2), "s", "0", -1.5, None),
    (date(2026, 9, 3), "~none", "~notasked", "~refused", "~none"),
    (date(2026, 9, 4), "~unknown", "~refused", "~unknown", "x" * 3_000),
)


def dataset(rows=ROWS, fields=FIELDS, size=None) -> Dataset:
    return Dataset(
        title="Kuntastrategia 2027",
        language="fi",
        source="https://kunta.test/fi/a/abc",
        fields=fields,
        rows=iter(rows),
        size=len(rows) if size is None else size,
        missing=MISSING,
    )


def written(kind, folder: Path, data: Dataset | None = None) -> Path:
    path = folder / f"answers.{kind.suffix}"
    with path.open("wb") as file:
        kind.write(data or dataset(), file)
    return path


def test_spss_has_labels_and_missing_codes(tmp_path):
    path = written(SPSS, tmp_path)
    frame, about = pyreadstat.read_sav(path, user_missing=True)
    assert about.column_names == ["day", "area", "use_bus", "age", "why_other"]
    assert about.column_labels == [field.label for field in FIELDS]
    assert about.file_label == "Kuntastrategia 2027"
    assert about.variable_value_labels["area"] == {1: "Pohjoinen", 2: "Etelä"} | {
        -n: words for n, words in enumerate(MISSING.values(), 1)
    }
    assert frame["area"].tolist() == [1, 2, -2, -3]
    assert frame["use_bus"].tolist() == [1, 0, -1, -4]
    assert frame["age"].tolist()[:2] == [42, -1.5]
    assert [about.variable_value_labels["age"][n] for n in frame["age"].tolist()[2:]] == [
        "En halua vastata",
        "En osaa sanoa",
    ]
    assert frame["why_other"].tolist() == [ROWS[0][4], "", "", "x" * 3_000]
    assert frame["day"].tolist() == [row[0] for row in ROWS]
    plain, _about = pyreadstat.read_sav(path)
    assert plain["age"].count() == 2
    assert plain["area"].count() == 2


def test_stata_has_labels_and_missing_letters(tmp_path):
    frame, about = pyreadstat.read_dta(written(STATA, tmp_path), user_missing=True)
    assert about.column_labels == [field.label for field in FIELDS]
    assert frame["area"].tolist() == [1, 2, "b", "c"]
    assert frame["use_bus"].tolist() == [1, 0, "a", "d"]
    assert frame["age"].tolist() == [42, -1.5, "d", "c"]
    assert about.variable_value_labels["age"]["d"] == "En halua vastata"
    assert frame["why_other"].tolist()[0] == ROWS[0][4]
    assert len(frame["why_other"].tolist()[3]) == 2_045
    assert frame["day"].tolist() == [row[0] for row in ROWS]


def test_parquet_keeps_reasons_beside_numbers(tmp_path):
    table = parquet.read_table(written(PARQUET, tmp_path))
    assert table.column("area").to_pylist() == ["n", "s", "~none", "~unknown"]
    assert table.column("age").to_pylist() == [42, -1.5, None, None]
    assert table.column("age~missing").to_pylist() == [None, None, "~refused", "~unknown"]
    assert table.column("day").to_pylist() == [row[0] for row in ROWS]
    about = table.schema.field("area").metadata
    assert json.loads(about[b"codes"]) == {"n": "Pohjoinen", "s": "Etelä"}
    assert json.loads(table.schema.metadata[b"missing"]) == MISSING


def test_parquet_of_many_rows_is_written_in_parts(tmp_path):
    rows = [ROWS[n % 4] for n in range(12_001)]
    file = parquet.ParquetFile(written(PARQUET, tmp_path, dataset(rows)))
    assert file.metadata.num_rows == 12_001
    assert file.num_row_groups > 2
    assert file.read().column("area").to_pylist() == [row[1] for row in rows]


def test_a_data_package_is_valid_and_whole(tmp_path):
    path = written(PACKAGE, tmp_path)
    with ZipFile(path) as package:
        package.extractall(tmp_path)
        about = json.loads(package.read("datapackage.json"))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    fields = about["resources"][0]["schema"]["fields"]
    assert [field["title"] for field in fields] == [field.label for field in FIELDS]
    assert fields[1]["categories"][0] == {"value": "n", "label": "Pohjoinen"}
    rows = frictionless.Package(str(tmp_path / "datapackage.json")).get_resource("answers")
    (first, second, third, _fourth) = rows.read_rows()
    assert (first["area"], first["age"], first["day"]) == ("n", 42, date(2026, 9, 1))
    assert (float(second["age"]), second["why~other"]) == (-1.5, None)
    assert (third["area"], third["age"]) == (None, None)
    codebook = (tmp_path / "codebook.csv").read_text()
    assert "area,Missä asut?,n,Pohjoinen" in codebook
    assert "~refused,En halua vastata" in codebook


@pytest.mark.parametrize("kind", [SPSS, STATA])
def test_what_is_made_in_memory_has_a_limit(tmp_path, kind):
    with pytest.raises(TooLargeToHold):
        written(kind, tmp_path, dataset(size=3_000_000))


@pytest.mark.parametrize("kind", [SPSS, STATA, PARQUET, PACKAGE])
def test_a_survey_without_answers_makes_a_file(tmp_path, kind):
    assert written(kind, tmp_path, dataset(rows=())).stat().st_size > 100


@pytest.mark.parametrize("kind", [SPSS, STATA, PARQUET, PACKAGE])
def test_words_are_words_whatever_they_look_like(tmp_path, kind):
    nasty = ("\x00\x01", "=cmd|'/c'!A1", "<script>", "\u202eabc", "a\nb;c,d\t\"'", "🙂" * 200)
    fields = (Field(name="q1", label="<b>=1+1</b>", kind=Kind.TEXT),)
    data = dataset(rows=[(words,) for words in nasty], fields=fields)
    assert written(kind, tmp_path, data).exists()


def test_names_are_such_as_programs_take():
    names = plain_names(["q1", "q1.row", "q1_row", "Q1", "1st", "q~v3", "ä", "x" * 40], 32)
    assert names == ["q1", "q1_row", "q1_row_2", "q1_2", "v_1st", "q_v3", "v_", "x" * 32]
    assert len(set(plain_names([f"{'y' * 40}{n}" for n in range(12)], 32))) == 12


def test_points_are_geojson():
    file = BytesIO()
    said = {"question": "spot", "words": 'Tähän "puisto"'}
    write_places([Place(longitude=27.68, latitude=62.89, said=said)] * 2, file)
    found = json.loads(file.getvalue())
    assert found["type"] == "FeatureCollection"
    assert found["features"][1] == {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [27.68, 62.89]},
        "properties": said,
    }
    empty = BytesIO()
    write_places([], empty)
    assert json.loads(empty.getvalue())["features"] == []


@pytest.mark.parametrize("key", ["sav", "dta", "parquet", "datapackage"])
def test_writers_are_found_by_name(key, tmp_path):
    assert written(writer(key), tmp_path).exists()
