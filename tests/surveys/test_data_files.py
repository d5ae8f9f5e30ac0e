"""Files that the worker makes: every kind, in the language asked for, with progress and faults."""

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO
from threading import Event
from zipfile import ZipFile

import openpyxl
import pyreadstat
import pytest

from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.files.storage import storage
from surveys import data_kinds, jobs
from surveys.file_models import DataFile, Making
from surveys.services import data_files
from tests.pages import Visitor
from tests.staff import sign_in
from tests.surveys.answering import PAGE_1, PAGE_2, make_survey, url


@pytest.fixture
def survey(app):
    survey = make_survey()
    for name in ("Aino", "Börje", "=1+1"):
        visitor = Visitor(app)
        visitor.post(url(survey, "answer/p1"), {**PAGE_1, "name": name})
        visitor.post(url(survey, "answer/p2"), PAGE_2)
    return survey


@pytest.fixture
def analyst(visitor):
    sign_in(visitor)
    return visitor


def address(survey, language="fi"):
    return f"/{language}/manage/a/{survey.public_id}/results/data"


def ask(analyst, survey, kind, language="fi") -> DataFile:
    analyst.post(address(survey, language), {"kind": kind})
    return db.session.scalars(db.select(DataFile).order_by(DataFile.id.desc())).first()


def content(file: DataFile) -> bytes:
    with storage().open(file.key) as stream:
        return stream.read()


@pytest.mark.parametrize("kind", data_kinds.KINDS)
def test_every_kind_is_made_and_taken(analyst, survey, kind):
    file = ask(analyst, survey, kind)
    assert file.state is Making.WAITING
    assert jobs.make_data_files(now()) == 1
    db.session.refresh(file)
    assert (file.state, file.rows, file.total) == (Making.READY, 3, 3)
    assert file.size == len(content(file)) > 0
    assert "Valmis: 3 vastausta" in analyst.get(address(survey)).words()
    sent = analyst.raw("POST", f"{address(survey)}/{file.public_id}")
    assert sent.data == content(file)
    assert sent.headers["Content-Disposition"].endswith(f".{data_kinds.KINDS[kind].suffix}")
    assert sent.headers["Cache-Control"] == "no-store"
    sent.close()


@pytest.mark.parametrize(("language", "words"), [("fi", "Missä asut?"), ("sv", "Var bor du?")])
def test_labels_are_in_the_language_it_was_asked_in(analyst, survey, tmp_path, language, words):
    ask(analyst, survey, "sav", language)
    jobs.make_data_files(now())
    (file,) = data_files.files_of(survey)
    path = tmp_path / "answers.sav"
    path.write_bytes(content(file))
    frame, about = pyreadstat.read_sav(path)
    assert words in about.column_labels
    assert sorted(frame["name"].tolist()) == ["=1+1", "Aino", "Börje"]


def test_codes_and_reasons_in_a_package_are_those_of_the_answers(analyst, survey):
    ask(analyst, survey, "datapackage")
    jobs.make_data_files(now())
    (file,) = data_files.files_of(survey)
    with ZipFile(BytesIO(content(file))) as package:
        about = json.loads(package.read("datapackage.json"))
        answers = list(csv.reader(StringIO(package.read("answers.csv").decode())))
    assert about["resources"][0]["schema"]["missingValues"][1:] == [
        "~notasked",
        "~none",
        "~unknown",
        "~refused",
    ]
    assert len(answers) == 4
    assert about["sources"][0]["path"].endswith(f"/fi/a/{survey.public_id}")


def test_a_workbook_has_every_answer(analyst, survey):
    ask(analyst, survey, "xlsx")
    jobs.make_data_files(now())
    (file,) = data_files.files_of(survey)
    book = openpyxl.load_workbook(BytesIO(content(file)))
    assert book.worksheets[0].max_row == 4


def test_a_failure_is_called_one(analyst, survey, monkeypatch, caplog):
    def breaks(*_more):
        raise ZeroDivisionError

    broken = data_kinds.KINDS["sav"].__class__(title="x", suffix="sav", mimetype="x", write=breaks)
    monkeypatch.setitem(data_kinds.KINDS, "sav", broken)
    ask(analyst, survey, "sav")
    jobs.make_data_files(now())
    (file,) = data_files.files_of(survey)
    assert (file.state, file.reason) == (Making.FAILED, "error")
    assert "Epäonnistui" in analyst.get(address(survey)).words()
    assert "a file of answers failed" in caplog.text
    analyst.raw("POST", f"{address(survey)}/{file.public_id}", 404)


def test_what_memory_cannot_hold_is_told_so(analyst, survey, monkeypatch):
    monkeypatch.setattr("participation.reports.data.statistical.MOST_CELLS", 3)
    ask(analyst, survey, "sav")
    jobs.make_data_files(now())
    (file,) = data_files.files_of(survey)
    assert file.reason == "too_large"
    assert "Epäonnistui: vastauksia on liikaa" in analyst.get(address(survey)).words()


def test_the_page_says_how_much_each_kind_of_file_holds(analyst, survey):
    words = analyst.get(address(survey)).words().replace("\xa0", " ")
    assert "enintään 10 000 000 solua" in words
    assert "Excel-taulukkoon 1 048 575 vastausta" in words


def test_work_gives_signs_of_life(analyst, survey, monkeypatch):
    monkeypatch.setattr(data_files, "SIGN", timedelta(milliseconds=5))
    file, seen = ask(analyst, survey, "csv"), Event()

    def sign():
        seen.set()
        return now()

    monkeypatch.setattr(data_files, "now", sign)
    assert data_files.make_next(lambda *_more: seen.wait(10), now() - timedelta(hours=1))
    db.session.refresh(file)
    assert file.state is Making.READY
    assert file.begun > now() - timedelta(minutes=1)


def test_work_that_was_interrupted_has_failed(analyst, survey):
    file = ask(analyst, survey, "sav")
    file.state, file.begun = Making.WORKING, now() - timedelta(minutes=6)
    db.session.commit()
    assert "Epäonnistui" in analyst.get(address(survey)).words()  # no worker need be there
    assert jobs.make_data_files(now()) == 0
    db.session.refresh(file)
    assert (file.state, file.reason) == (Making.FAILED, "interrupted")


def test_files_go_when_they_are_old_or_deleted(analyst, survey):
    for kind in ("sav", "parquet"):
        ask(analyst, survey, kind)
    jobs.make_data_files(now())
    old, young = data_files.files_of(survey)
    keys = old.key, young.key
    analyst.post(f"{address(survey)}/{young.public_id}/delete")
    assert [storage().exists(key) for key in keys] == [True, False]
    assert jobs.forget_old_data_files(now() + timedelta(days=6)) == 0
    assert jobs.forget_old_data_files(now() + timedelta(days=8)) == 1
    assert not storage().exists(keys[0])


def test_a_file_deleted_while_it_is_made_leaves_nothing(analyst, survey, monkeypatch):
    file = ask(analyst, survey, "csv")
    key = file.key

    def write(found, _tell, written):
        with db.engine.begin() as alone:
            alone.execute(db.delete(DataFile).where(DataFile.id == found.id))
        written.write(b"words")

    assert data_files.make_next(write, now())
    assert not storage().exists(key)


def test_nobody_has_too_many_made_at_once(analyst, survey):
    for _ in range(data_files.MOST_WAITING):
        ask(analyst, survey, "csv")
    page = analyst.post(address(survey), {"kind": "csv"}, expect=200)
    assert "5 tiedostoa on jo tekeillä" in page.words()
    assert len(data_files.files_of(survey)) == data_files.MOST_WAITING


def test_a_kind_must_be_chosen(analyst, survey):
    page = analyst.post(address(survey), {}, expect=200)
    assert "Valitse, millainen tiedosto tehdään." in page.words()


def test_only_those_who_analyse_see_files(visitor, survey):
    file = DataFile(survey_id=survey.id, kind="sav", language="fi", source="x")
    db.session.add(file)
    db.session.commit()
    assert visitor.raw("GET", address(survey), None).location.startswith("/fi/sign-in")
    stranger = Visitor(visitor.app)
    sign_in(stranger, Role.MODERATOR, email="editor@lintukorpi.test")
    stranger.raw("GET", address(survey), 403)
    stranger.raw("POST", f"{address(survey)}/{file.public_id}", 403)
