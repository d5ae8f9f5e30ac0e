"""The municipality's Word template: what it brings to reports, and what it may not bring."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.lazy import load
from participation.reports.domain.automatic import automatic
from participation.reports.services import template
from participation.reports.services.template import content_of_present
from participation.reports.writers import REPORTS
from tests.factories import make_municipality
from tests.hostile.town import png
from tests.reports.conftest import FACE
from tests.reports.exhibited import EVERY
from tests.reports.exhibited_parts import MOMENT
from tests.reports.test_documents import ABOUT
from tests.staff import sign_in

PLACE = "/en/manage/settings/word-template"
HEAD = "Kajavalahden kaupunki"
RELS = "word/_rels/document.xml.rels"
RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}" TargetMode="External"/></Relationships>'
)


def made(*, margin=3.5):
    opened = Document()
    opened.sections[0].left_margin = opened.sections[0].right_margin = Cm(margin)
    opened.sections[0].header.paragraphs[0].text = HEAD
    opened.styles["Heading 1"].font.color.rgb = RGBColor(0xA0, 0x20, 0x60)
    opened.add_paragraph("Mallipohjan teksti")
    file = io.BytesIO()
    opened.save(file)
    return file.getvalue()


def packed(parts, source=None):
    """Return the template with parts put in or changed: a function takes what a part held."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source or made())) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            held = old.read(name)
            change = parts.get(name)
            new.writestr(name, held if change is None else change(held.decode()))
        for name, content in parts.items():
            if not callable(content):
                new.writestr(name, content)
    return file.getvalue()


def in_body(words):
    return {"word/document.xml": lambda held: held.replace("<w:body>", f"<w:body>{words}", 1)}


def related(kind, target):
    ending = RELATION.format(kind, target)
    return {RELS: lambda held: held.replace("</Relationships>", ending)}


def field(*pieces):
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return in_body(f"<w:p>{runs}</w:p>")


def entities(held):
    first, _mark, rest = held.partition("?>")
    return f'{first}?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>{rest}'


def put(visitor, content, name="pohja.docx", expect=200):
    return visitor.post(PLACE, {"file": (io.BytesIO(content), name)}, expect=expect)


@pytest.fixture
def boss(visitor):
    make_municipality()
    sign_in(visitor, Role.ADMINISTRATOR)
    return visitor


def test_a_template_is_kept_replaced_and_removed(boss):
    put(boss, made(), expect=302)
    put(boss, made(), "uusi.docx", expect=302)
    assert "uusi.docx" in boss.get(PLACE).words()
    assert [file.name for file in db.session.query(StoredFile)] == ["uusi.docx"]
    assert content_of_present()[:2] == b"PK"
    boss.post(f"{PLACE}/remove")
    assert content_of_present() is None
    assert not db.session.query(StoredFile).count()


def test_it_may_remember_from_which_template_it_was_made(boss):
    parts = {
        "word/settings.xml": lambda held: held.replace(
            "</w:settings>",
            '<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships" r:id="rId1"/></w:settings>',
        ),
        "word/_rels/settings.xml.rels": (
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
            '2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/attachedTemplate" Target="file:///C:/malli.dotx" '
            'TargetMode="External"/></Relationships>'
        ),
    }
    put(boss, packed(parts), expect=302)
    with zipfile.ZipFile(io.BytesIO(content_of_present())) as kept:
        assert not any(b"malli.dotx" in kept.read(name) for name in kept.namelist())


def test_a_word_template_becomes_a_document(boss):
    change = lambda held: held.replace("document.main+xml", "template.main+xml")  # noqa: E731
    put(boss, packed({"[Content_Types].xml": change}), "pohja.dotx", expect=302)
    assert Document(io.BytesIO(content_of_present()))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (packed({"word/vbaProject.bin": b"x"}), "macros"),
        (packed({"word/activeX/activeX1.xml": "<x/>"}), "macros"),
        (packed({"word/embeddings/oleObject1.bin": b"x"}), "macros"),
        (
            packed(
                {
                    "[Content_Types].xml": lambda held: held.replace(
                        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                        "vnd.ms-word.document.macroEnabled.main",
                    )
                }
            ),
            "macros",
        ),
        (packed(related("image", "http://evil.test/a.png")), "links to something outside"),
        (packed(related("hyperlink", "https://evil.test/")), "links to something outside"),
        (packed(related("aFChunk", "x.html")), "links to something outside"),
        (packed(field('INCLUDETEXT "C:\\\\secret.txt"')), "links to something outside"),
        (packed(field("INCLUDE", 'PICTURE "http://evil.test/x"')), "links to something outside"),
        (packed(field("DDEAUTO c:\\\\windows\\\\cmd.exe")), "links to something outside"),
        (packed(field('HYPERLINK "https://evil.test/"')), "links to something outside"),
        (packed({"word/styles.xml": entities}), "broken"),
        (packed({"word/document.xml": lambda _held: "<w:document"}), "broken"),
        (packed({"word/big.xml": b"0" * 70_000_000}), "broken"),
        (packed({"../../evil.xml": "<x/>"}), "broken"),
        (b"PK\x03\x04 no archive", "broken"),
        (b"plain words", "broken"),
        (png(), "broken"),
        (b"", "Choose a file"),
    ],
    ids=lambda found: found if isinstance(found, str) else "",
)
def test_what_it_may_not_bring_is_refused_in_words(boss, content, words):
    page = put(boss, content)
    assert words in page.words()
    assert content_of_present() is None


def test_one_that_is_too_large_is_refused(boss, monkeypatch):
    monkeypatch.setattr(template, "LARGEST", 1000)
    assert "too large" in put(boss, made()).words()


def test_only_administrators_of_the_town_change_it(visitor):
    make_municipality()
    sign_in(visitor, Role.EDITOR)
    visitor.get(PLACE, expect=403)


def written(lay, content):
    laid = lay("fi", automatic(ABOUT, EVERY))
    return Document(io.BytesIO(load(REPORTS["docx"].writer)(laid, FACE, MOMENT, content)))


def test_reports_take_its_header_styles_and_page_but_not_its_words(lay):
    found = written(lay, made())
    assert found.sections[0].header.paragraphs[0].text == HEAD
    assert found.styles["Heading 1"].font.color.rgb == RGBColor(0xA0, 0x20, 0x60)
    assert "Mallipohjan teksti" not in [each.text for each in found.paragraphs]
    # Word counts in twentieths of a point.
    room = found.sections[0].page_width - 2 * Cm(3.5) + 20 * 635
    widths = [sum(column.width for column in table.columns) for table in found.tables]
    assert max(widths) <= room
    assert all(shape.width <= room for shape in found.inline_shapes)


def test_headings_are_real_in_a_template_that_has_none(lay):
    opened = Document(io.BytesIO(made()))
    for style in [s for s in opened.styles if s.type is WD_STYLE_TYPE.PARAGRAPH]:
        if style.name != "Normal":
            style.element.getparent().remove(style.element)
    file = io.BytesIO()
    opened.save(file)
    found = written(lay, file.getvalue())
    headings = [each for each in found.paragraphs if each.style.name == "Heading 1"]
    assert headings
    outline = found.styles["Heading 1"].element.find(f".//{qn('w:outlineLvl')}")
    assert outline.get(qn("w:val")) == "0"
