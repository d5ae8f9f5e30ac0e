"""Files that mean harm: refused before any program opens them, or by one that may fail alone."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter

from participation.platform.files import spreadsheet
from surveys.interchange.report import FormRefused
from surveys.interchange.xlsform import book, container
from surveys.interchange.xlsform.book import read_book
from tests.surveys.xlsforms import HERE, OFFERED, markdown, read_form

WORKBOOK = "xl/workbook.xml"


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def simple(**more: list[list[object]]) -> bytes:
    return workbook({"survey": [["type", "name", "label"], ["text", "q", "K"]], **more})


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    members = zipfile.ZipFile(io.BytesIO(simple()))
    return zipped({**{m: members.read(m) for m in members.namelist()}, name: content})


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty_file", id="empty"),
        pytest.param(b"x" * (container.LARGEST_FILE + 1), "file_too_large", id="large"),
        pytest.param(b"\x7fELF\0\0\0", "not_a_form", id="program"),
        pytest.param(b"hello", "not_a_form", id="words"),
        pytest.param(b"\xff\xfe,,,,,", "not_utf8", id="not utf-8"),
        pytest.param(zipped({"a.txt": b"x"}), "not_a_form", id="other zip"),
        pytest.param(simple()[:-40], "damaged_file", id="cut off"),
        pytest.param(b"PK\x03\x04" + b"x" * 100, "damaged_file", id="zip in name only"),
        pytest.param(zipped({WORKBOOK: b"\0" * 30_000_000}), "unpacks_too_large", id="ratio"),
        pytest.param(
            zipped({f"{n}": b"" for n in range(2_001)} | {WORKBOOK: b""}),
            "too_many_parts",
            id="many parts",
        ),
        pytest.param(with_part("xl/evil.xml", ENTITIES), "declares_entities", id="entities"),
        pytest.param(
            with_part("xl/evil.xml", ENTITIES.decode().encode("utf-16")),
            "declares_entities",
            id="entities in utf-16",
        ),
        pytest.param(
            with_part("xl/evil.xml", b" " * (container.CHUNK - 4) + ENTITIES),
            "declares_entities",
            id="entities far down",
        ),
        pytest.param(zipped({WORKBOOK: b"<workbook/>"}), "damaged_file", id="hollow workbook"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, "damaged_file", id="hollow xls"
        ),
    ],
)
def test_a_trap_is_refused(content, reason):
    with pytest.raises(FormRefused) as refusal:
        read_form(content, "form.xlsx", OFFERED)
    assert refusal.value.entry.reason == reason


def test_the_declared_size_is_checked_before_anything_is_unpacked(monkeypatch):
    bomb = zipped({WORKBOOK: b"\0" * 70_000_000})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_a, **_k: pytest.fail("unpacked"))
    with pytest.raises(FormRefused, match="FormRefused"):
        container.form_of(bomb, "form.xlsx")


def test_a_cell_at_the_end_of_the_world_ends_only_the_reader():
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    sheet = made.add_worksheet("survey")
    sheet.write(0, 0, "type")
    sheet.write(1_048_575, 16_383, "far")
    made.close()
    with pytest.raises(FormRefused) as refusal:
        read_form(stream.getvalue(), "form.xlsx", OFFERED)
    assert refusal.value.entry.reason in ("damaged_file", "sheet_too_large")


def test_a_password_is_asked_to_be_taken_off():
    members = zipfile.ZipFile(io.BytesIO(simple()))
    content = bytearray(zipped({m: members.read(m) for m in members.namelist()}))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    with pytest.raises(FormRefused) as refusal:
        container.form_of(bytes(content), "form.xlsx")
    assert refusal.value.entry.reason == "has_password"


def test_an_encrypted_workbook_is_asked_to_be_saved_without_password():
    content = container.OLE + b"\0" * 900 + container.ENCRYPTED + b"\0" * 900
    with pytest.raises(FormRefused) as refusal:
        container.form_of(content, "form.xlsx")
    assert refusal.value.entry.reason == "has_password"


def test_paths_in_a_zip_lead_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read_form(with_part("../../evil.txt", b"x"), "../../form.xlsx", OFFERED)
    assert list(tmp_path.parent.glob("**/evil.txt")) == []


def test_the_reader_does_not_wait_for_ever(monkeypatch):
    monkeypatch.setattr(book, "PATIENCE", 0.001)
    with pytest.raises(FormRefused) as refusal:
        read_form(simple(), "form.xlsx", OFFERED)
    assert refusal.value.entry.reason == "damaged_file"


def test_the_reader_keeps_itself_small():
    code = (
        "import runpy, sys; made = runpy.run_path(sys.argv[1]); made['limit']()\n"
        "try: bytearray(4 * made['MEMORY'])\n"
        "except MemoryError: print('small')"
    )
    command = [sys.executable, "-c", code, str(book.PROGRAM)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.strip() == b"small"


def test_the_reader_answers_in_json(monkeypatch, capsys):
    monkeypatch.setattr(spreadsheet, "limit", lambda: None)
    for content, key in ((simple(), "sheets"), (b"PK", "error")):
        stdin = type("In", (), {"buffer": io.BytesIO(content)})
        monkeypatch.setattr(sys, "stdin", stdin)
        spreadsheet.main()
        assert key in json.loads(capsys.readouterr().out)


def test_a_sheet_larger_than_a_form_is_refused(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 1)
    with pytest.raises(spreadsheet.TooLarge):
        spreadsheet.read(simple())
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 10)
    monkeypatch.setattr(spreadsheet, "MOST_CHARACTERS", 5)
    with pytest.raises(spreadsheet.TooLarge):
        spreadsheet.read(simple())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "TRUE"),
        (False, "FALSE"),
        (1.0, "1"),
        (1.5, "1.5"),
        (3, "3"),
        (" a\N{NO-BREAK SPACE}b ", "a b"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, 4), "2026-01-02 03:04:00"),
        (time(3, 4), "03:04:00"),
        ("", ""),
    ],
)
def test_cells_are_read_as_they_were_typed(value, words):
    assert spreadsheet.words(value) == words


def test_numbers_and_truth_values_in_a_workbook_are_words():
    content = workbook(
        {
            "Survey ": [["type ", " name", "label", "required"], ["select_one l", "q", 2.0, True]],
            "CHOICES": [["list name", "name", "label"], ["l", 1, "Yksi"], ["l", 2, "Kaksi"]],
            "notes": [["anything"]],
        }
    )
    imported = read_form(content, "form.xlsx", OFFERED)
    found = imported.questionnaire.question("q")
    assert (found.required, found.label.in_("fi")) == (True, "2")
    assert [option.code for option in found.options] == ["1", "2"]
    assert "sheet" in [entry.reason for entry in imported.report.entries]


def test_the_only_sheet_is_the_survey_whatever_its_name():
    content = workbook({"Sheet1": [["type", "name", "label"], ["text", "q", "K"]]})
    assert read_form(content, "form.xlsx", OFFERED).questionnaire.question("q")


def test_a_misnamed_sheet_is_named_in_the_refusal():
    content = workbook({"surveys": [["type"]], "choice": [["list_name"]]})
    with pytest.raises(FormRefused) as refusal:
        read_form(content, "form.xlsx", OFFERED)
    assert refusal.value.entry.facts == {"sheets": "surveys, choice"}


def test_rows_after_many_blank_ones_are_told():
    rows = [["type", "name", "label"], ["text", "a", "A"], *([[]] * 61), ["text", "b", "B"]]
    imported = read_form(workbook({"survey": rows}), "form.xlsx", OFFERED)
    assert imported.questionnaire.question("b") is None
    (far,) = (e for e in imported.report.entries if e.reason == "rows_far_below")
    assert far.row == 64
    rows.pop(2)
    assert read_form(workbook({"survey": rows}), "f.xlsx", OFFERED).questionnaire.question("b")


def test_columns_after_many_blank_ones_are_not_read():
    rows = [["type", "name", "label", *[None] * 21, "far"], ["text", "q", "K"]]
    sheet = read_book(workbook({"survey": rows}), "form.xlsx").sheets["survey"]
    assert sheet.headers == ("type", "name", "label")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_may_be_written_as_each_country_does(mark):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=mark)
    writer.writerows(
        [
            ["survey", "", "", ""],
            ["", "type", "name", "label"],
            ["", "select_one l", "q", "K; ä, ö"],
            ["choices"],
            ["", "list_name", "name", "label"],
            ["", "l", "a", "A"],
            ["", "l", "b", "B"],
        ]
    )
    imported = read_form(b"\xef\xbb\xbf" + stream.getvalue().encode(), "form.csv", OFFERED)
    assert imported.questionnaire.question("q").label.in_("fi") == "K; ä, ö"


def test_markdown_may_have_rules_comments_and_escaped_bars():
    words = markdown("type | name | label\ntext | q | a \\| b")
    words = f"# A form\n{words}\n|---|---|\nJust words"
    imported = read_form(words.encode(), "form.md", OFFERED)
    assert imported.questionnaire.question("q").label.in_("fi") == "a | b"


def test_markdown_without_a_table_is_no_form():
    with pytest.raises(FormRefused):
        read_form(b"just words", "form.md", OFFERED)


def test_no_prefix_of_a_real_file_breaks_the_reader():
    content = (HERE / "table-list.xls").read_bytes()
    for cut in (600, 3_000, 8_000):
        with pytest.raises(FormRefused):
            read_form(content[:cut], "form.xls", OFFERED)


def test_no_changed_byte_breaks_the_reader():
    content = simple()
    for at in range(40, len(content), 37):
        spoilt = bytearray(content)
        spoilt[at] ^= 0x5A
        with suppress(FormRefused):
            container.form_of(bytes(spoilt), "form.xlsx")
