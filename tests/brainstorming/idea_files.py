"""Files of ideas for tests."""

import io
import zipfile

import openpyxl

HEAD = "words;question;language;place;latitude;longitude;theme;day\n"
FILE = (
    "\ufeff"
    + HEAD
    + '"Lisää penkkejä\nrantaan";q1;fi;Ranta;62,24;25,75;Penkit;1.11.2026\n'
    + "Fler cyklar;q1;;;;;Cykling;\n"
).encode()


def workbook(*rows: list[object]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def bomb() -> bytes:
    """A workbook with a part that is two hundred times as large as it looks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return stream.getvalue()
