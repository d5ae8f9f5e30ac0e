"""Tables become files that spreadsheets open and cannot be tricked by."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from participation.reports import xlsx
from participation.reports.csv import FINNISH_EXCEL, RFC_4180
from participation.reports.tables import Column, Table, file_name
from participation.reports.writers import WRITERS, writer
from participation.reports.xlsx import TooLargeForSheet, XlsxFile

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


def table(*rows, titles=("a", "b")):
    return Table(name="Sheet", columns=[Column(title=title) for title in titles], rows=rows)


def csv_of(kind, made):
    file = BytesIO()
    kind.write([made], file)
    return file.getvalue()


def book_of(*tables, language="fi"):
    file = BytesIO()
    XlsxFile(language=language, title="Otsikko").write(tables, file)
    return load_workbook(file)


def cells(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_finnish_excel_reads_semicolons_commas_and_umlauts():
    made = csv_of(FINNISH_EXCEL, table(["Ääni; suuri", 1.5], [None, date(2026, 8, 9)]))
    assert made == '\ufeffa;b\r\n"Ääni; suuri";1,5\r\n;2026-08-09\r\n'.encode()


def test_rfc_4180_has_commas_points_and_no_byte_order_mark():
    made = csv_of(RFC_4180, table(['say "hi"', 1e-7], ["two\nlines", -3]))
    assert made == b'a,b\r\n"say ""hi""",0.0000001\r\n"two\nlines",-3\r\n'


@pytest.mark.parametrize("words", DANGEROUS)
@pytest.mark.parametrize("kind", [FINNISH_EXCEL, RFC_4180])
def test_no_word_is_a_formula_in_csv(kind, words):
    made = csv_of(kind, table([words, words], titles=(words, words))).decode("utf-8-sig")
    read = list(csv.reader(StringIO(made, newline=""), delimiter=kind.separator))
    assert read == [[f"'{words}"] * 2] * 2


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2)))
def test_csv_gives_back_every_word(rows):
    made = csv_of(RFC_4180, table(*rows)).decode()
    read = list(csv.reader(StringIO(made, newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


def test_csv_is_sent_in_parts_with_one_byte_order_mark():
    asked = []
    rows = (asked.append(n) or [n, "ä"] for n in range(1200))
    parts = FINNISH_EXCEL.stream(Table(name="", columns=[Column(title="a")], rows=rows))
    first = next(parts)
    assert len(asked) == 500
    rest = list(parts)
    assert first.startswith(b"\xef\xbb\xbf")
    assert not any(part.startswith(b"\xef\xbb\xbf") for part in rest)
    assert b"".join([first, *rest]).count(b"\r\n") == 1201


@pytest.mark.parametrize("words", [*DANGEROUS[:4], "https://x.test", "0123", "{=1}"])
def test_words_stay_words_in_a_workbook(words):
    sheet = book_of(table([words, 1.5], titles=(words, "b"))).active
    assert [cell.data_type for cell in sheet[2]] == ["s", "n"]
    assert [cell.value for cell in sheet[2]] == [words, 1.5]
    assert sheet["A1"].value == words
    assert not sheet._hyperlinks


def test_a_workbook_has_a_sheet_for_each_table_and_days_are_days():
    shares = Table(name="Osuudet", columns=[Column(title="s", is_share=True)], rows=[[0.25]])
    book = book_of(table([date(2026, 8, 9), None], [1, 2]), shares)
    assert book.sheetnames == ["Sheet", "Osuudet"]
    day = book["Sheet"]["A2"]
    assert (day.value.date(), day.number_format) == (date(2026, 8, 9), "d.m.yyyy")
    assert cells(book["Sheet"])[2] == [1, 2]
    assert book.properties.title == "Otsikko"


def test_names_excel_would_refuse_are_mended():
    odd = Table(name="a/b:c*[d]?" + "x" * 40, columns=[], rows=[])
    empty = Table(name="''", columns=[], rows=[])
    names = book_of(odd, empty).sheetnames
    assert names[0].startswith("a b c  d")
    assert len(names[0]) <= 31
    assert names[1] == "1"


def test_a_text_too_long_for_a_cell_is_cut_and_marked():
    (_head, (cell, _b)) = cells(book_of(table(["x" * 40_000, ""])).active)
    assert (len(cell), cell[-1]) == (32_767, "…")


def test_control_characters_do_not_break_a_workbook():
    (_head, (cell, _b)) = cells(book_of(table(["a\x00b\x0bc", ""])).active)
    assert cell[0] + cell[-1] == "ac"


def test_a_table_too_large_for_a_sheet_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    with pytest.raises(TooLargeForSheet):
        book_of(table([1, 1], [2, 2], [3, 3]))
    monkeypatch.setattr(xlsx, "MOST_COLUMNS", 1)
    with pytest.raises(TooLargeForSheet):
        book_of(table())


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param("Kyselyn vastaukset: Ääni", "kyselyn-vastaukset-aani.csv", id="umlauts"),
        pytest.param('../"x"\r\nSet-Cookie', "x-set-cookie.csv", id="tricks"),
        pytest.param("汉字", "yhes.csv", id="nothing left"),
        pytest.param("a" * 200, "a" * 80 + ".csv", id="long"),
    ],
)
def test_file_names_are_plain(words, name):
    assert file_name(words, "csv") == name


@pytest.mark.parametrize("key", WRITERS)
def test_every_writer_can_be_loaded(key):
    assert callable(writer(key).write)
