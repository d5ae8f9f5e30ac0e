"""A Word document that grows from top to bottom, in our look or in a municipality's template."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from participation.reports.docx.widths import CELL, HEAD, TIGHT_CELL, head_size, widths
from participation.reports.domain.laid import LaidTable
from participation.reports.domain.said import language_of
from participation.reports.drawing.canvas import fit
from participation.reports.drawing.palette import LINE, QUIET
from participation.reports.face import Face

TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
FONT = "Calibri"
SIZES = {"Title": 30, "Subtitle": 15, "Heading 1": 19, "Heading 2": 14, "Heading 3": 12}
WIDE = Cm(16.5)
MOST_COLUMNS = 9
ROOMY, TIGHT = 3, 6
WHOLE = 22  # a table of so many rows fits a page
# ECMA-376-1, 17.4.60: what may stand in the properties of a table, in this order.
ORDER = tuple(
    qn(f"w:{name}")
    for name in (
        *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize"),
        *("tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd"),
        *("tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"),
    )
)


class Pages:
    """Paragraphs, pictures and tables below one another."""

    def __init__(self, face: Face, language: str, template: bytes | None) -> None:
        self.face, self.language = face, language
        self.file = Document(BytesIO(template)) if template else Document()
        if template:
            self._empty()
            self._complete()
        else:
            self._dress()
        self._styles = {style.name for style in self.file.styles}
        self.wide = min(WIDE, self._room())
        self.tight = False  # whether the table being written has many columns
        self.head_size = HEAD
        # Files round lengths: what is a hair narrower is as wide.
        narrow = max(2, int(self.wide / Cm(2.2)))
        is_whole = self.wide > WIDE - Cm(0.1)
        self.most_columns = MOST_COLUMNS if is_whole else min(MOST_COLUMNS, narrow)
        self._speak(language)

    def _room(self) -> int:
        """Return how wide a line is."""
        section = self.file.sections[-1]
        width = section.page_width or Cm(21)
        left, right = section.left_margin or Cm(2.25), section.right_margin or Cm(2.25)
        return max(Cm(5), int(width - left - right))

    def _complete(self) -> None:
        """Add the headings that a template lacks: contents and screen readers go by them."""
        known = {style.name for style in self.file.styles}
        for name, size in SIZES.items():
            if name not in known:
                style = self.file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
                style.font.size, style.font.bold = Pt(size), name != "Subtitle"
                style.font.color.rgb = colour(self.face.brand)
                if name.startswith("Heading"):
                    _outlined(style, int(name.rpartition(" ")[2]))

    def _empty(self) -> None:
        """Take the words out of a template and leave its looks, headers and page."""
        body = self.file.element.body
        for part in list(body):
            if part.tag != qn("w:sectPr"):
                body.remove(part)

    def _dress(self) -> None:
        """Give a document of our own the town's colour, one typeface, and A4 pages."""
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.25)
        section.top_margin = section.bottom_margin = Cm(2.2)
        normal = self.file.styles["Normal"]
        normal.font.size = Pt(10.5)
        _typeface(normal)
        for name, size in SIZES.items():
            style = self.file.styles[name]
            _typeface(style)
            style.font.size, style.font.bold = Pt(size), name != "Subtitle"
            style.font.italic = False
            style.font.color.rgb = colour(self.face.brand)
        self._numbers(section)

    def _numbers(self, section: Any) -> None:
        """Put the number of the page at its foot."""
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run()
        for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = words
            run._r.append(part)  # noqa: SLF001 -- the library has no fields

    def _speak(self, language: str) -> None:
        """Say in which language the document is."""
        defaults = self.file.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
        if defaults is not None:
            tag = defaults.find(qn("w:lang"))
            if tag is None:
                tag = OxmlElement("w:lang")
                defaults.append(tag)
            tag.set(qn("w:val"), TAGS[language])

    def style(self, name: str) -> str | None:
        """Return a style if the document has it; templates name theirs as they like."""
        return name if name in self._styles else None

    def paragraph(self, words: str, style: str = "", **looks: Any) -> Any:
        """Add a paragraph."""
        is_below = self.is_below_table()
        found = self.file.add_paragraph(style=self.style(style) if style else None)
        if is_below:
            found.paragraph_format.space_before = Pt(8)
        self.run(found, words, **looks)
        return found

    def is_below_table(self) -> bool:
        """Tell whether what comes next stands right below a table."""
        parts = [part for part in self.file.element.body if part.tag != qn("w:sectPr")]
        return bool(parts) and parts[-1].tag == qn("w:tbl")

    def run(
        self, paragraph: Any, words: str, *, is_quiet: bool = False, is_bold: bool | None = None
    ) -> None:
        """Add words to a paragraph, with their language where it is another."""
        run = paragraph.add_run(fit(words))
        if is_bold is not None:
            run.bold = is_bold
        if is_quiet:
            run.font.size, run.font.color.rgb = Pt(9), colour(QUIET)
        if language := language_of(words):
            tag = OxmlElement("w:lang")
            tag.set(qn("w:val"), TAGS.get(language, language))
            run._r.get_or_add_rPr().append(tag)  # noqa: SLF001 -- the library has no languages

    def heading(self, words: str, level: int) -> None:
        """Add a heading."""
        name = f"Heading {level}"
        is_below = self.is_below_table()
        found = self.file.add_paragraph(style=self.style(name))
        if is_below:
            found.paragraph_format.space_before = Pt(20)
        self.run(found, words)
        found.paragraph_format.keep_with_next = True

    def picture(self, content: bytes, alternative: str, title: str) -> None:
        """Add a picture with its text alternative."""
        paragraph = self.file.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(content), width=Emu(self.wide))
        if shape.height > Cm(21):
            shape.width, shape.height = Emu(int(shape.width * Cm(21) / shape.height)), Cm(21)
        named = shape._inline.docPr  # noqa: SLF001 -- the library has no text alternatives
        named.set("descr", fit(alternative))
        named.set("title", fit(title)[:250])

    def table(self, laid: LaidTable) -> Any:
        """Add a table whose first row is repeated on every page."""
        heads, title = (laid.stub, *laid.columns), laid.title
        if self.is_below_table():
            self.paragraph("")  # Word makes one of two tables with nothing between them
        found = self.file.add_table(rows=1, cols=len(heads))
        found.autofit = False
        self.tight = len(heads) > TIGHT
        if self.tight:
            _narrow(found)
        self._columns(found, laid)
        _ruled(found)
        found.alignment = WD_TABLE_ALIGNMENT.LEFT
        described = OxmlElement("w:tblCaption")
        described.set(qn("w:val"), fit(title)[:250])
        _set(found, described)
        for place, cell in enumerate(found.rows[0].cells):
            cell.width = found.columns[place].width
            self.cell(cell, heads[place], is_bold=True, is_number=place > 0, size=self.head_size)
            _shade(cell, self.face.tint)
        _mark(found.rows[0], "w:tblHeader")
        _mark(found.rows[0], "w:cantSplit")
        return found

    def _columns(self, table: Any, laid: LaidTable) -> None:
        """Give heads of rows the room that numbers leave."""
        others = max(len(laid.columns), 1)
        part = 0.78 if self.tight else 0.7
        each = min(Cm(3.4 if others <= ROOMY else 2.6), int(self.wide * part / others))
        self.head_size = head_size(laid, self.wide, is_tight=self.tight)
        found = widths(laid, self.wide, self.head_size, each, is_tight=self.tight)
        for column, wide in zip(table.columns, found, strict=True):
            column.width = Emu(wide)

    def keep(self, table: Any) -> None:
        """Keep a table on one page, or of a long one the first rows and the last."""
        rows = list(table.rows)[:-1]
        for row in rows if len(rows) <= WHOLE else (*rows[:3], *rows[-2:]):
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True

    def row(
        self, table: Any, head: str, cells: Sequence[tuple[str, bool]], *, is_bold: bool
    ) -> None:
        """Add a row; its last cell stretches over columns that are left."""
        row = table.add_row()
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width
        _mark(row, "w:cantSplit")
        every = row.cells
        self.cell(every[0], head, is_bold=is_bold)
        for place, (words, is_number) in enumerate(cells, 1):
            self.cell(every[place], words, is_bold=is_bold, is_number=is_number)
        if cells and len(cells) + 1 < len(every):
            every[len(cells)].merge(every[-1])

    def cell(
        self,
        cell: Any,
        words: str,
        *,
        is_bold: bool = False,
        is_number: bool = False,
        size: float = 0.0,
    ) -> None:
        """Write into a cell."""
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.space_before = Pt(1)
        if is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.run(paragraph, words, is_bold=is_bold or None)
        for run in paragraph.runs:
            run.font.size = Pt(size or (TIGHT_CELL if self.tight else CELL))

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def colour(words: str) -> RGBColor:
    """Return a colour as Word has it."""
    return RGBColor.from_string(words.removeprefix("#").upper())


def _typeface(style: Any) -> None:
    """Set one typeface for all letters; the template's themes would win over its name alone."""
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)


def _outlined(style: Any, level: int) -> None:
    """Make a style that of a heading of a level."""
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    style.element.get_or_add_pPr().append(outline)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 -- the library has no name


def _set(table: Any, part: Any) -> None:
    """Add what the library does not know to the looks of a table, in the order of the standard."""
    later = ORDER[ORDER.index(part.tag) + 1 :]
    properties = table._tbl.tblPr  # noqa: SLF001 -- the library has no name for it
    after = next((child for child in properties if child.tag in later), None)
    if after is None:
        properties.append(part)
    else:
        after.addprevious(part)


def _ruled(table: Any) -> None:
    """Draw thin lines between rows, and no others."""
    borders = OxmlElement("w:tblBorders")
    for name in ("w:bottom", "w:insideH"):
        line = OxmlElement(name)
        for key, value in (("val", "single"), ("sz", "4"), ("color", LINE.removeprefix("#"))):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    _set(table, borders)


def _narrow(table: Any) -> None:
    """Leave little room beside the words of cells."""
    margins = OxmlElement("w:tblCellMar")
    for name in ("w:left", "w:right"):
        margin = OxmlElement(name)
        margin.set(qn("w:w"), "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    _set(table, margins)


def _shade(cell: Any, fill: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), fill.removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 -- the library has no shades
