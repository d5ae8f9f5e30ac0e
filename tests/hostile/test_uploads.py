"""Files that mean harm: each form refuses them with words, and nothing of them stays."""

import io
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.files.storage import storage
from surveys.models import Survey
from tests.hostile.attacker import Attacker, injected
from tests.hostile.conftest import house_with
from tests.hostile.town import png
from tests.staff import sign_in

TYPES, WORD, BOOK = "[Content_Types].xml", "word/document.xml", "xl/workbook.xml"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def many(count: int) -> bytes:
    return zipped((TYPES, b""), *((f"{BOOK[:3]}{n}", b"") for n in range(count)))


NOTHING_IN_IT = bytes(40_000_000)
TRAPS = {
    "empty.pdf": b"",
    "empty.xlsx": b"",
    "empty.png": b"",
    "page.html": HTML,
    "program.exe": b"MZ\x90\0" + bytes(64),
    "picture.svg": SVG,
    "picture.svgz": SVG,
    "svg.png": SVG,
    "html.pdf": HTML,
    "header.png": png()[:8] + HTML,
    "header.jpg": b"\xff\xd8\xff\xe0" + HTML,
    "header.webp": b"RIFF\0\0\0\0WEBP" + HTML,
    "gif.png": b"GIF89a" + HTML,
    "cut.png": png((60, 60))[:70],
    "cut.xlsx": zipped((TYPES, b"x" * 99), (BOOK, b"<x/>"))[:-40],
    "cut.docx": zipped((TYPES, b"x" * 99), (WORD, b"<x/>"))[:-40],
    "hollow.xlsx": b"PK\x03\x04" + bytes(200),
    "hollow.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "bomb.xlsx": zipped((TYPES, b""), (BOOK, NOTHING_IN_IT)),
    "bomb.docx": zipped((TYPES, b""), (WORD, NOTHING_IN_IT)),
    "members.xlsx": many(5_001),
    "members.docx": many(5_001).replace(b"xl/", b"wd/"),
    "nested.xlsx": zipped(("inner.xlsx", zipped((BOOK, NOTHING_IN_IT)))),
    "nested.docx": zipped(("inner.docx", zipped((WORD, NOTHING_IN_IT)))),
    "macros.docx": zipped((TYPES, b""), (WORD, b""), ("word/vbaProject.bin", b"x")),
    "double.pdf.exe": b"%PDF-1.7",
    "no-ending": b"%PDF-1.7",
    ".pdf": b"%PDF-1.7",
}
FORMS = {
    "document": ("/manage/p/{slug}/documents/new", "file", {"title-fi": "A", "language": "fi"}),
    "logo": ("/manage/settings/logo", "logo", {}),
    "form": ("/manage/a/{written}/import", "file", {}),
}


def stored() -> tuple[int, int, list[int]]:
    db.session.rollback()
    rows = db.session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) or 0
    files = sum(1 for path in Path(storage().folder).rglob("*") if path.is_file())
    return rows, files, sorted(db.session.scalars(sa.select(Survey.revision)))


def upload(attacker, town, form, content, name, language="en"):  # noqa: PLR0917 -- a table
    place, field, data = FORMS[form]
    place = place.format(slug=town.slug, written=town.activities["written"])
    data = data | {field: (io.BytesIO(content), name), "event_id": ""}
    more = {"content_type": "multipart/form-data"}
    return attacker.send("POST", f"/{language}{place}", data=data, **more)


@pytest.mark.parametrize("form", FORMS)
def test_a_trap_is_refused_with_words_and_nothing_stays(boss, town, form):
    before, found = stored(), {}
    for name, content in TRAPS.items():
        response = upload(boss, town, form, content, name)
        is_told = "govuk-error-summary" in response.text
        if response.status_code != 200 or not is_told or stored() != before or injected(response):
            found[name] = (response.status_code, is_told, stored())
    assert found == {}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(zipped((BOOK, b"<x/>"), ("xl/a.xml", ENTITIES)), id="entities"),
        pytest.param(zipped((BOOK, OUTSIDE)), id="entities from outside"),
        pytest.param(zipped((BOOK, b"<x/>"), ("../../a.xml", b"x")), id="paths"),
    ],
)
def test_a_workbook_with_a_trap_inside_is_refused(boss, town, content):
    response = upload(boss, town, "form", content, "form.xlsx")
    assert response.status_code == 200
    assert "govuk-error-summary" in response.text
    assert "root:" not in response.text


def test_a_form_that_hides_what_no_database_keeps_loses_it(boss, town):
    rows = ["survey,,,", ",type,name,label", *(f",note,n{n},{'x' * 60}" for n in range(90))]
    content = "\n".join([*rows, ",text,q,Nimi\0 \x08ja", ",text,q2,Ikä"]).encode()
    page = upload(boss, town, "form", content, "form.csv").text
    parcel = page.partition('name="parcel" type="hidden" value="')[2].partition('"')[0]
    place = f"/en/manage/a/{town.activities['written']}/import/confirm"
    assert boss.send("POST", place, data={"parcel": parcel}).status_code == 302
    assert any(boss.writes)


@pytest.mark.parametrize("form", FORMS)
def test_too_much_gets_the_page_that_says_how_much(house, town, form):
    attacker = Attacker(house_with(house, MAX_CONTENT_LENGTH=100_000))
    sign_in(attacker)
    before = stored()
    for language in ("fi", "sv", "en"):
        response = upload(attacker, town, form, bytes(200_000), "a.pdf", language)
        assert response.status_code == 413
        assert f'lang="{language}"' in response.text
        assert "100 k" in response.text.replace("\N{NO-BREAK SPACE}", " ")
    assert stored() == before


@pytest.mark.parametrize("form", FORMS)
def test_no_file_words_for_a_file_and_broken_parts_are_refused(boss, town, form):
    place, field, data = FORMS[form]
    place = "/en" + place.format(slug=town.slug, written=town.activities["written"])
    before = stored()
    for sent in (
        {"data": data},
        {"data": data | {field: "words, not a file"}},
        {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"", "content_type": "multipart/form-data"},
        {"data": b"{" * 5000, "content_type": "application/json"},
    ):
        response = boss.send("POST", place, **sent)
        assert response.status_code in (200, 400), sent
        assert stored() == before


NAMES = (
    "../../../../etc/passwd.pdf",
    "..\\..\\windows\\system32\\x.pdf",
    "a\0b.pdf",
    "a" * 300 + ".pdf",
    "ä" * 300 + ".pdf",
    "\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe.pdf",
    "con.pdf",
    "LPT1.pdf",
    "aux.x.pdf",
    "....pdf",
    'x";filename="evil.exe.pdf',
    "<img src=x onerror=alert(1)>.pdf",
    "%2e%2e%2f.pdf",
    "🙂.PDF",
    "a.exe .pdf",
)
FORBIDDEN = set('/\\:*?"<>|%;\0\r\n\N{RIGHT-TO-LEFT OVERRIDE}')
DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}


def test_a_hostile_name_becomes_a_harmless_one(boss, town):
    before = stored()
    for name in NAMES:
        assert upload(boss, town, "document", b"%PDF-1.7", name).status_code == 302, name
    files = db.session.scalars(sa.select(StoredFile).order_by(StoredFile.id)).all()[before[0] :]
    assert len(files) == len(NAMES)
    for file in files:
        assert not FORBIDDEN & set(file.name), file.name
        assert len(file.name) <= 104
        assert file.name.endswith(".pdf")
        assert file.name.partition(".")[0].strip().lower() not in DEVICES, file.name
        assert storage().exists(file.key)
    for place in (f"/fi/p/{town.slug}", f"/fi/manage/p/{town.slug}/documents"):
        assert injected(boss.send("GET", place)) == []


def test_what_is_downloaded_is_named_harmlessly(boss, town):
    for name in NAMES:
        upload(boss, town, "document", b"%PDF-1.7", name)
    page = boss.send("GET", f"/fi/p/{town.slug}").text
    links = [part.partition('"')[0] for part in page.split('href="') if "/documents/" in part[:80]]
    assert len(links) >= len(NAMES)
    for link in links:
        response = boss.send("GET", link)
        disposition = response.headers["Content-Disposition"]
        assert disposition.startswith("attachment;")
        assert disposition.partition("; filename*")[0].rstrip('"').endswith(".pdf")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_loses_what_hides_behind_it(boss, town):
    assert upload(boss, town, "logo", png() + HTML, "logo.png").status_code == 302
    newest = db.session.scalars(sa.select(StoredFile).order_by(StoredFile.id.desc())).first()
    assert newest
    with storage().open(newest.key) as kept:
        assert b"script" not in kept.read()
