"""Slides of one look: where titles, words and charts stand, and how large words may be."""

from collections.abc import Iterator, Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from participation.reports.drawing.canvas import fit
from participation.reports.drawing.letters import wrapped
from participation.reports.drawing.palette import INK, QUIET, WHITE
from participation.reports.face import Face

WIDE, HIGH = Inches(13.333), Inches(7.5)
EDGE = Inches(0.65)
INSIDE = Emu(WIDE - 2 * EDGE)
TITLE_TOP, TITLE_HIGH = Inches(0.45), Inches(1.15)
BODY_TOP = Inches(1.75)
FOOT_TOP = Inches(6.98)
BODY_HIGH = Emu(FOOT_TOP - BODY_TOP - Inches(0.15))
TITLE_ONLY, BLANK = 5, 6
FONT = "Calibri"
POINTS_AN_INCH = 72
CAREFUL = 0.88  # programs without our typeface take a wider one
TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}

Box = tuple[int, int, int, int]


class Deck:
    """A presentation that grows by slides of one look."""

    def __init__(self, face: Face, language: str) -> None:
        self.face, self.language = face, language
        self.show = Presentation()
        self.show.slide_width, self.show.slide_height = WIDE, HIGH
        self._layout()

    def _layout(self) -> None:
        """Make the layout with nothing but a title as wide as these slides are."""
        layout = self.show.slide_layouts[TITLE_ONLY]
        for shape in list(layout.placeholders):
            if shape.placeholder_format.idx == 0:
                place(shape, (EDGE, TITLE_TOP, INSIDE, TITLE_HIGH))
            else:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 -- no other way

    def slide(self, title: str, foot: str) -> Any:
        """Add a slide with a title, a line of the town's colour, and a foot."""
        slide = self.show.slides.add_slide(self.show.slide_layouts[TITLE_ONLY])
        size, _lines = fitting(title, INSIDE, (28, 26, 24, 22, 20, 18), 2, is_bold=True)
        place(slide.shapes.title, (EDGE, TITLE_TOP, INSIDE, TITLE_HIGH))
        self.write(slide.shapes.title.text_frame, [title], size, self.face.brand, is_bold=True)
        slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        self.block(
            slide,
            (EDGE, TITLE_TOP + TITLE_HIGH + Inches(0.06), Inches(0.9), Inches(0.05)),
            self.face.accent,
        )
        number = len(self.show.slides)
        half = Emu(INSIDE - Inches(0.3))
        self.words(slide, (EDGE, FOOT_TOP, half, Inches(0.32)), [foot], 11, QUIET)
        self.words(
            slide, (EDGE + half, FOOT_TOP, Inches(0.4), Inches(0.32)), [str(number)], 11, QUIET
        )
        return slide

    def title_slide(
        self, title: str, subtitle: str, about: Sequence[str], wide: int = INSIDE
    ) -> None:
        """Add the first slide: the town's colour, its name, what this is, in lines so wide."""
        slide = self.show.slides.add_slide(self.show.slide_layouts[TITLE_ONLY])
        self.block(slide, (0, 0, WIDE, Inches(4.9)), self.face.brand, is_behind=True)
        self.block(slide, (0, Inches(4.9), WIDE, Inches(0.09)), self.face.accent, is_behind=True)
        name = self.face.called(self.language)
        self.words(slide, (EDGE, Inches(0.5), INSIDE, Inches(0.5)), [name], 18, WHITE)
        size, _lines = fitting(title, INSIDE, (48, 44, 40, 36, 32, 28), 3, is_bold=True)
        place(slide.shapes.title, (EDGE, Inches(1.3), INSIDE, Inches(2.5)))
        self.write(slide.shapes.title.text_frame, [title], size, WHITE, is_bold=True)
        slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        self.words(slide, (EDGE, Inches(3.9), INSIDE, Inches(0.6)), [subtitle], 24, WHITE)
        self.words(slide, (EDGE, Inches(5.25), wide, Inches(1.9)), about, 18, INK)

    def words(self, slide: Any, box: Box, lines: Sequence[str], size: float, colour: str) -> Any:
        """Write lines into a box."""
        shape = slide.shapes.add_textbox(*box)
        self.write(shape.text_frame, lines, size, colour)
        return shape

    def write(
        self, frame: Any, lines: Sequence[str], size: float, colour: str, *, is_bold: bool = False
    ) -> None:
        """Fill a text frame; words keep to the frame, whatever they are."""
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = 0
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = None
            run = paragraph.add_run()
            run.text = fit(line)
            run.font.size, run.font.bold, run.font.name = Pt(size), is_bold, FONT
            run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
            run._r.get_or_add_rPr().set("lang", TAGS[self.language])  # noqa: SLF001 -- no name for it
            paragraph.space_after = Pt(size * 0.45)
            paragraph._p.get_or_add_pPr().set("algn", "l")  # noqa: SLF001 -- over the layout's middle

    @staticmethod
    def block(slide: Any, box: Box, colour: str, *, is_behind: bool = False) -> None:
        """Draw a rectangle that means nothing."""
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
        shape.line.fill.background()
        shape.shadow.inherit = False
        decorate(shape)
        if is_behind:
            tree = slide.shapes._spTree  # noqa: SLF001 -- the order of shapes is the order of drawing
            tree.remove(shape._element)  # noqa: SLF001 -- as above
            tree.insert(2, shape._element)  # noqa: SLF001 -- as above


def place(shape: Any, box: Box) -> None:
    """Put a shape somewhere."""
    shape.left, shape.top, shape.width, shape.height = (Emu(int(each)) for each in box)


NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)


def decorate(shape: Any) -> None:
    """Tell screen readers to pass a shape by."""
    shape._element.find(f".//{qn('p:cNvPr')}").append(parse_xml(DECORATIVE))  # noqa: SLF001 -- no name


def plain(table: Any) -> None:
    """Take away the program's own look of tables: its blue is not the town's."""
    table._element.find(f".//{qn('a:tableStyleId')}").text = NO_STYLE  # noqa: SLF001 -- no name


def fitting(
    words: str, room: int, sizes: Sequence[float], most: int, *, is_bold: bool = False
) -> tuple[float, int]:
    """Return the largest size at which words take at most so many lines, and how many they take."""
    wide = room / Inches(1) * POINTS_AN_INCH
    for size in sizes:
        lines = wrapped(words, wide * 0.97, size, 1000, is_bold=is_bold)
        if len(lines) <= most:
            return size, len(lines)
    return sizes[-1], len(lines)


def high_of(lines: Sequence[str], room: int, size: float) -> int:
    """Return how high paragraphs are with the room below each."""
    wide = room / Inches(1) * POINTS_AN_INCH * CAREFUL
    rows = sum(len(wrapped(line, wide, size, 10_000) or [""]) + 0.45 for line in lines)
    return int(rows * Pt(size * 1.2))


def pages(lines: Sequence[str], room: int, high: int, size: float) -> Iterator[list[str]]:
    """Part paragraphs into as many slides as they need; a very long one is parted itself."""
    most = int(high / Inches(1) * POINTS_AN_INCH / (size * 1.2))
    wide = room / Inches(1) * POINTS_AN_INCH * 0.97
    page: list[str] = []
    used = 0.0
    for line in lines:
        rows = wrapped(line, wide, size, 10_000) or [""]
        for start in range(0, len(rows), most):
            part = rows[start : start + most]
            need = len(part) + 0.45
            if page and used + need > most:
                yield page
                page, used = [], 0.0
            page.append(" ".join(part))
            used += need
    if page:
        yield page
