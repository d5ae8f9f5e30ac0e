"""Files of reports keep their standards, and what people wrote stays words in each of them."""

import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from docx import Document as WordFile
from PIL import Image
from pptx import Presentation
from pptx.util import Pt

from participation.platform.i18n.text import Text
from participation.platform.lazy import load
from participation.reports.docx.writer import docx
from participation.reports.domain.automatic import deck
from participation.reports.domain.blocks import (
    BreakBlock,
    FindingBlock,
    HeadingBlock,
    QuoteBlock,
    Source,
    TextBlock,
    ThemeBlock,
)
from participation.reports.domain.document import Document
from participation.reports.drawing.chart import drawn, drawn_alone
from participation.reports.drawing.letters import width, wrapped
from participation.reports.drawing.palette import Palette, is_dark
from participation.reports.html import html
from participation.reports.pdf.letters import printable
from participation.reports.pdf.writer import pdf, png
from participation.reports.services.making import File, chart_file
from participation.reports.writers import REPORTS
from tests.reports import reading
from tests.reports.conftest import FACE
from tests.reports.exhibited import EVERY, document
from tests.reports.exhibited_counts import NUMBER, SINGLE
from tests.reports.exhibited_parts import MOMENT, finding, option, text
from tests.reports.exhibited_rows import MATRIX, PLAIN_MATRIX, RANKING
from tests.reports.test_documents import ABOUT

HOSTILE = [
    "#set page(width: 1pt) $x$ *bold* `raw` @ref <label> \\ // comment",
    '"]#panic("x")[" #sys.inputs {{ 7*7 }} {% raw %}',
    "<script>alert(1)</script> & <b>words</b> ]]> <!--",
    '=HYPERLINK("http://x","y")',
    "+1 -1 @SUM(A1) \u202eoikealta\u202c",
    "Tavuja: \x00\x01\x0b\x1f\ufffe\uffff loppu",
    "Hymy 😀 perhe 👩‍👩‍👧 lippu 🇫🇮",
    "عربي مع English 123 עברית",
    "中文回答 日本語",
    "pitkäsanajokaeikatkea" * 30,
]


def hostile_document(*every):
    """A report in which each of some words stands wherever people's words stand."""
    words = [Text({"fi": said}) for said in every]
    blocks, findings = [], []
    for number, each in enumerate(words):
        label = each.to_json()
        options = [{"code": c, "label": label, "count": n} for c, n in (("a", 30), ("b", 8))]
        findings.append(finding(f"q{number}", each, {"shape": "single", "options": options}))
        source = Source.of(findings[-1])
        blocks += [
            HeadingBlock(words=each),
            TextBlock(words=each),
            FindingBlock(source=source, only=each),
            QuoteBlock(words=each, by=each),
            ThemeBlock(title=each, about=each, people=1, quotes=(each,)),
            BreakBlock(),
        ]
    label = words[0].to_json()
    rows = [{**RANKING.figures["rows"][0], "label": label}]
    scale = [{**each, "label": label} for each in MATRIX.figures["options"]]
    findings += [
        replace(MATRIX, subject="m", figures={**MATRIX.figures, "options": scale}),
        replace(RANKING, subject="r", figures={**RANKING.figures, "rows": rows}),
        replace(NUMBER, subject="n", figures={**NUMBER.figures, "unit": label}),
    ]
    blocks += [FindingBlock(source=Source.of(each)) for each in findings[-3:]]
    return Document(
        title=words[0],
        subtitle=words[0],
        about=tuple(words),
        blocks=tuple(blocks),
        findings={Source.of(each).key: each for each in findings},
    )


def seen(words):
    """Return what of words can be read: control characters are nobody's words."""
    return reading.bare(re.sub(r"[\x00-\x1f\ufffe\uffff]", "", words))


@pytest.mark.parametrize("kind", [*REPORTS, "html"])
def test_hostile_words_come_out_as_words(lay, kind):
    laid = lay("fi", hostile_document(*HOSTILE))
    if kind == "html":
        content = str(html(laid, FACE))
        assert "<script" not in content
    else:
        content = load(REPORTS[kind].writer)(laid, FACE, MOMENT)
    found = WORDS[kind](content)
    for said in HOSTILE:
        for part in parts_of(said) if kind == "pdf" else [said]:
            assert seen(part) in found, part


def parts_of(said):
    """Return what a PDF file surely shows: it draws RTL from the right, and boxes for some."""
    parts = re.findall(r"[\w()#*@=+.]+", printable(said))
    return [part[:60] for part in parts if part.isascii()]


def word_words(content):
    file = WordFile(BytesIO(content))
    return seen("".join(p.text for p in file.paragraphs) + str(reading.docx_tables(content)))


def slide_words(content):
    return seen("".join(reading.pptx_words(content)))


def book_words(content):
    cells = []
    for sheet in reading.workbook(content):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            cells += [str(cell.value) for cell in row if cell.value is not None]
    return seen("".join(cells))


def page_words(content):
    return seen(reading.html_words(content))


WORDS = {
    "html": page_words,
    "pdf": reading.pdf_words,
    "docx": word_words,
    "pptx": slide_words,
    "xlsx": book_words,
}


@pytest.mark.parametrize("kind", REPORTS)
def test_ten_thousand_letters_fit_into_every_file(lay, kind):
    said = "Paljon sanottavaa on. " * 460
    content = load(REPORTS[kind].writer)(lay("fi", hostile_document(said)), FACE, MOMENT)
    assert len(content) > 10_000
    if kind == "pptx":
        for shape in (s for slide in Presentation(BytesIO(content)).slides for s in slide.shapes):
            if shape.has_text_frame and shape.text_frame.text and shape.top:
                assert shape.top + shape.height <= Presentation(BytesIO(content)).slide_height
                break


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pdf_is_accessible_and_fit_for_archives(write, language):
    content, laid = write("pdf", language)
    with pikepdf.open(BytesIO(content)) as file:
        told = file.open_metadata()
        assert told["pdfuaid:part"] == "1"
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert str(file.Root.Lang).startswith(language)
        assert bool(file.Root.MarkInfo.Marked)
        assert told["dc:title"] == laid.title
        kinds, alternatives = structure(file.Root.StructTreeRoot)
    assert kinds.count("Figure") == len(reading.charts(laid)) == len(alternatives)
    assert kinds.count("Table") == len(reading.tables(laid))
    assert {"H1", "H2", "TH", "TD", "P"} <= set(kinds)
    assert alternatives[0] == reading.charts(laid)[0].alternative


def structure(node, depth=0):
    """Return the kinds of all parts of a structure tree, and the alternatives of pictures."""
    kinds, alternatives = [], []
    if "/S" in node:
        kinds.append(str(node.S).lstrip("/"))
        if "/Alt" in node:
            alternatives.append(str(node.Alt))
    below = node.get("/K", [])
    for each in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(each, pikepdf.Dictionary):
            more, others = structure(each, depth + 1)
            kinds += more
            alternatives += others
    return kinds, alternatives


def test_the_same_report_is_the_same_file(lay):
    laid = lay("fi", document((SINGLE,)))
    assert pdf(laid, FACE, MOMENT) == pdf(laid, FACE, MOMENT)


def test_a_report_with_everything_in_it_is_accepted(lay):
    heads = (HeadingBlock(words=Text({"sv": f"Rubrik {n}"})) for n in range(5))
    made = hostile_document("Sanat")
    found = replace(made, blocks=(*made.blocks, *heads))
    assert pdf(lay("fi", found), FACE, MOMENT).startswith(b"%PDF")


def test_word_files_have_headings_alternatives_and_a_language(write):
    content, laid = write("docx", "sv")
    file = WordFile(BytesIO(content))
    styles = [paragraph.style.name for paragraph in file.paragraphs]
    assert styles.count("Title") == 1
    assert "Heading 1" in styles
    pictures = file.element.xpath("//wp:docPr")
    assert [each.get("descr") for each in pictures] == [c.alternative for c in reading.charts(laid)]
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in file.tables)
    assert file.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == ["sv-FI"]
    assert file.core_properties.title == laid.title
    assert file.core_properties.author == "Fågelmarken"


def test_a_municipality_may_give_its_own_template(lay):
    template = WordFile()
    template.add_paragraph("Vanha teksti")
    template.sections[0].header.paragraphs[0].text = "Kunnan tunnus"
    for name in ("Quote", "Caption"):
        template.styles[name].delete()
    kept = BytesIO()
    template.save(kept)
    made = WordFile(
        BytesIO(docx(lay("fi", hostile_document("Sanat")), FACE, MOMENT, kept.getvalue()))
    )
    assert made.sections[0].header.paragraphs[0].text == "Kunnan tunnus"
    said = [paragraph.text for paragraph in made.paragraphs]
    assert "Vanha teksti" not in said
    assert "Sanat" in said


def test_slides_are_wide_titled_and_described(lay):
    content = load(REPORTS["pptx"].writer)(lay("fi", deck(ABOUT, EVERY)), FACE, MOMENT)
    show = Presentation(BytesIO(content))
    assert round(show.slide_width / show.slide_height, 3) == round(16 / 9, 3)
    assert len(show.slides) <= 15
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert all(titles)
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= show.slide_height + Pt(1)
            assert shape.left + shape.width <= show.slide_width + Pt(1)
            if shape.has_chart:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
                assert slide.notes_slide.notes_text_frame.text


def test_tables_on_slides_wear_the_town_s_colour(lay):
    content = load(REPORTS["pptx"].writer)(lay("fi", document(EVERY)), FACE, MOMENT)
    shapes = [shape for slide in Presentation(BytesIO(content)).slides for shape in slide.shapes]
    tables = [shape.table for shape in shapes if shape.has_table]
    assert tables
    for table in tables:
        assert {f"#{cell.fill.fore_color.rgb}".lower() for cell in table.rows[0].cells} == {
            FACE.brand.lower()
        }


def test_long_lists_go_on_on_another_slide(lay):
    options = [
        option(f"o{n}", f"Vaihtoehto {n}", f"Alternativ {n}", f"Option {n}", count=n)
        for n in range(40)
    ]
    many = finding(
        "many", text("Monta", "Många", "Many"), {"shape": "multiple", "options": options}
    )
    content = load(REPORTS["pptx"].writer)(lay("fi", document((many,))), FACE, MOMENT)
    charts = [chart for chart, _slide in reading.pptx_charts(content)]
    assert len(charts) == 4
    assert sum(len(list(chart.plots[0].categories)) for chart in charts) == 40


def test_workbooks_have_a_codebook_and_a_chart_for_each_finding(write):
    content, laid = write("xlsx", "en")
    book = reading.workbook(content)
    assert book.sheetnames[1:-1] == [str(n) for n in range(1, len(EVERY) + 1)]
    codes = [row[0].value for row in book.worksheets[-1].iter_rows()]
    assert {"park", "park.trees", "claims.bus", "claims.5"} <= set(codes)
    sums = [row[5].value for row in book.worksheets[-1].iter_rows(min_row=2)]
    assert sum(bool(each) and len(each) == 64 for each in sums) == len(EVERY)
    drawn_in = [len(book[str(n)]._charts) for n in range(1, len(EVERY) + 1)]
    assert drawn_in == [len(part.charts) for part in reading.exhibits(laid)]


@pytest.mark.parametrize("wide", [680, 340])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_words_of_drawings_never_overlap(lay, language, wide):
    for chart in reading.charts(lay(language)):
        boxes = [*boxes_of(drawn(chart, width=wide).svg)]
        for number, (left, top, right, bottom, said) in enumerate(boxes):
            assert right <= wide + 1, said
            assert left >= -1, said
            for other in boxes[number + 1 :]:
                apart = right <= other[0] + 0.6 or other[2] <= left + 0.6
                assert apart or bottom <= other[1] or other[3] <= top, (said, other[4])


TEXT = re.compile(
    r'<text class="[^"]*" x="([-\d.]+)" y="([-\d.]+)" font-size="([\d.]+)"([^>]*)>([^<]*)<'
)


def boxes_of(svg):
    for x, y, high, more, said in TEXT.findall(svg):
        size = float(high)
        wide = width(said.replace("&amp;", "&"), size, is_bold="font-weight" in more)
        left = float(x) - (wide / 2 if "middle" in more else wide if '"end"' in more else 0)
        yield left, float(y) - size * 0.7, left + wide, float(y) + size * 0.1, said


def test_a_picture_alone_has_ground_title_and_source(lay):
    chart = reading.charts(lay("en", document((SINGLE,))))[0]
    svg = drawn_alone(chart, "#0b5563", "Lintukorpi, 22 November 2026").svg
    assert 'fill="#ffffff"' in svg
    assert "What matters most in parks?" in svg
    assert "Lintukorpi, 22 November 2026" in svg
    assert "#0b5563" in svg
    assert "style=" not in svg


def test_pictures_are_png_of_their_size(lay):
    drawing = drawn_alone(reading.charts(lay("fi"))[0])
    found = Image.open(BytesIO(png(drawing, 2.0)))
    assert found.size == (round(drawing.width * 2), round(drawing.height * 2))
    assert found.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    assert len(found.convert("RGB").getcolors(100_000)) > 10


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_chart_is_a_file_of_its_own(lay, kind):
    found = chart_file(reading.charts(lay("sv"))[0], kind, FACE, "Fågelmarken")
    assert isinstance(found, File)
    assert found.name == f"vad-ar-viktigast-i-parkerna.{kind}"


def test_shades_part_around_the_middle_and_are_read_on(lay):
    palette = Palette(brand="#0b5563")
    assert len(palette.steps(5, is_diverging=True)) == 5
    assert len(set(palette.steps(7, is_diverging=True))) == 7
    assert len(palette.steps(9, is_diverging=False)) == 9
    assert is_dark("#000000")
    assert not is_dark("#ffffff")


def test_long_words_break_and_long_labels_end_in_dots():
    assert wrapped("lyhyt", 100, 15, 3) == ["lyhyt"]
    lines = wrapped("sanahirviö" * 10, 100, 15, 3)
    assert len(lines) == 3
    assert lines[0].endswith("-")
    assert lines[-1].endswith("…")
    assert all(width(line, 15) <= 101 for line in lines)
    assert width("中", 10) > width("m", 10)


def test_letters_that_no_font_has_become_boxes():
    assert printable("aä€中 😀") == "aä€□ 😀"


def test_a_mark_of_byte_order_among_words_is_left_out(lay):
    content = pdf(lay("fi", hostile_document("Kukkia\ufeff torille")), FACE, MOMENT)
    assert "Kukkiatorille" in reading.pdf_words(content)  # it reads without spaces


def test_a_matrix_with_a_hidden_row_draws_the_others(lay):
    (part,) = reading.exhibits(lay("fi", document((PLAIN_MATRIX,))))
    assert part.charts[0].categories == ("Kirjasto",)
    assert part.tables[0].rows[1].cells[0].is_hidden


def test_answering_loads_no_writer_of_office_files():
    code = (
        "import participation.app, sys; "
        "sys.exit(bool({'typst', 'docx', 'pptx', 'pandas', 'pyarrow'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
